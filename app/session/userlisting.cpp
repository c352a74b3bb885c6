// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlisting.h"

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace gatehouse {

namespace {

// What is done at once on the window's thread: a scan of 150,000 names takes 8 ms, ordering 20,000 takes 3 ms.
constexpr Row kScanAtOnce = 150'000;
constexpr Row kOrderAtOnce = 20'000;

std::optional<Row> findIn(const TableSnapshot &table, std::string_view name)
{
    if (const auto row = table.names->find(name))
        return row;
    for (Row row = table.names->count(); row < table.count(); ++row) {
        if (table.name(row) == name)
            return row;
    }
    return std::nullopt;
}

/// The same users in another table, by their names. Those that are not there any more drop out, as do those whose
/// status was deleted meanwhile.
RowSet remapped(const RowSet &rows, const TableSnapshot &from, const TableSnapshot &to)
{
    RowSet set(to.count());
    rows.forEach([&](Row row) {
        const auto found = findIn(to, from.name(row));
        if (found && to.states[*found] != StatusState::NoStatus)
            set.insert(*found);
    });
    return set;
}

} // namespace

/// Everything that one round of work needs; nothing in it is shared with the window's thread but immutable names.
struct UserListing::Job
{
    quint64 generation = 0;
    TableSnapshot table;
    RowFilter filter;
    RowOrder order;
    bool reorders = false;
    std::vector<Row> orderedRows; ///< when the order stays
    bool replaces = false;
    TableSnapshot oldTable; ///< of a replacing job: what the selection refers to
    RowSet selection;
    quint64 selectionGeneration = 0;
};

struct UserListing::Result
{
    quint64 generation = 0;
    std::vector<Row> orderedRows;
    RowOrder orderedBy;
    VisibleRows visible;
    bool replaces = false;
    RowSet selection;
    quint64 selectionGeneration = 0;
};

UserListing::UserListing(QObject *parent) : QObject(parent)
{
    connect(&m_worker, &QFutureWatcherBase::finished, this, [this] { finish(std::move(*m_worker.result())); });
}

UserListing::~UserListing() = default;

UserListing::Result UserListing::compute(const Job &job)
{
    Result result;
    result.generation = job.generation;
    result.orderedRows = job.reorders ? orderedRows(job.table, job.order) : job.orderedRows;
    result.orderedBy = job.order;
    result.visible = VisibleRows::of(result.orderedRows, matchingRows(job.table, job.filter));
    result.replaces = job.replaces;
    if (job.replaces)
        result.selection = remapped(job.selection, job.oldTable, job.table);
    result.selectionGeneration = job.selectionGeneration;
    return result;
}

RowMark UserListing::mark(Row row) const
{
    return m_marks.isEmpty() ? RowMark{} : m_marks.value(m_table.nameBytes(row));
}

void UserListing::setSearch(const QString &typed)
{
    setSearchAndChip(typed, m_filter.chip);
}

void UserListing::setChip(StatusChip chip)
{
    setSearchAndChip(m_search, chip);
}

void UserListing::setSearchAndChip(const QString &typed, StatusChip chip)
{
    m_search = typed;
    const RowFilter filter = RowFilter::of(typed, chip);
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild(Need::Filter);
}

void UserListing::setOrder(RowOrder order)
{
    if (order == m_order)
        return;
    m_order = order;
    rebuild(Need::Order);
}

qint64 UserListing::hitsUnder(StatusChip chip) const
{
    return matchingRows(m_table.snapshot(StatusTable::Dates::LeftOut), {m_filter.needle, chip}).size();
}

void UserListing::setSelected(const std::vector<Row> &rows, bool selected)
{
    bool changes = false;
    m_selection.resize(m_table.count());
    for (const Row row : rows)
        changes |= selected ? m_selection.insert(row) : m_selection.remove(row);
    if (changes) {
        ++m_selectionGeneration;
        emit selectionChanged();
    }
}

void UserListing::selectOnly(const std::vector<Row> &rows)
{
    RowSet selection(m_table.count());
    for (const Row row : rows)
        selection.insert(row);
    if (selection == m_selection)
        return;
    m_selection = std::move(selection);
    ++m_selectionGeneration;
    emit selectionChanged();
}

void UserListing::selectAllVisible()
{
    setSelected(m_visible.rows(), true);
}

void UserListing::clearSelection()
{
    selectOnly({});
}

SelectionCounts UserListing::selectionCounts() const
{
    SelectionCounts counts;
    counts.selected = m_selection.size();
    m_selection.forEach([&](Row row) {
        if (!m_visible.contains(row))
            ++counts.hidden;
        else if (m_table.state(row) == StatusState::Enabled)
            ++counts.visibleEnabled;
        else if (isDisabled(m_table.state(row)))
            ++counts.visibleDisabled;
    });
    return counts;
}

std::vector<Row> UserListing::selectedVisibleRows() const
{
    std::vector<std::pair<qsizetype, Row>> places;
    m_selection.forEach([&](Row row) {
        if (const auto position = m_visible.position(row))
            places.emplace_back(*position, row);
    });
    std::sort(places.begin(), places.end());
    std::vector<Row> rows(places.size());
    std::transform(places.begin(), places.end(), rows.begin(), [](const auto &place) { return place.second; });
    return rows;
}

void UserListing::replace(StatusList list, quint64 askedAt)
{
    m_next = m_table.replacedBy(std::move(list), askedAt);
    rebuild(Need::Order);
}

Row UserListing::noteAnswer(const UserStatus &status, quint64 sequence)
{
    if (m_next)
        m_next->noteAnswer(status, sequence);
    const bool isNew = !m_table.find(status.name).has_value();
    if (isNew)
        emit aboutToAppend();
    const Row row = m_table.noteAnswer(status, sequence);
    if (isNew) {
        m_selection.resize(m_table.count());
        m_orderedRows.push_back(row);
        m_visible.append(row);
        emit rowAppended(row);
    } else {
        emit rowChanged(row);
    }
    m_orderIsStale |= isNew || m_order.key != SortKey::Name;
    emit countsChanged();
    if (status.state == StatusState::NoStatus)
        setSelected({row}, false);
    return row;
}

void UserListing::setMark(const QByteArray &name, const RowMark &mark)
{
    if (mark.kind == RowMark::Kind::None)
        m_marks.remove(name);
    else
        m_marks.insert(name, mark);
    if (const auto row = m_table.find(name))
        emit rowChanged(*row);
}

void UserListing::rebuild(Need need)
{
    Job job;
    job.generation = ++m_generation;
    job.filter = m_filter;
    job.order = m_order;
    job.replaces = m_next.has_value();
    job.reorders = need == Need::Order || job.replaces || m_orderIsStale || m_orderedBy != m_order;
    const StatusTable &table = m_next ? *m_next : m_table;
    job.table = table.snapshot(job.reorders ? StatusTable::Dates::Copied : StatusTable::Dates::LeftOut);
    if (!job.reorders)
        job.orderedRows = m_orderedRows;
    if (job.replaces) {
        job.oldTable = m_table.snapshot(StatusTable::Dates::LeftOut);
        job.selection = m_selection;
        job.selectionGeneration = m_selectionGeneration;
    }
    if (job.table.count() <= (job.reorders ? kOrderAtOnce : kScanAtOnce)) {
        m_working = false; // what a worker may still bring is older than this
        Result result = compute(job);
        apply(result);
    } else {
        startWorker(std::move(job));
    }
}

void UserListing::startWorker(Job job)
{
    m_working = true;
    // A watcher rather than then(this, …): in Qt 6.4 a continuation whose context is gone by the time the worker
    // ends is an assertion in the worker's thread. Setting another future lets go of the one before.
    m_worker.setFuture(QtConcurrent::run([job = std::move(job)] { return std::make_shared<Result>(compute(job)); }));
}

void UserListing::finish(Result result)
{
    if (result.generation != m_generation)
        return; // a newer round is at work
    if (result.replaces && result.selectionGeneration != m_selectionGeneration) {
        // The selection was changed meanwhile; a large one is not looked up on the window's thread.
        if (m_selection.size() > kOrderAtOnce) {
            rebuild(Need::Order);
            return;
        }
        result.selection = remapped(m_selection, m_table.snapshot(StatusTable::Dates::LeftOut),
                                    m_next->snapshot(StatusTable::Dates::LeftOut));
    }
    m_working = false;
    apply(result);
}

void UserListing::apply(Result &result)
{
    const bool replaces = result.replaces && m_next;
    const qint64 selectedBefore = m_selection.size();
    emit aboutToReset();
    if (replaces) {
        m_table = std::move(*m_next);
        m_next.reset();
        m_selection = std::move(result.selection);
        m_marks.removeIf([](const auto &mark) { return mark->kind != RowMark::Kind::Sending; });
    }
    m_orderedRows = std::move(result.orderedRows);
    m_orderedBy = result.orderedBy;
    m_orderIsStale = false;
    m_visible = std::move(result.visible);
    m_selection.resize(m_table.count());
    // Users that were created while a worker was at work.
    for (auto row = static_cast<Row>(m_orderedRows.size()); row < m_table.count(); ++row) {
        m_orderedRows.push_back(row);
        m_visible.append(row);
        m_orderIsStale = true;
    }
    emit reset();
    if (replaces) {
        emit countsChanged();
        if (m_selection.size() < selectedBefore)
            emit selectionDropped(selectedBefore - m_selection.size());
        emit replaced();
    }
    emit selectionChanged();
}

void UserListing::clear()
{
    ++m_generation; // whatever a worker brings is stale
    m_working = false;
    emit aboutToReset();
    m_table = StatusTable();
    m_next.reset();
    m_orderedRows.clear();
    m_visible = VisibleRows();
    m_selection = RowSet();
    ++m_selectionGeneration;
    m_marks.clear();
    emit reset();
    emit countsChanged();
    emit selectionChanged();
}

bool UserListing::isConsistent() const
{
    if (!m_table.isConsistent() || !m_visible.isConsistent())
        return false;
    if (m_selection.universe() != m_table.count() || m_orderedRows.size() != m_table.count())
        return false;
    return std::all_of(m_visible.rows().begin(), m_visible.rows().end(),
                       [this](Row row) { return row < m_table.count(); });
}

} // namespace gatehouse
