// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/listcomparison.h"

#include "runs/judgements.h"

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

std::vector<std::pair<qsizetype, Outcome>> comparedWithList(const QList<Change> &changes, Exactness exactness,
                                                            const std::vector<bool> &ended, const StatusList &list)
{
    std::vector<std::pair<qsizetype, Outcome>> settled;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Change &change = changes.at(i);
        if (ended[static_cast<std::size_t>(i)])
            continue;
        if (auto outcome = judgeCompare(change, statusIn(list, change.name()), exactness))
            settled.emplace_back(i, std::move(*outcome));
    }
    return settled;
}

std::vector<std::pair<qsizetype, Confirmation>> confirmedByList(const QList<Change> &changes,
                                                                const QList<Outcome> &outcomes, const StatusList &list)
{
    std::vector<std::pair<qsizetype, Confirmation>> confirmed;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        if (outcomes.at(i).kind == OutcomeKind::Done)
            confirmed.emplace_back(i,
                                   judgeConfirmed(changes.at(i), outcomes.at(i), statusIn(list, changes.at(i).name())));
    }
    return confirmed;
}

} // namespace gatehouse
