// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/planwords.h"

#include "changes/actwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <iterator>

namespace gatehouse {
namespace {

// English needs no plural file: the one is a text of its own everywhere.
struct ReviewTexts
{
    Q_DECLARE_TR_FUNCTIONS(ReviewDialog)
public:
    static QString pilePart(Verdict verdict, Act act, int count, Absence absence);
    static QString alreadyPart(Act act, int count);
    static QString alreadyName(Act act);
};

QString ReviewTexts::alreadyPart(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return count == 1 ? tr("1 is there already") : tr("%Ln are there already", nullptr, count);
    case Act::Disable:
        return count == 1 ? tr("1 is already disabled") : tr("%Ln are already disabled", nullptr, count);
    case Act::Enable:
        return count == 1 ? tr("1 is already enabled") : tr("%Ln are already enabled", nullptr, count);
    case Act::ChangeDate:
        return count == 1 ? tr("1 has this date already") : tr("%Ln have this date already", nullptr, count);
    case Act::Delete:
        return count == 1 ? tr("1 has no status any more") : tr("%Ln have no status any more", nullptr, count);
    }
    return {};
}

QString ReviewTexts::pilePart(Verdict verdict, Act act, int count, Absence absence)
{
    switch (verdict) {
    case Verdict::WillChange:
        return count == 1 ? tr("1 will change") : tr("%Ln will change", nullptr, count);
    case Verdict::AlreadySo:
        return alreadyPart(act, count);
    case Verdict::Protected:
        return count == 1 ? tr("1 is protected") : tr("%Ln are protected", nullptr, count);
    case Verdict::ChangedBySomebodyElse:
        return count == 1 ? tr("1 was changed by somebody else")
                          : tr("%Ln were changed by somebody else", nullptr, count);
    case Verdict::NotFound:
        if (absence == Absence::CannotTell)
            return count == 1
                       ? tr("1 has no status, and nobody can tell whether there is such a user")
                       : tr("%Ln have no status, and nobody can tell whether there are such users", nullptr, count);
        return count == 1 ? tr("1 was not found") : tr("%Ln were not found", nullptr, count);
    case Verdict::NotAddressable:
        return count == 1 ? tr("1 has a name that cannot be sent")
                          : tr("%Ln have names that cannot be sent", nullptr, count);
    case Verdict::Future:
        return count == 1 ? tr("1 would get a date in the future")
                          : tr("%Ln would get a date in the future", nullptr, count);
    case Verdict::Ambiguous:
        return count == 1 ? tr("of 1 it is not certain who is meant")
                          : tr("of %Ln it is not certain who is meant", nullptr, count);
    case Verdict::Count:
        break;
    }
    return {};
}

QString ReviewTexts::alreadyName(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("Already there");
    case Act::Disable:
        return tr("Already disabled");
    case Act::Enable:
        return tr("Already enabled");
    case Act::ChangeDate:
        return tr("Has this date already");
    case Act::Delete:
        return tr("No status any more");
    }
    return {};
}

QDateTime localTime(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant));
}

} // namespace

QString dateWords(Instant instant)
{
    const QLocale locale;
    // Qt knows no medium format: the long one without its weekday.
    QString format = locale.dateFormat(QLocale::LongFormat);
    for (const QLatin1String weekday : {QLatin1String("dddd, "), QLatin1String("dddd "), QLatin1String(", dddd"),
                                        QLatin1String(" dddd"), QLatin1String("dddd")})
        format.remove(weekday);
    format.replace(QLatin1String("MMMM"), QLatin1String("MMM"));
    return locale.toString(localTime(instant).date(), format.trimmed());
}

QString dateTimeWords(Instant instant)
{
    return ReviewTexts::tr("%1, %2", "a date and a time of day")
        .arg(dateWords(instant), QLocale().toString(localTime(instant).time(), QStringLiteral("HH:mm:ss")));
}

QString utcWords(Instant instant)
{
    return QString::fromLatin1(formatInstant(instant)).replace(QLatin1Char('T'), QLatin1Char(' ')).chopped(1) +
           QStringLiteral(" UTC");
}

QString planTitle(const OutlinedPlan &plan)
{
    const ChangeSet &frame = plan.plan().frame;
    const std::vector<int> &changing = plan.outline().pile(Verdict::WillChange).rows;
    // An undo is called after what it takes back; where nothing will change, the title says what was asked for.
    if (!frame.undoes.isNull() || changing.empty() || std::ssize(changing) == plan.size())
        return frame.title;
    if (changing.size() > 1)
        return setTitleOfMany(frame.act, std::ssize(changing));
    return setTitle(frame.act, {plan.plan().rows.at(changing.front()).change});
}

QString planSentence(Act act, const PileCounts &piles, Absence absence)
{
    const int total = piles.total();
    if (total == 0)
        return ReviewTexts::tr("Nothing was asked for, so nothing will change.");
    if (piles.willChange() == total) {
        return total == 1
                   ? ReviewTexts::tr("Only this one user is changed. You can take it back afterwards.")
                   : ReviewTexts::tr("All %Ln users will change. You can take it back afterwards.", nullptr, total);
    }
    QStringList parts;
    for (int each = 0; each < static_cast<int>(Verdict::Count); ++each) {
        const auto verdict = static_cast<Verdict>(each);
        if (piles.of(verdict) > 0)
            parts.append(ReviewTexts::pilePart(verdict, act, piles.of(verdict), absence));
    }
    const QString sum = QLocale().createSeparatedList(parts);
    if (piles.willChange() == 0)
        return ReviewTexts::tr("Nothing will change: %1.").arg(sum);
    return ReviewTexts::tr("%Ln users were asked for: %1. You can take it back afterwards.", nullptr, total).arg(sum);
}

