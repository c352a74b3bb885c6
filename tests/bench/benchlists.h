// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace gatehouse::bench {

/// A user the way a program keeps one that has not thought about a million of them.
struct PlainRow
{
    QString name;
    QString disabled; ///< as the server wrote it, empty when enabled
};

/// One invented list of users in the three forms that the contests start from. The people are the demo server's.
struct BenchList
{
    QByteArray json;             ///< the server's answer
    TableSnapshot table;         ///< as Gatehouse keeps it
    std::vector<PlainRow> plain; ///< as the rivals keep it
    std::vector<QString> folded; ///< the name of each plain row as Gatehouse folds it
    std::vector<qint64> plainMs; ///< the instant of each plain row, -1 when enabled
};

BenchList makeBenchList(std::size_t users);

/// The directory of the same people, as the server answers it.
QByteArray personsJson(std::size_t users);

} // namespace gatehouse::bench
