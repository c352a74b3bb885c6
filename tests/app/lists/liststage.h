// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/namelist.h"
#include "lists/namematcher.h"
#include "users/statustable.h"

#include <utility>
#include <vector>

namespace gatehouse::test {

inline const Instant since = fromMilliseconds(1'663'786'885'872); // 2022-09-21T19:01:25.872Z

struct StagedPerson
{
    const char *name;
    const char *email = "";
    const char *first = "";
    const char *last = "";
};

/// A table of enabled users ("!" before a name: disabled), joined with persons where there are any.
inline StatusTable stagedTable(const QByteArrayList &users, const std::vector<StagedPerson> &persons = {})
{
    StatusListBuilder builder;
    for (const QByteArray &user : users) {
        if (user.startsWith('!'))
            builder.add(UserStatus::disabled(user.mid(1), since));
        else
            builder.add(UserStatus::enabled(user));
    }
    StatusList list = std::move(builder).build();
    if (!persons.empty()) {
        Directory::Builder directory;
        for (const StagedPerson &person : persons)
            directory.add({person.name, person.email, person.first, person.last, {QStringLiteral("Analyst")}});
        list = joined(std::move(list), std::move(directory).build());
    }
    return StatusTable().replacedBy(std::move(list), 0);
}

/// One line for each name.
inline NameList stagedList(const QStringList &names)
{
    NameList list;
    for (const QString &name : names) {
        ListLine line;
        line.number = list.lines.size() + 1;
        line.pile = LinePile::Name;
        line.name = name;
        line.given = name;
        list.lines.append(line);
    }
    return list;
}

} // namespace gatehouse::test
