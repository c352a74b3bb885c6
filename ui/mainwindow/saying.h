// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/change.h"

#include <QString>

#include <optional>

namespace gatehouse {

/// Something that happened, to be said once and remembered; a value.
struct Saying
{
    QString icon;
    QString about; ///< whom, shown first and strong; can be empty
    QString rest;  ///< "disabled", or one sentence
    bool canUndo = false;
    /// One user's change that ended as it was asked for, with nothing more to say of it: several of the same kind
    /// within a short time are said together.
    std::optional<Act> done{};

    /// All of it in one line.
    QString text() const { return about.isEmpty() ? rest : about + QLatin1Char(' ') + rest; }
};

} // namespace gatehouse
