// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "runs/listcomparison.h"
#include "runs/patientcall.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace gatehouse {

class Slices;

/// Looks once more at what a set has done: one question for each change while they are few, one list above that; both
/// again while their trouble may pass. What it says changes no outcome. A list that lacks too many of the set's users
/// says nothing. Lives on the client's thread; destroying it ends it silently.
class ConfirmationWork final : public QObject
{
    Q_OBJECT
public:
    /// Up to this many changes are asked for one by one.
    static constexpr qsizetype kAskEach = 50;

    /// Client and pacer must outlive the work. Which changes were done is told beside, so that the outcomes of a large
    /// set need not be gone through.
    ConfirmationWork(PivotClient &client, RequestPacer &pacer, QList<Change> changes, QList<Outcome> outcomes,
                     std::vector<qsizetype> done, int atOnce);
    ~ConfirmationWork() override;

    /// Answers come through the event loop, but for a set of which nothing was done.
    void start();
    /// Somebody here changes this user anew: nothing can be said of the change before, and a question about it that is
    /// on its way is withdrawn.
    void leaveOut(const QByteArray &name);

signals:
    void looked(qsizetype change, const gatehouse::Confirmation &confirmation);
    /// The last signal. One sentence where the list could not be had.
    void ended(const QString &trouble);

private:
    void askNext();
    void take(qsizetype change, const ApiResult<StatusAnswer> &answer);
    void askForList();
    void takeList(ApiResult<ListAnswer> answer);
    void takeLooked();
    void sayCouldNotLook(const QString &trouble);
    void say(qsizetype change, const Confirmation &confirmation);
    void goOn();

    PivotClient &m_client;
    RequestPacer &m_pacer;
    QList<Change> m_changes;
    QList<Outcome> m_outcomes;
    int m_atOnce;
    QList<qsizetype> m_toAsk;
    std::map<qsizetype, std::unique_ptr<PatientCall<StatusAnswer>>> m_calls;
    std::unique_ptr<PatientCall<ListAnswer>> m_list;
    QFutureWatcher<std::shared_ptr<ListConfirmation>> m_worker;
    std::unique_ptr<Slices> m_slices;
    QSet<QByteArray> m_leftOut;
};

} // namespace gatehouse
