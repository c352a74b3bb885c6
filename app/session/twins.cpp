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

QHash<QByteArray, QByteArray> twinsIn(const TableSnapshot &table, const std::atomic_bool &stop)
{
    QHash<QByteArray, QByteArray> twins;
    const std::vector<Row> nobodies = statusesOfNobody(table);
    if (nobodies.empty())
        return twins;
    const Directory &directory = table.persons->directory();
    // The column belongs to the directory, which the snapshot keeps.
    const NearestNames persons(std::shared_ptr<const NameColumn>(table.persons, &directory.names()), &stop);
    for (const Row row : nobodies) {
        const auto near = persons.nearTo(table.name(row), {1, NameDifference::OneLetterOff}, &stop);
        if (stop)
            break;
        if (!near.empty())
            twins.insert(bytesOf(table.name(row)), bytesOf(persons.name(near.front().row)));
    }
    return twins;
}

} // namespace

Twins::Twins(QObject *parent) : QObject(parent)
{
    connect(&m_worker, &QFutureWatcherBase::finished, this, [this] {
        if (m_worker.isCanceled() || m_worker.future().resultCount() == 0)
            return;
        Found twins = m_worker.result();
        if (twins == m_twins)
            return;
        m_twins = std::move(twins);
        emit found();
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

void Twins::find(const StatusTable &table)
{
    stop();
    if (!table.directory() || table.counts().noPerson == 0) {
        m_worker.setFuture({}); // what is still at work is of no use
        if (!m_twins.isEmpty()) {
            m_twins.clear();
            emit found();
        }
        return;
    }
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_worker.setFuture(QtConcurrent::run(
        [snapshot = table.snapshot(StatusTable::Dates::LeftOut), stop = m_stop] { return twinsIn(snapshot, *stop); }));
}

} // namespace gatehouse
