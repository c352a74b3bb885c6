// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it: from a click until what it leads to is painted, worker and all.
#include "contests.h"

#include "seat.h"

#include <QAction>
#include <QHeaderView>

namespace gatehouse::bench {

namespace {

// --- Sort ------------------------------------------------------------------------------------------------------------

struct Sorted
{
    const char *name;
    UserModel::Column column;
    SortKey key;
    Persons persons;
};

constexpr Sorted kSorted[] = {
    {"click on User", UserModel::Column::User, SortKey::Name, Persons::None},
    {"click on Sign-in", UserModel::Column::SignIn, SortKey::State, Persons::None},
    {"click on Disabled since", UserModel::Column::DisabledSince, SortKey::DisabledSince, Persons::None},
    {"click on Person", UserModel::Column::Person, SortKey::Person, Persons::Listed},
    {"click on E-mail", UserModel::Column::Email, SortKey::Email, Persons::Listed},
    {"click on Roles", UserModel::Column::Roles, SortKey::Roles, Persons::Listed},
};

void orderBy(BenchWindow &window, RowOrder order)
{
    window.listing().setOrder(order);
    window.wait([&] { return window.listing().order() == order && !window.listing().isWorking(); });
    window.rest(std::chrono::milliseconds(0));
}

Lap clickHead(const Seat &seat, const Sorted &sorted)
{
    BenchWindow &window = seat.window();
    // By something else before: the click on the head in use only turns it round.
    orderBy(window, {sorted.key == SortKey::State ? SortKey::Name : SortKey::State, SortDirection::Ascending});
    QHeaderView *head = window.table().horizontalHeader();
    const int section = static_cast<int>(sorted.column);
    for (QAction *action : window.table().columnActions()) {
        if (action->data().toInt() == section && !action->isChecked())
            action->setChecked(true); // not everything is shown at first
    }
    window.rest(std::chrono::milliseconds(20));
    const QPoint middle(head->sectionViewportPosition(section) + head->sectionSize(section) / 2, head->height() / 2);
    Lap lap;
    lap.time = window.untilPainted(
        BenchWindow::Painted::Rows, [&] { BenchWindow::click(*head->viewport(), middle); },
        [&] { return window.listing().order().key == sorted.key && !window.listing().isWorking(); });
    lap.found = window.rows();
    orderBy(window, RowOrder{});
    return lap;
}

void addSorts(Stage &stage, std::size_t users, std::vector<Contest> &contests)
{
    for (const Sorted &sorted : kSorted) {
        const Seat seat{stage, users, sorted.persons};
        contests.push_back({sorted.name, users, 0, 0, [seat, sorted] { return clickHead(seat, sorted); }});
    }
}

// --- Select ----------------------------------------------------------------------------------------------------------

/// The line that counts is written at most once in so long.
constexpr std::chrono::milliseconds kCounted{50};

/// Until the rows and the line that counts them are painted.
Lap untilCounted(BenchWindow &window, Row selected, const std::function<void()> &act)
{
    window.rest(kCounted); // what was selected before is counted, and an act of a person is not the second in a frame
    const QString before = window.summary().text();
    Lap lap;
    lap.time = window.untilPainted(BenchWindow::Painted::Anywhere, act, [&] {
        return window.listing().selection().size() == selected && window.summary().text() != before;
    });
    lap.found = window.listing().selection().size();
    return lap;
}

std::vector<Row> everySecond(const UserListing &listing)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < listing.visible().rows().size(); i += 2)
        rows.push_back(listing.visible().rows()[i]);
    return rows;
}

Lap selectAll(const Seat &seat)
{
    BenchWindow &window = seat.window();
    window.listing().clearSelection();
    const Lap lap = untilCounted(window, window.listing().table().count(),
                                 [&] { BenchWindow::key(window.table(), Qt::Key_A, Qt::ControlModifier); });
    window.listing().clearSelection();
    return lap;
}

Lap selectEverySecond(const Seat &seat)
{
    BenchWindow &window = seat.window();
    window.listing().clearSelection();
    const std::vector<Row> rows = everySecond(window.listing());
    const Lap lap =
        untilCounted(window, static_cast<Row>(rows.size()), [&] { window.listing().setSelected(rows, true); });
    window.listing().clearSelection();
    return lap;
}

/// One more is selected than every second of them, so that the counts before and after differ.
Lap invert(const Seat &seat)
{
    BenchWindow &window = seat.window();
    UserListing &listing = window.listing();
    std::vector<Row> rows = everySecond(listing);
    rows.push_back(listing.visible().rows()[1]);
    listing.selectOnly(rows);
    const Row all = listing.table().count();
    std::vector<Row> others;
    for (Row row = 0; row < all; ++row) {
        if (!listing.selection().contains(row))
            others.push_back(row);
    }
    const Lap lap = untilCounted(window, all - listing.selection().size(), [&] { listing.selectOnly(others); });
    listing.clearSelection();
    return lap;
}

void addSelections(const Seat &seat, std::vector<Contest> &contests)
{
    contests.push_back({"select all", seat.users, 32, 16, [seat] { return selectAll(seat); }});
    contests.push_back({"select every second", seat.users, 32, 16, [seat] { return selectEverySecond(seat); }});
    contests.push_back({"invert the selection", seat.users, 32, 16, [seat] { return invert(seat); }});
}

} // namespace

std::vector<Contest> windowContests(Stage &stage, std::size_t largest)
{
    std::vector<Contest> contests;
    if (!stage.hasDisplay() || !stage.hasServer())
        return contests;
    for (const std::size_t users : kWindowSizes) {
        if (users > largest)
            break;
        const Seat seat{stage, users};
        addSorts(stage, users, contests);
        addSelections(seat, contests);
    }
    return contests;
}

} // namespace gatehouse::bench
