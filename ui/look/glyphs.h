// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;

namespace gatehouse {

/// Makes resources/icons reachable; a static library's resources are not registered by themselves. Cheap to repeat.
void loadIcons();

/// Paints the picture `name` of resources/icons into `rect`, its `currentColor` replaced by `colour`, sharp at the
/// painter's device pixels, turned round if `mirrored`. Rendered pictures are kept in QPixmapCache.
enum class GlyphTurn { AsDrawn, Mirrored };
void paintGlyphIn(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour,
                  GlyphTurn turn = GlyphTurn::AsDrawn);
/// How `name` stands in a layout of this direction: undo, disable, enable, arrows and chevrons turn, clocks and ticks
/// do not.
GlyphTurn turnOf(const QString &name, Qt::LayoutDirection direction);

} // namespace gatehouse
