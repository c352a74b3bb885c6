// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <memory>
#include <utility>

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

/// Has a worker let go of a large value whose parts others may share: who is last frees them.
template<typename Value>
void freeByWorker(Value value)
{
    QThreadPool::globalInstance()->start(
        [gone = std::make_shared<Value>(std::move(value))]() mutable { gone.reset(); });
}

} // namespace gatehouse
