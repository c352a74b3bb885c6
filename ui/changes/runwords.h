// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs/runprogress.h"

#include <QStringList>

namespace gatehouse {

// What the progress panel says: plain functions of how far a run is, translated. Plain text.

/// What goes on: "Disabling 287 users", "Undoing: Disable 287 users"; of one user the set's own title.
QString runTitle(const RunProgress &progress);
/// What became of it: "Disabled 285 of 287 users", "Took back 3 changes".
QString resultTitle(const RunProgress &progress);

/// One quiet line, with what a person can open in its middle; each part may be empty.
struct RunFacts
{
    QString before;  ///< "180 of 287"
    QString trouble; ///< "2 failed", see troubleWords()
    QString after;   ///< "62 per second · about 2 s left"
    bool operator==(const RunFacts &) const = default;
};
/// Of a run that goes, waits or is held up.
RunFacts runFacts(const RunProgress &progress);
/// Of a run that is over: "285 confirmed 16:04", "2 failed", "1 not sent · in 17 s".
RunFacts resultFacts(const RunProgress &progress);
/// The whole line, for those who hear it.
QString factsLine(const RunFacts &facts);

/// The changes whose ends a person should read: "2 failed", "1 needs a look", "2 failed, 1 needs a look"; empty if
/// none.
QString troubleWords(const OutcomeCounts &outcomes);
/// The words of one of them; a sentence of its own where the outcome brings none.
QString troubleSentence(const Outcome &outcome);

/// How many changes a retry would take on: failed, not sent, result not known.
qint64 retryable(const RunProgress &progress);
/// How many rows there are to look at: failed, not known, changed by somebody else, different by now.
qint64 toLookAt(const RunProgress &progress);

/// "Retry 2 failed"; "Retry 109" where others than failed ones are among them; "Retry failed" where there are none.
QString retryWords(const RunProgress &progress);
/// "Undo 285"; "Undo" where nothing was done.
QString undoWords(const RunProgress &progress);

/// "2 s", "3 min 5 s", "1 h 4 min".
QString durationWords(std::chrono::seconds duration);

} // namespace gatehouse
