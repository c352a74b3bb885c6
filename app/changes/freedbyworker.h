// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <memory>

namespace gatehouse {

/// Shares a large value that a worker of the global pool frees, whoever lets go of it last: to free a million entries
/// one by one takes many frames.
template<typename Value>
std::shared_ptr<const Value> freedByWorker(std::unique_ptr<const Value> value)
{
    return {value.release(), [](const Value *last) {
                QThreadPool::globalInstance()->start(
                    [gone = std::shared_ptr<const Value>(last)]() mutable { gone.reset(); });
            }};
}

} // namespace gatehouse
