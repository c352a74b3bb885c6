// SPDX-License-Identifier: GPL-3.0-or-later
// The window's history over a journal of many rows: opened and looked through.
#include "contests.h"

#include "benchjournal.h"
#include "stage.h"

#include "ui/mainwindow/recorddesk.h"

#include <QDialog>
#include <QScrollBar>
#include <QTableView>

namespace gatehouse::bench {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kHistorySizes[] = {100'000, 1'000'000};
constexpr int kHistorySteps = 40;

QTableView *viewNamed(const QDialog &dialog, const char *name)
{
    for (auto *view : dialog.findChildren<QTableView *>()) {
        if (view->accessibleName() == QLatin1String(name))
            return view;
    }
    return nullptr;
}

/// From one end to the other by the handle, and some pages by the keyboard.
void lookThrough(BenchWindow &window, QTableView &view)
{
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i < kHistorySteps; ++i) {
        bar->setValue(static_cast<int>(qint64{bar->maximum()} * i / (kHistorySteps - 1)));
        window.rest(10ms);
    }
    bar->setValue(0);
    for (int i = 0; i < kHistorySteps; ++i) {
        BenchWindow::key(view, Qt::Key_PageDown);
        window.rest(10ms);
    }
}

/// Opens the history, goes through its sets and through the rows of the one that is chosen.
Lap openAndLook(Stage &stage, const char *name, Journal &journal)
{
    BenchWindow window(stage.application(), &journal);
    GapWatch watch(stage.application());
    window.rest(50ms);
    watch.start();
    Lap lap;
    window.window().findChild<RecordDesk *>()->openHistory();
    auto *dialog = window.window().findChild<QDialog *>();
    const auto rowsOf = [dialog](const char *view) {
        const QTableView *found = viewNamed(*dialog, view);
        return found && found->isVisible() ? found->model()->rowCount() : 0;
    };
    if (window.wait([&] { return rowsOf("Sets") > 0 && rowsOf("Rows") > 0; })) {
        window.rest(100ms);
        lookThrough(window, *viewNamed(*dialog, "Sets"));
        lookThrough(window, *viewNamed(*dialog, "Rows"));
        lap.found = static_cast<std::size_t>(rowsOf("Rows"));
    }
    const Gaps gaps = watch.stop();
    tellGaps(name, gaps);
    lap.time = gaps.longest;
    return lap;
}

Contest historyGap(const char *name, std::size_t rows, std::function<Lap()> ours)
{
    Contest contest{name, rows, rows == 1'000'000 ? 32.0 : 16.0, 16, std::move(ours)};
    contest.goesOnce = true;
    return contest;
}

} // namespace

std::vector<Contest> historyContests(Stage &stage, BenchJournals &journals, std::size_t largest)
{
    std::vector<Contest> contests;
    if (!stage.hasDisplay())
        return contests;
    for (const std::size_t rows : kHistorySizes) {
        if (rows > largest)
            break;
        const std::shared_ptr<BenchJournal> journal = journals.of(rows);
        contests.push_back(historyGap("gap, history of many sets", rows, [&stage, journal] {
            journal->make();
            return openAndLook(stage, "gap, history of many sets", journal->journal());
        }));
        contests.push_back(historyGap("gap, history of one large set", rows, [&stage, journal] {
            journal->wholeSet();
            return openAndLook(stage, "gap, history of one large set", journal->wholeJournal());
        }));
    }
    return contests;
}

} // namespace gatehouse::bench
