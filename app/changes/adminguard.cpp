// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/adminguard.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace gatehouse {

namespace {

/// How the admins stand after some changes.
class AdminsStanding final
{
public:
    explicit AdminsStanding(const std::vector<UserStatus> &admins)
    {
        for (const UserStatus &admin : admins)
            m_states.insert(admin.name, admin.state);
    }
    void note(const Change &change)
    {
        const auto admin = m_states.find(change.name());
        if (admin == m_states.end())
            return;
        m_isWorse = m_isWorse || (!isDisabled(*admin) && change.after.state != StatusState::Enabled);
        *admin = change.after.state;
    }
    bool areGone() const
    {
        return m_isWorse && std::none_of(m_states.cbegin(), m_states.cend(),
                                         [](StatusState state) { return state == StatusState::Enabled; });
    }

private:
    QHash<QByteArray, StatusState> m_states;
    bool m_isWorse = false;
};

} // namespace

QByteArrayList superAdminNames(const Directory &directory)
{
    QByteArrayList names;
    for (const PersonIndex person : directory.withRole(QString::fromUtf16(kSuperAdmin))) {
        const std::string_view name = directory.name(person);
        names.append(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
    }
    return names;
}

std::vector<UserStatus> superAdmins(const StatusTable &table)
{
    std::vector<UserStatus> admins;
    if (!table.directory())
        return admins;
    for (const PersonIndex person : table.directory()->withRole(QString::fromUtf16(kSuperAdmin)))
        admins.push_back(table.status(table.persons()->row(person)));
    return admins;
}

bool leavesNoAdmin(const std::vector<UserStatus> &admins, const ChangeSet &set)
{
    AdminsStanding standing(admins);
    for (const Change &change : set.changes)
        standing.note(change);
    return standing.areGone();
}

bool leavesNoAdmin(const std::vector<UserStatus> &admins, const Plan &plan)
{
    AdminsStanding standing(admins);
    for (const PlannedRow &row : plan.rows) {
        if (row.verdict == Verdict::WillChange)
            standing.note(row.change);
    }
    return standing.areGone();
}

bool leavesNoAdmin(const std::vector<UserStatus> &admins, const OutlinedPlan &plan)
{
    const QByteArrayList &sought = plan.outline().sought;
    const QSet<QByteArray> names(sought.cbegin(), sought.cend());
    const bool areAllSought = std::all_of(admins.cbegin(), admins.cend(),
                                          [&names](const UserStatus &admin) { return names.contains(admin.name); });
    if (!areAllSought)
        return leavesNoAdmin(admins, plan.plan());
    AdminsStanding standing(admins);
    for (const int position : plan.outline().found)
        standing.note(plan.plan().rows.at(position).change);
    return standing.areGone();
}

} // namespace gatehouse
