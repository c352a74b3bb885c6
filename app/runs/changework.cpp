// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/changework.h"

#include "runs/requestpacer.h"
#include "users/statusjson.h"

#include <utility>

namespace gatehouse {
namespace {

ApiResult<UserStatus> statusIn(const ApiResult<StatusAnswer> &result)
{
    return result.map([](const StatusAnswer &answer) { return answer.status; });
}

} // namespace

ChangeWork::ChangeWork(PivotClient &client, RequestPacer &pacer, Change change, Exactness exactness, LookFirst look,
                       Ended ended)
    : m_client(client),
      m_pacer(pacer),
      m_change(std::move(change)),
      m_exactness(exactness),
      m_lookFirst(look),
      m_ended(std::move(ended))
{
    m_wait.setSingleShot(true);
    QObject::connect(&m_wait, &QTimer::timeout, &m_wait, [this] { waited(); });
}

void ChangeWork::start()
{
    if (m_lookFirst == LookFirst::No)
        write();
    else
        look();
}

void ChangeWork::hurry()
{
    m_isHurried = true;
    if (m_wait.isActive())
        m_wait.start(0);
}

void ChangeWork::look()
{
    m_epoch = m_pacer.epoch();
    m_look = m_client.read(m_change.name(), [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        auto outcome = judgeCompare(m_change, seenBy(statusIn(result), m_change.name()), m_exactness);
        if (!outcome)
            write();
        else if (result || !isPassing(result.error()))
            end(std::move(*outcome));
        else
            endOrTryLater(std::move(*outcome), result.error(), ++m_failedReads, &ChangeWork::look);
    });
}

void ChangeWork::write()
{
    m_epoch = m_pacer.epoch();
    ++m_writes;
    const auto answered = [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        judge(statusIn(result));
    };
    switch (m_change.act()) {
    case Act::Create:
        m_write = m_client.create(m_change.after, answered);
        return;
    case Act::Delete:
        m_write = m_client.remove(m_change.name(), [this](const ApiResult<DeleteAnswer> &result) {
            note(result);
            judge(result.map([this](const DeleteAnswer &) { return m_change.after; }));
        });
        return;
    case Act::Disable:
    case Act::Enable:
    case Act::ChangeDate:
        m_write = m_client.set(m_change.after, answered);
        return;
    }
}

void ChangeWork::judge(const ApiResult<UserStatus> &answer)
{
    auto outcome = judgeWrite(m_change, answer);
    if (!outcome) {
        m_lost = answer.error();
        m_isUnanswered = true;
        m_failedReads = 0;
        ask();
    } else if (!answer && saysNotArrived(answer.error())) {
        endOrTryLater(std::move(*outcome), answer.error(), m_writes, &ChangeWork::write);
    } else if (m_isUnanswered && outcome->kind == OutcomeKind::AlreadySo) {
        end(deletedByEarlierTry(m_change)); // a delete whose first try arrived after all
    } else {
        if (answer)
            m_error.reset();
        end(std::move(*outcome));
    }
}

void ChangeWork::ask()
{
    m_epoch = m_pacer.epoch();
    m_ask = m_client.read(m_change.name(), [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        judgeAnswerOfAsking(result);
    });
}

void ChangeWork::judgeAnswerOfAsking(const ApiResult<StatusAnswer> &result)
{
    const ApiResult<UserStatus> seen = seenBy(statusIn(result), m_change.name());
    Outcome outcome = judgeAsked(m_change, *m_lost, seen);
    if (!seen && isPassing(seen.error()))
        endOrTryLater(std::move(outcome), seen.error(), ++m_failedReads, &ChangeWork::ask);
    else if (isUndecided(seen, outcome))
        endOrTryLater(std::move(outcome), *m_lost, ++m_failedReads, &ChangeWork::ask);
    else if (outcome.kind == OutcomeKind::Failed && isPassing(*m_lost))
        endOrTryLater(std::move(outcome), *m_lost, m_writes, &ChangeWork::write);
    else
        end(std::move(outcome));
}

/// As before, but the write may still be on its way.
bool ChangeWork::isUndecided(const ApiResult<UserStatus> &seen, const Outcome &outcome) const
{
    return seen && outcome.kind == OutcomeKind::ResultNotKnown && sameEntry(*seen, m_change.before);
}

void ChangeWork::endOrTryLater(Outcome otherwise, const ApiError &error, int failed, void (ChangeWork::*again)())
{
    const auto wait = m_isHurried ? std::nullopt : m_pacer.waitAfter(failed, error);
    if (!wait) {
        end(std::move(otherwise));
        return;
    }
    m_otherwise = std::move(otherwise);
    m_again = again;
    m_wait.start(*wait);
}

void ChangeWork::waited()
{
    if (m_isHurried)
        end(std::move(m_otherwise));
    else
        (this->*m_again)();
}

template<typename T>
void ChangeWork::note(const ApiResult<T> &result)
{
    // A 404 is what a look at nobody says.
    if (result || result.error().kind == ApiErrorKind::NotFound) {
        m_pacer.noteGood();
        return;
    }
    m_error = result.error();
    m_pacer.noteError(result.error(), m_epoch);
}

void ChangeWork::end(Outcome outcome)
{
    // The handler may destroy this work: nothing is touched behind it.
    const Ended ended = std::exchange(m_ended, {});
    ended({std::move(outcome), m_error, m_writes > 0});
}

} // namespace gatehouse
