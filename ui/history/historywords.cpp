// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historywords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace gatehouse {
namespace {

// English needs no plural file: the one is a text of its own where it differs.
struct HistoryTexts
{
    Q_DECLARE_TR_FUNCTIONS(HistoryDialog)
public:
    static QString verdict(Verdict verdict);
    static QString storyDone(Act act);
    static QString storyAsked(Act act);
};

QString HistoryTexts::verdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::WillChange:
        return tr("Left alone");
    case Verdict::AlreadySo:
        return tr("Left alone: it was so already");
    case Verdict::Protected:
        return tr("Left alone: protected");
    case Verdict::ChangedBySomebodyElse:
        return tr("Left alone: changed by somebody else");
    case Verdict::NotFound:
        return tr("Left alone: not found");
    case Verdict::NotAddressable:
        return tr("Left alone: a name that cannot be sent");
    case Verdict::Future:
        return tr("Left alone: a date in the future");
    case Verdict::Ambiguous:
        return tr("Left alone: not certain who was meant");
    case Verdict::Count:
        break;
    }
    return {};
}

QString HistoryTexts::storyDone(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("Status created %1 by %2", "a date and a person");
    case Act::Disable:
        return tr("Disabled %1 by %2", "a date and a person");
    case Act::Enable:
        return tr("Enabled %1 by %2", "a date and a person");
    case Act::ChangeDate:
        return tr("Date changed %1 by %2", "a date and a person");
    case Act::Delete:
        return tr("Status deleted %1 by %2", "a date and a person");
    }
    return QStringLiteral("%1 %2");
}

QString HistoryTexts::storyAsked(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("Asked to create a status, %1, by %2", "a date and a person");
    case Act::Disable:
        return tr("Asked to disable, %1, by %2", "a date and a person");
    case Act::Enable:
        return tr("Asked to enable, %1, by %2", "a date and a person");
    case Act::ChangeDate:
        return tr("Asked to change the date, %1, by %2", "a date and a person");
    case Act::Delete:
        return tr("Asked to delete the status, %1, by %2", "a date and a person");
    }
    return QStringLiteral("%1 %2");
}

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(" · "));
}

bool isOverThisConnection(const SetSummary &set, const std::optional<ConnectionKey> &connection)
{
    return connection && *connection == set.connection;
}

QString connectionHindrance(const SetSummary &set)
{
    return HistoryTexts::tr("This was done on “%1” at %2; open that connection first.")
        .arg(plainLine(set.connectionName), plainLine(set.connection.address));
}

bool isTakenBack(const SetSummary &set)
{
    return set.takenBack && set.takenBack->changes >= set.outcomes.of(OutcomeKind::Done);
}

/// "Pivot EU (Production)": the environment is what it was called then; sets of older programs have none.
QString connectionWords(const SetSummary &set)
{
    QString name = plainLine(set.connectionName);
    for (const auto &[key, look] : {std::pair(QStringLiteral("development"), EnvironmentLook::Development),
                                    std::pair(QStringLiteral("staging"), EnvironmentLook::Staging),
                                    std::pair(QStringLiteral("production"), EnvironmentLook::Production)}) {
        if (set.environment == key)
            return HistoryTexts::tr("%1 (%2)", "a connection, its environment").arg(name, environmentWord(look));
    }
    return name;
}

QString confirmationWords(const Confirmation &confirmation)
{
    const QString words = plainLine(confirmation.words);
    switch (confirmation.kind) {
    case Confirmation::Kind::NotLooked:
        return {};
    case Confirmation::Kind::Confirmed:
        return HistoryTexts::tr("confirmed %1", "a time of day").arg(clockWords(confirmation.at));
    case Confirmation::Kind::Differs:
        return HistoryTexts::tr("another state at %1: %2", "a time of day, a sentence")
            .arg(clockWords(confirmation.at), words);
    case Confirmation::Kind::CouldNotLook:
        return HistoryTexts::tr("could not be confirmed: %1").arg(words);
    }
    return {};
}

} // namespace

QString whenAndWhere(const SetSummary &set, Instant now)
{
    return joined({momentWords(set.orderedAt, now), plainLine(set.connectionName)});
}

QString actGlyph(Act act)
{
    switch (act) {
    case Act::Create:
        return QStringLiteral("plus");
    case Act::Disable:
        return QStringLiteral("disable");
    case Act::Enable:
        return QStringLiteral("enable");
    case Act::ChangeDate:
        return QStringLiteral("pencil");
    case Act::Delete:
        return QStringLiteral("trash");
    }
    return {};
}

