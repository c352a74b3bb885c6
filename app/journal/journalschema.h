// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journaldatabase.h"
#include "users/instant.h"

#include <functional>

namespace gatehouse {

/// A journal that can be used, or why there is none.
struct OpenedJournal
{
    std::unique_ptr<JournalDatabase> database;
    QString notice; ///< one sentence a person should read: the old one was damaged and set aside; empty otherwise
};

/// The version of the tables that this program makes and understands.
int journalVersion();

/// Opens the journal for writing, makes it (mode 0600) or brings its tables up to date. One that a newer program wrote,
/// or that is none of ours, is refused and left as it is; a damaged one is set aside under another name. Waits for
/// other programs that open it at the same moment: not for the window's thread. The error is one sentence.
tl::expected<OpenedJournal, QString> openJournal(const QString &file, const std::function<Instant()> &now);

} // namespace gatehouse
