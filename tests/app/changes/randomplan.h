// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/plan.h"

#include <QRandomGenerator>

namespace gatehouse::samples {

/// A status of any state, of u0, u1, u2...
inline UserStatus randomState(QRandomGenerator &random, int number)
{
    const QByteArray name = "u" + QByteArray::number(number);
    switch (random.bounded(4)) {
    case 0:
        return UserStatus::none(name);
    case 1:
        return UserStatus::disabled(name, fromMilliseconds(random.bounded(1'000)));
    case 2:
        return {name, StatusState::DisabledOdd, {}, "{\"name\":\"" + name + "\",\"disabled\":true}"};
    default:
        return UserStatus::enabled(name);
    }
}

/// So many rows, each name once, of any verdict: as no planner would make it, but as one might.
inline Plan randomPlan(QRandomGenerator &random, int rows)
{
    Plan plan;
    for (int number = 0; number < rows; ++number) {
        const auto verdict = static_cast<Verdict>(random.bounded(2 * static_cast<int>(Verdict::Count)));
        plan.rows.append({{randomState(random, number), randomState(random, number)},
                          verdict < Verdict::Count ? verdict : Verdict::WillChange,
                          random.bounded(10) == 0 ? QStringLiteral("e-mail") : QString()});
    }
    return plan;
}

} // namespace gatehouse::samples
