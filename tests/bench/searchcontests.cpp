// SPDX-License-Identifier: GPL-3.0-or-later
// From a key in the search field until its hits are painted, worker and all.
#include "contests.h"

#include "rivals.h"
#include "seat.h"

#include <QHeaderView>
#include <QTableView>

#include <optional>

namespace gatehouse::bench {

namespace {

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

} // namespace

std::vector<Contest> searchContests(Stage &stage, std::size_t largest)
{
    std::vector<Contest> contests;
    if (!stage.hasDisplay() || !stage.hasServer())
        return contests;
    for (const std::size_t users : kWindowSizes) {
        if (users <= largest)
            addSearches({stage, users}, contests);
    }
    return contests;
}

} // namespace gatehouse::bench
