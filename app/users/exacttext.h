// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <string_view>

namespace gatehouse {

/// The text of UTF-8, to the letter: QString::fromUtf8() takes a U+FEFF at the beginning of any piece for a byte order
/// mark and drops it, which makes another user's name of a name.
QString exactText(std::string_view utf8);

inline QString exactText(QByteArrayView utf8)
{
    return exactText(std::string_view(utf8.data(), static_cast<std::size_t>(utf8.size())));
}

} // namespace gatehouse
