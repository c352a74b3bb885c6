// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QString>

#include <vector>

namespace gatehouse::bench {

/// A user the way a program keeps one that has not thought about searching.
struct PlainPerson
{
    QString name;
    QString email;
    QString fullName;
};

/// A user list with its directory, as Gatehouse keeps it and as the rivals do. The people are the demo server's.
struct Crowd
{
    TableSnapshot table;
    std::vector<PlainPerson> plain;  ///< by row
    std::vector<PlainPerson> folded; ///< the same as Gatehouse folds it
};

Crowd makeCrowd(std::size_t users);

} // namespace gatehouse::bench
