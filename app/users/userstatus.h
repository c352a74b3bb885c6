// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/instant.h"

#include <QByteArray>
#include <QString>

namespace gatehouse {

/// What the server says about one user's sign-in.
enum class StatusState : quint8 {
    NoStatus,    ///< there is no entry
    Enabled,     ///< an entry without `disabled`, or with `null`
    Disabled,    ///< `disabled` is an instant
    DisabledOdd, ///< `disabled` is anything else: disabled at an unknown time, kept as it stands
};

/// Disabled at a known or at an unknown time.
constexpr bool isDisabled(StatusState state)
{
    return state == StatusState::Disabled || state == StatusState::DisabledOdd;
}

/// One user's status as the server holds it, or its absence; a value.
/// The name is UTF-8, case-sensitive, and never trimmed or normalised.
struct UserStatus
{
    QByteArray name;
    StatusState state = StatusState::NoStatus;
    Instant disabledSince{}; ///< only meaningful when state is Disabled
    /// The entry's own JSON object when it is not canonical (members that Gatehouse does not know, `null`, an odd
    /// value, another spelling of the instant); empty otherwise. What is undone is sent back from here to the letter,
    /// but for `null`, see writeStatus().
    QByteArray raw;

    bool operator==(const UserStatus &) const = default;

    static UserStatus none(QByteArray name) { return {std::move(name), StatusState::NoStatus, {}, {}}; }
    static UserStatus enabled(QByteArray name) { return {std::move(name), StatusState::Enabled, {}, {}}; }
    static UserStatus disabled(QByteArray name, Instant since)
    {
        return {std::move(name), StatusState::Disabled, since, {}};
    }
};

/// Whether the API can address the name: "." and ".." vanish from a URL whatever the encoding, an empty name
/// addresses the list, and where U+FFFD stands for a broken surrogate it is not the server's name (a name that really
/// holds U+FFFD cannot be told from that, and is refused too).
bool isAddressable(QByteArrayView name);

/// The name for a person's eyes: plain text in which control, bidirectional and other invisible characters
/// are spelled out as ⟨U+202E⟩. Not for sending.
QString displayName(QByteArrayView name);

} // namespace gatehouse
