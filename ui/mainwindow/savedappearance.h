// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gatestyle.h"

namespace gatehouse {

class ProfileStore;

/// What the person chose under Appearance, from the settings; as the desktop when nothing (known) was chosen.
Appearance savedAppearance(ProfileStore &store);
/// Failures are not told: the choice holds for this time, and nothing else is lost.
void saveAppearance(ProfileStore &store, Appearance appearance);

} // namespace gatehouse
