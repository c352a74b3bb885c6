// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

/// How the record of what is done from this computer is kept; a value.
struct RecordSettings
{
    QString name;          ///< who stands in the record; empty: the operating system's user and host
    QString receiptFolder; ///< where a receipt of each set is saved by itself; empty: nowhere
    bool operator==(const RecordSettings &) const = default;
};

} // namespace gatehouse
