// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/textlines.h"

namespace gatehouse {

std::vector<TextLine> splitTextLines(std::string_view text)
{
    std::vector<TextLine> lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = begin;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r')
            ++end;
        std::size_t next = end;
        if (next < text.size())
            next += text[next] == '\r' && next + 1 < text.size() && text[next + 1] == '\n' ? 2 : 1;
        lines.push_back({begin, end - begin, next - begin});
        begin = next;
    }
    return lines;
}

} // namespace gatehouse
