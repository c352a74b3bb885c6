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

ChangeWork::ChangeWork(PivotClient &client, RequestPacer &pacer, WorkOrder order, Handlers handlers)
    : m_client(client), m_pacer(pacer), m_order(std::move(order)), m_handlers(std::move(handlers))
{
    m_wait.setSingleShot(true);
    QObject::connect(&m_wait, &QTimer::timeout, &m_wait, [this] { waited(); });
}

void ChangeWork::start()
{
    switch (m_order.begin) {
    case WorkOrder::Begin::Look:
        look();
        return;
    case WorkOrder::Begin::Write:
        write();
        return;
    case WorkOrder::Begin::Ask:
        m_question = m_order.question.value_or(OpenQuestion::ofAProgramThatIsGone());
        m_isUnanswered = true;
        ask();
        return;
    }
}

void ChangeWork::hurry()
{
    m_isHurried = true;
    if (m_wait.isActive())
        m_wait.start(0);
}

void ChangeWork::setParked(bool isParked)
{
    m_isParked = isParked;
    if (isParked && m_wait.isActive())
        m_wait.start(0);
}

void ChangeWork::look()
{
    m_epoch = m_pacer.epoch();
    m_look = m_client.read(m_order.change.name(), [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        const ApiResult<UserStatus> seen = seenBy(statusIn(result), m_order.change.name());
        auto outcome = judgeCompare(m_order.change, seen, m_order.exactness);
        if (!outcome && mayNotSend())
            end({}, WorkEnd::Kind::GivenBack);
        else if (!outcome)
            write();
        else if (seen || !isPassing(seen.error()))
            end(std::move(*outcome));
        else
            tryLater(std::move(*outcome), seen.error(), ++m_failedLooks, &ChangeWork::look);
    });
}

void ChangeWork::write()
{
    m_question.reset();
    m_epoch = m_pacer.epoch();
    ++m_writes;
    const auto answered = [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        judge(statusIn(result));
    };
    switch (m_order.change.act()) {
    case Act::Create:
        m_write = m_client.create(m_order.change.after, answered);
        return;
    case Act::Delete:
        m_write = m_client.remove(m_order.change.name(), [this](const ApiResult<DeleteAnswer> &result) {
            note(result);
            judge(result.map([this](const DeleteAnswer &) { return m_order.change.after; }));
        });
        return;
    case Act::Disable:
    case Act::Enable:
    case Act::ChangeDate:
        m_write = m_client.set(m_order.change.after, answered);
        return;
    }
}

void ChangeWork::judge(const ApiResult<UserStatus> &answer)
{
    auto outcome = judgeWrite(m_order.change, answer);
    if (!outcome) {
        m_question = OpenQuestion{answer.error(), m_pacer.clock()};
        m_isUnanswered = true;
        m_asked = 0;
        if (const auto held = m_pacer.heldFor(); held.count() > 0 && !m_isHurried)
            waitFor(held,
                    judgeAsked(m_order.change, answer.error(), tl::unexpected(answer.error()), Arriving::Possible),
                    &ChangeWork::ask);
        else
            ask();
    } else if (!answer && saysNotArrived(answer.error())) {
        tryLater(std::move(*outcome), answer.error(), m_writes, &ChangeWork::write);
    } else if (m_isUnanswered && outcome->kind == OutcomeKind::AlreadySo) {
        end(deletedByEarlierTry(m_order.change)); // a delete whose first try arrived after all
    } else {
        if (answer)
            m_error.reset();
        end(std::move(*outcome));
    }
}

void ChangeWork::ask()
{
    m_epoch = m_pacer.epoch();
    m_ask = m_client.read(m_order.change.name(), [this](const ApiResult<StatusAnswer> &result) {
        note(result);
        judgeAnswerOfAsking(result);
    });
}

void ChangeWork::judgeAnswerOfAsking(const ApiResult<StatusAnswer> &result)
{
    const ApiResult<UserStatus> seen = seenBy(statusIn(result), m_order.change.name());
    ++m_asked;
    const Arriving arriving = m_pacer.mayStillArrive(m_question->lostAt) ? Arriving::Possible : Arriving::Over;
    Outcome outcome = judgeAsked(m_order.change, m_question->lost, seen, arriving);
    if (!seen)
        askLater(std::move(outcome), seen.error());
    else if (sameEntry(*seen, m_order.change.before) && outcome.kind == OutcomeKind::ResultNotKnown)
        askLater(std::move(outcome), {}); // it may still be on its way
    else if (outcome.kind == OutcomeKind::Failed)
        judgeUnchanged(std::move(outcome));
    else
        end(std::move(outcome));
}

