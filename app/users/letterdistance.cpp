// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/letterdistance.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gatehouse {

namespace {

constexpr int kMostLetters = 3;
constexpr std::size_t kBand = 2 * kMostLetters + 1;

/// One row of the table of distances, as far as it matters: the place kMostLetters + d is of the column row + d. A
/// place of its own at either end stands for everything outside.
using BandRow = std::array<int, kBand + 2>;

/// The distance of two texts that differ at both ends.
int bandedDistance(std::u32string_view a, std::u32string_view b, int most)
{
    const auto lengthA = static_cast<int>(a.size());
    const auto lengthB = static_cast<int>(b.size());
    BandRow older{};
    BandRow previous{};
    BandRow current{};
    older.fill(most + 1);
    previous.fill(most + 1);
    for (int d = 0; d <= std::min(most, lengthB); ++d)
        previous[std::size_t{1 + kMostLetters} + static_cast<std::size_t>(d)] = d;
    for (int row = 1; row <= lengthA; ++row) {
        current.fill(most + 1);
        int least = most + 1;
        for (int column = std::max(0, row - most); column <= std::min(lengthB, row + most); ++column) {
            const auto at = static_cast<std::size_t>(1 + kMostLetters + column - row);
            int best = std::min(previous[at + 1], column > 0 ? current[at - 1] : most) + 1;
            if (column > 0) {
                const auto i = static_cast<std::size_t>(row - 1);
                const auto j = static_cast<std::size_t>(column - 1);
                best = std::min(best, previous[at] + (a[i] == b[j] ? 0 : 1));
                if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                    best = std::min(best, older[at] + 1);
            }
            current[at] = std::min(best, most + 1);
            least = std::min(least, current[at]);
        }
        // Two that changed places reach over a row.
        if (least > most && *std::min_element(previous.begin(), previous.end()) >= most)
            return most + 1;
        older = previous;
        previous = current;
    }
    return previous[static_cast<std::size_t>(1 + kMostLetters + lengthB - lengthA)];
}

} // namespace

void readLetters(std::u32string &letters, std::string_view utf8)
{
    letters.assign(utf8.begin(), utf8.end());
    const auto isPlain = [](char32_t letter) { return letter < 0x80; };
    if (std::all_of(letters.cbegin(), letters.cend(), isPlain)) // nearly all are
        return;
    letters.clear();
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t bytes = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
        char32_t letter = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
        std::size_t used = 1;
        while (used < bytes && i + used < utf8.size() && (utf8[i + used] & 0xC0) == 0x80)
            letter = letter << 6 | (static_cast<unsigned char>(utf8[i + used++]) & 0x3FU);
        letters.push_back(used == bytes ? letter : char32_t(lead));
        i += used == bytes ? used : 1;
    }
}

int lettersOff(std::u32string_view a, std::u32string_view b, int most)
{
    most = std::clamp(most, 0, kMostLetters);
    const std::size_t shorter = std::min(a.size(), b.size());
    if (std::max(a.size(), b.size()) - shorter > static_cast<std::size_t>(most))
        return most + 1;
    std::size_t start = 0;
    while (start < shorter && a[start] == b[start])
        ++start;
    std::size_t end = 0;
    while (end < shorter - start && a[a.size() - 1 - end] == b[b.size() - 1 - end])
        ++end;
    a = a.substr(start, a.size() - start - end);
    b = b.substr(start, b.size() - start - end);
    if (a.empty() || b.empty())
        return static_cast<int>(std::max(a.size(), b.size()));
    return most == 0 ? 1 : bandedDistance(a, b, most);
}

} // namespace gatehouse
