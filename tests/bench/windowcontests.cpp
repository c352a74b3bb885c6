// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it: from a key or a click until what it leads to is painted, worker and all.
#include "contests.h"

#include "rivals.h"
#include "stage.h"

#include <QAction>
#include <QHeaderView>
#include <QTableView>

#include <optional>

namespace gatehouse::bench {

namespace {

constexpr std::size_t kWindowSizes[] = {10'000, 100'000, 1'000'000};

/// A list in its window. The window is made when the first contest measures in it.
struct Seat
{
    Stage &stage;
    std::size_t users;
    Persons persons = Persons::None;

    BenchWindow &window() const { return stage.window(users, persons); }
    const BenchList &list() const { return stage.list(users); }
};

// --- Search ----------------------------------------------------------------------------------------------------------

/// A letter that three of four users have.
const QString &commonLetter()
{
    static const QString letter = QStringLiteral("n");
    return letter;
}

/// The search field has so much in it, and the rows are those.
void searchFor(BenchWindow &window, const QString &text)
{
    window.search().setText(text);
    window.wait([&] { return window.listing().search() == text && !window.listing().isWorking(); });
    window.rest(std::chrono::milliseconds(0));
}

/// All but the last letter stands there already; that one is typed.
Lap typeLast(const Seat &seat, const QString &word)
{
    BenchWindow &window = seat.window();
    searchFor(window, word.chopped(1));
    Lap lap;
    lap.time = window.untilPainted(
        BenchWindow::Painted::Rows, [&] { window.typeSearch(word.back()); },
        [&] { return window.listing().search() == word && !window.listing().isWorking(); });
    lap.found = window.rows();
    searchFor(window, {});
    return lap;
}

Lap backToAll(const Seat &seat)
{
    BenchWindow &window = seat.window();
    searchFor(window, commonLetter());
    Lap lap;
    lap.time = window.untilPainted(
        BenchWindow::Painted::Rows, [&] { BenchWindow::key(window.search(), Qt::Key_Backspace); },
        [&] { return window.listing().search().isEmpty() && !window.listing().isWorking(); });
    lap.found = window.rows();
    return lap;
}

/// Qt's own table on the display, set up for many rows: what anybody can have without a thought.
class PlainTable final
{
public:
    explicit PlainTable(QAbstractItemModel &model)
    {
        m_view.verticalHeader()->hide();
        m_view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_view.setModel(&model);
        m_view.resize(1200, 800);
        m_view.show();
        QApplication::processEvents();
    }
    void paint()
    {
        QApplication::sendPostedEvents(&m_view);
        m_view.viewport()->repaint();
    }

private:
    QTableView m_view;
};

/// The list in such a table, made when it is first reset.
class PlainList final
{
public:
    explicit PlainList(const Seat &seat) : m_seat(seat) {}

