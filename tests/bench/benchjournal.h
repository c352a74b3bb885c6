// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/sqlitejournal.h"

#include <QTemporaryDir>

#include <map>
#include <memory>

namespace gatehouse::bench {

/// A journal on the disk with so many rows, in sets of ten thousand; and another with all of them in one set. Each is
/// made when it is first asked for, and read by all contests. Lives on the window's thread.
class BenchJournal final
{
public:
    static constexpr qsizetype kSetSize = 10'000;

    explicit BenchJournal(std::size_t rows) : m_rows(static_cast<qsizetype>(rows)) {}

    QString file() const { return m_folder.filePath(QStringLiteral("journal.sqlite")); }
    Journal &journal() { return *m_journal; }
    /// Records all rows, the first time.
    void make();
    /// A set of all rows; recorded the first time.
    const QUuid &wholeSet();
    Journal &wholeJournal() { return *m_wholeJournal; }
    std::size_t sets() const { return static_cast<std::size_t>((m_rows + kSetSize - 1) / kSetSize); }
    const QUuid &lastSet() const { return m_last; }

private:
    enum class Ending { NotSent, Done };
    static QUuid record(Journal &journal, qsizetype first, qsizetype end, Ending ending);

    QTemporaryDir m_folder;
    qsizetype m_rows;
    std::unique_ptr<SqliteJournal> m_journal;
    QUuid m_last;
    std::unique_ptr<SqliteJournal> m_wholeJournal;
    QUuid m_whole;
};

/// The journals of all contests, by how many rows they have.
class BenchJournals final
{
public:
    const std::shared_ptr<BenchJournal> &of(std::size_t rows)
    {
        std::shared_ptr<BenchJournal> &journal = m_journals[rows];
        if (!journal)
            journal = std::make_shared<BenchJournal>(rows);
        return journal;
    }

private:
    std::map<std::size_t, std::shared_ptr<BenchJournal>> m_journals;
};

} // namespace gatehouse::bench
