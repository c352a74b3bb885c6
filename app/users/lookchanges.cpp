// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/lookchanges.h"

#include "users/rowset.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace gatehouse {

namespace {

/// Hands out how each user stood, once, and keeps those whom nobody asked for.
class EarlierUsers final
{
public:
    explicit EarlierUsers(const Lookback &before)
        : m_before(before), m_later(before.laterOnes()), m_met(names().count())
    {}

    Standing find(std::string_view name)
    {
        m_found = rowOf(name);
        if (!m_later.isEmpty()) {
            if (const auto later = m_later.constFind(viewed(name)); later != m_later.cend())
                return *later;
        }
        return m_found ? m_before.listed(*m_found) : Standing();
    }

    /// As find(), and the user is not among the rest.
    Standing take(std::string_view name)
    {
        const Standing standing = find(name);
        if (m_found)
            m_met.insert(*m_found);
        if (!m_later.isEmpty())
            m_later.remove(viewed(name));
        return standing;
    }

    /// Those who had a status and were not taken: by row, the others by name.
    QList<GoneUser> rest()
    {
        QList<GoneUser> users;
        for (Row row = 0; row < names().count(); ++row) {
            if (m_met.contains(row))
                continue;
            const std::string_view text = names().name(row);
            QByteArray name(text.data(), static_cast<qsizetype>(text.size()));
            const auto later = m_later.constFind(name);
            const Standing standing = later == m_later.cend() ? m_before.listed(row) : *later;
            m_later.remove(name);
            if (standing.state != StatusState::NoStatus)
                users.append({std::move(name), standing});
        }
        QList<QByteArray> others = m_later.keys();
        std::sort(others.begin(), others.end());
        for (const QByteArray &name : std::as_const(others)) {
            if (const Standing standing = m_later.value(name); standing.state != StatusState::NoStatus)
                users.append({name, standing});
        }
        return users;
    }

private:
    const NameColumn &names() const { return *m_before.names(); }

    /// For looking up only: the bytes stay where they are.
    static QByteArray viewed(std::string_view name)
    {
        return QByteArray::fromRawData(name.data(), static_cast<qsizetype>(name.size()));
    }

    // A server lists in the same order again, so the next name is nearly always the next row: no hash is needed then.
    std::optional<Row> rowOf(std::string_view name)
    {
        const bool isNext = m_next < names().count() && names().name(m_next) == name;
        const auto row = isNext ? std::optional(m_next) : names().find(name);
        if (row)
            m_next = *row + 1;
        return row;
    }

    const Lookback &m_before;
    QHash<QByteArray, Standing> m_later;
    RowSet m_met;
    std::optional<Row> m_found; ///< of the last who was looked for
    Row m_next = 0;             ///< behind the last that was found
};

} // namespace

LookChange changeBetween(const Standing &before, const Standing &now)
{
    if (before == now)
        return LookChange::None;
    if (before.state == StatusState::NoStatus)
        return LookChange::New;
    if (now.state == StatusState::NoStatus)
        return LookChange::Gone;
    if (isDisabled(before.state) && isDisabled(now.state))
        return LookChange::DateChanged;
    return isDisabled(now.state) ? LookChange::Disabled : LookChange::Enabled;
}

qint64 LookCounts::of(LookChange change) const
{
    switch (change) {
    case LookChange::None:
        return 0;
    case LookChange::Disabled:
        return disabled;
    case LookChange::Enabled:
        return enabled;
    case LookChange::New:
        return fresh;
    case LookChange::Gone:
        return gone;
    case LookChange::DateChanged:
        return dateChanged;
    }
    return 0;
}

void LookCounts::add(LookChange change, qint64 by)
{
    switch (change) {
    case LookChange::None:
        break;
    case LookChange::Disabled:
        disabled += by;
        break;
    case LookChange::Enabled:
        enabled += by;
        break;
    case LookChange::New:
        fresh += by;
        break;
    case LookChange::Gone:
        gone += by;
        break;
    case LookChange::DateChanged:
        dateChanged += by;
        break;
    }
}

LookChanges changesSince(const Lookback &before, const TableSnapshot &now)
{
    Q_ASSERT(now.since.size() == now.states.size());
    LookChanges changes;
    changes.rows.resize(now.count(), LookChange::None);
    EarlierUsers earlier(before);
    for (Row row = 0; row < now.count(); ++row) {
        const Standing present = Standing::of(now.states[row], now.since[row]);
        const std::string_view name = now.name(row);
        // Whoever has no status any more is left among the rest, with those who have no row either.
        const bool isListed = present.state != StatusState::NoStatus;
        const LookChange change = changeBetween(isListed ? earlier.take(name) : earlier.find(name), present);
        changes.rows[row] = change;
        if (change != LookChange::Gone)
            changes.counts.add(change, 1);
    }
    changes.gone = earlier.rest();
    changes.counts.add(LookChange::Gone, changes.gone.size());
    return changes;
}

Lookback rebased(const Lookback &before, const std::shared_ptr<const TableSnapshot> &now, const LookChanges &changes)
{
    Lookback look(now, before.at());
    for (Row row = 0; row < now->count(); ++row) {
        if (changes.rows[row] == LookChange::None)
            continue;
        const std::string_view name = now->name(row);
        look.note(QByteArray(name.data(), static_cast<qsizetype>(name.size())), before.find(name));
    }
    for (const GoneUser &user : changes.gone)
        look.note(user.name, user.before);
    return look;
}

} // namespace gatehouse
