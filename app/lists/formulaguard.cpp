// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/formulaguard.h"

#include <algorithm>
#include <array>

namespace gatehouse {

namespace {

constexpr std::array<std::string_view, 11> kFormulaStarts{
    "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\t", "\r", "\n"};

std::string_view withoutLeading(std::string_view text, char skipped)
{
    text.remove_prefix(std::min(text.find_first_not_of(skipped), text.size()));
    return text;
}

} // namespace

bool isFormulaLike(std::string_view text)
{
    const std::string_view start = withoutLeading(withoutLeading(text, '\''), ' ');
    return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                       [start](std::string_view dangerous) { return start.starts_with(dangerous); });
}

std::string_view withoutGuard(std::string_view cell)
{
    return cell.starts_with('\'') && isFormulaLike(cell.substr(1)) ? cell.substr(1) : cell;
}

} // namespace gatehouse
