// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/rowset.h"

#include <atomic>
#include <string_view>

namespace gatehouse {

/// The rows of the column whose folded text contains the needle, which is folded and not empty. Any thread. When stop
/// becomes true it ends early with some of them. Of a long column other threads look through a part, for as long as it
/// takes.
///
/// memmem() is called anew after each hit, and a common letter has hundreds of thousands of them: 13 ms at a million
/// names, 30 ms where everybody has the word. Where the processor has SSE2, 64 bytes are looked at together instead,
/// and their hits become bits of rows without a branch for each: 4 ms and 9 ms, and 2.3 ms instead of 4.8 ms where
/// nobody has it.
RowSet rowsContaining(const NameColumn &texts, std::string_view needle, const std::atomic_bool *stop = nullptr);

/// The same row by row, by the standard library: what other processors do, and what tests compare with.
RowSet rowsContainingOneByOne(const NameColumn &texts, std::string_view needle, const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
