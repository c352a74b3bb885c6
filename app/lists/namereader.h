// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"

#include <atomic>

namespace gatehouse {

/// The largest list that is read. An export of a million users is some 100 MiB.
struct ListBounds
{
    qint64 bytes = 128 * 1024 * 1024;
    qint64 lines = 2'000'000;
};

// Reading a list that somebody sent: every line is in exactly one pile, whatever is chosen. For a worker; a hundred
// thousand lines take a fraction of a second. The error is one sentence for people: the list is too large, it is broken
// JSON (which is never read as if it were lines: half a list would look like a whole one), or written in an encoding
// that this computer has no converter for. When stop becomes true it ends early, and the error is empty.
//
// A cell is trimmed of the white space around it; `Jane Doe <jane@x>` says jane@x. Of JSON and of Gatehouse's own
// tables (they begin with the columns name, status, disabled, or are receipts) names are taken to the letter, without
// the apostrophe that keeps a spreadsheet from taking them for formulas.

/// A file's content.
tl::expected<ListReading, QString> readNames(const QByteArray &bytes, const ReadChoices &choices = {},
                                             const ListBounds &bounds = {}, const std::atomic_bool *stop = nullptr);
/// What was pasted.
tl::expected<ListReading, QString> readNames(const QString &text, const ReadChoices &choices = {},
                                             const ListBounds &bounds = {}, const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
