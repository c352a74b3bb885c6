// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/unfinishedsets.h"

#include "changes/freedbyworker.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFutureWatcher>
#include <QLocale>
#include <QPointer>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

/// Made by a worker, since it goes through every change.
struct UnfinishedSets::Unfinished
{
    TakenUp left;
    OutcomeCounts counts;
    QSet<qsizetype> inQuestion;
    std::vector<qsizetype> untouchable; ///< changes that no longer may be sent
    bool isLookedThrough = false;
    Resume resume;                   ///< a person's word that came before that
    QString trouble;                 ///< why some still are
    std::vector<qsizetype> asBefore; ///< changes that may have been sent, and had not arrived when they were asked for
    Instant lastSign;                ///< of the program that is gone
    std::unique_ptr<FindingOut> work;

    Unfinished(TakenUp takenUp, const ProtectedNames &names)
        : left(std::move(takenUp)), untouchable(untouchableIn(set().changes, names)), lastSign(set().orderedAt)
    {
        for (qsizetype i = 0; i < left.outcomes.size(); ++i) {
            const Outcome &outcome = left.outcomes.at(i);
            if (outcome.kind != OutcomeKind::NotSent) {
                counts.add(outcome.kind);
                lastSign = std::max(lastSign, outcome.at);
            } else if (i < left.sendingEnd) {
                inQuestion.insert(i);
            }
        }
    }

    const ChangeSet &set() const { return left.set.set(); }
    bool isAllKnown() const { return counts.total() == set().changes.size(); }
    bool isOpen(qsizetype change) const { return left.outcomes.at(change).kind == OutcomeKind::NotSent; }

private:
    static std::vector<qsizetype> untouchableIn(const QList<Change> &changes, const ProtectedNames &names)
    {
        std::vector<qsizetype> places;
        for (qsizetype i = 0; i < changes.size() && !names.isEmpty(); ++i) {
            if (changes.at(i).after.state != StatusState::Enabled && names.contains(changes.at(i).name()))
                places.push_back(i);
        }
        return places;
    }
};

namespace {

QString interruptedWords(Instant orderedAt, const QString &trouble)
{
    const QLocale locale;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(toMilliseconds(orderedAt));
    QString words = QCoreApplication::translate("UnfinishedSets",
                                                "This run of %1, %2, was cut off in the middle. Nothing more of it is "
                                                "sent before you decide.",
                                                "a date and a time of day")
                        .arg(locale.toString(when.date(), QLocale::ShortFormat),
                             locale.toString(when.time(), QStringLiteral("HH:mm")));
    return trouble.isEmpty() ? words : words + QLatin1Char(' ') + trouble;
}

} // namespace

UnfinishedSets::UnfinishedSets(Parts parts, QObject *parent) : QObject(parent), m_parts(std::move(parts)) {}

UnfinishedSets::~UnfinishedSets()
{
    giveBack();
}

void UnfinishedSets::letGo()
{
    m_waiting.clear();
    m_isLeft = true;
    const bool isShown = m_first != nullptr;
    giveBack();
    if (isShown)
        emit changed();
}

// To the journal, for the next opening or another program.
void UnfinishedSets::giveBack()
{
    if (m_first) {
        m_parts.journal.letGo(m_first->set().id);
        freeByWorker(std::move(m_first->left));
        m_first.reset();
    }
    if (!m_making.isNull())
        m_parts.journal.letGo(std::exchange(m_making, {}));
}

void UnfinishedSets::find(const ConnectionKey &connection)
{
    if (m_isLeft || std::exchange(m_isAsked, true))
        return;
    const QPointer<UnfinishedSets> self(this);
    m_parts.journal.unfinished([self, connection](const tl::expected<QList<SetSummary>, QString> &found) {
        if (!self || self->m_isLeft)
            return;
        if (!found) {
            self->m_isAsked = false; // the next list is another chance
            return;
        }
        for (const SetSummary &set : *found) {
            if (set.connection == connection)
                self->m_waiting.append(set);
        }
        self->takeNext();
    });
}

void UnfinishedSets::takeNext()
{
    if (m_first || !m_making.isNull() || m_waiting.isEmpty())
        return;
    const QUuid set = m_waiting.constFirst().id;
    const QPointer<UnfinishedSets> self(this);
    Journal &journal = m_parts.journal;
    journal.takeUp(set, [self, &journal, set](const tl::expected<std::optional<TakenUp>, QString> &taken) {
        if (!self) {
            if (taken && *taken)
                journal.letGo(set);
            return;
        }
        const bool isWanted = !self->m_waiting.isEmpty() && self->m_waiting.constFirst().id == set;
        if (taken && *taken && !isWanted) { // let go meanwhile
            journal.letGo(set);
            return;
        }
        if (taken && *taken) {
            self->take(**taken);
            return;
        }
        if (!taken)
            self->m_isAsked = false; // the next list is another chance
        if (isWanted)
            self->m_waiting.removeFirst(); // somebody else was faster
        self->takeNext();
    });
}

void UnfinishedSets::take(TakenUp left)
{
    m_waiting.removeFirst();
    m_making = left.set.set().id;
    auto *worker = new QFutureWatcher<std::shared_ptr<Unfinished>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, set = m_making] {
        worker->deleteLater();
        if (m_making != set)
            return;
        m_making = {};
        m_first = worker->result();
        findOut();
    });
    worker->setFuture(QtConcurrent::run([left = std::move(left), names = m_parts.protectedNames]() mutable {
        return std::make_shared<Unfinished>(std::move(left), names);
    }));
}

