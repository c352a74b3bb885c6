// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <map>
#include <vector>

namespace gatehouse {

/// The demo server's statuses: name to the entry's JSON, in the order they came. Not thread-safe.
class DemoStatuses final
{
public:
    void reserve(qsizetype count);

    /// Adds the entry or replaces the one of that name.
    void put(const QByteArray &name, const QByteArray &json);
    bool remove(const QByteArray &name);
    /// The entry's JSON; empty when there is none.
    QByteArray find(const QByteArray &name) const;

    /// All entries as they are answered: `{"userStatuses":[…]}`. Made once and kept until something changes.
    QByteArray list();
    std::map<QByteArray, QByteArray> all() const;

private:
    struct Entry
    {
        QByteArray name;
        QByteArray json; ///< empty: removed
    };
    void dropRemoved();

    std::vector<Entry> m_entries;
    QHash<QByteArray, size_t> m_places; ///< of the entries that are there
    QByteArray m_list;                  ///< null: to be made
};

} // namespace gatehouse
