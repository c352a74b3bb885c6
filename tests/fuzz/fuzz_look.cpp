// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a last look, without its sum, which is put behind the bytes here: a fuzzer never finds one. Whatever is
// read is written and read again as the same.
#include "tests/support/writtenlook.h"

#include <QCryptographicHash>

#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

namespace {

bool isSame(const Lookback &a, const Lookback &b)
{
    bool same = a.at() == b.at() && a.countUsers() == b.countUsers();
    a.forEach([&](std::string_view name, const Standing &standing) { same = same && b.find(name) == standing; });
    return same;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QByteArray owner(kLookOwnerSize, 'o');
    readLook(bytes, owner);
    const auto look = readLook(bytes + QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256), owner);
    if (!look)
        return 0;
    const auto again = readLook(test::writtenLook(*look, owner), owner);
    if (!again || !isSame(*look, *again))
        std::abort();
    return 0;
}
