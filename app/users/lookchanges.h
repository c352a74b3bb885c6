// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookback.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <vector>

namespace gatehouse {

/// What became of a user since the last look.
enum class LookChange : quint8 {
    None,
    Disabled,    ///< was enabled
    Enabled,     ///< was disabled
    New,         ///< had no status
    Gone,        ///< has no status any more
    DateChanged, ///< was disabled and is, at another instant; or at one that is no instant, which it was not before
};

/// What became of who stood one way and stands another.
LookChange changeBetween(const Standing &before, const Standing &now);

/// How many users each of these became.
struct LookCounts
{
    qint64 disabled = 0;
    qint64 enabled = 0;
    qint64 fresh = 0; ///< New
    qint64 gone = 0;
    qint64 dateChanged = 0;

    qint64 all() const { return disabled + enabled + fresh + gone + dateChanged; }
    qint64 of(LookChange change) const;
    void add(LookChange change, qint64 by);
    bool operator==(const LookCounts &) const = default;
};

/// A user whose status is gone, and how it stood. Not a UserStatus, see Standing.
struct GoneUser
{
    QByteArray name;
    Standing before;
    bool operator==(const GoneUser &) const = default;
};

/// What is different in a table from how everybody stood before; a value.
struct LookChanges
{
    std::vector<LookChange> rows; ///< one a row of the table
    LookCounts counts;            ///< of the rows, and of those who are gone and have none
    /// Everybody who is Gone, those who have a row among them, in the order of the earlier list.
    QList<GoneUser> gone;
};

/// Compares by exact names. The table must have its dates. What cannot be seen in it is not told: other members of an
/// entry, and one odd `disabled` that became another. For workers; a million users take a small part of a second.
LookChanges changesSince(const Lookback &before, const TableSnapshot &now);

/// The same as `before`, everybody as they stood, on the names of the table that it was compared with and a note of
/// each change: the names that it stood on need not be in memory any longer. Any thread.
Lookback rebased(const Lookback &before, const std::shared_ptr<const TableSnapshot> &now, const LookChanges &changes);

} // namespace gatehouse
