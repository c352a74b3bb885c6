// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statustable.h"

#include "users/statusjson.h"

namespace gatehouse {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool isNameAddressable(const std::unordered_set<Row> *broken, Row row, std::string_view name)
{
    return !(broken && broken->contains(row)) &&
           isAddressable(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())));
}

std::shared_ptr<const NameColumn> noNames()
{
    return NameColumn::Builder().build();
}

} // namespace

std::string_view TableSnapshot::name(Row row) const
{
    return row < names->count() ? names->name(row) : viewOf(tail[row - names->count()]);
}

PersonIndex TableSnapshot::person(Row row) const
{
    if (!persons)
        return PersonColumn::kNobody;
    return row < names->count() ? persons->person(row) : tailPersons[row - names->count()];
}

StatusTable::StatusTable() : m_names(noNames()) {}

PersonIndex StatusTable::person(Row row) const
{
    if (!m_persons)
        return PersonColumn::kNobody;
    return row < m_names->count() ? m_persons->person(row) : m_tailPersons[row - m_names->count()];
}

std::string_view StatusTable::name(Row row) const
{
    return row < m_names->count() ? m_names->name(row) : viewOf(m_tail[row - m_names->count()]);
}

QByteArray StatusTable::nameBytes(Row row) const
{
    const std::string_view text = name(row);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

UserStatus StatusTable::status(Row row) const
{
    UserStatus status{nameBytes(row), m_states[row], {}, {}};
    if (status.state == StatusState::Disabled)
        status.disabledSince = m_since[row];
    status.raw = m_raw.of(row);
    return status;
}

QByteArray StatusTable::oddDisabled(Row row) const
{
    if (m_states[row] != StatusState::DisabledOdd)
        return {};
    return disabledMember(m_raw.of(row));
}

std::optional<Row> StatusTable::find(QByteArrayView name) const
{
    const std::string_view text(name.data(), static_cast<std::size_t>(name.size()));
    if (const auto row = m_names->find(text))
        return row;
    for (std::size_t i = 0; i < m_tail.size(); ++i) {
        if (viewOf(m_tail[i]) == text)
            return m_names->count() + static_cast<Row>(i);
    }
    return std::nullopt;
}

bool StatusTable::isAddressable(Row row) const
{
    return isNameAddressable(m_broken.get(), row, name(row));
}

bool TableSnapshot::isAddressable(Row row) const
{
    return isNameAddressable(broken.get(), row, name(row));
}

StatusTable StatusTable::replacedBy(StatusList list, quint64 askedAt) const
{
    StatusTable table;
    table.m_counts = list.counted();
    if (list.names)
        table.m_names = std::move(list.names);
    table.m_states = std::move(list.states);
    table.m_since = std::move(list.since);
    table.m_raw = RawEntries(std::move(list.raw));
    if (!list.broken.empty())
        table.m_broken = std::make_shared<const std::unordered_set<Row>>(list.broken.begin(), list.broken.end());
    table.m_duplicates = list.duplicates;
    table.m_persons = std::move(list.persons);
    for (const Answer &answer : m_answers) {
        if (answer.sequence <= askedAt)
            continue;
        if (const auto row = table.find(answer.status.name))
            table.set(*row, answer.status);
        else if (answer.status.state != StatusState::NoStatus)
            table.append(answer.status);
        table.m_answers.insert(answer.status.name, answer);
    }
    return table;
}

Row StatusTable::noteAnswer(const UserStatus &status, quint64 sequence)
{
    const auto known = m_answers.constFind(status.name);
    const bool isStale = known != m_answers.cend() && known->sequence > sequence;
    const auto row = find(status.name);
    if (isStale && row)
        return *row;
    m_answers.insert(status.name, Answer{status, sequence});
    if (!row)
        return append(status);
    set(*row, status);
    return *row;
}

StatusCounts::Who StatusTable::who(Row row) const
{
    if (!m_persons)
        return StatusCounts::Who::Unknown;
    return isPerson(row) ? StatusCounts::Who::Person : StatusCounts::Who::Nobody;
}

void StatusTable::set(Row row, const UserStatus &status)
{
    m_counts.tally(m_states[row], who(row), -1);
    m_counts.tally(status.state, who(row), 1);
    m_states.set(row, status.state);
    m_since.set(row, status.disabledSince);
    m_raw.set(row, status.raw);
}

Row StatusTable::append(const UserStatus &status)
{
    m_tail.push_back(status.name);
    const auto found = m_persons ? m_persons->directory().find(viewOf(status.name)) : std::nullopt;
    m_tailPersons.push_back(found.value_or(PersonColumn::kNobody));
    m_states.push_back(StatusState::NoStatus);
    m_since.push_back({});
    m_counts.tally(StatusState::NoStatus, who(count() - 1), 1);
    set(count() - 1, status);
    return count() - 1;
}

TableSnapshot StatusTable::snapshot(Dates dates) const
{
    return {m_names,   m_tail,        m_states, dates == Dates::Copied ? m_since : SharedColumn<Instant>(),
            m_persons, m_tailPersons, m_broken};
}

std::size_t StatusTable::memory() const
{
    return m_names->memory() + m_states.memory() + m_since.memory();
}

bool StatusTable::isConsistent() const
{
    if (m_states.size() != m_since.size() || m_states.size() != m_names->count() + m_tail.size())
        return false;
    if (m_tailPersons.size() != m_tail.size())
        return false;
    StatusCounts recount;
    for (Row row = 0; row < count(); ++row)
        recount.tally(m_states[row], who(row), 1);
    for (Row row = 0; row < count(); ++row) {
        if (find(QByteArrayView(name(row).data(), static_cast<qsizetype>(name(row).size()))) != row)
            return false;
    }
    return recount == m_counts;
}

} // namespace gatehouse
