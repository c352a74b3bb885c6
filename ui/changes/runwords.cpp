// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/runwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

// English needs no plural file: the one is a text of its own everywhere.
struct RunTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunPanel)
public:
    static QString doing(Act act, int count);
    static QString done(Act act, int count);
    static QString doneOf(Act act);
    static QString confirmed(const RunProgress &progress);
    static QString unconfirmed(const RunProgress &progress);
    static QString inQuestion(const RunProgress &progress);
    static QString rate(double perSecond);
    static QString left(std::chrono::seconds left);
    static QString heldUntil(Instant instant);
};

QString runDot()
{
    return QStringLiteral(" \u00B7 ");
}

QString runNumber(qint64 n)
{
    return QLocale().toString(n);
}

// The numbers of these are above one: one user is called by name.
QString RunTexts::doing(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return tr("Creating a status for %Ln users", nullptr, count);
    case Act::Disable:
        return tr("Disabling %Ln users", nullptr, count);
    case Act::Enable:
        return tr("Enabling %Ln users", nullptr, count);
    case Act::ChangeDate:
        return tr("Changing the date of %Ln users", nullptr, count);
    case Act::Delete:
        return tr("Deleting the status of %Ln users", nullptr, count);
    }
    return {};
}

QString RunTexts::done(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return count == 1 ? tr("Created a status for 1 user") : tr("Created a status for %Ln users", nullptr, count);
    case Act::Disable:
        return count == 1 ? tr("Disabled 1 user") : tr("Disabled %Ln users", nullptr, count);
    case Act::Enable:
        return count == 1 ? tr("Enabled 1 user") : tr("Enabled %Ln users", nullptr, count);
    case Act::ChangeDate:
        return count == 1 ? tr("Changed the date of 1 user") : tr("Changed the date of %Ln users", nullptr, count);
    case Act::Delete:
        return count == 1 ? tr("Deleted the status of 1 user") : tr("Deleted the status of %Ln users", nullptr, count);
    }
    return {};
}

/// %1 of %2, the latter above one in English.
QString RunTexts::doneOf(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("Created a status for %1 of %2 users");
    case Act::Disable:
        return tr("Disabled %1 of %2 users");
    case Act::Enable:
        return tr("Enabled %1 of %2 users");
    case Act::ChangeDate:
        return tr("Changed the date of %1 of %2 users");
    case Act::Delete:
        return tr("Deleted the status of %1 of %2 users");
    }
    return {};
}

QString RunTexts::confirmed(const RunProgress &progress)
{
    if (progress.phase == RunProgress::Phase::Confirming)
        return progress.outcomes.of(OutcomeKind::Done) > 0 ? tr("being confirmed…") : QString();
    if (progress.confirmed == 0)
        return {};
    if (!progress.confirmedAt)
        return tr("%1 confirmed").arg(runNumber(progress.confirmed));
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMilliseconds(*progress.confirmedAt));
    //: %1 changes were seen on the server at the time of day %2
    return tr("%1 confirmed %2")
        .arg(runNumber(progress.confirmed),
             QLocale().toString(at.time(), tr("HH:mm", "how a time of day stands in a line")));
}

/// That nobody could look says nothing against the changes.
QString RunTexts::unconfirmed(const RunProgress &progress)
{
    if (progress.unconfirmed == 0)
        return {};
    QString reason = progress.confirmTrouble.trimmed();
    if (reason.endsWith(QLatin1Char('.')))
        reason.chop(1);
    if (reason.isEmpty())
        return tr("%1 done, not confirmed").arg(runNumber(progress.unconfirmed));
    return tr("%1 done, not confirmed: %2").arg(runNumber(progress.unconfirmed), reason);
}

// With seconds: it is soon, two minutes at most.
QString RunTexts::heldUntil(Instant instant)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant)).time();
    return tr("The server asks to wait until %1").arg(QLocale().toString(time, QStringLiteral("H:mm:ss")));
}

QString RunTexts::inQuestion(const RunProgress &progress)
{
    return progress.inQuestion > 0 ? tr("%1 not known yet").arg(runNumber(progress.inQuestion)) : QString();
}

QString RunTexts::rate(double perSecond)
{
    if (perSecond <= 0)
        return {};
    if (perSecond < 1)
        return tr("less than 1 per second");
    return tr("%1 per second").arg(runNumber(qRound64(perSecond)));
}

QString RunTexts::left(std::chrono::seconds left)
{
    // Beyond a minute nobody can know the seconds.
    if (left > 60s)
        left = std::chrono::duration_cast<std::chrono::minutes>(left + 30s);
    return tr("about %1 left").arg(durationWords(std::max(left, 1s)));
}

