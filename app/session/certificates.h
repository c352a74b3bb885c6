// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "api/tlstrouble.h" // fingerprintWords, for the dialogs
#include "api/tlstrust.h"
#include "profiles/profile.h"

#include <optional>

namespace gatehouse {

/// What is wrong with the files that a connection names; reads them. Nothing if they can be used. A passphrase that is
/// not there yet is no problem: it may be kept elsewhere.
std::optional<TlsFilesProblem> certificateProblem(const TlsSettings &tls);

/// How the client is to travel for this profile, on top of what `base` says: trust, pin, proxy, limits, read-only.
/// Reads the certificate files; for any thread.
tl::expected<ClientOptions, TlsFilesProblem> clientOptionsFor(const Profile &profile, ClientOptions base);

} // namespace gatehouse
