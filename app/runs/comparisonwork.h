// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "changes/changeset.h"
#include "runs/listcomparison.h"
#include "runs/patientcall.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace gatehouse {

class Slices;

/// Compares a large set with one fresh list before it is sent; the list is asked for again while its trouble may pass.
/// A list that lacks too many of the set's users is not believed, but for a person's word. Lives on the client's
/// thread; destroying it ends it silently, from inside its signals too.
class ComparisonWork final : public QObject
{
    Q_OBJECT
public:
    enum class Missing { Doubted, Believed };

    /// Changes that have ended are left out. Client and pacer must outlive the work.
    ComparisonWork(PivotClient &client, RequestPacer &pacer, const ChangeSet &set, std::vector<bool> ended,
                   QuestionsByPlace questions, Missing missing);
    ~ComparisonWork() override;

    /// Answers come through the event loop.
    void start();

signals:
    /// A change that need not, or must not, be sent, or of which it is known now what became of it.
    void settled(qsizetype change, const gatehouse::Outcome &outcome);
    /// A change that was in question surely did not arrive.
    void notArrived(qsizetype change);
    /// All is compared; the last signal.
    void ended();
    /// Nothing is compared; the last signal. One sentence.
    void failed(const QString &reason, const gatehouse::ApiError &error);
    /// As failed(); it would be ended() if the person believed the list.
    void doubted(const QString &reason);

private:
    using Compared = std::shared_ptr<ListComparison>;
    void takeList(ApiResult<ListAnswer> answer);
    void takeComparison();

    QList<Change> m_changes;
    Exactness m_exactness;
    std::vector<bool> m_ended;
    QuestionsByPlace m_questions;
    Missing m_missing;
    PatientCall<ListAnswer> m_list;
    QFutureWatcher<Compared> m_worker;
    std::unique_ptr<Slices> m_slices;
};

} // namespace gatehouse
