// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/changework.h"

#include <utility>

namespace gatehouse {
namespace {

ApiResult<UserStatus> statusIn(const ApiResult<StatusAnswer> &result)
{
    return result.map([](const StatusAnswer &answer) { return answer.status; });
}

} // namespace

ChangeWork::ChangeWork(PivotClient &client, Change change, Exactness exactness, LookFirst look, Ended ended)
    : m_client(client),
      m_change(std::move(change)),
      m_exactness(exactness),
      m_lookFirst(look),
      m_ended(std::move(ended))
{}

void ChangeWork::start()
{
    if (m_lookFirst == LookFirst::No) {
        write();
        return;
    }
    m_look = m_client.read(m_change.name(), [this](const ApiResult<StatusAnswer> &result) {
        noteError(result);
        if (auto outcome = judgeCompare(m_change, seenBy(statusIn(result), m_change.name()), m_exactness))
            end(std::move(*outcome));
        else
            write();
    });
}

void ChangeWork::write()
{
    const auto answered = [this](const ApiResult<StatusAnswer> &result) {
        noteError(result);
        judge(statusIn(result));
    };
    switch (m_change.act()) {
    case Act::Create:
        m_write = m_client.create(m_change.after, answered);
        return;
    case Act::Delete:
        m_write = m_client.remove(m_change.name(), [this](const ApiResult<DeleteAnswer> &result) {
            noteError(result);
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
    if (auto outcome = judgeWrite(m_change, answer))
        end(std::move(*outcome));
    else
        ask(answer.error());
}

void ChangeWork::ask(const ApiError &lost)
{
    m_ask = m_client.read(m_change.name(), [this, lost](const ApiResult<StatusAnswer> &result) {
        noteError(result);
        end(judgeAsked(m_change, lost, seenBy(statusIn(result), m_change.name())));
    });
}

template<typename T>
void ChangeWork::noteError(const ApiResult<T> &result)
{
    // A 404 is what a look at nobody says.
    if (!result && result.error().kind != ApiErrorKind::NotFound)
        m_error = result.error();
}

void ChangeWork::end(Outcome outcome)
{
    // The handler may destroy this work: nothing is touched behind it.
    const Ended ended = std::exchange(m_ended, {});
    ended({std::move(outcome), m_error, m_write != nullptr});
}

} // namespace gatehouse