QString parted(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(runDot());
}

/// How a set ended beside what was done and what went wrong.
QStringList otherEnds(const RunProgress &progress)
{
    const auto part = [](qint64 n, const QString &text) { return n > 0 ? text.arg(runNumber(n)) : QString(); };
    const OutcomeCounts &outcomes = progress.outcomes;
    return {part(progress.differing, progress.differing == 1 ? RunTexts::tr("%1 is different by now")
                                                             : RunTexts::tr("%1 are different by now")),
            part(outcomes.of(OutcomeKind::ResultNotKnown), RunTexts::tr("%1 result not known")),
            part(outcomes.of(OutcomeKind::ChangedBySomebodyElse), RunTexts::tr("%1 changed by somebody else")),
            part(outcomes.of(OutcomeKind::NotSent), RunTexts::tr("%1 not sent")),
            part(outcomes.of(OutcomeKind::AlreadySo), RunTexts::tr("%1 already so"))};
}

/// What an undo takes back: its own title is "Undo: Disable 287 users".
QString undoneTitle(const QString &title)
{
    const QString frame = QCoreApplication::translate("ChangeSet", "Undo: %1", "%1 is the title of a set");
    const qsizetype place = frame.indexOf(QLatin1String("%1"));
    const QString before = frame.left(place);
    const QString after = frame.mid(place + 2);
    if (place < 0 || !title.startsWith(before) || !title.endsWith(after))
        return title;
    return title.mid(before.size(), title.size() - before.size() - after.size());
}

QString tookWords(const RunProgress &progress)
{
    if (!progress.endedAt || progress.startedAt == Instant{})
        return {};
    const auto took = *progress.endedAt - progress.startedAt;
    if (took < 1s)
        return RunTexts::tr("in less than a second");
    return RunTexts::tr("in %1", "a duration").arg(durationWords(std::chrono::round<std::chrono::seconds>(took)));
}

} // namespace

QString runTitle(const RunProgress &progress)
{
    if (progress.phase == RunProgress::Phase::Interrupted)
        return RunTexts::tr("Interrupted: %1", "%1 is the title of a set").arg(progress.title);
    if (progress.isUndo)
        return RunTexts::tr("Undoing: %1").arg(undoneTitle(progress.title));
    return progress.total == 1 ? progress.title : RunTexts::doing(progress.act, static_cast<int>(progress.total));
}

QString resultTitle(const RunProgress &progress)
{
    const qint64 done = progress.outcomes.of(OutcomeKind::Done);
    const auto count = static_cast<int>(done);
    if (done == progress.total) {
        if (!progress.isUndo)
            return RunTexts::done(progress.act, count);
        return done == 1 ? RunTexts::tr("Took back 1 change") : RunTexts::tr("Took back %Ln changes", nullptr, count);
    }
    const QString text = progress.isUndo ? RunTexts::tr("Took back %1 of %2 changes") : RunTexts::doneOf(progress.act);
    return text.arg(runNumber(done), runNumber(progress.total));
}

namespace {

/// "180 done", "2 failed", "6 being asked for · 312 not sent".
RunFacts interruptedFacts(const RunProgress &progress)
{
    const qint64 done = progress.outcomes.of(OutcomeKind::Done) + progress.outcomes.of(OutcomeKind::AlreadySo);
    const qint64 left = progress.total - progress.ended() - progress.inQuestion;
    const QString asked = progress.inFlight > 0 ? RunTexts::tr("%1 being asked for").arg(runNumber(progress.inQuestion))
                                                : RunTexts::inQuestion(progress);
    return {RunTexts::tr("%1 done").arg(runNumber(done)), troubleWords(progress.outcomes),
            parted({asked, RunTexts::tr("%1 not sent").arg(runNumber(left))})};
}

} // namespace

RunFacts runFacts(const RunProgress &progress)
{
    RunFacts facts{RunTexts::tr("%1 of %2", "so many changes of a run have ended")
                       .arg(runNumber(progress.ended()), runNumber(progress.total)),
                   troubleWords(progress.outcomes),
                   {}};
    switch (progress.phase) {
    case RunProgress::Phase::Interrupted:
        return interruptedFacts(progress);
    case RunProgress::Phase::Waiting:
        return {{}, {}, RunTexts::tr("Waits for the run before it")};
    case RunProgress::Phase::Comparing:
        facts.after = RunTexts::tr("Comparing with the server…");
        if (progress.ended() == 0)
            facts.before.clear();
        break;
    case RunProgress::Phase::Running:
        if (progress.heldUntil) {
            facts.after = RunTexts::heldUntil(*progress.heldUntil);
            break;
        }
        facts.after = parted({RunTexts::inQuestion(progress), RunTexts::rate(progress.perSecond),
                              progress.left ? RunTexts::left(*progress.left) : QString()});
        break;
    case RunProgress::Phase::Paused:
        facts.after = parted({RunTexts::inQuestion(progress), RunTexts::tr("Paused")});
        break;
    case RunProgress::Phase::Stopping:
        facts.after = progress.inFlight == 1
                          ? RunTexts::tr("Stopping; 1 on its way")
                          : RunTexts::tr("Stopping; %Ln on their way", nullptr, static_cast<int>(progress.inFlight));
        break;
    case RunProgress::Phase::Confirming:
    case RunProgress::Phase::Ended:
        break;
    }
    return facts;
}

