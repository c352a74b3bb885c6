// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlisting.h"

#include "changes/freedbyworker.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace gatehouse {

namespace {

// What is done at once on the window's thread: ordering 20,000 users takes 3 ms; to look for a text in 150,000 names
// and to pass them in their order takes 1 ms, and looking at 20,000 that lie anywhere as much. With nothing to look for
// a million take less than 3 ms, and to wake a worker for that takes longer than what is left when nobody is filtered
// away.
constexpr Row kOrderAtOnce = 20'000;
constexpr Row kScanAtOnce = 150'000;
constexpr Row kLookUpAtOnce = 20'000;
constexpr Row kPassAtOnce = 1'100'000;

/// Lets go of a table, and of what is known of its rows, where nobody waits for it: to free a million entries takes
/// frames.
template<typename... More>
void discard(StatusTable table, More... more)
{
    if (table.count() > kOrderAtOnce)
        freeByWorker(std::tuple(std::move(table), std::move(more)...));
}

/// Whether to do it takes so little time that no worker is woken for it.
bool isDoneAtOnce(const ListingJob &job)
{
    if (job.reorders || job.replaces)
        return job.table.count() <= kOrderAtOnce;
    if (job.table.count() <= kScanAtOnce)
        return true;
    return job.table.count() <= kPassAtOnce &&
           (job.filter.needle.isEmpty() || job.found || (job.among && job.among->size() <= kLookUpAtOnce));
}

} // namespace

UserListing::UserListing(QObject *parent) : QObject(parent), m_orderedRows(std::make_shared<OrderedRows>())
{
    connect(&m_worker, &UserListingWorker::finished, this, [this](const auto &result) { finish(*result); });
}

