// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"

#include <QFuture>
#include <QSet>

#include <memory>
#include <vector>

namespace gatehouse {

/// The names in the sets that were handed to the journal and are not answered yet.
///
/// Those of a large set are gathered on a worker, since that takes many frames; until they are, every name counts as
/// one of them: to refuse a user for a moment is better than to send two requests for one. Lives on one thread; what
/// the worker does holds copies only.
class RecordingNames final
{
public:
    void add(const ChangeSet &set);
    /// Takes out one set that was added with this id.
    void remove(const QUuid &set);
    /// No set is being recorded.
    bool isEmpty() const { return m_sets.empty(); }
    bool contains(const QByteArray &name) const;

private:
    using Names = std::shared_ptr<const QSet<QByteArray>>;
    struct Recording
    {
        QUuid set;
        QFuture<Names> names;
    };
    std::vector<Recording> m_sets;
};

} // namespace gatehouse