RunFacts resultFacts(const RunProgress &progress)
{
    const qint64 failed = progress.outcomes.of(OutcomeKind::Failed);
    QStringList after = otherEnds(progress);
    after << tookWords(progress) << RunTexts::unconfirmed(progress);
    return {RunTexts::confirmed(progress), failed > 0 ? RunTexts::tr("%1 failed").arg(runNumber(failed)) : QString(),
            parted(after)};
}

QString factsLine(const RunFacts &facts)
{
    return parted({facts.before, facts.trouble, facts.after});
}

QString troubleWords(const OutcomeCounts &outcomes)
{
    const qint64 failed = outcomes.of(OutcomeKind::Failed);
    const qint64 others = outcomes.of(OutcomeKind::ResultNotKnown) + outcomes.of(OutcomeKind::ChangedBySomebodyElse);
    QStringList parts;
    if (failed > 0)
        parts << RunTexts::tr("%1 failed").arg(runNumber(failed));
    if (others > 0)
        parts << (others == 1 ? RunTexts::tr("1 needs a look") : RunTexts::tr("%1 need a look").arg(runNumber(others)));
    return parts.join(QStringLiteral(", "));
}

QString troubleSentence(const Outcome &outcome)
{
    if (!outcome.words.isEmpty())
        return outcome.words;
    switch (outcome.kind) {
    case OutcomeKind::Failed:
        return RunTexts::tr("It failed; the server did not say why.");
    case OutcomeKind::ChangedBySomebodyElse:
        return RunTexts::tr("It was changed by somebody else, so nothing was sent.");
    case OutcomeKind::ResultNotKnown:
        return RunTexts::tr("The result is not known.");
    case OutcomeKind::Done:
    case OutcomeKind::AlreadySo:
    case OutcomeKind::NotSent:
    case OutcomeKind::Count:
        break;
    }
    return {};
}

qint64 retryable(const RunProgress &progress)
{
    const OutcomeCounts &outcomes = progress.outcomes;
    return outcomes.of(OutcomeKind::Failed) + outcomes.of(OutcomeKind::NotSent) +
           outcomes.of(OutcomeKind::ResultNotKnown);
}

qint64 toLookAt(const RunProgress &progress)
{
    const OutcomeCounts &outcomes = progress.outcomes;
    return outcomes.of(OutcomeKind::Failed) + outcomes.of(OutcomeKind::ResultNotKnown) +
           outcomes.of(OutcomeKind::ChangedBySomebodyElse) + progress.differing;
}

QString retryWords(const RunProgress &progress)
{
    const qint64 all = retryable(progress);
    if (all == 0)
        return RunTexts::tr("Retry failed");
    if (all == progress.outcomes.of(OutcomeKind::Failed))
        return RunTexts::tr("Retry %1 failed").arg(runNumber(all));
    return RunTexts::tr("Retry %1").arg(runNumber(all));
}

QString undoWords(const RunProgress &progress)
{
    const qint64 done = progress.outcomes.of(OutcomeKind::Done);
    return done == 0 ? RunTexts::tr("Undo") : RunTexts::tr("Undo %1").arg(runNumber(done));
}

QString durationWords(std::chrono::seconds duration)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(duration);
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(duration);
    const QString seconds = runNumber((duration - minutes).count());
    if (minutes < 1min)
        return RunTexts::tr("%1 s", "seconds").arg(seconds);
    if (hours < 1h) {
        const QString whole = RunTexts::tr("%1 min", "minutes").arg(runNumber(minutes.count()));
        return duration == minutes ? whole : RunTexts::tr("%1 %2 s", "minutes and seconds").arg(whole, seconds);
    }
    return RunTexts::tr("%1 h %2 min", "hours and minutes")
        .arg(runNumber(hours.count()), runNumber((minutes - hours).count()));
}

} // namespace gatehouse
