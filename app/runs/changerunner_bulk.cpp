// SPDX-License-Identifier: GPL-3.0-or-later
// A bulk as a whole: what it is compared with, how far the journal lets it go, the changes that are tried first.
#include "runs/changerunner.h"

#include "runs/setrun.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>

#include <utility>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

/// What the server held then says nothing any more: a long run, or a computer that slept.
constexpr auto kComparedFor = 10min;
/// No more than so many changes may ever be left without a word of what became of them.
constexpr qsizetype kMostAhead = 1'000;

bool isTooOld(Instant compared, Instant now)
{
    return now - compared > kComparedFor || compared - now > kComparedFor; // the clock may have been set
}

} // namespace

// Few changes are over before other connections than the first would stand.
void ChangeRunner::expect(qsizetype changes)
{
    if (changes > m_limits.lookEach)
        m_client.warmUp(static_cast<int>(std::min<qsizetype>(changes, m_pacer.atOnce())));
}

/// Everything that must be before the next change of the bulk may go.
void ChangeRunner::prepareBulk(SetRun &run)
{
    using Phase = RunQueue::Phase;
    const bool isLarge = run.entry.set.changes.size() > m_limits.lookEach;
    if (isLarge && m_queue.phase(run.id()) == Phase::Running && isTooOld(run.comparedAt, m_now()))
        m_queue.close(run.id());
    // What is in flight is neither as before nor as wanted: it is awaited before anything is compared.
    if (m_queue.phase(run.id()) == Phase::Waiting && !run.comparison && m_queue.inFlight(run.id()) == 0) {
        if (isLarge)
            compare(run);
        else
            m_queue.open(run.id());
        tellProgress(run);
    }
    if (m_queue.phase(run.id()) == Phase::Running) {
        markSending(run);
        lookAtTrial(run);
    }
}

void ChangeRunner::compare(SetRun &run)
{
    const QUuid id = run.id();
    QuestionsByPlace questions;
    for (const auto &[change, question] : run.questions)
        questions[change] = {question.lost,
                             m_pacer.mayStillArrive(question.lostAt) ? Arriving::Possible : Arriving::Over};
    run.comparison = std::make_unique<ComparisonWork>(m_client, m_pacer, run.entry.set, run.ended, std::move(questions),
                                                      run.missing);
    const ComparisonWork *work = run.comparison.get();
    connect(work, &ComparisonWork::settled, this,
            [this, id](qsizetype change, const Outcome &outcome) { skipRow(*find(id), change, outcome); });
    connect(work, &ComparisonWork::notArrived, this, [this, id](qsizetype change) {
        find(id)->questions.erase(change);
        emit rowPutBack(id, change, {});
    });
    connect(work, &ComparisonWork::ended, this, [this, id] { endComparison(*find(id)); });
    connect(work, &ComparisonWork::failed, this, [this, id](const QString &reason, const ApiError &error) {
        SetRun &failing = *find(id);
        failing.progress.isTokenRefused = error.kind == ApiErrorKind::TokenRefused;
        pauseFor(failing, reason);
        if (failing.progress.isTokenRefused)
            emit tokenRefused(error);
    });
    connect(work, &ComparisonWork::doubted, this, [this, id](const QString &reason) {
        SetRun &doubting = *find(id);
        pauseFor(doubting, reason);
        doubting.isListDoubted = true;
    });
    run.comparison->start();
    expect(run.progress.total);
}

// One that is under way when the run pauses is for nothing: another follows after the pause.
void ChangeRunner::dropComparison(SetRun &run)
{
    if (!run.comparison)
        return;
    run.comparison->disconnect(this);
    run.comparison.release()->deleteLater(); // it may be inside its own signal
}

void ChangeRunner::endComparison(SetRun &run)
{
    dropComparison(run);
    run.comparedAt = m_now();
    m_queue.open(run.id());
    tellProgress(run);
    pumpLater();
}

