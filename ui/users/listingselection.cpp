// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/listingselection.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace gatehouse {

namespace {
// Comparing two selections costs the product of their ranges: 64 × 64 is half a millisecond at worst.
constexpr std::size_t kMostRanges = 64;
} // namespace

ListingSelection::ListingSelection(UserModel &model, UserListing &listing, QObject *parent)
    : QItemSelectionModel(&model, parent), m_listing(listing)
{
    connect(&listing, &UserListing::selectionChanged, this, [this] {
        if (m_applying)
            return;
        settle();
        mirror();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        settle();
        mirror();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ListingSelection::settle);
    settle();
    mirror();
}

void ListingSelection::setScreen(int first, int last)
{
    if (m_screen.first == first && m_screen.last == last)
        return;
    m_screen = {first, last};
    if (m_scattered)
        mirror();
}

ListingSelection::Spans ListingSelection::selectedSpans(int first, int last, std::size_t most) const
{
    Spans spans;
    const RowSet &selected = m_listing.selection();
    const std::vector<Row> &rows = m_listing.visible().rows();
    for (int position = first; position <= last; ++position) {
        if (!selected.contains(rows[static_cast<std::size_t>(position)]))
            continue;
        if (!spans.empty() && spans.back().last == position - 1)
            spans.back().last = position;
        else if (spans.size() == most)
            return spans;
        else
            spans.push_back({position, position});
    }
    return spans;
}

void ListingSelection::mirror()
{
    const int end = model()->rowCount() - 1;
    Spans spans;
    m_scattered = false;
    if (!m_listing.selection().isEmpty() && end >= 0) {
        const VisibleRows &visible = m_listing.visible();
        const Row selected = m_listing.selection().sizeOfIntersection(visible.set());
        if (selected == visible.count()) // a million rows need not be passed for that
            spans = {{0, end}};
        else if (selected > 0)
            spans = selectedSpans(0, end, kMostRanges + 1);
        m_scattered = spans.size() > kMostRanges;
        if (m_scattered) {
            // A page more on both sides, so that scrolling by lines finds its rows there.
            const int page = std::clamp(m_screen.last - m_screen.first + 1, 1, 100);
            spans = selectedSpans(std::clamp(m_screen.first - page, 0, end), std::clamp(m_screen.last + page, 0, end),
                                  kMostRanges * 4);
        }
    }
    QItemSelection ranges;
    for (const Span &span : spans)
        ranges.append(
            QItemSelectionRange(model()->index(span.first, 0), model()->index(span.last, model()->columnCount() - 1)));
    const QScopedValueRollback guard(m_mirroring, true);
    QItemSelectionModel::select(ranges, ClearAndSelect);
}

ListingSelection::Spans ListingSelection::spansOf(const QItemSelection &selection)
{
    Spans spans;
    for (const QItemSelectionRange &range : selection) {
        if (range.isValid())
            spans.push_back({range.top(), range.bottom()});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.first < b.first; });
    // One row may have come as several cells.
    Spans merged;
    for (const Span &span : spans) {
        if (!merged.empty() && span.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, span.last);
        else
            merged.push_back(span);
    }
    return merged;
}

void ListingSelection::select(const QModelIndex &index, SelectionFlags command)
{
    select(QItemSelection(index, index), command);
}

void ListingSelection::select(const QItemSelection &selection, SelectionFlags command)
{
    if (m_mirroring) {
        QItemSelectionModel::select(selection, command);
        return;
    }
    if (command == NoUpdate || !model())
        return;
    {
        const QScopedValueRollback guard(m_applying, true);
        apply(spansOf(selection), command);
    }
    mirror();
}

void ListingSelection::apply(const Spans &wanted, SelectionFlags command)
{
    if (command & Clear) {
        std::vector<Row> rows;
        if (command & (Select | Toggle)) {
            for (const Span &span : wanted) {
                for (int position = span.first; position <= span.last; ++position)
                    rows.push_back(m_listing.visible().row(position));
            }
        }
        m_listing.selectOnly(rows);
        m_base = RowSet(m_listing.table().count());
        m_last = wanted;
        return;
    }
    if (!(command & Current))
        settle();
    std::vector<Row> added;
    std::vector<Row> removed;
    const auto put = [&](int position, bool selected) {
        const Row row = m_listing.visible().row(position);
        if (selected != m_listing.selection().contains(row))
            (selected ? added : removed).push_back(row);
    };
    const auto isWanted = [&](int position) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const Span &span) { return position >= span.first && position <= span.last; });
    };
    // What the last command covered goes back to what it was before, but where this one covers it too.
    for (const Span &span : m_last) {
        for (int position = span.first; position <= span.last; ++position) {
            if (!isWanted(position))
                put(position, m_base.contains(m_listing.visible().row(position)));
        }
    }
    for (const Span &span : wanted) {
        for (int position = span.first; position <= span.last; ++position) {
            const bool before = m_base.contains(m_listing.visible().row(position));
            put(position, command & Toggle ? !before : bool(command & Select) || (before && !(command & Deselect)));
        }
    }
    m_last = wanted;
    takeOver(added, removed);
}

void ListingSelection::takeOver(const std::vector<Row> &added, const std::vector<Row> &removed)
{
    if (!removed.empty())
        m_listing.setSelected(removed, false);
    if (!added.empty())
        m_listing.setSelected(added, true);
}

void ListingSelection::settle()
{
    m_base = m_listing.selection();
    m_last.clear();
}

void ListingSelection::clear()
{
    if (!m_mirroring) {
        const QScopedValueRollback guard(m_applying, true);
        m_listing.clearSelection();
        settle();
    }
    const QScopedValueRollback guard(m_mirroring, true);
    m_scattered = false;
    QItemSelectionModel::clear();
}

void ListingSelection::reset()
{
    // Rows went away under the view; who is selected did not change by that.
    const QScopedValueRollback guard(m_mirroring, true);
    QItemSelectionModel::reset();
}

} // namespace gatehouse
