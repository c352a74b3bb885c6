// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/planners.h"
#include "users/statusjson.h"

namespace gatehouse::samples {

inline const Instant now = fromMilliseconds(1'700'000'000'000);
inline const Instant past = fromMilliseconds(1'663'786'885'872); // 2022-09-21T19:01:25.872Z
inline const Instant older = fromMilliseconds(1'600'000'000'000);
inline const Instant future = fromMilliseconds(1'900'000'000'000);

inline UserStatus none(const char *name = "ann@x")
{
    return UserStatus::none(name);
}

inline UserStatus enabled(const char *name = "ann@x")
{
    return UserStatus::enabled(name);
}

inline UserStatus disabled(Instant since = past, const char *name = "ann@x")
{
    return UserStatus::disabled(name, since);
}

/// An entry as the server would send it.
inline UserStatus entry(const QByteArray &json)
{
    return *readStatus(json);
}

inline UserStatus odd()
{
    return entry(R"({"name":"ann@x","disabled":"yesterday"})");
}

/// Enabled, with a member that nobody knows and a number that no double can hold.
inline UserStatus enabledWithMore()
{
    return entry(R"({"name":"ann@x","locked":true,"n":12345678901234567890123})");
}

inline PlanContext context(const QStringList &patterns = {}, FutureDates futureDates = FutureDates::Refused)
{
    PlanContext context;
    context.connection = {QUuid(QStringLiteral("{11111111-2222-3333-4444-555555555555}")),
                          QStringLiteral("https://pivot.example.com")};
    context.connectionName = QStringLiteral("Pivot EU");
    context.orderedBy = QStringLiteral("ada@workstation");
    context.now = now;
    context.protectedNames = ProtectedNames(patterns);
    context.futureDates = futureDates;
    return context;
}

} // namespace gatehouse::samples
