// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectiontest.h"
#include "ui/look/widgets.h"

namespace gatehouse {

/// What a step is called by how it ended: "Token", "Token accepted", "Token refused".
QString stepName(const TestStep &step, const ConnectionReport &report);
/// What was found, with what to look at; of one that was not tried, that.
QString stepWords(const TestStep &step);

/// The result in a few words, "The connection works", "The token was refused".
QString testTitle(const ConnectionReport &report);

/// The icon's file and colour of a step's end.
QString glyphOf(TestStep::End end);
GlyphTone toneOf(TestStep::End end);

} // namespace gatehouse