// The write did not arrive: that alone makes it right to send it again. One that was on its way when it was given up
// is not, however long nothing came of it: a person may.
void ChangeWork::judgeUnchanged(Outcome outcome)
{
    const ApiError lost = m_question->lost;
    if (!isPassing(lost) || mayStillArrive(lost))
        end(std::move(outcome));
    else if (m_writes == 0 && !m_isHurried && mayNotSend())
        end({}, WorkEnd::Kind::GivenBack);
    else if (m_writes == 0 && !m_isHurried) // what an earlier work, or program, sent
        write();
    else
        tryLater(std::move(outcome), lost, m_writes, &ChangeWork::write);
}

// Stopped or paused between two requests, or the server wants none: in a bulk the change waits for its next turn.
bool ChangeWork::mayNotSend() const
{
    return m_isHurried || (m_order.asking == WorkOrder::Asking::Bounded &&
                           (m_isParked || m_pacer.heldFor() > std::chrono::milliseconds(0)));
}

void ChangeWork::tryLater(Outcome otherwise, const ApiError &error, int failed, void (ChangeWork::*again)())
{
    m_question.reset();
    const auto wait = m_isHurried ? std::nullopt : m_pacer.waitAfter(failed, error);
    if (!wait) {
        end(std::move(otherwise));
        return;
    }
    waitFor(*wait, std::move(otherwise), again);
    if (m_handlers.waits && !m_isParked)
        m_handlers.waits(error, false);
}

// Without trouble the server answers, and holds what was there before. That is waited for without an end: the end comes
// when nothing can be on its way any more. Only a first work leaves its place to others meanwhile.
void ChangeWork::askLater(Outcome otherwise, const std::optional<ApiError> &trouble)
{
    const ApiError &error = trouble ? *trouble : m_question->lost;
    if (trouble && troubleOf(*trouble) == RunTrouble::None && !m_pacer.waitAfter(m_asked, m_question->lost)) {
        end(std::move(otherwise)); // a matter of this change alone: no asking will ever help
        return;
    }
    const bool isSecondWork = m_order.begin == WorkOrder::Begin::Ask && m_writes == 0;
    const bool isEnough = (trouble && !isPassing(*trouble)) || !m_pacer.waitAfter(m_asked, error);
    const bool handsBack = m_order.asking == WorkOrder::Asking::Bounded && isEnough && (trouble || !isSecondWork);
    if (m_isHurried) {
        end(std::move(otherwise));
    } else if (handsBack) {
        end(std::move(otherwise), WorkEnd::Kind::InQuestion);
    } else {
        waitFor(m_pacer.waitToAsk(m_asked), std::move(otherwise), &ChangeWork::ask);
        if (m_handlers.waits && !m_isParked)
            m_handlers.waits(error, true);
    }
}

void ChangeWork::waitFor(std::chrono::milliseconds wait, Outcome otherwise, void (ChangeWork::*again)())
{
    m_otherwise = std::move(otherwise);
    m_again = again;
    m_wait.start(m_isParked ? std::chrono::milliseconds(0) : wait);
}

void ChangeWork::waited()
{
    if (m_isHurried)
        end(std::move(m_otherwise));
    else if (m_isParked && m_order.asking == WorkOrder::Asking::Bounded)
        end(std::move(m_otherwise), m_question ? WorkEnd::Kind::InQuestion : WorkEnd::Kind::GivenBack);
    else if (const auto held = m_pacer.heldFor(); held.count() > 0)
        m_wait.start(held); // it was asked for while this waited
    else
        (this->*m_again)();
}

template<typename T>
void ChangeWork::note(const ApiResult<T> &result)
{
    m_pacer.note(result, m_epoch);
    if (!result && result.error().kind != ApiErrorKind::NotFound)
        m_error = result.error();
}

void ChangeWork::end(Outcome outcome, WorkEnd::Kind kind)
{
    WorkEnd end{kind, std::move(outcome), m_error, m_writes > 0, {}};
    if (kind == WorkEnd::Kind::InQuestion)
        end.question = m_question;
    // The handler may destroy this work: nothing is touched behind it.
    const auto ended = std::exchange(m_handlers.ended, {});
    ended(std::move(end));
}

} // namespace gatehouse
