// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/instant.h"

#include <QByteArrayView>

namespace gatehouse {

/// Reads the date of an HTTP header as RFC 9110 prescribes it to be sent, "Sun, 06 Nov 1994 08:49:37 GMT".
/// Nothing is returned for anything else.
std::optional<Instant> parseHttpDate(QByteArrayView text);

} // namespace gatehouse
