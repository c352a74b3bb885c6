// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/plainwords.h"

#include "changes/actwords.h"
#include "users/userstatus.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse {
namespace {

struct PlainTexts
{
    Q_DECLARE_TR_FUNCTIONS(HistoryDialog)
};

} // namespace

QString plainLine(const QString &text)
{
    return displayName(text.simplified().toUtf8());
}

QString breakable(const QString &line, int longest)
{
    const QString afterWhich = QStringLiteral("@.-_/:+,;=&?");
    QStringList words = line.split(QLatin1Char(' '));
    for (QString &word : words) {
        if (word.size() <= longest)
            continue;
        QString broken;
        int whole = 0; // characters since the last place
        for (qsizetype i = 0; i < word.size(); ++i) {
            broken += word.at(i);
            ++whole;
            const bool isInside = i + 1 == word.size() || word.at(i + 1).isLowSurrogate() || word.at(i + 1).isMark();
            if (!isInside && (whole >= longest || (whole > 1 && afterWhich.contains(word.at(i))))) {
                broken += QChar(0x200B);
                whole = 0;
            }
        }
        word = broken;
    }
    return words.join(QLatin1Char(' '));
}

QString plainTip(const QString &text)
{
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

QString dayWords(Instant instant)
{
    return QLocale().toString(localMoment(instant).date(), PlainTexts::tr("d MMM yyyy", "how a day stands in a list"));
}

QString clockWords(Instant instant)
{
    return QLocale().toString(localMoment(instant).time(), QStringLiteral("HH:mm"));
}

QString momentWords(Instant instant, Instant now)
{
    const qint64 days = localMoment(instant).date().daysTo(localMoment(now).date());
    if (days == 0)
        return PlainTexts::tr("Today, %1", "a time of day").arg(clockWords(instant));
    if (days == 1)
        return PlainTexts::tr("Yesterday, %1", "a time of day").arg(clockWords(instant));
    return instantWords(instant);
}

QDateTime localMoment(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant));
}

} // namespace gatehouse
