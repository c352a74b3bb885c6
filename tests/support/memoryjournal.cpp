// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memoryjournal.h"

#include "users/namecolumn.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace gatehouse {
namespace {

QByteArray foldedInMemory(const QByteArray &text)
{
    return foldText({text.constData(), static_cast<std::size_t>(text.size())});
}

bool namesUser(const SetRow &row, const QString &user)
{
    return user.isEmpty() || foldedInMemory(row.planned.change.name()).contains(foldedInMemory(user.toUtf8()));
}

bool isWanted(const SetRow &row, const SetRowFilter &filter)
{
    return namesUser(row, filter.user) && (!filter.outcome || (row.outcome && row.outcome->kind == *filter.outcome)) &&
           (!filter.changesOnly || row.planned.verdict == Verdict::WillChange);
}

} // namespace

MemoryJournal::MemoryJournal(QObject *parent) : Journal(parent) {}

// Through the event loop like a journal on disk, so that callers cannot come to rely on an answer at once.
template<typename T>
void MemoryJournal::answerLater(Answer<T> answer, tl::expected<T, Failure> result)
{
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer), result = std::move(result)] { answer(result); }, Qt::QueuedConnection);
}

MemoryJournal::Book *MemoryJournal::book(const QUuid &set)
{
    const auto found =
        std::find_if(m_books.begin(), m_books.end(), [&set](const Book &each) { return each.entry.set.id == set; });
    return found == m_books.end() ? nullptr : &*found;
}

const MemoryJournal::Book *MemoryJournal::book(const QUuid &set) const
{
    return const_cast<MemoryJournal *>(this)->book(set);
}

std::optional<JournalEntry> MemoryJournal::remembered(const QUuid &set) const
{
    const Book *found = book(set);
    return found ? std::optional(found->entry) : std::nullopt;
}

QList<JournalEntry> MemoryJournal::all() const
{
    QList<JournalEntry> entries;
    for (const Book &each : m_books)
        entries.append(each.entry);
    return entries;
}

QList<Confirmation> MemoryJournal::confirmations(const QUuid &set) const
{
    const Book *found = book(set);
    return found ? found->confirmations : QList<Confirmation>();
}

SetSummary MemoryJournal::Book::bareSummary() const
{
    SetSummary summary;
    summary.id = entry.set.id;
    summary.act = entry.set.act;
    summary.title = entry.set.title;
    summary.connection = entry.set.connection;
    summary.connectionName = entry.set.connectionName;
    summary.environment = entry.set.environment;
    summary.reason = entry.set.reason;
    summary.laterReasons = laterReasons;
    summary.orderedBy = entry.set.orderedBy;
    summary.orderedAt = entry.set.orderedAt;
    summary.endedAt = endedAt;
    summary.undoes = entry.set.undoes;
    summary.state = endedAt ? SetState::Ended : isHeld ? SetState::Running : SetState::Interrupted;
    summary.changes = entry.set.changes.size();
    summary.leftAlone = entry.set.leftAlone.size();
    for (const std::optional<Outcome> &outcome : outcomes) {
        if (outcome)
            summary.outcomes.add(outcome->kind);
    }
    return summary;
}

QList<SetRow> MemoryJournal::Book::rows() const
{
    QList<SetRow> rows;
    for (qsizetype i = 0; i < entry.set.changes.size(); ++i)
        rows.append({i,
                     {entry.set.changes.at(i), Verdict::WillChange, entry.set.matchedBy.value(i)},
                     outcomes.at(i),
                     confirmations.at(i)});
    for (const PlannedRow &left : entry.set.leftAlone)
        rows.append({rows.size(), left, {}, {}});
    return rows;
}

void MemoryJournal::record(ChangeSet set, Recorded answer)
{
    tl::expected<RecordedSet, Failure> result = write(std::move(set));
    const bool isWritten = result.has_value();
    answerLater<RecordedSet>(std::move(answer), std::move(result));
    if (isWritten)
        QMetaObject::invokeMethod(this, &Journal::changed, Qt::QueuedConnection);
}

tl::expected<RecordedSet, Journal::Failure> MemoryJournal::write(ChangeSet set)
{
    if (!m_failure.isEmpty())
        return tl::unexpected(m_failure);
    if (set.id.isNull() || book(set.id))
        return tl::unexpected(
            QStringLiteral("This set of changes stands in the journal already; it is not written down twice."));
    const qsizetype changes = set.changes.size();
    m_books.push_back({JournalEntry{set, QList<Outcome>(changes), false},
                       QList<std::optional<Outcome>>(changes),
                       QList<Confirmation>(changes),
                       {},
                       {},
                       std::min(changes, kSendingAhead)});
    return recorded(std::move(set));
}

