// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QRandomGenerator>

namespace gatehouse::test {

/// A list of made-up users with every kind of state, odd and accented names; the same seed makes the same list.
inline StatusList sampleList(int users, quint32 seed)
{
    static const char *const parts[] = {"anna", "Bo",  "\u00c5ker", "ana", "AN", "zo\u00eb", "\u65e5\u672c",
                                        "x",    "aan", "\u00e4",    "Z",   "q",  "n",        "\u0444"};
    QRandomGenerator random(seed);
    StatusListBuilder builder;
    for (int i = 0; i < users; ++i) {
        QByteArray name;
        for (int part = random.bounded(1, 4); part > 0; --part)
            name += parts[random.bounded(static_cast<int>(std::size(parts)))];
        name += QByteArray::number(random.bounded(3) == 0 ? i : random.bounded(50));
        const auto state = static_cast<StatusState>(random.bounded(1, 4));
        const Instant since{std::chrono::milliseconds{random.bounded(5)}};
        const QByteArray raw =
            state == StatusState::DisabledOdd ? "{\"name\":\"" + name + "\",\"disabled\":true}" : QByteArray();
        builder.add({name.constData(), static_cast<std::size_t>(name.size())}, state, since, raw);
    }
    return std::move(builder).build();
}

inline StatusTable sampleTable(int users, quint32 seed)
{
    StatusTable table = StatusTable().replacedBy(sampleList(users, seed), 0);
    quint64 sequence = 1;
    table.noteAnswer(UserStatus::enabled("tail-Ann"), sequence++);
    table.noteAnswer(UserStatus::disabled("tail-Bo", Instant{std::chrono::milliseconds{3}}), sequence++);
    if (users > 2)
        table.noteAnswer(UserStatus::none(table.nameBytes(1)), sequence++);
    return table;
}

} // namespace gatehouse::test
