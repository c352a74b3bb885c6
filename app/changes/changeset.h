// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/plannedrow.h"

#include <QList>
#include <QStringList>
#include <QUuid>

namespace gatehouse {

/// Which server a set was made for: a profile and the address that it had then.
struct ConnectionKey
{
    QUuid id;
    QString address; ///< the normalised base address
    bool operator==(const ConnectionKey &) const = default;
};

/// Confirmed changes with a title: the only thing that is ever recorded and run. A value.
struct ChangeSet
{
    QUuid id;
    Act act = Act::Disable;
    QString title; ///< "Disable analyst@example.com"
    ConnectionKey connection;
    QString connectionName;
    QString environment; ///< of the connection then: "development", "staging", "production"; empty: not known
    QString reason;
    QString orderedBy; ///< operating system user and host, or the name that a person gave for the record
    Instant orderedAt{};
    QUuid undoes; ///< the set that this one takes back; null if none
    QList<Change> changes;
    QStringList matchedBy; ///< of each change, how its name was found; empty where all were picked from the table
    /// What was asked for and is left alone, for the record: the rest of the plan. Never run.
    QList<PlannedRow> leftAlone;
};

} // namespace gatehouse
