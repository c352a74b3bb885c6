// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"
#include "journal/journalschema.h"
#include "journal/runnerlock.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace gatehouse {

/// Writes the journal on a thread of its own. Sets go in in blocks, so that other writers (this program's outcomes,
/// other programs) find room between; a set counts only when its last block is on the disk. Outcomes are gathered for
/// a moment and written together.
class JournalWriter final : public QObject
{
    Q_OBJECT
public:
    using Failure = QString;
    using Done = std::function<void(tl::expected<void, Failure>)>;

    /// Everything else is called on the writer's thread. `now` must be safe to call there.
    JournalWriter(QString file, std::function<Instant()> now);
    ~JournalWriter() override;

    void record(const ChangeSet &set, Done done);
    void noteSending(const QUuid &set, qint64 end, const Done &done);
    void noteOutcome(const QUuid &set, qint64 place, const Outcome &outcome);
    void noteConfirmation(const QUuid &set, qint64 place, const Confirmation &confirmation);
    void noteEnd(const QUuid &set, Instant at);
    void addReason(const QUuid &set, const LaterReason &reason, const Done &done);
    /// See Journal::takeUp(): where it was left, if it may be taken up.
    tl::expected<std::optional<qint64>, Failure> takeUp(const QUuid &set);
    void letGo(const QUuid &set);
    /// Writes what was gathered.
    void flush();
    /// Opens the journal if that was not done yet, or failed; the error says why there is none.
    tl::expected<void, Failure> open();
    /// The name under which this program runs its sets.
    QString runner() const { return m_runner ? m_runner->name() : QString(); }

signals:
    void notice(const QString &sentence);
    void changed();
    void outcomesNoted(const QUuid &set);

private:
    /// A set on its way into the journal, block by block.
    struct Recording
    {
        ChangeSet set;
        Done done;
        qint64 number = 0;
        qsizetype next = 0;
        qsizetype size() const { return set.changes.size() + set.leftAlone.size(); }
        PlannedRow row(qsizetype place) const;
    };
    /// Something that was gathered; one of the four.
    struct Note
    {
        QUuid set;
        qint64 place = 0;
        std::optional<Outcome> outcome;
        std::optional<Confirmation> confirmation;
        std::optional<Instant> end;
        bool isLetGo = false;
        bool isOfTheSet() const { return end || isLetGo; }
    };

    void writeBlock();
    Stored<void> insertSet(Recording &recording);
    Stored<void> insertRows(const Recording &recording, qsizetype end);
    void abandon(const Recording &recording);
    void gather(Note note);
    void tellNoted();
    Stored<void> writeGathered();
    Stored<void> writeNotes();
    Stored<void> writeNote(const Note &note, QSqlQuery &outcomes, QSqlQuery &confirmations);
    Stored<void> writeEnd(qint64 number, Instant at);
    Stored<void> writeLetGo(qint64 number);
    Stored<qint64> numberOf(const QUuid &set);
    void dropUnfinished();

    QString m_file;
    std::function<Instant()> m_now;
    std::unique_ptr<JournalDatabase> m_database;
    std::unique_ptr<RunnerLock> m_runner;
    std::deque<Recording> m_recordings;
    std::vector<Note> m_notes;
    QHash<QUuid, qint64> m_numbers; ///< of sets that were recorded here and have not ended
    QTimer m_gathering;
    QSet<QUuid> m_untold;     ///< sets of which something was noted since outcomesNoted()
    QTimer m_telling;         ///< runs while nothing new may be told
    bool m_notesFail = false; ///< and it was told
};

} // namespace gatehouse