void MemoryJournal::noteSending(const QUuid &set, qsizetype end, Answer<void> answer)
{
    Book *found = book(set);
    if (m_failure.isEmpty() && found)
        found->sendingEnd = std::max(found->sendingEnd, end);
    m_sendingEnds.append(end);
    const tl::expected<void, Failure> result =
        m_failure.isEmpty() ? tl::expected<void, Failure>() : tl::unexpected(m_failure);
    if (m_sendingDelay.count() > 0)
        QTimer::singleShot(m_sendingDelay, this, [answer = std::move(answer), result] { answer(result); });
    else
        answerLater<void>(std::move(answer), result);
}

void MemoryJournal::unfinished(Answer<QList<SetSummary>> answer)
{
    QList<SetSummary> found;
    for (const Book &each : m_books) {
        if (!each.endedAt && !each.isHeld)
            found.append(summaryOf(each));
    }
    answerLater<QList<SetSummary>>(std::move(answer), found);
}

void MemoryJournal::takeUp(const QUuid &set, Answer<std::optional<TakenUp>> answer)
{
    using Taken = std::optional<TakenUp>;
    Book *found = book(set);
    if (!found || found->endedAt || found->isHeld) {
        answerLater<Taken>(std::move(answer), Taken());
        return;
    }
    found->isHeld = true;
    answerLater<Taken>(std::move(answer),
                       Taken(TakenUp{recorded(found->entry.set), found->entry.outcomes, found->sendingEnd}));
    QMetaObject::invokeMethod(this, &Journal::changed, Qt::QueuedConnection);
}

void MemoryJournal::letGo(const QUuid &set)
{
    Book *found = book(set);
    if (!found || found->endedAt)
        return;
    found->isHeld = false;
    QMetaObject::invokeMethod(this, &Journal::changed, Qt::QueuedConnection);
}

void MemoryJournal::noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome)
{
    Book *found = book(set);
    if (!found || change < 0 || change >= found->outcomes.size())
        return;
    found->outcomes[change] = outcome;
    found->entry.outcomes[change] = outcome;
    tellNoted(set);
}

void MemoryJournal::noteConfirmation(const QUuid &set, qsizetype change, const Confirmation &confirmation)
{
    Book *found = book(set);
    if (!found || change < 0 || change >= found->confirmations.size())
        return;
    found->confirmations[change] = confirmation;
    tellNoted(set);
}

void MemoryJournal::noteEnd(const QUuid &set, Instant at)
{
    Book *found = book(set);
    if (!found)
        return;
    found->endedAt = at;
    for (std::optional<Outcome> &outcome : found->outcomes) {
        if (!outcome) {
            outcome.emplace();
            outcome->at = at;
        }
    }
    for (qsizetype i = 0; i < found->outcomes.size(); ++i)
        found->entry.outcomes[i] = *found->outcomes.at(i);
    found->entry.ended = true;
    QMetaObject::invokeMethod(this, &Journal::changed, Qt::QueuedConnection);
}

void MemoryJournal::addReason(const QUuid &set, LaterReason reason, Answer<void> answer)
{
    Book *found = book(set);
    if (!found) {
        answerLater<void>(std::move(answer),
                          tl::unexpected(QStringLiteral("This set of changes does not stand in the journal.")));
        return;
    }
    found->laterReasons.append(std::move(reason));
    answerLater<void>(std::move(answer), {});
    QMetaObject::invokeMethod(this, &Journal::changed, Qt::QueuedConnection);
}

void MemoryJournal::entry(const QUuid &set, Answer<std::optional<JournalEntry>> answer)
{
    answerLater<std::optional<JournalEntry>>(std::move(answer), remembered(set));
}

void MemoryJournal::summary(const QUuid &set, Answer<std::optional<SetSummary>> answer)
{
    const Book *found = book(set);
    answerLater<std::optional<SetSummary>>(std::move(answer), found ? std::optional(summaryOf(*found)) : std::nullopt);
}

void MemoryJournal::sets(const HistoryFilter &filter, qint64 first, int limit, Answer<HistoryPage> answer)
{
    QList<SetSummary> found;
    for (auto each = m_books.crbegin(); each != m_books.crend(); ++each) {
        const QList<SetRow> rows = each->rows();
        const ChangeSet &set = each->entry.set;
        const bool isMeant =
            std::any_of(rows.cbegin(), rows.cend(), [&](const SetRow &row) { return namesUser(row, filter.user); });
        if (isMeant && (!filter.connection || set.connection.id == *filter.connection) &&
            (!filter.from || set.orderedAt >= *filter.from) && (!filter.to || set.orderedAt < *filter.to))
            found.append(summaryOf(*each));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const SetSummary &a, const SetSummary &b) { return a.orderedAt > b.orderedAt; });
    answerLater<HistoryPage>(std::move(answer), HistoryPage{found.mid(first, limit), first, found.size()});
}

