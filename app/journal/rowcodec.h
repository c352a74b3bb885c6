// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/history.h"

#include <QSqlQuery>
#include <QVariantList>

namespace gatehouse {

// How values stand in the journal's tables: to columns and back, to the letter.

/// Three values: state, instant, raw JSON; the last two are null where they say nothing.
void appendStatus(QVariantList &values, const UserStatus &status);
/// The name is kept in its own column.
UserStatus statusAt(const QSqlQuery &query, int column, const QByteArray &name);

/// The columns that a row is inserted with, in the order of kRowColumns.
QVariantList rowValues(qint64 set, qint64 place, const PlannedRow &row);
extern const char *const kRowColumns;

/// The columns that an outcome sets, in the order of kOutcomeColumns.
QVariantList outcomeValues(const Outcome &outcome);
extern const char *const kOutcomeColumns;

/// All that setRowAt() reads.
extern const char *const kSetRowColumns;
SetRow setRowAt(const QSqlQuery &query, int column);

/// All that summaryAt() reads of a set called s; its later reasons, the counts of one that has not ended, and
/// what was taken back come otherwise.
extern const char *const kSummaryColumns;
constexpr int kSummaryColumnCount = 22;
SetSummary summaryAt(const QSqlQuery &query, int column);

} // namespace gatehouse
