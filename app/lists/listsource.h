// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/textlines.h"
#include "users/exacttext.h"

#include <QString>

#include <atomic>
#include <span>
#include <string_view>

namespace gatehouse {

/// The text of a list as UTF-8 and its lines; a view of what somebody else holds.
struct ListSource
{
    std::string_view text;
    std::span<const TextLine> lines;
    /// When it becomes true, whoever reads ends early, and what comes of it is not to be used. Null never stops.
    const std::atomic_bool *stop = nullptr;

    std::string_view line(std::size_t index) const { return text.substr(lines[index].begin, lines[index].size); }
    /// Lines as they were written, without the end of the last.
    QString given(std::size_t first, std::size_t count) const
    {
        const TextLine &last = lines[first + count - 1];
        return exactText(text.substr(lines[first].begin, last.begin + last.size - lines[first].begin));
    }
};

} // namespace gatehouse
