// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stage.h"

namespace gatehouse::bench {

/// The sizes that the window is measured at.
inline constexpr std::size_t kWindowSizes[] = {10'000, 100'000, 1'000'000};

/// A list in its window. The window is made when the first contest measures in it.
struct Seat
{
    Stage &stage;
    std::size_t users;
    Persons persons = Persons::None;

    BenchWindow &window() const { return stage.window(users, persons); }
    const BenchList &list() const { return stage.list(users); }
};

} // namespace gatehouse::bench
