// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gatehouse {

/// Whether a list is too much shorter than what was known for it to be believed unasked: nobody is left of those who
/// were there, or more than five and more than a tenth are gone. Half a list must not pass for everybody else's delete.
constexpr bool isDoubtfulShrink(qint64 before, qint64 after)
{
    if (after == 0 && before > 0)
        return true;
    const qint64 gone = before - after;
    return gone > 5 && gone * 10 > before;
}

} // namespace gatehouse
