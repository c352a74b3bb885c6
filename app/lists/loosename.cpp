// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/loosename.h"

#include "users/foldedtext.h"

#include <QString>

#include <algorithm>

namespace gatehouse {

namespace {

/// Whether the name is loose already but for its case: printable ASCII, with single spaces inside at most.
bool isPlainName(std::string_view name)
{
    if (name.empty() || name.front() == ' ' || name.back() == ' ')
        return false;
    char last = 0;
    return std::none_of(name.begin(), name.end(), [&last](char c) {
        const bool isDoubled = c == ' ' && last == ' ';
        last = c;
        return isDoubled || c < ' ' || c > '~';
    });
}

enum class Joiners { Kept, LeftOut };

/// Draws nothing, white space apart.
bool drawsNothing(char32_t c, Joiners joiners)
{
    if (c == 0x200C || c == 0x200D)
        return joiners == Joiners::LeftOut;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
        return true;
    default:
        return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 ||
               (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }
}

QString seenPart(const QString &text, Joiners joiners)
{
    QString seen;
    seen.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar first = text.at(i);
        const bool isPair = first.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(first, text.at(i + 1)) : char32_t(first.unicode());
        const bool isSeen = (c > U' ' && c <= U'~') || QChar::isSpace(c) || !drawsNothing(c, joiners);
        if (isSeen)
            seen += first;
        if (isPair && isSeen)
            seen += text.at(i + 1);
        i += isPair ? 1 : 0;
    }
    return seen;
}

QString textOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

QByteArray looseName(std::string_view name)
{
    if (isPlainName(name))
        return foldText(name);
    const QString plain = textOf(name).normalized(QString::NormalizationForm_KC);
    const QByteArray seen = seenPart(plain, Joiners::LeftOut).simplified().toUtf8();
    return foldText({seen.constData(), static_cast<std::size_t>(seen.size())});
}

QString looseNameWithAccents(std::string_view name)
{
    const QString plain = textOf(name).normalized(QString::NormalizationForm_KC);
    return seenPart(plain, Joiners::LeftOut).simplified().toCaseFolded();
}

QByteArray tidyName(std::string_view name)
{
    return seenPart(textOf(name), Joiners::Kept).trimmed().toUtf8();
}

} // namespace gatehouse
