// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/twins.h"

#include "users/nearestnames.h"

#include <QtConcurrent>

namespace gatehouse {

namespace {

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::vector<Row> statusesOfNobody(const TableSnapshot &table)
{
    std::vector<Row> rows;
    for (Row row = 0; row < table.count() && rows.size() < Twins::kMost; ++row) {
        if (table.states[row] != StatusState::NoStatus && !table.isPerson(row))
            rows.push_back(row);
    }
    return rows;
}

} // namespace

Twins::Twins(QObject *parent) : QObject(parent)
{
    connect(&m_worker, &QFutureWatcherBase::finished, this, [this] {
        if (!m_worker.isCanceled() && m_worker.future().resultCount() > 0)
            take(m_worker.result());
    });
}

Twins::~Twins()
{
    stop();
}

void Twins::stop()
{
    if (m_stop)
        *m_stop = true;
}

Twins::Found Twins::search(const TableSnapshot &table, const Names &known, const std::atomic_bool &stop)
{
    Found found;
    std::vector<Row> unknown;
    for (const Row row : statusesOfNobody(table)) {
        const QByteArray name = bytesOf(table.name(row));
        if (const auto it = known.constFind(name); it != known.cend())
            found.twins.insert(name, *it);
        else
            unknown.push_back(row);
    }
    if (unknown.empty() && found.twins.size() == known.size())
        return {known, 0}; // as mostly: shared, so that the table's thread need not compare them
    found.lookedFor = static_cast<qsizetype>(unknown.size());
    if (unknown.empty())
        return found;
    // The column belongs to the directory, which the snapshot keeps.
    const NearestNames persons(std::shared_ptr<const NameColumn>(table.persons, &table.persons->directory().names()),
                               &stop);
    for (const Row row : unknown) {
        const auto near = persons.nearTo(table.name(row), {1, NameDifference::OneLetterOff}, &stop);
        if (stop)
            break;
        found.twins.insert(bytesOf(table.name(row)), near.empty() ? QByteArray() : bytesOf(persons.name(near[0].row)));
    }
    return found;
}

void Twins::take(Found found)
{
    const bool areOthers = found.twins != m_found.twins;
    m_found = std::move(found);
    m_persons = m_asked;
    if (areOthers)
        emit this->found();
    emit searched();
}

void Twins::find(const StatusTable &table)
{
    stop();
    if (!table.directory() || table.counts().noPerson == 0) {
        m_worker.setFuture({}); // what is still at work is of no use
        m_asked.reset();
        take({});
        return;
    }
    TableSnapshot snapshot = table.snapshot(StatusTable::Dates::LeftOut);
    m_asked = snapshot.persons->sharedDirectory();
    const Names known = m_persons.lock() == m_asked.lock() ? m_found.twins : Names();
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_worker.setFuture(QtConcurrent::run(
        [snapshot = std::move(snapshot), known, stop = m_stop] { return search(snapshot, known, *stop); }));
}

} // namespace gatehouse
