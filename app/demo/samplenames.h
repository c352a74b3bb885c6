// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace gatehouse {

/// First and last names that go together, and where their bearers' addresses are. Everything is UTF-8, words stand
/// between spaces; `_` stands for a space inside a name. A name in another script carries its Latin spelling:
/// `Иван=ivan`.
struct NameGroup
{
    const char *domains;
    const char *firstNames;
    const char *lastNames;
    int weight; ///< how often the group is drawn, beside the others
};

/// All groups; no two of them make the same user name.
std::span<const NameGroup> nameGroups();

} // namespace gatehouse
