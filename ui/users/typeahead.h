// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"

#include <QElapsedTimer>

namespace gatehouse {

/// Finds users by the first letters that are typed in the table: always among the names of the visible rows, in any
/// case and with any accents, going round at the end. Letters that follow each other quickly belong together; one
/// letter again and again goes from one user to the next.
class TypeAhead final
{
public:
    /// Whether the next letter would belong to what was typed so far.
    bool isActive() const;
    /// The position to go to from `current` (-1: none), nothing when no name begins so.
    std::optional<int> type(const UserListing &listing, const QString &letters, int current);

    /// The first visible row from a position on, going round, whose folded name begins so.
    static std::optional<int> find(const UserListing &listing, QByteArrayView foldedPrefix, int from);

private:
    QString m_typed;
    QElapsedTimer m_lastLetter;
};

} // namespace gatehouse
