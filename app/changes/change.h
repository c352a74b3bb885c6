// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QList>
#include <QString>
#include <QUuid>

namespace gatehouse {

/// What a change does, drawn from its two states.
enum class Act { Create, Disable, Enable, ChangeDate, Delete };

/// One user's status before and after; either may be NoStatus, and both carry the same name. A value that covers
/// every act, and whose reverse is its undo.
struct Change
{
    UserStatus before;
    UserStatus after;

    const QByteArray &name() const { return after.name; }
    /// before and after must differ. Disabled with an odd date to disabled at an instant is ChangeDate.
    Act act() const;
    Change reversed() const { return {after, before}; }
    bool operator==(const Change &) const = default;
};

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
    QString reason;
    QString orderedBy; ///< operating system user and host
    Instant orderedAt{};
    QUuid undoes; ///< the set that this one takes back; null if none
    QList<Change> changes;
};

} // namespace gatehouse
