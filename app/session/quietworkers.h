// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QThreadPool;

namespace gatehouse {

/// Lets a pool's workers give way to every other thread of the program, so that a window is not kept waiting by work
/// that was taken off its thread for its sake: with as many busy workers as cores it got its turn 10 to 20 ms late
/// while a list was read. The work is done as quickly where nothing else is to do.
///
/// Makes all of the pool's threads, which do not end any more. Before the pool's first work; from any thread.
void quietWorkers(QThreadPool &pool);

} // namespace gatehouse