SetResult resultOf(const SetSummary &set, Instant now)
{
    const QLocale locale;
    const auto say = [&](const QString &text, qint64 count, GlyphTone tone) {
        return SetResult{text.arg(locale.toString(count)), tone};
    };
    if (set.state == SetState::Running)
        return {HistoryTexts::tr("Running"), GlyphTone::Link};
    if (isTakenBack(set)) {
        const Instant at = set.takenBack->at;
        const bool isToday = localMoment(at).date() == localMoment(now).date();
        return {
            HistoryTexts::tr("Taken back %1", "a time of day or a date").arg(isToday ? clockWords(at) : dayWords(at)),
            GlyphTone::Secondary};
    }
    if (const qint64 count = set.outcomes.of(OutcomeKind::Failed); count > 0)
        return say(HistoryTexts::tr("%1 failed", "a number"), count, GlyphTone::Danger);
    if (set.state == SetState::Interrupted)
        return {HistoryTexts::tr("Interrupted"), GlyphTone::Warn};
    if (const qint64 count = set.outcomes.of(OutcomeKind::ResultNotKnown); count > 0)
        return say(HistoryTexts::tr("%1 not known", "a number"), count, GlyphTone::Warn);
    if (const qint64 count = set.outcomes.of(OutcomeKind::NotSent); count > 0)
        return say(HistoryTexts::tr("%1 not sent", "a number"), count, GlyphTone::Warn);
    if (set.takenBack)
        return say(HistoryTexts::tr("%1 taken back", "a number"), set.takenBack->changes, GlyphTone::Secondary);
    return say(HistoryTexts::tr("%1 done", "a number"), set.outcomes.of(OutcomeKind::Done), GlyphTone::Secondary);
}

QString setStateWords(SetState state)
{
    switch (state) {
    case SetState::Running:
        return HistoryTexts::tr("It is running.");
    case SetState::Ended:
        return {};
    case SetState::Interrupted:
        return HistoryTexts::tr("Interrupted: the program that ran it ended before it was finished.");
    }
    return {};
}

QString takenBackWords(const SetSummary &set)
{
    if (!set.takenBack)
        return {};
    const TakenBack &taken = *set.takenBack;
    const QString when = instantWords(taken.at);
    const QString who = plainLine(taken.orderedBy);
    if (isTakenBack(set))
        return HistoryTexts::tr("Taken back %1 by %2.", "a time, a person").arg(when, who);
    const QString all = QLocale().toString(set.outcomes.of(OutcomeKind::Done));
    if (taken.changes == 1)
        return HistoryTexts::tr("1 of %1 changes was taken back, %2 by %3.", "a number, a time, a person")
            .arg(all, when, who);
    return HistoryTexts::tr("%1 of %2 changes were taken back, the last %3 by %4.", "two numbers, a time, a person")
        .arg(QLocale().toString(taken.changes), all, when, who);
}

QString factsOf(const SetSummary &set)
{
    QString when = instantWords(set.orderedAt);
    if (set.endedAt && *set.endedAt - set.orderedAt >= std::chrono::minutes(1)) {
        const bool isSameDay = localMoment(*set.endedAt).date() == localMoment(set.orderedAt).date();
        when = HistoryTexts::tr("%1 to %2", "two times")
                   .arg(when, isSameDay ? clockWords(*set.endedAt) : instantWords(*set.endedAt));
    }
    return joined({when, connectionWords(set), plainLine(set.connection.address),
                   HistoryTexts::tr("by %1", "a person").arg(plainLine(set.orderedBy))});
}

qint64 withoutOutcome(const SetSummary &set)
{
    return std::max<qint64>(0, set.changes - set.outcomes.total());
}

qint64 failedChanges(const SetSummary &set)
{
    return set.outcomes.of(OutcomeKind::Failed) + set.outcomes.of(OutcomeKind::NotSent) +
           set.outcomes.of(OutcomeKind::ResultNotKnown) + (set.state == SetState::Running ? 0 : withoutOutcome(set));
}

QString undoHindrance(const SetSummary &set, const std::optional<ConnectionKey> &connection)
{
    if (set.state == SetState::Running)
        return HistoryTexts::tr("It is still running.");
    if (set.outcomes.of(OutcomeKind::Done) == 0)
        return HistoryTexts::tr("Nothing was changed, so there is nothing to take back.");
    return isOverThisConnection(set, connection) ? QString() : connectionHindrance(set);
}

QString runAgainHindrance(const SetSummary &set, const std::optional<ConnectionKey> &connection)
{
    if (set.state == SetState::Running)
        return HistoryTexts::tr("It is still running.");
    if (failedChanges(set) == 0)
        return HistoryTexts::tr("Nothing failed, so there is nothing to run again.");
    return isOverThisConnection(set, connection) ? QString() : connectionHindrance(set);
}

QString outcomeKindWords(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Done:
        return HistoryTexts::tr("Done");
    case OutcomeKind::AlreadySo:
        return HistoryTexts::tr("Already so");
    case OutcomeKind::Failed:
        return HistoryTexts::tr("Failed");
    case OutcomeKind::ChangedBySomebodyElse:
        return HistoryTexts::tr("Changed by somebody else");
    case OutcomeKind::NotSent:
        return HistoryTexts::tr("Not sent");
    case OutcomeKind::ResultNotKnown:
        return HistoryTexts::tr("Result not known");
    case OutcomeKind::Count:
        break;
    }
    return {};
}

