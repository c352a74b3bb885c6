// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <string_view>

namespace gatehouse {

/// Folds a text for searching and ordering: lower case, without the accents of U+0300-U+036F, UTF-8.
/// "Åkerström" and "akerstrom" fold to the same bytes.
QByteArray foldText(std::string_view utf8);

/// The same, put behind what stands in the arena.
void appendFolded(std::string &arena, std::string_view utf8);

} // namespace gatehouse
