// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/listcomparison.h"

#include "runs/retrypolicy.h"
#include "users/listshrink.h"
#include "users/statusjson.h"

namespace gatehouse {

UserStatus statusIn(const StatusList &list, const QByteArray &name)
{
    const auto row =
        list.names ? list.names->find({name.constData(), static_cast<std::size_t>(name.size())}) : std::optional<Row>();
    if (!row)
        return UserStatus::none(name);
    UserStatus status{name, list.states[*row], {}, {}};
    if (status.state == StatusState::Disabled)
        status.disabledSince = list.since[*row];
    if (const auto raw = list.raw.find(*row); raw != list.raw.end())
        status.raw = raw->second;
    return status;
}

bool ListGaps::isDoubtful() const
{
    if (isListEmpty)
        return expected > 0;
    return missing > 0 && missing < expected ? isDoubtfulShrink(expected, expected - missing) : missing > 5;
}

namespace {

void count(ListGaps &gaps, const UserStatus &expected, const UserStatus &seen)
{
    if (expected.state == StatusState::NoStatus)
        return;
    ++gaps.expected;
    gaps.missing += seen.state == StatusState::NoStatus ? 1 : 0;
}

} // namespace

namespace {

void settleQuestion(ListComparison &compared, qsizetype place, const Change &change, const InQuestion &question,
                    const UserStatus &seen)
{
    if (seen.state == StatusState::NoStatus) // half a list must not pass for a delete: it is asked for itself
        return;
    Outcome outcome = judgeAsked(change, question.lost, seen, question.arriving);
    const bool isUnchanged = sameEntry(seen, change.before);
    if (isUnchanged && outcome.kind == OutcomeKind::ResultNotKnown) // it may still arrive
        return;
    if (isUnchanged && isPassing(question.lost) && !mayStillArrive(question.lost))
        compared.notArrived.push_back(place);
    else
        compared.settled.emplace_back(place, std::move(outcome));
}

} // namespace

ListComparison comparedWithList(const QList<Change> &changes, Exactness exactness, const std::vector<bool> &ended,
                                const QuestionsByPlace &questions, const StatusList &list)
{
    ListComparison compared;
    compared.gaps.isListEmpty = list.count() == 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Change &change = changes.at(i);
        if (ended[static_cast<std::size_t>(i)])
            continue;
        const UserStatus seen = statusIn(list, change.name());
        if (const auto question = questions.find(i); question != questions.end()) {
            settleQuestion(compared, i, change, question->second, seen);
            continue;
        }
        count(compared.gaps, change.before, seen);
        if (auto outcome = judgeCompare(change, seen, exactness))
            compared.settled.emplace_back(i, std::move(*outcome));
    }
    return compared;
}

ListConfirmation confirmedByList(const QList<Change> &changes, const QList<Outcome> &outcomes, const StatusList &list)
{
    ListConfirmation looked;
    looked.gaps.isListEmpty = list.count() == 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        if (outcomes.at(i).kind != OutcomeKind::Done)
            continue;
        const UserStatus seen = statusIn(list, changes.at(i).name());
        count(looked.gaps, changes.at(i).after, seen);
        looked.confirmed.emplace_back(i, judgeConfirmed(changes.at(i), outcomes.at(i), seen));
    }
    return looked;
}

} // namespace gatehouse
