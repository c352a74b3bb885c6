// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gatehouse {

/// Tells assistive technology that `widget` has something to say now. Toast and Banner have the role of an alert, so
/// that a screen reader speaks them without their taking the focus. The accessible name must be set before.
void announceAlert(QWidget *widget);

} // namespace gatehouse
