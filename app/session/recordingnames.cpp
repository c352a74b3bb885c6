// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordingnames.h"

#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

constexpr qsizetype kGatheredAtOnce = 5'000; // under a millisecond

std::shared_ptr<const QSet<QByteArray>> namesIn(const QList<Change> &changes)
{
    auto names = std::make_shared<QSet<QByteArray>>();
    names->reserve(changes.size());
    for (const Change &change : changes)
        names->insert(change.name());
    return names;
}

} // namespace

void RecordingNames::add(const ChangeSet &set)
{
    if (set.changes.size() <= kGatheredAtOnce)
        m_sets.push_back({set.id, QtFuture::makeReadyFuture(namesIn(set.changes))});
    else
        m_sets.push_back({set.id, QtConcurrent::run([changes = set.changes] { return namesIn(changes); })});
}

void RecordingNames::remove(const QUuid &set)
{
    const auto found =
        std::find_if(m_sets.begin(), m_sets.end(), [&set](const Recording &each) { return each.set == set; });
    if (found == m_sets.end())
        return;
    // To free many names takes frames too.
    QThreadPool::globalInstance()->start(
        [gone = std::make_shared<QFuture<Names>>(std::move(found->names))]() mutable { gone.reset(); });
    m_sets.erase(found);
}

bool RecordingNames::contains(const QByteArray &name) const
{
    return std::any_of(m_sets.cbegin(), m_sets.cend(), [&name](const Recording &each) {
        return !each.names.isFinished() || each.names.result()->contains(name);
    });
}

} // namespace gatehouse
