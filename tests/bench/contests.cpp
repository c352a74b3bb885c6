// SPDX-License-Identifier: GPL-3.0-or-later
#include "contests.h"

#include "rivals.h"
#include "stage.h"

#include "api/listreader.h"
#include "users/nameorder.h"
#include "users/rowfilter.h"
#include "users/roworder.h"
#include "users/visiblerows.h"

namespace gatehouse::bench {

namespace {

/// A list of the stage, which makes it when the first contest measures.
struct ListPtr
{
    Stage &stage;
    std::size_t users;

    const BenchList &operator*() const { return stage.list(users); }
    const BenchList *operator->() const { return &stage.list(users); }
};

/// The server's answer becomes a table.
Contest parsing(const ListPtr &list)
{
    return {"parse",
            list.users,
            6,
            10,
            [list] {
                Lap lap;
                // As it comes from the network: the reader's own, to be written over.
                QByteArray body(list->json.constData(), list->json.size());
                const auto read = timed(lap.time, [&] {
                    return readList(std::move(body)).map([](StatusList &&answer) {
                        return StatusTable().replacedBy(std::move(answer), 1);
                    });
                });
                lap.found = read ? read->count() : 0;
                return lap;
            },
            [list] {
                Lap lap;
                lap.found = timed(lap.time, [&] { return readPlainly(list->json); }).size();
                return lap;
            }};
}

/// The first keystroke in the search, from everybody to hits that are scattered all over the list: three of four users.
Contest filtering(const ListPtr &list)
{
    const QString typed = QStringLiteral("n");
    return {"filter",
            list.users,
            300,
            900,
            [list, typed, order = SharedRows()]() mutable {
                if (!order)
                    order = std::make_shared<const OrderedRows>(orderedRows(list->table, RowOrder{}));
                Lap lap;
                const VisibleRows visible = timed(lap.time, [&] {
                    return VisibleRows::in(order, matchingRows(list->table, RowFilter::of(typed, StatusChip::All)));
                });
                lap.found = static_cast<std::size_t>(visible.count());
                return lap;
            },
            [list, typed] {
                Lap lap;
                PlainProxy proxy(*list);
                lap.found = static_cast<std::size_t>(timed(lap.time, [&] {
                    proxy.filter(typed);
                    return proxy.rowCount();
                }));
                return lap;
            }};
}

/// What the rival does with a click on a column's head.
Lap sortPlainly(const BenchList &list, int column)
{
    Lap lap;
    PlainProxy proxy(list);
    lap.found = static_cast<std::size_t>(timed(lap.time, [&] {
        proxy.sort(column);
        return proxy.rowCount();
    }));
    return lap;
}

/// The first click on the head of the names: the sort itself, not the order that is kept from then on.
Contest sortingNames(const ListPtr &list)
{
    return {"sort by name",
            list.users,
            20,
            30,
            [list] {
                const BenchList &made = *list;
                Lap lap;
                lap.found = timed(lap.time, [&] { return sortedByName(*made.table.names); }).size();
                return lap;
            },
            [list] { return sortPlainly(*list, 0); }};
}

/// A click on the head of the dates. The list is on the screen, so its names were put in order before.
Contest sortingDates(const ListPtr &list)
{
    return {"sort by date",
            list.users,
            15,
            25,
            [list] {
                list->table.names->byName();
                Lap lap;
                lap.found = timed(lap.time, [&] {
                                return orderedRows(list->table, {SortKey::DisabledSince, SortDirection::Ascending});
                            }).size();
                return lap;
            },
            [list] { return sortPlainly(*list, 1); }};
}

} // namespace

std::vector<Contest> allContests(Stage &stage, std::size_t largest)
{
    std::vector<Contest> contests;
    for (const std::size_t users : {std::size_t{100'000}, std::size_t{1'000'000}}) {
        if (users > largest)
            break;
        const ListPtr list{stage, users};
        contests.push_back(parsing(list));
        // At a million the rival does not come back within minutes.
        if (users <= 100'000)
            contests.push_back(filtering(list));
        contests.push_back(sortingNames(list));
        contests.push_back(sortingDates(list));
    }
    return contests;
}

} // namespace gatehouse::bench
