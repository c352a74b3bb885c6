// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs/changerunner.h"
#include "runs/changework.h"
#include "runs/comparisonwork.h"
#include "runs/confirmationwork.h"

#include <map>

namespace gatehouse {

/// One set at work, waiting, or being looked at after its end. Belongs to its runner.
class ChangeRunner::SetRun final
{
public:
    explicit SetRun(RecordedSet recorded)
        : m_recorded(std::move(recorded)),
          entry{m_recorded.set(), QList<Outcome>(m_recorded.set().changes.size()), false},
          ended(static_cast<std::size_t>(entry.set.changes.size()))
    {
        progress.set = entry.set.id;
        progress.act = entry.set.act;
        progress.title = entry.set.title;
        progress.isUndo = !entry.set.undoes.isNull();
        progress.total = entry.set.changes.size();
    }

    const QUuid &id() const { return entry.set.id; }
    const Change &change(qsizetype place) const { return entry.set.changes.at(place); }
    bool isBulk() const { return entry.set.changes.size() != 1; }

private:
    RecordedSet m_recorded; ///< the proof, kept for as long as anything is sent

public:
    JournalEntry entry;
    std::vector<bool> ended; ///< which changes have their outcome
    RunProgress progress;
    RunRate rate;
    bool isStarted = false;
    bool isTold = false; ///< progressed() is on its way
    std::map<qsizetype, std::unique_ptr<ChangeWork>> works;

    std::unique_ptr<ComparisonWork> comparison; ///< while it is under way
    /// A list that lacks too many users was shown to a person, who resumed.
    ComparisonWork::Missing missing = ComparisonWork::Missing::Doubted;
    bool isListDoubted = false; ///< that is why it pauses
    std::unique_ptr<ConfirmationWork> confirmation;
};

} // namespace gatehouse
