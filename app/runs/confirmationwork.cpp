// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/confirmationwork.h"

#include "runs/judgements.h"
#include "runs/slices.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QtConcurrent>

#include <algorithm>

namespace gatehouse {

ConfirmationWork::ConfirmationWork(PivotClient &client, RequestPacer &pacer, QList<Change> changes,
                                   QList<Outcome> outcomes, std::vector<qsizetype> done, int atOnce)
    : m_client(client), m_pacer(pacer), m_changes(std::move(changes)), m_outcomes(std::move(outcomes)), m_atOnce(atOnce)
{
    if (static_cast<qsizetype>(done.size()) <= kAskEach) // more are not asked for in any order
        std::sort(done.begin(), done.end());
    m_toAsk = QList<qsizetype>(done.cbegin(), done.cend());
    connect(&m_worker, &QFutureWatcherBase::finished, this, &ConfirmationWork::takeLooked);
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
    while (!m_toAsk.isEmpty() && static_cast<int>(m_calls.size()) < std::min(m_atOnce, m_pacer.atOnce())) {
        const qsizetype change = m_toAsk.takeFirst();
        if (m_leftOut.contains(m_changes.at(change).name()))
            continue;
        auto call = std::make_unique<PatientCall<StatusAnswer>>(
            m_pacer,
            [this, change](auto handler) { return m_client.read(m_changes.at(change).name(), std::move(handler)); },
            [this, change](const ApiResult<StatusAnswer> &answer) { take(change, answer); });
        (m_calls[change] = std::move(call))->start();
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
    m_list = std::make_unique<PatientCall<ListAnswer>>(
        m_pacer, [this](auto handler) { return m_client.list(std::move(handler)); },
        [this](ApiResult<ListAnswer> answer) { takeList(std::move(answer)); });
    m_list->start();
}

void ConfirmationWork::takeList(ApiResult<ListAnswer> answer)
{
    if (!answer) {
        sayCouldNotLook(answer.error().sentence());
        return;
    }
    m_worker.setFuture(QtConcurrent::run(
        [changes = m_changes, outcomes = m_outcomes, list = std::make_shared<StatusList>(std::move(answer->list))] {
            return std::make_shared<ListConfirmation>(confirmedByList(changes, outcomes, *list));
        }));
}

void ConfirmationWork::takeLooked()
{
    const std::shared_ptr<ListConfirmation> looked = m_worker.result();
    const ListGaps &gaps = looked->gaps;
    if (gaps.isDoubtful()) {
        const QLocale locale;
        sayCouldNotLook(QCoreApplication::translate("ChangeRunner",
                                                    "The server's list lacks %1 of the %2 users that were changed, so "
                                                    "it may not be the whole list.")
                            .arg(locale.toString(gaps.missing), locale.toString(gaps.expected)));
        return;
    }
    m_slices = std::make_unique<Slices>(
        static_cast<qsizetype>(looked->confirmed.size()),
        [this, looked](qsizetype place) {
            const auto &[change, confirmation] = looked->confirmed[static_cast<std::size_t>(place)];
            say(change, confirmation);
        },
        [this] { emit ended({}); });
}

void ConfirmationWork::sayCouldNotLook(const QString &trouble)
{
    m_slices = std::make_unique<Slices>(
        m_toAsk.size(),
        [this, trouble](qsizetype place) {
            say(m_toAsk.at(place), {Confirmation::Kind::CouldNotLook, trouble, {}});
        },
        [this, trouble] { emit ended(trouble); });
}

void ConfirmationWork::say(qsizetype change, const Confirmation &confirmation)
{
    if (!m_leftOut.contains(m_changes.at(change).name()))
        emit looked(change, confirmation);
}

} // namespace gatehouse
