// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QPointer>

namespace gatehouse {

/// Asks the journal which places of a set stand in these rows of its list under `filter` (first and last, both meant)
/// and were really changed, piece by piece. The answer comes later, in ascending order, or never when the journal goes.
void askSelectedPlaces(const QPointer<Journal> &journal, const QUuid &set, const SetRowFilter &filter,
                       QList<std::pair<int, int>> ranges, Journal::Answer<QList<qint64>> answer);

} // namespace gatehouse
