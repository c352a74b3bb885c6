// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

class QWidget;

namespace gatehouse {

/// What a person sees of a window: the window with its frame and everything above it, dialogs and menus. From the
/// screen where that can be read, else put together from what the widgets paint, then without frames.
QImage pictureOf(const QWidget &window);

} // namespace gatehouse
