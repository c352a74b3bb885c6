// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/directory.h"

namespace gatehouse {

struct StatusList;

/// Which person of a directory each user of a list is, and back. Immutable; made on a worker by joined().
class PersonColumn final
{
public:
    static constexpr PersonIndex kNobody = 0xFFFF'FFFF;

    const Directory &directory() const { return *m_directory; }
    std::shared_ptr<const Directory> sharedDirectory() const { return m_directory; }
    /// Of a row of the list; kNobody for a status without a person.
    PersonIndex person(Row row) const { return m_persons[row]; }
    /// Every person has a row in the list: those without a status came behind the others.
    Row row(PersonIndex person) const { return m_rows[person]; }
    /// How many users of the list are nobody in the directory.
    qint64 nobodies() const { return m_nobodies; }

private:
    friend StatusList joined(StatusList list, std::shared_ptr<const Directory> directory);

    std::shared_ptr<const Directory> m_directory;
    std::vector<PersonIndex> m_persons; ///< by row
    std::vector<Row> m_rows;            ///< by person
    qint64 m_nobodies = 0;
};

/// The list with the persons that have no status behind its rows (NoStatus), and with its PersonColumn. Any thread.
StatusList joined(StatusList list, std::shared_ptr<const Directory> directory);

} // namespace gatehouse
