// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

namespace gatehouse {

/// Answers the five calls as the documentation of Pivot has them, for FaultServer. Not thread-safe.
class FaultStore final
{
public:
    std::map<QByteArray, QByteArray> entries;
    QByteArray token;
    std::optional<int> listedAtMost; ///< how many of the entries the list has

    FaultReply answer(const SeenRequest &request);

private:
    FaultReply list() const;
    FaultReply one(const QByteArray &name) const;
    FaultReply write(const std::optional<QByteArray> &name, const QByteArray &body);
    FaultReply remove(const QByteArray &name);
};

} // namespace gatehouse