    /// The rows go from so many to so many in one reset, which is painted: nothing is looked for.
    Lap reset(std::size_t from, std::size_t to)
    {
        if (!m_table) {
            m_model = std::make_unique<PlainModel>(m_seat.list());
            m_table = std::make_unique<PlainTable>(*m_model);
        }
        m_model->show(from);
        m_table->paint();
        Lap lap;
        lap.found = timed(lap.time, [&] {
            m_model->show(to);
            m_table->paint();
            return to;
        });
        return lap;
    }

private:
    Seat m_seat;
    std::unique_ptr<PlainModel> m_model;
    std::unique_ptr<PlainTable> m_table;
};
using PlainListPtr = std::shared_ptr<PlainList>;

std::size_t countPlainly(const BenchList &list, const QString &word)
{
    std::vector<Row> visible;
    for (std::size_t row = 0; row < list.folded.size(); ++row) {
        if (list.folded[row].contains(word))
            visible.push_back(static_cast<Row>(row));
    }
    return visible.size();
}

/// One word of a search, in all its contests.
struct Typed
{
    const char *name;
    std::function<QString(const BenchList &)> word;
};

const Typed kTyped[] = {
    {"search, common letter", [](const BenchList &) { return commonLetter(); }},
    // The whole name of somebody in the middle.
    {"search, rare word", [](const BenchList &list) { return list.folded[list.folded.size() / 2]; }},
    {"search, nobody", [](const BenchList &) { return QStringLiteral("qqqqq"); }},
};

/// The rival of every search: a plain table that goes from all rows to those with the common letter, or back. What it
/// is to have found is counted once: that takes longer than to paint.
std::function<Lap()> plainReset(const Seat &seat, const PlainListPtr &plain, const QString &from, const QString &to,
                                const std::function<QString(const BenchList &)> &wanted)
{
    struct Counts
    {
        std::size_t from;
        std::size_t to;
        std::size_t wanted;
    };
    return [=, known = std::optional<Counts>()]() mutable {
        if (!known)
            known = Counts{countPlainly(seat.list(), from), countPlainly(seat.list(), to),
                           countPlainly(seat.list(), wanted(seat.list()))};
        Lap lap = plain->reset(known->from, known->to);
        lap.found = known->wanted;
        return lap;
    };
}

Contest againstReset(const Seat &seat, const PlainListPtr &plain, const Typed &typed)
{
    return {typed.name,
            seat.users,
            1.0 / 3,
            0.5,
            [seat, typed] { return typeLast(seat, typed.word(seat.list())); },
            plainReset(seat, plain, {}, commonLetter(), typed.word),
            "a plain reset"};
}

Contest againstReset(const Seat &seat, const PlainListPtr &plain)
{
    return {"search, back to all",
            seat.users,
            1.0 / 3,
            0.5,
            [seat] { return backToAll(seat); },
            plainReset(seat, plain, commonLetter(), {}, [](const BenchList &) { return QString(); }),
            "a plain reset"};
}

Contest againstContains(const Seat &seat, const Typed &typed)
{
    return {typed.name,
            seat.users,
            0,
            0,
            [seat, typed] { return typeLast(seat, typed.word(seat.list())); },
            [seat, typed] {
                const QString word = typed.word(seat.list());
                Lap lap;
                lap.found = timed(lap.time, [&] { return countPlainly(seat.list(), word); });
                return lap;
            },
            "QString::contains"};
}

Contest againstProxy(const Seat &seat, const Typed &typed)
{
    return {typed.name,
            seat.users,
            300,
            900,
            [seat, typed] { return typeLast(seat, typed.word(seat.list())); },
            [seat, typed] {
                const QString word = typed.word(seat.list());
                PlainProxy proxy(seat.list());
                PlainTable table(proxy.model());
                Lap lap;
                lap.found = static_cast<std::size_t>(timed(lap.time, [&] {
                    proxy.filter(word);
                    table.paint();
                    return proxy.rowCount();
                }));
                return lap;
            },
            "QSortFilterProxyModel"};
}

void addSearches(const Seat &seat, std::vector<Contest> &contests)
{
    const auto plain = std::make_shared<PlainList>(seat);
    for (const Typed &typed : kTyped)
        contests.push_back(againstReset(seat, plain, typed));
    contests.push_back(againstReset(seat, plain));
    for (const Typed &typed : kTyped)
        contests.push_back(againstContains(seat, typed));
    // Hits that are scattered are what it does not bear; at a million it does not come back within minutes.
    if (seat.users == 100'000)
        contests.push_back(againstProxy(seat, kTyped[0]));
}

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

/// Until the rows and the line that counts them are painted.
Lap untilCounted(BenchWindow &window, Row selected, const std::function<void()> &act)
{
    window.rest(std::chrono::milliseconds(0));
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
        addSearches(seat, contests);
        addSorts(stage, users, contests);
        addSelections(seat, contests);
    }
    return contests;
}

} // namespace gatehouse::bench
