// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportsource.h"
#include "users/personcolumn.h"
#include "users/statusjson.h"

#include <QList>

#include <memory>

namespace gatehouse::test {

/// A table of these entries of the API, and of the persons of a directory where there are any.
inline StatusTable tableOf(const QList<QByteArray> &entries, const QList<PersonEntry> &persons = {})
{
    StatusListBuilder builder;
    for (const QByteArray &entry : entries)
        builder.add(readStatus(entry).value());
    StatusList list = std::move(builder).build();
    if (persons.isEmpty())
        return StatusTable().replacedBy(std::move(list), 0);
    Directory::Builder directory;
    for (const PersonEntry &person : persons)
        directory.add(person);
    return StatusTable().replacedBy(joined(std::move(list), std::move(directory).build()), 0);
}

/// Enabled users of these names.
inline StatusTable tableOfNames(const QList<QByteArray> &names)
{
    StatusListBuilder builder;
    for (const QByteArray &name : names)
        builder.add(UserStatus::enabled(name));
    return StatusTable().replacedBy(std::move(builder).build(), 0);
}

inline ExportSource allOf(const StatusTable &table)
{
    return ExportSource::of(table, allRowsOf(table));
}

} // namespace gatehouse::test