void UnfinishedSets::findOut()
{
    std::map<qsizetype, Change> toAsk;
    if (m_first->inQuestion.size() <= FindingOut::kAtMost) {
        for (const qsizetype place : std::as_const(m_first->inQuestion))
            toAsk[place] = m_first->set().changes.at(place);
    }
    m_first->work = std::make_unique<FindingOut>(m_parts.client, m_parts.pacer, std::move(toAsk), m_parts.atOnce);
    const FindingOut *work = m_first->work.get();
    connect(work, &FindingOut::found, this, [this](qsizetype change, const Outcome &outcome) {
        note(change, outcome);
        emit changed();
    });
    connect(work, &FindingOut::notArrived, this, [this](qsizetype change) {
        m_first->inQuestion.remove(change);
        m_first->asBefore.push_back(change);
        emit changed();
    });
    connect(work, &FindingOut::ended, this, [this](const QString &trouble) {
        m_first->trouble = trouble;
        m_first->isLookedThrough = true;
        m_first->work.release()->deleteLater(); // it is inside its signal
        if (m_first->isAllKnown())
            leave(m_first->set().id); // there is nothing to decide
        else if (m_first->resume)
            handOver();
        else
            emit changed();
    });
    m_first->work->start();
    emit changed();
}

void UnfinishedSets::note(qsizetype change, Outcome outcome)
{
    outcome.at = m_parts.now();
    m_first->left.outcomes[change] = outcome;
    m_first->counts.add(outcome.kind);
    m_first->inQuestion.remove(change);
    m_parts.journal.noteOutcome(m_first->set().id, change, outcome);
}

/// Whether something of it can still be on its way.
bool UnfinishedSets::isRecent() const
{
    constexpr auto longAgo = std::chrono::minutes(2);
    return m_parts.now() - m_first->lastSign < longAgo;
}

std::optional<RunProgress> UnfinishedSets::progress() const
{
    if (!m_first)
        return std::nullopt;
    RunProgress progress;
    progress.set = m_first->set().id;
    progress.act = m_first->set().act;
    progress.title = m_first->set().title;
    progress.isUndo = !m_first->set().undoes.isNull();
    progress.phase = RunProgress::Phase::Interrupted;
    progress.pauseReason = interruptedWords(m_first->set().orderedAt, m_first->trouble);
    progress.total = m_first->set().changes.size();
    progress.outcomes = m_first->counts;
    progress.inQuestion = m_first->inQuestion.size();
    progress.inFlight = m_first->work || !m_first->isLookedThrough ? progress.inQuestion : 0;
    progress.startedAt = m_first->set().orderedAt;
    return progress;
}

std::optional<ChangeSet> UnfinishedSets::waiting(const QUuid &set) const
{
    return m_first && m_first->set().id == set ? std::optional(m_first->set()) : std::nullopt;
}

std::shared_ptr<UnfinishedSets::Unfinished> UnfinishedSets::decide(const QUuid &set)
{
    if (!m_first || m_first->set().id != set)
        return nullptr;
    return std::exchange(m_first, nullptr);
}

void UnfinishedSets::resume(const QUuid &set, Resume resume)
{
    if (!m_first || m_first->set().id != set)
        return;
    m_first->resume = std::move(resume);
    if (m_first->isLookedThrough)
        handOver();
}

void UnfinishedSets::handOver()
{
    for (const qsizetype place : m_first->untouchable) {
        if (!m_first->isOpen(place))
            continue;
        Outcome outcome;
        outcome.kind = m_first->inQuestion.contains(place) ? OutcomeKind::ResultNotKnown : OutcomeKind::Failed;
        outcome.words = QCoreApplication::translate(
            "UnfinishedSets", "The name is protected on this connection by now; nothing more was sent.");
        note(place, outcome);
    }
    const QUuid set = m_first->set().id;
    const auto first = decide(set);
    first->resume(std::move(first->left));
    emit decided(set);
    emit changed();
    takeNext();
}

std::shared_ptr<const JournalEntry> UnfinishedSets::leave(const QUuid &set)
{
    if (!m_first || m_first->set().id != set)
        return nullptr;
    const auto endUnknown = [this](qsizetype change, const QString &words) {
        Outcome outcome;
        outcome.kind = OutcomeKind::ResultNotKnown;
        outcome.words = words;
        note(change, outcome);
    };
    const QSet<qsizetype> inQuestion = m_first->inQuestion; // note() takes them out
    for (const qsizetype change : inQuestion)
        endUnknown(change, QCoreApplication::translate("UnfinishedSets", "The program ended before an answer came, and "
                                                                         "it was not found out what became of it."));
    if (isRecent()) {
        for (const qsizetype change : m_first->asBefore)
            endUnknown(change,
                       QCoreApplication::translate("UnfinishedSets", "The program ended before an answer came. Asked "
                                                                     "soon after, the server showed no change; if it "
                                                                     "was sent, it may still arrive."));
    }
    const auto first = decide(set);
    m_parts.journal.noteEnd(set, m_parts.now());
    auto entry =
        freedByWorker(std::unique_ptr<const JournalEntry>(new JournalEntry{first->set(), first->left.outcomes, true}));
    freeByWorker(std::move(first->left));
    emit decided(set);
    emit changed();
    takeNext();
    return entry;
}

} // namespace gatehouse
