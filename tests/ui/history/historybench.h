// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/journal/journalbench.h"

#include "tests/support/memoryjournal.h"

namespace gatehouse {

/// 12 Jun 2026, 12:00 UTC
inline const Instant noon = fromMilliseconds(1'781'265'600'000);

inline Instant clockOfBench()
{
    return noon;
}

/// A set of `count` users that was ordered so long before noon.
inline ChangeSet benchSet(int count, std::chrono::minutes before = std::chrono::minutes(60),
                          const QByteArray &prefix = "user")
{
    QList<QByteArray> names;
    for (int i = 0; i < count; ++i)
        names.append(prefix + QByteArray::number(i) + "@example.com");
    ChangeSet set = setOf(names);
    set.orderedAt = noon - before;
    return set;
}

/// Writes it down, gives the outcomes in order (the rest get none) and ends it.
inline void keep(Journal &journal, const ChangeSet &set, const QList<OutcomeKind> &outcomes)
{
    QVERIFY(record(journal, set).has_value());
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        Outcome outcome = outcomeOf(
            outcomes.at(i), outcomes.at(i) == OutcomeKind::Failed ? QStringLiteral("502 Bad Gateway") : QString());
        outcome.at = set.orderedAt + std::chrono::minutes(4);
        journal.noteOutcome(set.id, i, outcome);
    }
    journal.noteEnd(set.id, set.orderedAt + std::chrono::minutes(5));
}

/// A journal of any length that makes its sets and rows up, notes what is asked, and answers only when told.
class MadeUpJournal final : public Journal
{
public:
    struct Question
    {
        qint64 first = 0;
        int limit = 0;
        HistoryFilter filter;
        Answer<HistoryPage> answer;
    };
    struct RowQuestion
    {
        qint64 first = 0;
        int limit = 0;
        SetRowFilter filter;
        Answer<SetRowPage> answer;
    };

    explicit MadeUpJournal(qint64 size) : total(size) {}

    void record(ChangeSet, Recorded) override {}
    void noteSending(const QUuid &, qsizetype, Answer<void>) override {}
    void noteOutcome(const QUuid &, qsizetype, const Outcome &) override {}
    void noteConfirmation(const QUuid &, qsizetype, const Confirmation &) override {}
    void noteEnd(const QUuid &, Instant) override {}
    void addReason(const QUuid &, LaterReason, Answer<void>) override {}
    void unfinished(Answer<QList<SetSummary>>) override {}
    void takeUp(const QUuid &, Answer<std::optional<TakenUp>>) override {}
    void letGo(const QUuid &) override {}
    void entry(const QUuid &, Answer<std::optional<JournalEntry>>) override {}
    void summary(const QUuid &set, Answer<std::optional<SetSummary>> answer) override
    {
        askedSummaries.append({set, std::move(answer)});
    }
    void sets(const HistoryFilter &filter, qint64 first, int limit, Answer<HistoryPage> answer) override
    {
        asked.append({first, limit, filter, std::move(answer)});
    }
    void rows(const QUuid &, const SetRowFilter &filter, qint64 first, int limit, Answer<SetRowPage> answer) override
    {
        askedRows.append({first, limit, filter, std::move(answer)});
    }
    void story(const ConnectionKey &, const QByteArray &, int, Answer<QList<StoryPart>>) override {}
    void lastUndoable(const ConnectionKey &, Answer<std::optional<JournalEntry>>) override {}
    void connections(Answer<QList<KnownConnection>>) override {}
    void startedAt(Answer<std::optional<Instant>>) override {}

    /// The set at a place of the list: the newest has the highest number.
    SetSummary made(qint64 place) const
    {
        SetSummary set;
        const qint64 number = total - place;
        set.id = QUuid(static_cast<uint>(number), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        set.title = QStringLiteral("Set %1").arg(number);
        set.connectionName = QStringLiteral("Pivot EU");
        set.orderedAt = noon;
        set.changes = 1;
        set.outcomes.add(OutcomeKind::Done);
        return set;
    }
    void answerSets(qsizetype question)
    {
        const Question asking = asked.at(question);
        HistoryPage page{{}, asking.first, total};
        for (qint64 place = asking.first; place < std::min(total, asking.first + asking.limit); ++place)
            page.sets.append(made(place));
        asking.answer(page);
    }
    void answerRows(qsizetype question)
    {
        const RowQuestion asking = askedRows.at(question);
        SetRowPage page{{}, asking.first, total};
        for (qint64 place = asking.first; place < std::min(total, asking.first + asking.limit); ++place) {
            const QByteArray name = "user" + QByteArray::number(place);
            SetRow row;
            row.place = place;
            row.planned.change = {UserStatus::enabled(name), UserStatus::disabled(name, noon)};
            page.rows.append(row);
        }
        asking.answer(page);
    }

    qint64 total;
    QList<Question> asked;
    QList<RowQuestion> askedRows;
    QList<std::pair<QUuid, Answer<std::optional<SetSummary>>>> askedSummaries;
};

} // namespace gatehouse
