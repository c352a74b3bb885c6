// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QObject>

#include <map>

namespace gatehouse {

/// A journal that lasts as long as the program: for this session's undo, and for tests.
class MemoryJournal final : public QObject, public Journal
{
    Q_OBJECT
public:
    explicit MemoryJournal(QObject *parent = nullptr);

    void record(ChangeSet set, Recorded answer) override;
    void noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome) override;
    void noteEnd(const QUuid &set) override;
    std::optional<JournalEntry> entry(const QUuid &set) const override;

    /// From now on record() answers with this reason; an empty one heals it. For tests.
    void failWith(const QString &reason) { m_failure = reason; }
    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }

private:
    tl::expected<RecordedSet, Failure> write(ChangeSet set);

    std::map<QUuid, JournalEntry> m_entries;
    QString m_failure;
};

} // namespace gatehouse
