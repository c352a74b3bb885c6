// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"

#include <QByteArray>

namespace gatehouse {

// The words by which receipts name what they tell of: part of the format, so neither translated nor ever changed.

QByteArray receiptWord(Act act);
QByteArray receiptWord(Verdict verdict);
QByteArray receiptWord(OutcomeKind kind);
QByteArray receiptWord(Confirmation::Kind kind);
QByteArray receiptWord(SetState state);

} // namespace gatehouse
