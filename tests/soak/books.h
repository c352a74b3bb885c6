// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/windowbench.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QStringList>

#include <map>

namespace gatehouse {

/// Compares in the end what three know of everybody: the server, the table in the window, and the journal on the disk,
/// which is read without the program's own code. What somebody else did has to be told.
class Books final
{
public:
    explicit Books(const QString &journalFile);
    ~Books();
    Books(const Books &) = delete;
    Books &operator=(const Books &) = delete;

    /// Somebody else changes users on the server, and brings back who was deleted. Nothing of the program's may be on
    /// its way.
    void letSomebodyElseWork(FaultServer &server, const Entries &people, QRandomGenerator &random);
    /// The rows of all sets.
    qint64 rows() const;
    /// What does not agree, each a sentence; empty if all does. Everything must be settled.
    QStringList disagreements(const FaultServer &server, const UserListing &listing) const;

private:
    /// What somebody was left with, and when.
    struct Mark
    {
        qint64 at = 0; ///< milliseconds since 1970
        StatusState state = StatusState::NoStatus;
        qint64 since = 0;
        bool isKnown = true;
        bool operator==(const Mark &) const = default;
    };
    static Mark markOf(const Entries &entries, const QByteArray &name);
    std::map<QByteArray, Mark> written() const;
    void compareTable(const Entries &entries, const UserListing &listing, QStringList &said) const;
    void compareJournal(const Entries &entries, QStringList &said) const;

    QSqlDatabase m_database;
    std::map<QByteArray, Mark> m_elsewhere;
};

} // namespace gatehouse
