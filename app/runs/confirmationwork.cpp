// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/confirmationwork.h"

#include "runs/judgements.h"

#include <QPointer>
#include <QtConcurrent>

namespace gatehouse {

ConfirmationWork::ConfirmationWork(PivotClient &client, QList<Change> changes, QList<Outcome> outcomes, int atOnce)
    : m_client(client), m_changes(std::move(changes)), m_outcomes(std::move(outcomes)), m_atOnce(atOnce)
{
    for (qsizetype i = 0; i < m_outcomes.size(); ++i) {
        if (m_outcomes.at(i).kind == OutcomeKind::Done)
            m_toAsk.append(i);
    }
    connect(&m_worker, &QFutureWatcherBase::finished, this, [this] {
        const std::shared_ptr<Looked> looked = m_worker.result();
        const QPointer<ConfirmationWork> self(this);
        for (const auto &[change, confirmation] : *looked) {
            say(change, confirmation);
            if (!self)
                return;
        }
        emit ended({});
    });
}

ConfirmationWork::~ConfirmationWork() = default;

void ConfirmationWork::start()
{
    if (m_toAsk.size() > kAskEach)
        askForList();
    else
        goOn();
}

void ConfirmationWork::askNext()
{
    while (!m_toAsk.isEmpty() && static_cast<int>(m_calls.size()) < m_atOnce) {
        const qsizetype change = m_toAsk.takeFirst();
        if (m_leftOut.contains(m_changes.at(change).name()))
            continue;
        m_calls[change] =
            m_client.read(m_changes.at(change).name(), [this, change](const auto &answer) { take(change, answer); });
    }
}

void ConfirmationWork::take(qsizetype change, const ApiResult<StatusAnswer> &answer)
{
    const auto status = answer.map([](const StatusAnswer &each) { return each.status; });
    const Change &done = m_changes.at(change);
    const Confirmation confirmation = judgeConfirmed(done, m_outcomes.at(change), seenBy(status, done.name()));
    const QPointer<ConfirmationWork> self(this);
    say(change, confirmation);
    if (!self)
        return;
    m_calls.erase(change);
    goOn();
}

void ConfirmationWork::goOn()
{
    askNext();
    if (m_calls.empty())
        emit ended({});
}

void ConfirmationWork::leaveOut(const QByteArray &name)
{
    m_leftOut.insert(name);
    const bool isWithdrawn =
        std::erase_if(m_calls, [&](const auto &call) { return m_changes.at(call.first).name() == name; }) > 0;
    if (isWithdrawn)
        goOn();
}

void ConfirmationWork::askForList()
{
    m_list = m_client.list([this](ApiResult<ListAnswer> answer) { takeList(std::move(answer)); });
}

void ConfirmationWork::takeList(ApiResult<ListAnswer> answer)
{
    if (!answer) {
        const QString trouble = answer.error().sentence();
        const QPointer<ConfirmationWork> self(this);
        for (const qsizetype change : std::as_const(m_toAsk)) {
            say(change, {Confirmation::Kind::CouldNotLook, trouble, {}});
            if (!self)
                return;
        }
        emit ended(trouble);
        return;
    }
    m_worker.setFuture(QtConcurrent::run(
        [changes = m_changes, outcomes = m_outcomes, list = std::make_shared<StatusList>(std::move(answer->list))] {
            return std::make_shared<Looked>(confirmedByList(changes, outcomes, *list));
        }));
}

void ConfirmationWork::say(qsizetype change, const Confirmation &confirmation)
{
    if (!m_leftOut.contains(m_changes.at(change).name()))
        emit looked(change, confirmation);
}

} // namespace gatehouse
