// SPDX-License-Identifier: GPL-3.0-or-later
// A settings file, or one of connections that somebody passed on: whatever stands in it, the profiles that are read
// from it are written and read again as the same.
#include "profiles/profilekeys.h"
#include "profiles/secrets.h"

#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto values = parseSettings(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!values)
        return 0;
    lostItsEnd(*values);
    QList<Profile> profiles = profilesIn(*values);
    for (Profile &profile : profiles) {
        if (profile.tokenStore != tokenstore::settings) // what is kept elsewhere is not written
            putSecrets(profile, Secrets());
    }
    SettingsValues written = *values;
    putProfiles(written, profiles);
    if (profilesIn(written) != profiles)
        std::abort();
    return 0;
}
