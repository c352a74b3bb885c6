// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to "list everybody", and about one user: whatever comes is read or refused, and what was read holds
// together.
#include "api/entryreader.h"
#include "api/listreader.h"

#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto list = readList(body);
    if (list) {
        require(list->states.size() == static_cast<std::size_t>(list->count()));
        require(list->names->count() == list->count());
    } else {
        require(list.error().kind != ApiErrorKind::Cancelled);
    }
    const auto entry = readEntryAnswer(body);
    if (entry && entry->entry)
        require(!entry->entry->name.isEmpty());
    return 0;
}
