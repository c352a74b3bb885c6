// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/protectednames.h"
#include "journal/journal.h"
#include "runs/findingout.h"
#include "runs/runprogress.h"

#include <QObject>

#include <memory>
#include <vector>

namespace gatehouse {

/// The sets that a program left unfinished on this connection, one after the other: takes each up, finds out what
/// became of the changes that were on their way, and keeps it for a person's word: to go on with it, or to leave it.
/// One of which everything is known then has ended by itself. What is neither when this object goes is let go again.
/// Lives on the client's thread; nothing here sends anything but questions.
class UnfinishedSets final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Journal &journal;
        PivotClient &client;
        RequestPacer &pacer;
        std::function<Instant()> now;
        int atOnce = 6;
        ProtectedNames protectedNames = {};
    };
    /// The parts must outlive this object.
    UnfinishedSets(Parts parts, QObject *parent = nullptr);
    ~UnfinishedSets() override;

    /// Looks for the sets of this connection, once; needs a server that answers.
    void find(const ConnectionKey &connection);
    /// The connection is left: what waits is for its next opening, or for another program. Nothing is found any more.
    void letGo();
    /// The set that waits for a word: phase Interrupted. Nothing if there is none.
    std::optional<RunProgress> progress() const;
    /// The changes of that set; nothing unless it waits.
    std::optional<ChangeSet> waiting(const QUuid &set) const;
    /// Hands over the set to go on with, now or as soon as it was asked what became of it, and the next one comes.
    /// Changes of names that are protected by now, and would leave the user without a sign-in, have ended as failed.
    /// Nothing happens unless it waits.
    using Resume = std::function<void(TakenUp left)>;
    void resume(const QUuid &set, Resume resume);
    /// Ends it: what has no outcome was not sent, or is not known. What it did so far; null unless it waits.
    std::shared_ptr<const JournalEntry> leave(const QUuid &set);

signals:
    /// progress() has changed.
    void changed();
    /// The set has been decided about: progress() of it is over, or a run's.
    void decided(const QUuid &set);

private:
    struct Unfinished;
    void giveBack();
    void handOver();
    bool isRecent() const;
    void takeNext();
    void take(TakenUp left);
    void findOut();
    void note(qsizetype change, Outcome outcome);
    std::shared_ptr<Unfinished> decide(const QUuid &set);

    Parts m_parts;
    bool m_isAsked = false;
    bool m_isLeft = false; ///< letGo(): an answer that comes later finds nobody
    QList<SetSummary> m_waiting;
    QUuid m_making; ///< the set that was taken up and is being gone through
    std::shared_ptr<Unfinished> m_first;
};

} // namespace gatehouse
