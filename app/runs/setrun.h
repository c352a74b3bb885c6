// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs/changerunner.h"
#include "runs/changework.h"
#include "runs/comparisonwork.h"
#include "runs/confirmationwork.h"
#include "runs/setnames.h"

#include <map>
#include <memory>
#include <vector>

namespace gatehouse {

/// One set at work, waiting, or being looked at after its end. Belongs to its runner, once it is made, which of a large
/// one is a worker's matter.
class ChangeRunner::SetRun final
{
public:
    explicit SetRun(RecordedSet recorded)
        : m_recorded(std::move(recorded)),
          entry{m_recorded.set(), QList<Outcome>(m_recorded.set().changes.size()), false},
          names(std::make_shared<const SetNames>(entry.set.changes)),
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
                if (outcome.kind == OutcomeKind::Done)
                    done.push_back(i);
            } else if (i < sendingEnd) {
                questions[i] = OpenQuestion::ofAProgramThatIsGone();
            }
        }
    }

    const QUuid &id() const { return entry.set.id; }
    const Change &change(qsizetype place) const { return entry.set.changes.at(place); }
    bool hasEnded(qsizetype place) const { return ended[static_cast<std::size_t>(place)]; }
    bool isBulk() const { return isTakenUp || entry.set.changes.size() != 1; }
    /// A change of this name has no outcome yet.
    bool isBusy(const QByteArray &name) const
    {
        return !isReleased && names->any(name, [this](qsizetype place) { return !hasEnded(place); });
    }
    /// Everything of it whose end takes as long as the set is large.
    std::shared_ptr<void> takeBulk()
    {
        struct Bulk
        {
            RecordedSet recorded;
            JournalEntry entry;
            std::shared_ptr<const SetNames> names;
        };
        return std::make_shared<Bulk>(Bulk{std::move(m_recorded), std::move(entry), std::move(names)});
    }

private:
    RecordedSet m_recorded; ///< the proof, kept for as long as anything is sent

public:
    JournalEntry entry;
    std::shared_ptr<const SetNames> names; ///< the queue has them too
    std::vector<bool> ended;               ///< which changes have their outcome
    RunProgress progress;
    RunRate rate;
    std::vector<qsizetype> done; ///< changes whose outcome says so, as they came
    /// Names that were changed anew before there was a look: what the server holds then is no word on this set.
    QSet<QByteArray> changedSince;
    bool isTakenUp = false;
    bool isReleased = false; ///< it has ended: what was not sent is nobody's any more
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
