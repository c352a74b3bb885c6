// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace gatehouse {

/// One request as it came over the wire.
struct SeenRequest
{
    QByteArray line; ///< "POST /api/v1/user-statuses/a%2Fb HTTP/1.1"
    QByteArray head; ///< the header lines, raw
    QByteArray body{};
    int connection = 0; ///< counted from 1

    QByteArray method() const { return line.left(line.indexOf(' ')); }
    QByteArray target() const { return line.mid(line.indexOf(' ') + 1, line.lastIndexOf(' ') - line.indexOf(' ') - 1); }
    /// The header's value, the name in any case; empty if there is none.
    QByteArray header(const QByteArray &name) const;
    /// Whether it is to all users: the list, or a new status, of which only the body names the user.
    bool isToAll() const { return target().endsWith("/api/v1/user-statuses"); }
    /// The user whom it is about: the target's last segment, decoded, or the name in a new status. Empty for nobody.
    QByteArray name() const;
};

} // namespace gatehouse
