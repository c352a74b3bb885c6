// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/change.h"

namespace gatehouse {

Act Change::act() const
{
    if (after.state == StatusState::NoStatus)
        return Act::Delete;
    if (before.state == StatusState::NoStatus)
        return Act::Create;
    if (!isDisabled(after.state))
        return Act::Enable;
    return isDisabled(before.state) ? Act::ChangeDate : Act::Disable;
}

} // namespace gatehouse
