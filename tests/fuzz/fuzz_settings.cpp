// SPDX-License-Identifier: GPL-3.0-or-later
// The profiles in a settings file's values, without the file, which makes it a thousand times as fast: whatever stands
// there, the profiles that are read are written and read again as the same. A line is a value: its kind (s text, l
// list, b bytes, n number), the key up to the first '=', the rest.
#include "profiles/profilekeys.h"
#include "profiles/secrets.h"

#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

namespace {

QVariant valueOf(char kind, const QByteArray &bytes)
{
    switch (kind) {
    case 'l':
        return QString::fromUtf8(bytes).split(QLatin1Char(','));
    case 'b':
        return bytes;
    case 'n':
        return bytes.toLongLong();
    default:
        return QString::fromUtf8(bytes);
    }
}

SettingsValues valuesOf(const QByteArray &text)
{
    SettingsValues values;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 1)
            values.insert(QString::fromUtf8(line.mid(1, equals - 1)), valueOf(line.at(0), line.mid(equals + 1)));
    }
    return values;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const SettingsValues values =
        valuesOf(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    lostItsEnd(values);
    QList<Profile> profiles = profilesIn(values);
    for (Profile &profile : profiles) {
        if (profile.tokenStore != tokenstore::settings) // what is kept elsewhere is not written
            putSecrets(profile, Secrets());
    }
    SettingsValues written = values;
    putProfiles(written, profiles);
    if (profilesIn(written) != profiles)
        std::abort();
    return 0;
}
