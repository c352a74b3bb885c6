// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/plan.h"
#include "lists/listplanner.h"
#include "ui/lists/listlines.h"

#include <QString>

namespace gatehouse {

// What the dialog for lists says; plain functions, translated.

/// The chip of a group: "Found", "Said again".
QString groupWords(LineGroup group, Absence absence);
/// Its glyph's file.
QString groupGlyph(LineGroup group);
/// The button that leads to the review: "Disable 287…"; without a number where nobody is ticked.
QString listRunWords(ListAct act, qsizetype count);

} // namespace gatehouse
