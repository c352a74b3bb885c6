// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QThread>
#include <QTimer>

#include <vector>

namespace gatehouse {

class JournalReader;
class JournalWriter;

/// The journal on the disk: one SQLite file, written on a thread of its own and read on another, so that no call ever
/// waits for the disk. Several programs may have the same file open. What was noted but not written when the journal
/// goes is written then, and waited for.
class SqliteJournal final : public Journal
{
    Q_OBJECT
public:
    /// Nothing happens on the disk before the first call or open(). `now` is called on the journal's threads too.
    SqliteJournal(QString file, std::function<Instant()> now, QObject *parent = nullptr);
    ~SqliteJournal() override;

    /// $XDG_DATA_HOME/Gatehouse/journal.sqlite
    static QString standardFile();
    QString file() const { return m_file; }
    /// Opens it ahead of the first act, so that what is wrong with it is told at the start: as a notice().
    void open();

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

private:
    /// What waits to be handed to the writer.
    struct Noted
    {
        QUuid set;
        qsizetype change = 0;
        Outcome outcome;
    };

    template<typename Work>
    void write(Work work);
    void handOver();
    /// Writes what was noted, then asks on the reader's thread, then answers on the window's.
    template<typename T, typename Question>
    void ask(Question question, Answer<T> answer);
    template<typename T, typename Question>
    void askReader(const Question &question, const Answer<T> &answer);
    template<typename T>
    void answerLater(const Answer<T> &answer, tl::expected<T, Failure> result);

    QString m_file;
    std::vector<Noted> m_noted;
    QTimer m_handing;
    QThread m_writing;
    QThread m_reading;
    JournalWriter *m_writer; ///< lives and goes on m_writing
    JournalReader *m_reader; ///< lives and goes on m_reading
};

} // namespace gatehouse
