// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchjournal.h"

#include <QEventLoop>

#include <cstdio>

namespace gatehouse::bench {

void BenchJournal::make()
{
    if (m_journal)
        return;
    m_journal = std::make_unique<SqliteJournal>(file(), computerNow);
    std::fprintf(stderr, "recording %lld rows ...\n", static_cast<long long>(m_rows));
    for (qsizetype first = 0; first < m_rows; first += kSetSize)
        m_last = record(*m_journal, first, std::min(first + kSetSize, m_rows), Ending::NotSent);
}

const QUuid &BenchJournal::wholeSet()
{
    if (m_whole.isNull()) {
        m_wholeJournal =
            std::make_unique<SqliteJournal>(m_folder.filePath(QStringLiteral("whole.sqlite")), computerNow);
        std::fprintf(stderr, "recording %lld rows in one set ...\n", static_cast<long long>(m_rows));
        m_whole = record(*m_wholeJournal, 0, m_rows, Ending::Done);
    }
    return m_whole;
}

QUuid BenchJournal::record(Journal &journal, qsizetype first, qsizetype end, Ending ending)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.orderedAt = fromMilliseconds(first);
    set.title = QStringLiteral("Disable %1 users").arg(end - first);
    for (qsizetype i = first; i < end; ++i) {
        const QByteArray name = "user" + QByteArray::number(i) + "@example.com";
        set.changes.append({UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(i))});
    }
    QEventLoop loop;
    journal.record(set, [&loop](const auto &) { loop.quit(); });
    loop.exec();
    Outcome done;
    done.kind = OutcomeKind::Done;
    for (qsizetype i = 0; ending == Ending::Done && i < end - first; ++i)
        journal.noteOutcome(set.id, i, done);
    journal.noteEnd(set.id, fromMilliseconds(1));
    journal.connections([&loop](const auto &) { loop.quit(); }); // answers when all of that is written
    loop.exec();
    return set.id;
}

} // namespace gatehouse::bench
