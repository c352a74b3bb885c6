// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <string_view>

namespace gatehouse {

/// How one user stood: NoStatus where there was no entry. It has lost the raw JSON of what is not canonical, so it is
/// there to be read and must never be sent; which is why it is no UserStatus.
struct Standing
{
    StatusState state = StatusState::NoStatus;
    Instant since{}; ///< only with Disabled; else its default

    static Standing of(StatusState state, Instant since)
    {
        return {state, state == StatusState::Disabled ? since : Instant{}};
    }
    bool operator==(const Standing &) const = default;
};

/// How everybody stood at an instant: whoever had a status, and nobody else; persons without one are no part of it. A
/// value that is cheap to copy, since names and states are shared and never change; for any thread.
///
/// What this program itself changed since is laid over it by noteOwn(), so that it is not taken for news.
class Lookback final
{
public:
    /// Nobody had a status.
    Lookback();
    /// As the table says, which must have its dates. It is shared, with its names.
    Lookback(std::shared_ptr<const TableSnapshot> table, Instant at);

    /// When everybody stood so, but for what was noted since.
    Instant at() const { return m_at; }
    /// How this user stood.
    Standing find(std::string_view name) const;
    /// How many users had a status. Walks over everybody.
    qint64 countUsers() const;
    /// The user stands so by our own doing: that is not news any more. The latest counts.
    void noteOwn(const UserStatus &status) { note(status.name, Standing::of(status.state, status.disabledSince)); }
    /// The user stood so, whatever was known before.
    void note(const QByteArray &name, const Standing &standing) { m_later.insert(name, standing); }

    /// The names of the shared part, for comparing. Some of them may have no status.
    const std::shared_ptr<const NameColumn> &names() const { return m_table->names; }
    /// How the user of that name stood, unless laterOnes() knows better.
    Standing listed(Row row) const
    {
        const StatusState state = m_table->states[row];
        return {state, state == StatusState::Disabled ? m_table->since[row] : Instant{}};
    }
    /// What goes before listed(): own changes, and users that are in no row of it; by name.
    const QHash<QByteArray, Standing> &laterOnes() const { return m_later; }

    /// Calls f(name, standing) for everybody who had a status; the names are valid during the call only.
    template<typename F>
    void forEach(F f) const
    {
        for (Row row = 0; row < m_table->names->count(); ++row) {
            const std::string_view name = m_table->names->name(row);
            if (!m_later.isEmpty() && m_later.contains(rawBytes(name)))
                continue;
            if (const Standing standing = listed(row); standing.state != StatusState::NoStatus)
                f(name, standing);
        }
        for (auto it = m_later.cbegin(); it != m_later.cend(); ++it) {
            if (it->state != StatusState::NoStatus)
                f(std::string_view(it.key().constData(), static_cast<std::size_t>(it.key().size())), *it);
        }
    }

private:
    /// For looking up only: the bytes stay where they are.
    static QByteArray rawBytes(std::string_view name)
    {
        return QByteArray::fromRawData(name.data(), static_cast<qsizetype>(name.size()));
    }

    std::shared_ptr<const TableSnapshot> m_table;
    Instant m_at{};
    QHash<QByteArray, Standing> m_later;
};

} // namespace gatehouse
