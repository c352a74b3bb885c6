// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/untouchables.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <memory>
#include <utility>

namespace gatehouse {

namespace {

QByteArray bytesOfName(std::string_view name)
{
    return {name.data(), static_cast<qsizetype>(name.size())};
}

/// The rows without those that are known, and without those behind them of whom it is true.
template<typename IsOne>
RowSet without(RowSet rows, const RowSet &known, IsOne isOne)
{
    rows.removeAll(known);
    if (known.universe() >= rows.universe())
        return rows;
    RowSet others(rows.universe());
    rows.forEach([&](Row row) {
        if (row >= known.universe() && isOne(row))
            others.insert(row);
    });
    rows.removeAll(others);
    return rows;
}

} // namespace

void Untouchables::forget()
{
    ++m_generation;
    m_isKnown = false;
    m_protected = RowSet();
    m_unaddressable = RowSet();
}

void Untouchables::find(const StatusTable &table)
{
    forget();
    struct Found
    {
        RowSet protectedRows;
        RowSet unaddressable;
    };
    auto *worker = new QFutureWatcher<std::shared_ptr<Found>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, asked = m_generation] {
        worker->deleteLater();
        if (asked != m_generation)
            return;
        const std::shared_ptr<Found> result = worker->result();
        m_protected = std::move(result->protectedRows);
        m_unaddressable = std::move(result->unaddressable);
        m_isKnown = true;
        emit found();
    });
    worker->setFuture(QtConcurrent::run([table = table.snapshot(StatusTable::Dates::LeftOut), names = m_names] {
        auto found = std::make_shared<Found>();
        found->protectedRows.resize(table.count());
        found->unaddressable.resize(table.count());
        for (Row row = 0; row < table.count(); ++row) {
            if (!names.isEmpty() && names.contains(bytesOfName(table.name(row))))
                found->protectedRows.insert(row);
            if (!table.isAddressable(row))
                found->unaddressable.insert(row);
        }
        return found;
    }));
}

RowSet Untouchables::notProtected(const StatusTable &table, RowSet rows) const
{
    return without(std::move(rows), m_protected, [&](Row row) { return isProtected(table, row); });
}

RowSet Untouchables::addressable(const StatusTable &table, RowSet rows) const
{
    return without(std::move(rows), m_unaddressable, [&](Row row) { return !isAddressable(table, row); });
}

} // namespace gatehouse
