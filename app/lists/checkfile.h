// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/checkreport.h"

#include <tl/expected.hpp>

namespace gatehouse {

// Files of lists. Both block; for workers.

/// The content of a file that somebody sent; the error is one sentence: it cannot be opened, or is larger than any
/// list.
tl::expected<QByteArray, QString> readListFile(const QString &path);

/// Writes a whole report into the file, mode 0600, in place of the one that is there: whole or not at all. The problem,
/// one sentence, or nothing.
QString writeCheckReport(const CheckReport &report, const QString &path);

} // namespace gatehouse
