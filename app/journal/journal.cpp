// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include <numeric>

namespace gatehouse {

qint64 OutcomeCounts::total() const
{
    return std::accumulate(counts.begin(), counts.end(), qint64{0});
}

} // namespace gatehouse
