// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "runs/judgements.h"
#include "runs/patientcall.h"

#include <QObject>

#include <deque>
#include <map>
#include <memory>

namespace gatehouse {

/// Finds out what became of changes that a program, which is gone, may have sent: one question each. Lives on the
/// client's thread; destroying it ends it silently, from inside its signals too.
class FindingOut final : public QObject
{
    Q_OBJECT
public:
    /// More than this many stay in question: a whole set of an old journal is compared when it goes on.
    static constexpr qsizetype kAtMost = 1'000;

    /// The changes by their place in the set. Client and pacer must outlive the work.
    FindingOut(PivotClient &client, RequestPacer &pacer, std::map<qsizetype, Change> inQuestion, int atOnce);
    ~FindingOut() override;

    /// Answers come through the event loop.
    void start();

signals:
    /// It arrived, or something else stands there by now.
    void found(qsizetype change, const gatehouse::Outcome &outcome);
    /// It did not arrive: nothing was changed.
    void notArrived(qsizetype change);
    /// The last signal. What was not told stays in question; one sentence says why, empty if nothing does.
    void ended(const QString &trouble);

private:
    void askNext();
    void take(qsizetype change, const ApiResult<StatusAnswer> &answer);

    PivotClient &m_client;
    RequestPacer &m_pacer;
    std::map<qsizetype, Change> m_inQuestion;
    int m_atOnce;
    std::deque<qsizetype> m_toAsk;
    std::map<qsizetype, std::unique_ptr<PatientCall<StatusAnswer>>> m_calls;
    QString m_trouble;
};

} // namespace gatehouse
