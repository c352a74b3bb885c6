// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/restlessadmin.h"

#include "ui/changes/reviewdialog.h"

#include <QHeaderView>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kMostSelected = 300;
constexpr int kLooksAtADialog = 100;

} // namespace

const std::array<RestlessAdmin::Habit, 15> RestlessAdmin::kHabits{{
    {6, &RestlessAdmin::refresh},
    {14, &RestlessAdmin::search},
    {8, &RestlessAdmin::chooseChip},
    {8, &RestlessAdmin::sort},
    {14, &RestlessAdmin::selectSome},
    {1, &RestlessAdmin::selectEverybody},
    {5, &RestlessAdmin::disable},
    {5, &RestlessAdmin::enable},
    {1, &RestlessAdmin::remove},
    {10, &RestlessAdmin::toggle},
    {4, &RestlessAdmin::undo},
    {10, &RestlessAdmin::pauseOrGoOn},
    {1, &RestlessAdmin::stop},
    {1, &RestlessAdmin::askTheHistory},
    {1, &RestlessAdmin::changeConnection},
}};

RestlessAdmin::RestlessAdmin(WindowBench &bench, const QUuid &connection, QRandomGenerator &random)
    : m_bench(bench), m_connection(connection), m_random(random)
{}

void RestlessAdmin::act()
{
    if (QDialog *dialog = openDialog()) {
        m_acts += answer(*dialog) ? 1 : 0;
        return;
    }
    m_patience = 0;
    if (Session *session = m_bench.workspace().session(); session && session->doubt())
        session->acceptDoubtfulList();
    int all = 0;
    for (const Habit &habit : kHabits)
        all += habit.share;
    int drawn = m_random.bounded(all);
    for (const Habit &habit : kHabits) {
        drawn -= habit.share;
        if (drawn < 0) {
            m_acts += (this->*habit.act)() ? 1 : 0;
            return;
        }
    }
}

void RestlessAdmin::windDown()
{
    if (QDialog *dialog = openDialog()) {
        dialog->reject();
        return;
    }
    if (!m_bench.workspace().session())
        m_bench.workspace().open(m_connection);
    if (Session &session = m_bench.session(); session.doubt())
        session.acceptDoubtfulList();
    for (const char *way : {"Resume", "Go on", "Close"}) {
        if (pressInPanel(way))
            return;
    }
}

bool RestlessAdmin::answer(QDialog &dialog)
{
    if (auto *review = qobject_cast<ReviewDialog *>(&dialog))
        return answerReview(*review);
    dialog.reject();
    return true;
}

bool RestlessAdmin::answerReview(ReviewDialog &review)
{
    auto *run = review.findChild<QAbstractButton *>(QStringLiteral("runButton"));
    if (auto *number = byName<QLineEdit>(&review, "Type the number to confirm"))
        number->setText(QString::number(review.plan().count(Verdict::WillChange)));
    const bool isTaken = run && run->isEnabled() && m_random.bounded(4) > 0;
    if (isTaken)
        click(run);
    else if (++m_patience > kLooksAtADialog || m_random.bounded(10) == 0)
        review.reject();
    return isTaken;
}

bool RestlessAdmin::search()
{
    QLineEdit *search = m_bench.search();
    if (!search || !isLoaded())
        return false;
    const bool isEmptied = m_random.bounded(3) == 0;
    search->setText(isEmptied ? QString() : QStringLiteral("user%1").arg(m_random.bounded(100)));
    return true;
}

bool RestlessAdmin::chooseChip()
{
    static constexpr std::array chips{"All", "Enabled", "Disabled"};
    return press(chips[static_cast<std::size_t>(m_random.bounded(static_cast<int>(chips.size())))]);
}

bool RestlessAdmin::sort()
{
    const UserView *table = m_bench.table();
    if (!table)
        return false;
    const QHeaderView *header = table->horizontalHeader();
    const int column = m_random.bounded(header->count());
    if (header->isSectionHidden(column))
        return false;
    const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    return true;
}

bool RestlessAdmin::selectSome()
{
    if (!isLoaded())
        return false;
    UserListing &listing = m_bench.session().listing();
    const int count = static_cast<int>(listing.visible().count());
    if (count == 0)
        return false;
    std::vector<Row> rows;
    const int wanted = m_random.bounded(1, std::min(count, kMostSelected) + 1);
    const int first = m_random.bounded(count - wanted + 1);
    for (int i = 0; i < wanted; ++i)
        rows.push_back(listing.visible().row(first + i));
    listing.selectOnly(rows);
    return true;
}

bool RestlessAdmin::selectEverybody()
{
    UserView *table = m_bench.table();
    if (!table)
        return false;
    table->setFocus();
    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    return true;
}

bool RestlessAdmin::toggle()
{
    const auto name = somebody();
    if (!name || !m_bench.table())
        return false;
    m_bench.clickSwitch(*name);
    return true;
}

bool RestlessAdmin::undo()
{
    UserView *table = m_bench.table();
    if (!table)
        return false;
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
    return true;
}

bool RestlessAdmin::pauseOrGoOn()
{
    for (const char *way : {"Resume", "Go on", "Retry failed", "Close"}) {
        if (m_random.bounded(3) > 0 && pressInPanel(way))
            return true;
    }
    return m_random.bounded(5) == 0 && pressInPanel("Pause");
}

bool RestlessAdmin::askTheHistory()
{
    return press("History");
}

bool RestlessAdmin::changeConnection()
{
    if (m_bench.workspace().session() && m_random.bounded(2) == 0)
        m_bench.workspace().close();
    return m_bench.workspace().open(m_connection);
}

QDialog *RestlessAdmin::openDialog() const
{
    for (QDialog *dialog : m_bench.window().findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

bool RestlessAdmin::press(const char *name)
{
    return pressButton(m_bench.button(name));
}

bool RestlessAdmin::pressInPanel(const char *name)
{
    const auto *panel = byName<QWidget>(&m_bench.window(), "Progress");
    return panel && pressButton(byName<QAbstractButton>(panel, name));
}

bool RestlessAdmin::pressButton(QAbstractButton *button)
{
    if (!button || !button->isEnabled())
        return false;
    click(button);
    return true;
}

std::optional<QByteArray> RestlessAdmin::somebody() const
{
    if (!isLoaded())
        return std::nullopt;
    const UserListing &listing = m_bench.session().listing();
    const int count = static_cast<int>(listing.visible().count());
    if (count == 0)
        return std::nullopt;
    return listing.table().nameBytes(listing.visible().row(m_random.bounded(count)));
}

bool RestlessAdmin::isLoaded() const
{
    const Session *session = m_bench.workspace().session();
    return session && session->loadState() == Session::LoadState::Loaded;
}

} // namespace gatehouse
