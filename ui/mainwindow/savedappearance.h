// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gatestyle.h"

#include <QString>

#include <tl/expected.hpp>

namespace gatehouse {

class ProfileStore;

/// What the person chose under Appearance, from the settings; as the desktop when nothing (known) was chosen.
Appearance savedAppearance(ProfileStore &store);
/// A failure is one translated sentence; the choice holds for this time all the same.
tl::expected<void, QString> saveAppearance(ProfileStore &store, Appearance appearance);

} // namespace gatehouse
