// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

namespace gatehouse {

/// What a change does, drawn from its two states. The numbers stand in journals: new ones go to the end.
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

} // namespace gatehouse