void MemoryJournal::rows(const QUuid &set, const SetRowFilter &filter, qint64 first, int limit,
                         Answer<SetRowPage> answer)
{
    QList<SetRow> rows;
    if (const Book *found = book(set))
        rows = found->rows();
    rows.removeIf([&filter](const SetRow &row) { return !isWanted(row, filter); });
    answerLater<SetRowPage>(std::move(answer), SetRowPage{rows.mid(first, limit), first, rows.size()});
}

void MemoryJournal::story(const ConnectionKey &connection, const QByteArray &name, int limit,
                          Answer<QList<StoryPart>> answer)
{
    QList<StoryPart> parts;
    for (auto each = m_books.crbegin(); each != m_books.crend(); ++each) {
        if (each->entry.set.connection != connection)
            continue;
        const QList<SetRow> rows = each->rows();
        for (const SetRow &row : rows) {
            if (row.planned.change.name() == name)
                parts.append({summaryOf(*each), row});
        }
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const StoryPart &a, const StoryPart &b) { return a.set.orderedAt > b.set.orderedAt; });
    answerLater<QList<StoryPart>>(std::move(answer), parts.mid(0, limit));
}

SetSummary MemoryJournal::summaryOf(const Book &each) const
{
    SetSummary summary = each.bareSummary();
    summary.takenBack = takenBack(each);
    return summary;
}

std::optional<TakenBack> MemoryJournal::takenBack(const Book &taken) const
{
    const qint64 done = taken.bareSummary().outcomes.of(OutcomeKind::Done);
    std::vector<const Book *> undoings;
    for (const Book &each : m_books) {
        if (each.entry.set.undoes == taken.entry.set.id && each.endedAt)
            undoings.push_back(&each);
    }
    std::stable_sort(undoings.begin(), undoings.end(),
                     [](const Book *a, const Book *b) { return *a->endedAt < *b->endedAt; });
    std::optional<TakenBack> found;
    for (const Book *undo : undoings) {
        const std::optional<TakenBack> again = takenBack(*undo);
        const qint64 standing = undo->bareSummary().outcomes.of(OutcomeKind::Done) - (again ? again->changes : 0);
        if (standing > 0)
            found = TakenBack{std::min(done, (found ? found->changes : 0) + standing), *undo->endedAt,
                              undo->entry.set.id, undo->entry.set.orderedBy};
    }
    return found;
}

// Once for all that is noted before the event loop turns.
void MemoryJournal::tellNoted(const QUuid &set)
{
    const bool isFirst = m_untold.isEmpty();
    m_untold.insert(set);
    if (!isFirst)
        return;
    const auto tell = [this] {
        const QSet<QUuid> sets = std::exchange(m_untold, {});
        for (const QUuid &each : sets)
            emit outcomesNoted(each);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

bool MemoryJournal::isTakenBack(const Book &taken) const
{
    return std::any_of(m_books.cbegin(), m_books.cend(), [&taken](const Book &undo) {
        if (undo.entry.set.undoes != taken.entry.set.id || !undo.endedAt)
            return false;
        const OutcomeCounts counts = undo.bareSummary().outcomes;
        return counts.of(OutcomeKind::Done) > 0 || counts.of(OutcomeKind::Failed) + counts.of(OutcomeKind::NotSent) +
                                                           counts.of(OutcomeKind::ResultNotKnown) ==
                                                       0;
    });
}

void MemoryJournal::lastUndoable(const ConnectionKey &connection, Answer<std::optional<JournalEntry>> answer)
{
    const auto found = std::find_if(m_books.crbegin(), m_books.crend(), [&](const Book &each) {
        return each.entry.set.connection == connection && each.entry.set.undoes.isNull() && each.endedAt &&
               each.bareSummary().outcomes.of(OutcomeKind::Done) > 0 && !isTakenBack(each);
    });
    answerLater<std::optional<JournalEntry>>(std::move(answer),
                                             found == m_books.crend() ? std::nullopt : std::optional(found->entry));
}

void MemoryJournal::connections(Answer<QList<KnownConnection>> answer)
{
    QList<KnownConnection> known;
    for (auto each = m_books.crbegin(); each != m_books.crend(); ++each) {
        const ChangeSet &set = each->entry.set;
        const bool isNew = std::none_of(known.cbegin(), known.cend(), [&set](const KnownConnection &connection) {
            return connection.id == set.connection.id;
        });
        if (isNew)
            known.append({set.connection.id, set.connectionName});
    }
    std::sort(known.begin(), known.end(), [](const KnownConnection &a, const KnownConnection &b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    answerLater<QList<KnownConnection>>(std::move(answer), known);
}

void MemoryJournal::startedAt(Answer<std::optional<Instant>> answer)
{
    answerLater<std::optional<Instant>>(std::move(answer), std::optional<Instant>());
}

} // namespace gatehouse
