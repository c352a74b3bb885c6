// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/namecolumn.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <unordered_map>

namespace gatehouse {

/// The JSON of the entries that are not canonical, by row: as the list had them, and what has come in their place
/// since. A value that is copied at once however many there are, so that a worker can have one while the window goes on
/// writing; what changed is copied by the first write afterwards, the list's own never.
class RawEntries final
{
public:
    RawEntries() = default;
    explicit RawEntries(std::unordered_map<Row, QByteArray> listed);

    /// Empty for a canonical entry, and for none.
    QByteArray of(Row row) const;
    /// Empty: the row's entry is canonical now.
    void set(Row row, const QByteArray &raw);

private:
    std::shared_ptr<const std::unordered_map<Row, QByteArray>> m_listed; ///< null for none
    QHash<Row, QByteArray> m_changed;
};

} // namespace gatehouse
