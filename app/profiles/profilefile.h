// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QList>

#include <tl/expected.hpp>

namespace gatehouse {

/// Whether a file that is passed on holds tokens, passphrases and passwords. Those that are kept elsewhere than in the
/// settings file are never in it.
enum class ExportSecrets { Without, With };

/// Writes connections to a file that importProfiles() reads, readable by its owner alone. Without secrets nothing is in
/// it that this version does not know, either. On an error (one translated sentence) an old file stands as it was.
tl::expected<void, QString> exportProfiles(const QString &path, QList<Profile> profiles, ExportSecrets secrets);

/// What a file brings, ready to be saved; a value.
struct ImportedProfiles
{
    QList<Profile> profiles; ///< with ids of their own, and names that nobody has
    int known = 0;           ///< left out: of the same name and address as one that is there
    int commands = 0;        ///< came with a command for their token, which is never taken over: they ask for it
};

/// Reads connections from a file, an export or a settings file. An error is one translated sentence.
tl::expected<ImportedProfiles, QString> importProfiles(const QString &path, const QList<Profile> &present);

} // namespace gatehouse