RowMark outcomeMark(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Done:
        return {QStringLiteral("ok"), GlyphTone::Ok};
    case OutcomeKind::AlreadySo:
        return {QStringLiteral("minus"), GlyphTone::Secondary};
    case OutcomeKind::Failed:
        return {QStringLiteral("fail"), GlyphTone::Danger};
    case OutcomeKind::ChangedBySomebodyElse:
        return {QStringLiteral("clock"), GlyphTone::Warn};
    case OutcomeKind::NotSent:
        return {QStringLiteral("skip"), GlyphTone::Secondary};
    case OutcomeKind::ResultNotKnown:
        return {QStringLiteral("unknown"), GlyphTone::Warn};
    case OutcomeKind::Count:
        break;
    }
    return {};
}

RowMark rowMark(const SetRow &row)
{
    if (row.planned.verdict != Verdict::WillChange)
        return {QStringLiteral("minus"), GlyphTone::Secondary};
    if (!row.outcome)
        return {QStringLiteral("circle"), GlyphTone::Secondary};
    if (row.confirmation.kind == Confirmation::Kind::Differs)
        return {QStringLiteral("warn"), GlyphTone::Warn};
    return outcomeMark(row.outcome->kind);
}

QString shortStateWords(const UserStatus &status)
{
    switch (status.state) {
    case StatusState::NoStatus:
        return HistoryTexts::tr("No status");
    case StatusState::Enabled:
        return HistoryTexts::tr("Enabled");
    case StatusState::Disabled:
        return HistoryTexts::tr("Disabled, %1", "a date").arg(dayWords(status.disabledSince));
    case StatusState::DisabledOdd:
        return HistoryTexts::tr("Disabled, time unknown");
    }
    return {};
}

QString exactStateWords(const UserStatus &status)
{
    QString words = shortStateWords(status);
    if (status.state == StatusState::Disabled)
        words = HistoryTexts::tr("Disabled, %1", "a date")
                    .arg(instantWords(status.disabledSince) + QLatin1Char('\n') +
                         QString::fromLatin1(formatInstant(status.disabledSince)));
    if (!status.raw.isEmpty())
        words += QLatin1Char('\n') + plainLine(QString::fromUtf8(status.raw));
    return words;
}

QString afterWords(const SetRow &row)
{
    if (row.planned.verdict != Verdict::WillChange)
        return HistoryTexts::tr("Unchanged");
    if (!row.outcome)
        return HistoryTexts::tr("Not known");
    switch (row.outcome->kind) {
    case OutcomeKind::Done:
    case OutcomeKind::AlreadySo:
        return shortStateWords(row.outcome->isSeen ? row.outcome->seen : row.planned.change.after);
    case OutcomeKind::ChangedBySomebodyElse:
        return row.outcome->isSeen ? shortStateWords(row.outcome->seen) : HistoryTexts::tr("Not known");
    case OutcomeKind::Failed:
    case OutcomeKind::NotSent:
        return HistoryTexts::tr("Unchanged");
    case OutcomeKind::ResultNotKnown:
    case OutcomeKind::Count:
        break;
    }
    return HistoryTexts::tr("Not known");
}

QString exactAfterWords(const SetRow &row)
{
    const bool cameAbout = row.outcome && row.outcome->kind == OutcomeKind::Done;
    if (cameAbout && !row.outcome->differsFromWanted)
        return exactStateWords(row.planned.change.after);
    const QString stands = row.outcome && row.outcome->isSeen ? exactStateWords(row.outcome->seen) : afterWords(row);
    return stands + QLatin1Char('\n') + HistoryTexts::tr("Wanted: %1").arg(exactStateWords(row.planned.change.after));
}

QString outcomeWords(const SetRow &row)
{
    if (row.planned.verdict != Verdict::WillChange)
        return HistoryTexts::verdict(row.planned.verdict);
    if (!row.outcome)
        return HistoryTexts::tr("No outcome");
    QString words = outcomeKindWords(row.outcome->kind);
    const QString confirmed = confirmationWords(row.confirmation);
    if (!confirmed.isEmpty())
        words = HistoryTexts::tr("%1, %2", "an outcome and what was seen later").arg(words, confirmed);
    const QString said = plainLine(row.outcome->words);
    return said.isEmpty() ? words : HistoryTexts::tr("%1: %2", "an outcome and the server's words").arg(words, said);
}

QString storyHeading(const StoryPart &part)
{
    const SetRow &row = part.row;
    const bool isDone = row.outcome && row.outcome->changedSomething();
    // Of what was left alone both states may be the same: then the set says what was meant.
    const Change &change = row.planned.change;
    const Act act = change.before == change.after ? part.set.act : change.act();
    const QString text = isDone ? HistoryTexts::storyDone(act) : HistoryTexts::storyAsked(act);
    const Instant at = isDone && row.outcome->at != Instant{} ? row.outcome->at : part.set.orderedAt;
    return text.arg(instantWords(at), plainLine(part.set.orderedBy));
}

} // namespace gatehouse
