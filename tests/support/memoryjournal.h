// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QSet>

#include <chrono>
#include <vector>

namespace gatehouse {

/// A journal that lasts as long as the program, for tests of what stands on a journal.
class MemoryJournal final : public Journal
{
    Q_OBJECT
public:
    explicit MemoryJournal(QObject *parent = nullptr);

    void record(ChangeSet set, Recorded answer) override;
    void noteSending(const QUuid &set, qsizetype end, Answer<void> answer) override;
    void noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome) override;
    void noteConfirmation(const QUuid &set, qsizetype change, const Confirmation &confirmation) override;
    void noteEnd(const QUuid &set, Instant at) override;
    void addReason(const QUuid &set, LaterReason reason, Answer<void> answer) override;

    void unfinished(Answer<QList<SetSummary>> answer) override;
    void takeUp(const QUuid &set, Answer<std::optional<TakenUp>> answer) override;
    void letGo(const QUuid &set) override;

    void entry(const QUuid &set, Answer<std::optional<JournalEntry>> answer) override;
    void summary(const QUuid &set, Answer<std::optional<SetSummary>> answer) override;
    void sets(const HistoryFilter &filter, qint64 first, int limit, Answer<HistoryPage> answer) override;
    void rows(const QUuid &set, const SetRowFilter &filter, qint64 first, int limit,
              Answer<SetRowPage> answer) override;
    void story(const ConnectionKey &connection, const QByteArray &name, int limit,
               Answer<QList<StoryPart>> answer) override;
    void lastUndoable(const ConnectionKey &connection, Answer<std::optional<JournalEntry>> answer) override;
    void connections(Answer<QList<KnownConnection>> answer) override;
    void startedAt(Answer<std::optional<Instant>> answer) override;

    /// From now on record() and noteSending() answer with this reason; an empty one heals it.
    void failWith(const QString &reason) { m_failure = reason; }
    /// From now on noteSending() answers so much later, as a slow disk would let it.
    void delaySending(std::chrono::milliseconds delay) { m_sendingDelay = delay; }
    /// How far noteSending() was told to go, in order.
    QList<qsizetype> sendingEnds() const { return m_sendingEnds; }
    /// As if the program that runs the set were gone.
    void abandon(const QUuid &set) { book(set)->isHeld = false; }
    qsizetype size() const { return static_cast<qsizetype>(m_books.size()); }
    /// Everything, oldest first.
    QList<JournalEntry> all() const;
    /// What entry() would answer, at once.
    std::optional<JournalEntry> remembered(const QUuid &set) const;
    QList<Confirmation> confirmations(const QUuid &set) const;

private:
    struct Book
    {
        JournalEntry entry;
        QList<std::optional<Outcome>> outcomes;
        QList<Confirmation> confirmations;
        std::optional<Instant> endedAt;
        QList<LaterReason> laterReasons;
        qsizetype sendingEnd = 0;
        bool isHeld = true; ///< by a program that runs
        /// All but what was taken back.
        SetSummary bareSummary() const;
        QList<SetRow> rows() const;
    };
    tl::expected<RecordedSet, Failure> write(ChangeSet set);
    Book *book(const QUuid &set);
    const Book *book(const QUuid &set) const;
    SetSummary summaryOf(const Book &book) const;
    std::optional<TakenBack> takenBack(const Book &book) const;
    bool isTakenBack(const Book &book) const;
    void tellNoted(const QUuid &set);
    template<typename T>
    void answerLater(Answer<T> answer, tl::expected<T, Failure> result);

    std::vector<Book> m_books; ///< oldest first
    QString m_failure;
    std::chrono::milliseconds m_sendingDelay{0};
    QList<qsizetype> m_sendingEnds;
    QSet<QUuid> m_untold; ///< sets of which something was noted since outcomesNoted()
};

} // namespace gatehouse