// Ahead of the changes, so that they need not wait for the disk; as far only as they will soon come, since each of them
// counts as possibly sent. Where they had to wait, the server is faster than the disk: twice as far, then. (At
// thousands of writes a second a hundred are through before one fsync is.)
void ChangeRunner::markSending(SetRun &run)
{
    const qsizetype usual = std::max<qsizetype>(Journal::kSendingAhead, 2 * m_limits.queue.atOnce);
    const qsizetype ahead = std::max(usual, run.sendingAhead);
    const qsizetype cursor = m_queue.cursor(run.id());
    if (run.isMarking || run.sendingEnd >= run.progress.total || cursor + ahead / 2 < run.sendingEnd)
        return;
    run.isMarking = true;
    const qsizetype end = std::min(run.progress.total, std::max(run.sendingEnd, cursor) + ahead);
    const QPointer<ChangeRunner> self(this);
    m_journal.noteSending(run.id(), end, [self, id = run.id(), end, ahead](const tl::expected<void, QString> &noted) {
        SetRun *marked = self ? self->find(id) : nullptr;
        if (!marked)
            return;
        marked->isMarking = false;
        if (noted) {
            if (self->m_queue.cursor(id) >= marked->sendingEnd)
                marked->sendingAhead = std::max(ahead, std::min(2 * ahead, kMostAhead));
            marked->sendingEnd = end;
            self->m_queue.setSendingEnd(id, end);
            self->pumpNextTurn();
        } else {
            self->pauseFor(*marked, noted.error());
        }
    });
}

void ChangeRunner::lookAtTrial(SetRun &run)
{
    if (!m_queue.isTried(run.id()) || run.trialLook || run.progress.isTrial)
        return;
    const QUuid id = run.id();
    run.progress.confirmed = run.progress.differing = run.progress.unconfirmed = 0; // a pause may have come between
    run.trialLook = std::make_unique<ConfirmationWork>(m_client, m_pacer, run.entry.set.changes, run.entry.outcomes,
                                                       run.done, m_limits.queue.atOnce);
    connect(run.trialLook.get(), &ConfirmationWork::looked, this,
            [this, id](qsizetype change, const Confirmation &confirmation) {
                noteConfirmation(*find(id), change, confirmation);
            });
    connect(
        run.trialLook.get(), &ConfirmationWork::ended, this,
        [this, id](const QString &trouble) { endTrial(*find(id), trouble); }, Qt::QueuedConnection);
    for (const QByteArray &name : std::as_const(run.changedSince))
        run.trialLook->leaveOut(name);
    QMetaObject::invokeMethod(
        run.trialLook.get(), [work = run.trialLook.get()] { work->start(); }, Qt::QueuedConnection);
}

// The pause is the answer to what was tried: it says how that went.
void ChangeRunner::endTrial(SetRun &run, const QString &trouble)
{
    run.trialLook.reset();
    RunProgress &progress = run.progress;
    const QLocale locale;
    const auto words = [](const char *text) { return QCoreApplication::translate("ChangeRunner", text); };
    const qint64 done = progress.outcomes.of(OutcomeKind::Done);
    const qint64 tried = done + progress.outcomes.of(OutcomeKind::Failed) +
                         progress.outcomes.of(OutcomeKind::ResultNotKnown) + static_cast<qint64>(run.questions.size());
    QStringList said{words(QT_TRANSLATE_NOOP("ChangeRunner", "%1 of %2 were tried first: %3 done, %4 confirmed."))
                         .arg(locale.toString(tried), locale.toString(progress.total), locale.toString(done),
                              locale.toString(progress.confirmed))};
    if (!run.questions.empty())
        said << words(QT_TRANSLATE_NOOP("ChangeRunner", "Of the others it is not known yet what became of them; they "
                                                        "are asked for when you go on."));
    if (progress.differing > 0)
        said << words(QT_TRANSLATE_NOOP("ChangeRunner", "The server holds something else than what was sent."));
    if (const QString why = trouble.isEmpty() ? progress.confirmTrouble : trouble; !why.isEmpty())
        said << why;
    said << words(QT_TRANSLATE_NOOP("ChangeRunner", "Nothing more is sent before you go on."));
    if (m_queue.phase(run.id()) != RunQueue::Phase::Running)
        return;
    progress.isTrial = true;
    pauseFor(run, said.join(QLatin1Char(' ')));
}

} // namespace gatehouse
