// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contest.h"

#include <QString>

namespace gatehouse::bench {

/// The results as a table for people.
QString asTable(const std::vector<Result> &results);

/// Writes the results as JSON, each with its unit. Returns an English reason when that failed, else nothing.
QString writeJson(const std::vector<Result> &results, int rounds, const QString &path);

} // namespace gatehouse::bench
