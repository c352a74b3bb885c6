// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gatehouse {

/// The letters (Unicode characters) of a text that is valid UTF-8, put in place of what stood in `letters`. A byte that
/// is no UTF-8 is a letter of its own.
void readLetters(std::u32string &letters, std::string_view utf8);

/// How many letters one text is off from the other: each that is missing, additional or another counts one, and so do
/// two neighbours that changed places. No letter is touched twice (the "optimal string alignment"). At most 3 are
/// looked for: texts that are further off than `most` give most + 1.
int lettersOff(std::u32string_view a, std::u32string_view b, int most);

} // namespace gatehouse
