// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "profiles/settingstext.h"

#include <QList>

namespace gatehouse {

/// The profiles as they stand in the array `connections` (`connections/size`, `connections/1/id` …), in their order.
///
/// An id that is missing, no UUID, or there a second time is made from the entry's name and address, so that every
/// reading of the same file makes the same one. Entries beyond `size` that are there count: somebody added them by
/// hand.
QList<Profile> profilesIn(const SettingsValues &values);

/// Puts the array `connections` in place of the one in `values`; every other key stays.
void putProfiles(SettingsValues &values, const QList<Profile> &profiles);

/// Whether entries of the array are there without its `size`, which is written last: the end of the file is lost.
bool lostItsEnd(const SettingsValues &values);

} // namespace gatehouse