QString pileName(Verdict verdict, Act act, Absence absence)
{
    switch (verdict) {
    case Verdict::WillChange:
        return ReviewTexts::tr("Will change");
    case Verdict::AlreadySo:
        return ReviewTexts::alreadyName(act);
    case Verdict::Protected:
        return ReviewTexts::tr("Protected");
    case Verdict::ChangedBySomebodyElse:
        return ReviewTexts::tr("Changed by somebody else");
    case Verdict::NotFound:
        return absence == Absence::CannotTell ? ReviewTexts::tr("No status: cannot tell")
                                              : ReviewTexts::tr("Not found");
    case Verdict::NotAddressable:
        return ReviewTexts::tr("Cannot be sent");
    case Verdict::Future:
        return ReviewTexts::tr("Future date");
    case Verdict::Ambiguous:
        return ReviewTexts::tr("Ambiguous");
    case Verdict::Count:
        break;
    }
    return {};
}

QString pileGlyph(Verdict verdict)
{
    switch (verdict) {
    case Verdict::WillChange:
        return QStringLiteral("arrow");
    case Verdict::AlreadySo:
        return QStringLiteral("skip");
    case Verdict::Protected:
        return QStringLiteral("lock");
    case Verdict::ChangedBySomebodyElse:
        return QStringLiteral("history");
    case Verdict::NotFound:
        return QStringLiteral("unknown");
    case Verdict::NotAddressable:
        return QStringLiteral("warn");
    case Verdict::Future:
        return QStringLiteral("clock");
    case Verdict::Ambiguous:
        return QStringLiteral("unknown");
    case Verdict::Count:
        break;
    }
    return {};
}

QString runWords(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return count == 1 ? ReviewTexts::tr("Create 1 status") : ReviewTexts::tr("Create %Ln statuses", nullptr, count);
    case Act::Disable:
        return count == 1 ? ReviewTexts::tr("Disable 1 user") : ReviewTexts::tr("Disable %Ln users", nullptr, count);
    case Act::Enable:
        return count == 1 ? ReviewTexts::tr("Enable 1 user") : ReviewTexts::tr("Enable %Ln users", nullptr, count);
    case Act::ChangeDate:
        return count == 1 ? ReviewTexts::tr("Change 1 date") : ReviewTexts::tr("Change %Ln dates", nullptr, count);
    case Act::Delete:
        return count == 1 ? ReviewTexts::tr("Delete 1 status") : ReviewTexts::tr("Delete %Ln statuses", nullptr, count);
    }
    return {};
}

QString deleteWarning(const OutlinedPlan &plan)
{
    const int disabled = plan.outline().deletedDisabled;
    if (disabled == 0)
        return {};
    if (plan.outline().deleted == 1)
        return ReviewTexts::tr("This user is disabled; without a status they may be able to sign in again.");
    if (disabled == 1)
        return ReviewTexts::tr("1 of these is disabled; without a status they may be able to sign in again.");
    return ReviewTexts::tr("%Ln of these are disabled; without a status they may be able to sign in again.", nullptr,
                           disabled);
}

QString creationNote(const OutlinedPlan &plan)
{
    const int created = plan.outline().created;
    if (plan.plan().frame.act != Act::Disable || created == 0)
        return {};
    if (plan.size() == 1)
        return ReviewTexts::tr("This person has no status yet: one is created, disabled. Undo deletes it again.");
    if (created == 1)
        return ReviewTexts::tr("1 of these has no status yet: one is created, disabled. Undo deletes it again.");
    return ReviewTexts::tr(
        "%Ln of these have no status yet: one is created for each, disabled. Undo deletes them again.", nullptr,
        created);
}

QString stateWords(const UserStatus &status, const DateWords &date)
{
    switch (status.state) {
    case StatusState::NoStatus:
        return ReviewTexts::tr("No status");
    case StatusState::Enabled:
        return ReviewTexts::tr("Enabled");
    case StatusState::Disabled:
        return ReviewTexts::tr("Disabled, %1", "since a date").arg(date(status.disabledSince));
    case StatusState::DisabledOdd:
        return ReviewTexts::tr("Disabled, at an unknown time");
    }
    return {};
}

QString changeWords(const PlannedRow &row, const DateWords &date)
{
    QString before = stateWords(row.change.before, date);
    switch (row.verdict) {
    case Verdict::WillChange:
    case Verdict::Future: {
        QString after = stateWords(row.change.after, date);
        return ReviewTexts::tr("%1 → %2", "a state before and after").arg(before, after);
    }
    case Verdict::AlreadySo:
        return ReviewTexts::tr("%1, stays so").arg(before);
    case Verdict::Protected:
        return ReviewTexts::tr("%1, protected").arg(before);
    case Verdict::ChangedBySomebodyElse:
        return ReviewTexts::tr("%1 now", "the state that somebody else made").arg(before);
    case Verdict::NotFound:
        return before;
    case Verdict::NotAddressable:
        return ReviewTexts::tr("%1, cannot be sent").arg(before);
    case Verdict::Ambiguous:
        return before;
    case Verdict::Count:
        break;
    }
    return before;
}

} // namespace gatehouse
