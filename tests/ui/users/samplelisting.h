// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

#include <QTest>

namespace gatehouse::samples {

inline Instant at(const char *text)
{
    return parseInstant(text).value();
}

/// A list of enabled users; a name that begins with '-' is disabled since 21 Sep 2022 and listed without the dash.
inline StatusList listOf(const QList<QByteArray> &names)
{
    StatusListBuilder builder;
    for (const QByteArray &name : names)
        builder.add(name.startsWith('-') ? UserStatus::disabled(name.mid(1), at("2022-09-21T19:01:25.872Z"))
                                         : UserStatus::enabled(name));
    return std::move(builder).build();
}

/// Puts a list into the listing and waits until it is there.
inline void fill(UserListing &listing, StatusList list)
{
    bool there = false;
    const auto seen = QObject::connect(&listing, &UserListing::replaced, [&there] { there = true; });
    listing.replace(std::move(list), listing.nextSequence());
    QTRY_VERIFY_WITH_TIMEOUT(there, 20000);
    QObject::disconnect(seen);
}

/// user000000@example.com and so on, every tenth disabled.
inline StatusList manyUsers(int count)
{
    StatusListBuilder builder;
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "user" + QByteArray::number(i).rightJustified(6, '0') + "@example.com";
        builder.add(i % 10 == 0 ? UserStatus::disabled(name, at("2024-03-04T05:06:07Z")) : UserStatus::enabled(name));
    }
    return std::move(builder).build();
}

inline Row rowOf(const UserListing &listing, QByteArrayView name)
{
    return listing.table().find(name).value();
}

/// The names of some rows, sorted.
inline QStringList namesOf(const UserListing &listing, const RowSet &rows)
{
    QStringList names;
    rows.forEach([&](Row row) { names << QString::fromUtf8(listing.table().nameBytes(row)); });
    names.sort();
    return names;
}

} // namespace gatehouse::samples
