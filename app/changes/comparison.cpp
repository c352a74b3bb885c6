// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/comparison.h"

#include "users/statusjson.h"

namespace gatehouse {
namespace {

bool isStateReached(const Change &change, const UserStatus &seen)
{
    switch (change.act()) {
    case Act::Disable:
        return isDisabled(seen.state);
    case Act::Enable:
        return seen.state == StatusState::Enabled;
    case Act::Create:
    case Act::ChangeDate:
    case Act::Delete:
        return false; // these want exactly what they say
    }
    return false;
}

} // namespace

Exactness exactnessOf(const ChangeSet &set)
{
    return set.undoes.isNull() ? Exactness::State : Exactness::Letter;
}

Comparison compareWithSeen(const Change &change, const UserStatus &seen, Exactness exactness)
{
    if (sameEntry(seen, change.after))
        return Comparison::AlreadySo;
    if (sameEntry(seen, change.before))
        return Comparison::AsBefore;
    if (exactness == Exactness::State && isStateReached(change, seen))
        return Comparison::AlreadySo;
    return Comparison::Different;
}

} // namespace gatehouse
