// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"
#include "journal/journaldatabase.h"

#include <QHash>
#include <QObject>

namespace gatehouse {

/// Reads the journal on a thread of its own with a connection of its own, beside the writer: WAL lets both work at the
/// same time. Asks nothing of the disk before the first question. Everything but the constructor is called on the
/// reader's thread. Errors are one sentence.
class JournalReader final : public QObject
{
    Q_OBJECT
public:
    template<typename T>
    using Read = tl::expected<T, QString>;

    explicit JournalReader(QString file);
    ~JournalReader() override;

    /// `runner` is the name under which this program runs its sets.
    void setRunner(const QString &runner) { m_runner = runner; }

    Read<std::optional<JournalEntry>> entry(const QUuid &set);
    Read<std::optional<SetSummary>> summary(const QUuid &set);
    Read<HistoryPage> sets(const HistoryFilter &filter, qint64 first, int limit);
    Read<SetRowPage> rows(const QUuid &set, const SetRowFilter &filter, qint64 first, int limit);
    Read<QList<SetSummary>> unfinished();
    Read<QList<StoryPart>> story(const ConnectionKey &connection, const QByteArray &name, int limit);
    Read<std::optional<JournalEntry>> lastUndoable(const ConnectionKey &connection);
    Read<QList<KnownConnection>> connections();
    Read<std::optional<Instant>> startedAt();

private:
    /// The work's answer, its trouble put into a sentence.
    template<typename T, typename Work>
    Read<T> reading(Work work);
    Stored<QList<SetSummary>> summaries(const QString &rest, const QVariantList &values);
    Stored<void> complete(SetSummary &summary, qint64 number, const QString &runner);
    Stored<std::optional<JournalEntry>> readEntry(const QString &where, const QVariantList &values);
    Stored<void> countOutcomes(SetSummary &summary, qint64 number);
    Stored<std::optional<TakenBack>> takenBack(const QUuid &set, qint64 done, int depth = 0);
    SetState stateOf(const SetSummary &summary, const QString &runner) const;

    QString m_file;
    QString m_runner;
    std::unique_ptr<JournalDatabase> m_database;
};

} // namespace gatehouse
