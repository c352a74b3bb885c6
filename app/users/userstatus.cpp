// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/userstatus.h"

#include "users/exacttext.h"

#include <QChar>
#include <QStringList>

namespace gatehouse {

namespace {

/// Characters that a person cannot see or that reorder what stands beside them.
bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional marks, zero width joiners, soft hyphen, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Separator_Space:
        return c != U' ';
    default:
        // Letters that draw nothing: Hangul fillers, the Mongolian vowel separator's kin, braille blank.
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 ||
               (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || c == 0x034F;
    }
}

} // namespace

bool isAddressable(QByteArrayView name)
{
    constexpr QByteArrayView replacement("\xEF\xBF\xBD"); // U+FFFD
    return !name.isEmpty() && name != QByteArrayView(".") && name != QByteArrayView("..") &&
           name.indexOf(replacement) < 0;
}

QString displayName(QByteArrayView name)
{
    const QString text = exactText(name);
    QString shown;
    shown.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (isInvisible(c))
            shown += QStringLiteral("\u27E8U+%1\u27E9").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += QString::fromUcs4(&c, 1);
    }
    return shown;
}

} // namespace gatehouse
