// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/listreader.h"
#include "users/directory.h"

namespace gatehouse {

/// Reads the answer to "all persons", `{"users":[…]}` or a bare array, as an older release has it. Every member but the
/// name can be missing, or be something else than a text, which counts as missing; an entry without a name is passed
/// over. Made for a worker; stop ends it early with Cancelled.
tl::expected<std::shared_ptr<const Directory>, ListProblem> readPeople(const QByteArray &body,
                                                                       const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
