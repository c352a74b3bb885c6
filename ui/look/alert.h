// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QWidget;

namespace gatehouse {

/// Makes assistive technology see `widget` with this role, and not as the nameless filler that a plain QWidget is. For
/// constructors: whoever has asked for the widget once keeps the role that it had then.
void giveRole(QWidget *widget, QAccessible::Role role);

/// Tells assistive technology that `widget` has something to say now. Toast and Banner have the role of an alert, so
/// that a screen reader speaks them without their taking the focus. The accessible name must be set before.
void announceAlert(QWidget *widget);

} // namespace gatehouse
