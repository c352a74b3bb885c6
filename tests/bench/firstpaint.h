// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace gatehouse::bench {

/// How long a program takes from its start until its window is on the X display and something is painted in it, seen
/// from outside and in the same way for every program: a window as large as a program's appears, and its pixels are not
/// all the same any more. The program is ended then. Nothing when that does not come within half a minute, or there is
/// no X display. Looks each millisecond, at a few lines of the window.
std::optional<Milliseconds> untilFirstPaint(const QString &program, const QStringList &arguments, const QString &home);

} // namespace gatehouse::bench
