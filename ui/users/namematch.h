// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace gatehouse {

/// A piece of a text, in UTF-16 units.
struct TextSpan
{
    qsizetype from = 0;
    qsizetype length = 0;
    bool operator==(const TextSpan &) const = default;
};

/// Where a folded search text (see foldText()) stands in displayName(name), so that "akerstrom" marks "Åkerström".
/// Nothing when it is not in there, or when it cannot be said where.
std::optional<TextSpan> findInName(QByteArrayView name, QByteArrayView foldedNeedle);

/// The same span after the text lost its middle or its end to an ellipsis. A piece that was cut out is the ellipsis
/// itself: what matched is in there.
TextSpan spanInElided(TextSpan span, const QString &text, const QString &elided);

} // namespace gatehouse
