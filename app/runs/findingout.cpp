// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/findingout.h"

#include "runs/openquestion.h"

#include <QPointer>

#include <utility>

namespace gatehouse {

FindingOut::FindingOut(PivotClient &client, RequestPacer &pacer, std::map<qsizetype, Change> inQuestion, int atOnce)
    : m_client(client), m_pacer(pacer), m_inQuestion(std::move(inQuestion)), m_atOnce(atOnce)
{
    if (static_cast<qsizetype>(m_inQuestion.size()) > kAtMost)
        return;
    for (const auto &[place, change] : m_inQuestion) {
        if (isAddressable(change.name())) // what no URL carries was never sent
            m_toAsk.push_back(place);
    }
}

FindingOut::~FindingOut() = default;

void FindingOut::start()
{
    QMetaObject::invokeMethod(this, &FindingOut::askNext, Qt::QueuedConnection);
}

// One trouble that lasted through all tries is enough: the others would wait as long for the same answer.
void FindingOut::askNext()
{
    while (m_trouble.isEmpty() && !m_toAsk.empty() &&
           static_cast<int>(m_calls.size()) < std::min(m_atOnce, m_pacer.atOnce())) {
        const qsizetype place = m_toAsk.front();
        m_toAsk.pop_front();
        auto call = std::make_unique<PatientCall<StatusAnswer>>(
            m_pacer,
            [this, place](auto handler) { return m_client.read(m_inQuestion.at(place).name(), std::move(handler)); },
            [this, place](const ApiResult<StatusAnswer> &answer) { take(place, answer); });
        (m_calls[place] = std::move(call))->start();
    }
    if (m_calls.empty())
        emit ended(m_trouble);
}

void FindingOut::take(qsizetype place, const ApiResult<StatusAnswer> &answer)
{
    const Change &change = m_inQuestion.at(place);
    const auto seen = seenBy(answer.map([](const StatusAnswer &each) { return each.status; }), change.name());
    const QPointer<FindingOut> self(this);
    if (seen) {
        const Outcome outcome = judgeAsked(change, OpenQuestion::ofAProgramThatIsGone().lost, seen, Arriving::Over);
        if (outcome.kind == OutcomeKind::Failed)
            emit notArrived(place);
        else
            emit found(place, outcome);
    } else {
        m_trouble = seen.error().sentence();
    }
    if (!self)
        return;
    m_calls.erase(place);
    askNext();
}

} // namespace gatehouse
