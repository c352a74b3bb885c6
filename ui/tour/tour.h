// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoserver.h"

namespace gatehouse {

/// Takes the whole tour and runs the program's event loop until its end: one line on stdout for each picture. Returns
/// the program's exit code; what went wrong stands on stderr.
int takeTour(const QString &folder, const DemoServer::Options &demo, const QString &orderedBy);

} // namespace gatehouse
