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
          ended(static_cast<std::size_t>(entry.set.changes.size())),
          sendingEnd(std::min(entry.set.changes.size(), Journal::kSendingAhead))
    {
        progress.set = entry.set.id;
        progress.act = entry.set.act;
        progress.title = entry.set.title;
        progress.isUndo = !entry.set.undoes.isNull();
        progress.total = entry.set.changes.size();
    }

    /// One that was left unfinished: goes on where it was left.
    explicit SetRun(TakenUp left) : SetRun(std::move(left.set))
    {
        isTakenUp = true;
        sendingEnd = left.sendingEnd;
        for (qsizetype i = 0; i < progress.total; ++i) {
            const Outcome &outcome = left.outcomes.at(i);
            if (outcome.kind != OutcomeKind::NotSent) {
                entry.outcomes[i] = outcome;
                ended[static_cast<std::size_t>(i)] = true;
                progress.outcomes.add(outcome.kind);
            } else if (i < sendingEnd) {
                questions[i] = OpenQuestion::ofAProgramThatIsGone();
            }
        }
    }

    const QUuid &id() const { return entry.set.id; }
    const Change &change(qsizetype place) const { return entry.set.changes.at(place); }
    bool hasEnded(qsizetype place) const { return ended[static_cast<std::size_t>(place)]; }
    bool isBulk() const { return isTakenUp || entry.set.changes.size() != 1; }

private:
    RecordedSet m_recorded; ///< the proof, kept for as long as anything is sent

public:
    JournalEntry entry;
    std::vector<bool> ended; ///< which changes have their outcome
    RunProgress progress;
    RunRate rate;
    bool isTakenUp = false;
    bool isStarted = false;
    bool isTold = false; ///< progressed() is on its way
    std::map<qsizetype, std::unique_ptr<ChangeWork>> works;
    std::map<qsizetype, OpenQuestion> questions; ///< of changes that are not at work

    qsizetype sendingEnd;       ///< the journal knows that the changes before it may be sent
    bool isMarking = false;     ///< it is being told of more
    qsizetype sendingAhead = 0; ///< how far, where the usual was too little

    std::unique_ptr<ComparisonWork> comparison; ///< while it is under way
    Instant comparedAt{};                       ///< when the last one ended
    /// A list that lacks too many users was shown to a person, who resumed.
    ComparisonWork::Missing missing = ComparisonWork::Missing::Doubted;
    bool isListDoubted = false; ///< that is why it pauses
    std::unique_ptr<ConfirmationWork> trialLook;
    std::unique_ptr<ConfirmationWork> confirmation;
};

} // namespace gatehouse
