// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/receipt.h"

namespace gatehouse {

/// A name for the file of a set, "2026-11-23 16-04 Disable 287 users.csv" in this computer's time zone, that every file
/// system takes: no separators, nothing unseen, at most 120 bytes of UTF-8.
QString receiptFileName(const SetSummary &set, ReceiptFormat format);

/// The same name for the second, third … file of that name: "… (2).csv".
QString numberedFileName(const QString &name, int number);

} // namespace gatehouse