// To free a million users takes frames.
UserListing::~UserListing()
{
    freeByWorker(std::tuple(std::move(m_table), std::move(m_next), std::move(m_orderedRows), std::move(m_found),
                            std::move(m_visible), std::move(m_selection), std::move(m_marks), std::move(m_changes)));
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

void UserListing::setChanges(std::shared_ptr<const LookChanges> changes, Refilter refilter)
{
    if (changes == m_changes)
        return;
    m_changes = std::move(changes);
    if (m_filter.chip == StatusChip::Changed && refilter == Refilter::Now)
        rebuild(Need::Filter);
    emit changesChanged();
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
    return rowsUnder(m_found, m_table.snapshot(StatusTable::Dates::LeftOut), chip, m_changes.get()).size();
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
    m_selection.resize(m_table.count());
    if (!m_selection.insertAll(m_visible.set()))
        return;
    ++m_selectionGeneration;
    emit selectionChanged();
}

void UserListing::clearSelection()
{
    selectOnly({});
}

SelectionCounts UserListing::selectionCounts() const
{
    SelectionCounts counts;
    counts.selected = m_selection.size();
    if (counts.selected == 0)
        return counts;
    RowSet visible = m_selection;
    visible.keepOnly(m_visible.set());
    counts.hidden = counts.selected - visible.size();
    const TableSnapshot table = m_table.snapshot(StatusTable::Dates::LeftOut);
    counts.visibleEnabled = rowsUnder(visible, table, StatusChip::Enabled).size();
    counts.visibleDisabled = rowsUnder(visible, table, StatusChip::Disabled).size();
    return counts;
}

std::vector<Row> UserListing::selectedVisibleRows() const
{
    // To sort many takes longer than to pass everybody.
    if (m_selection.size() > m_visible.count() / 16) {
        std::vector<Row> rows;
        rows.reserve(m_selection.sizeOfIntersection(m_visible.set()));
        std::copy_if(m_visible.rows().begin(), m_visible.rows().end(), std::back_inserter(rows),
                     [this](Row row) { return m_selection.contains(row); });
        return rows;
    }
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
    if (m_next)
        discard(*std::move(m_next));
    m_next = m_table.replacedBy(std::move(list), askedAt);
    if (!m_next->directory() && (m_filter.chip == StatusChip::NoStatus || m_filter.chip == StatusChip::NoPerson))
        m_filter.chip = StatusChip::All; // nobody can be told from the others any more
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
        show(row);
        emit rowAppended(row);
    } else {
        emit rowChanged(row);
    }
    if (isNew || m_order.key != SortKey::Name)
        ++m_orderChanges;
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

void UserListing::show(Row row)
{
    m_found.resize(m_table.count());
    const QByteArray folded = foldText(m_table.name(row));
    const Directory *directory = m_table.directory();
    if (m_shown.hasText({folded.constData(), static_cast<std::size_t>(folded.size())}) ||
        (directory && hasText(m_shown, *directory, m_table.person(row))))
        m_found.insert(row);
    m_visible.append(row);
}

void UserListing::rebuild(Need need)
{
    ListingJob job;
    job.filter = m_filter;
    job.order = m_order;
    job.orderChanges = m_orderChanges;
    job.replaces = m_next.has_value();
    job.reorders = need == Need::Order || job.replaces || m_orderedAt != m_orderChanges || m_orderedBy != m_order;
    const StatusTable &table = m_next ? *m_next : m_table;
    const bool needsDates = job.reorders && m_order.key == SortKey::DisabledSince;
    job.table = table.snapshot(needsDates ? StatusTable::Dates::Copied : StatusTable::Dates::LeftOut);
    if (!m_next)
        job.changes = m_changes;
    if (!job.reorders)
        job.orderedRows = m_orderedRows;
    if (!job.replaces && m_filter.needle == m_shown.needle)
        job.found = m_found;
    else if (!job.replaces && !m_shown.needle.isEmpty() && m_filter.needle.contains(m_shown.needle))
        job.among = m_found;
    if (job.replaces) {
        job.oldTable = m_table.snapshot(StatusTable::Dates::LeftOut);
        job.selection = m_selection;
        job.selectionGeneration = m_selectionGeneration;
        if (m_filter.chip == StatusChip::Changed)
            job.shownBefore = m_visible.set();
    }
    if (isDoneAtOnce(job)) {
        m_worker.drop(); // what it may still bring is older than this
        m_working = false;
        ListingResult result = workOut(job);
        apply(result);
    } else {
        m_working = true;
        m_worker.start([job = std::move(job)](const std::atomic_bool &stop) { return workOut(job, &stop); });
    }
}

void UserListing::finish(ListingResult &result)
{
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

void UserListing::apply(ListingResult &result)
{
    const bool replaces = result.replaces && m_next;
    const qint64 selectedBefore = m_selection.size();
    emit aboutToReset();
    if (replaces) {
        discard(std::exchange(m_table, *std::move(m_next)), std::move(m_orderedRows), std::move(m_found),
                std::move(m_visible), std::exchange(m_changes, nullptr), std::move(m_selection));
        m_next.reset();
        m_selection = std::move(result.selection);
        m_marks.removeIf([](const auto &mark) { return mark->kind != RowMark::Kind::Sending; });
    }
    m_orderedRows = std::move(result.orderedRows);
    m_orderedBy = result.orderedBy;
    if (result.reordered)
        m_orderedAt = result.orderChanges;
    m_shown = result.filter;
    m_found = std::move(result.found);
    m_visible = std::move(result.visible);
    m_selection.resize(m_table.count());
    // Users that were created while a worker was at work.
    for (auto row = static_cast<Row>(m_orderedRows->count()); row < m_table.count(); ++row)
        show(row);
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
    m_worker.drop(); // whatever it brings is of no use any more
    m_working = false;
    emit aboutToReset();
    if (m_next)
        discard(*std::move(m_next));
    m_next.reset();
    discard(std::exchange(m_table, StatusTable()));
    m_orderedRows = std::make_shared<OrderedRows>();
    m_orderedAt = m_orderChanges;
    m_shown = m_filter;
    m_found = RowSet();
    m_visible = VisibleRows();
    m_selection = RowSet();
    m_changes.reset();
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
    // Users that were created since stand behind the order, until it is made anew.
    const bool isWhole = m_orderedRows->count() == m_table.count() || m_orderedAt != m_orderChanges;
    if (m_selection.universe() != m_table.count() || m_found.universe() != m_table.count() || !isWhole)
        return false;
    return std::all_of(m_visible.rows().begin(), m_visible.rows().end(),
                       [this](Row row) { return row < m_table.count(); });
}

} // namespace gatehouse
