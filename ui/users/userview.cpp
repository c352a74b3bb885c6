// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/userview.h"

#include "ui/look/paint.h"
#include "ui/users/switchpainter.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace gatehouse {

namespace {

using Column = UserModel::Column;

constexpr int kLeastName = 208;
constexpr double kNameShare = 0.39;

/// The columns that share what the others leave.
struct Flexible
{
    Column column;
    double weight;
    int least;
};
constexpr std::array<Flexible, 4> kFlexible{{{Column::User, 0.39, kLeastName},
                                             {Column::Person, 0.28, 140},
                                             {Column::Email, 0.30, 140},
                                             {Column::Roles, 0.33, 88}}};

bool describesPersons(Column column)
{
    return column == Column::Person || column == Column::Email || column == Column::Roles;
}

} // namespace

UserView::UserView(UserListing &listing, QWidget *parent)
    : QTableView(parent),
      m_listing(listing),
      m_model(new UserModel(listing, this)),
      m_marks(new SendingMarks(listing, this)),
      m_delegate(new UserDelegate(*m_model, *m_marks, this))
{
    setObjectName(QStringLiteral("users"));
    setAccessibleName(tr("Users"));
    // The rows are still the old ones here; they are new when the model has been reset.
    connect(&listing, &UserListing::aboutToReset, this, &UserView::rememberPlace);
    setModel(m_model);
    m_selection = new ListingSelection(*m_model, listing, this);
    setSelectionModel(m_selection);
    // With the view's own selection model the headers ask for whole columns and rows again and again.
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(m_model, horizontalHeader()));
    verticalHeader()->setSelectionModel(new QItemSelectionModel(m_model, verticalHeader()));
    connect(m_model, &QAbstractItemModel::modelReset, this, &UserView::restorePlace);
    setItemDelegate(m_delegate);

    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    makeColumns();
    measure();

    connect(m_marks, &SendingMarks::ticked, this, [this](Row row) {
        if (const auto position = m_listing.visible().position(row))
            updateRow(static_cast<int>(*position));
    });
    connect(m_model, &UserModel::toggleWanted, this, &UserView::toggleWanted);
    m_minutes.setTimerType(Qt::VeryCoarseTimer);
    m_minutes.callOnTimeout(viewport(), qOverload<>(&QWidget::update));
    m_minutes.start(std::chrono::seconds(30));
}

UserView::~UserView() = default;

void UserView::makeColumns()
{
    QHeaderView *const rows = verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *const heads = horizontalHeader();
    heads->setSectionResizeMode(QHeaderView::Fixed);
    heads->setSectionsMovable(false);
    heads->setHighlightSections(false);
    heads->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    heads->setSectionsClickable(true);
    heads->setSortIndicatorShown(true);
    heads->setStretchLastSection(false);
    showOrder();
    connect(heads, &QHeaderView::sortIndicatorChanged, this, &UserView::sortBy);

    m_columnActions = {makeColumnAction(Column::DisabledSince, true), makeColumnAction(Column::Person, true),
                       makeColumnAction(Column::Email, false), makeColumnAction(Column::Roles, true)};
    showColumns();
}

QAction *UserView::makeColumnAction(Column column, bool isShown)
{
    auto *const action = new QAction(m_model->headerData(static_cast<int>(column), Qt::Horizontal).toString(), this);
    action->setCheckable(true);
    action->setChecked(isShown);
    action->setData(static_cast<int>(column));
    connect(action, &QAction::toggled, this, &UserView::showColumns);
    return action;
}

void UserView::setPersonsOffered(bool offered)
{
    if (offered == m_personsOffered)
        return;
    m_personsOffered = offered;
    showColumns();
}

void UserView::showColumns()
{
    for (QAction *action : std::as_const(m_columnActions)) {
        const int column = action->data().toInt();
        const bool isOffered = m_personsOffered || !describesPersons(static_cast<Column>(column));
        action->setEnabled(isOffered);
        setColumnHidden(column, !action->isChecked() || !isOffered);
    }
    if (!isShown(columnOf(m_listing.order().key)))
        sortBy(static_cast<int>(Column::User), Qt::AscendingOrder);
    sizeColumns();
}

void UserView::measure()
{
    const int height = std::max(32, fontMetrics().height() + 14);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setFixedHeight(height);
    sizeColumns();
}

// User and what is known of the person share what the switch and the date leave, each by its weight; the last one takes
// what is left over.
std::vector<int> UserView::flexibleWidths(int room) const
{
    double weights = 0;
    for (const Flexible &each : kFlexible)
        weights += isShown(each.column) ? each.weight : 0;
    std::vector<int> widths;
    int left = room;
    for (const Flexible &each : kFlexible) {
        const int least = std::max(each.least, horizontalHeader()->sectionSizeHint(static_cast<int>(each.column)));
        widths.push_back(isShown(each.column) ? std::max(least, static_cast<int>(room * each.weight / weights)) : 0);
        left -= widths.back();
    }
    // Who got more than the least gives to those who need it, and the last takes what is over.
    for (std::size_t i = 0; i < widths.size() && left < 0; ++i) {
        const int least =
            std::max(kFlexible[i].least, horizontalHeader()->sectionSizeHint(static_cast<int>(kFlexible[i].column)));
        const int given = widths[i] > 0 ? std::min(-left, widths[i] - least) : 0;
        widths[i] -= given;
        left += given;
    }
    const auto last = std::find_if(widths.rbegin(), widths.rend(), [](int width) { return width > 0; });
    *last += std::max(0, left);
    return widths;
}

void UserView::sizeColumns()
{
    QHeaderView *const heads = horizontalHeader();
    const int total = viewport()->width();
    const auto least = [&](Column column) { return heads->sectionSizeHint(static_cast<int>(column)); };
    const int signIn = std::max(UserDelegate::widthOfSignIn(fontMetrics()), least(Column::SignIn));
    const bool sinceShown = isShown(Column::DisabledSince);
    const int since =
        sinceShown ? std::max(UserDelegate::widthOfSince(fontMetrics()), least(Column::DisabledSince)) : 0;
    if (isShown(Column::Person) || isShown(Column::Email) || isShown(Column::Roles)) {
        const std::vector<int> widths = flexibleWidths(total - signIn - since);
        for (std::size_t i = 0; i < widths.size(); ++i)
            heads->resizeSection(static_cast<int>(kFlexible[i].column), widths[i]);
        heads->resizeSection(static_cast<int>(Column::SignIn), signIn);
        heads->resizeSection(static_cast<int>(Column::DisabledSince), since);
        return;
    }
    const int name = std::max(
        {kLeastName, least(Column::User), std::min(static_cast<int>(total * kNameShare), total - signIn - since)});
    // The last column takes what is left: a failure's words are the longest thing in the table.
    const int rest = std::max(0, total - name - signIn - since);
    heads->resizeSection(static_cast<int>(Column::User), name);
    heads->resizeSection(static_cast<int>(Column::SignIn), sinceShown ? signIn : signIn + rest);
    if (sinceShown)
        heads->resizeSection(static_cast<int>(Column::DisabledSince), since + rest);
}

std::optional<Row> UserView::currentRow() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? std::optional<Row>(m_model->rowAt(current.row())) : std::nullopt;
}

void UserView::setCurrentRow(Row row, Column column)
{
    const QModelIndex index = m_model->indexOf(row, column);
    if (index.isValid())
        setCurrentIndex(index);
}

QString UserView::copyText() const
{
    std::vector<Row> rows = m_listing.selectedVisibleRows();
    if (const auto current = currentRow(); rows.empty() && current)
        rows.push_back(*current);
    QString text;
    for (const Row row : rows)
        text += m_model->copyLine(row) + QLatin1Char('\n');
    return text;
}

void UserView::selectAll()
{
    m_listing.selectAllVisible();
}

void UserView::keyboardSearch(const QString &search)
{
    // No name is looked for by a space alone: it is the key that selects or switches.
    if (search.trimmed().isEmpty() && !m_typeAhead.isActive())
        return;
    const QModelIndex current = currentIndex();
    const auto found = m_typeAhead.type(m_listing, search, current.isValid() ? current.row() : -1);
    if (found)
        setCurrentIndex(m_model->index(*found, std::max(0, current.column())));
}

void UserView::toggle(const QModelIndex &index)
{
    const Row row = m_model->rowAt(index.row());
    if (!m_model->canToggle(row)) {
        const StatusTable &table = m_listing.table();
        if (table.state(row) != StatusState::NoStatus || table.isPerson(row)) // else there is nothing to switch
            emit toggleRefused(row);
        return;
    }
    const bool on = index.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
    m_model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void UserView::updateRow(int position)
{
    if (position < 0 || position >= m_model->rowCount())
        return;
    viewport()->update(0, rowViewportPosition(position), viewport()->width(), rowHeight(position));
}

void UserView::setRing(bool shown)
{
    if (shown == m_ring)
        return;
    m_ring = shown;
    updateRow(currentIndex().row());
}

void UserView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const QModelIndex current = currentIndex();
    if (!m_ring || !hasFocus() || !current.isValid())
        return;
    QPainter painter(viewport());
    const int end = horizontalHeader()->length();
    const int left =
        isRightToLeft() ? viewport()->width() - end + horizontalHeader()->offset() : -horizontalHeader()->offset();
    const QRect row(left, rowViewportPosition(current.row()), end, rowHeight(current.row()));
    const QColor color = palette().color(QPalette::Link);
    drawRing(&painter, row, color, 4);
    if (current.column() == static_cast<int>(Column::SignIn) && m_model->canToggle(m_model->rowAt(current.row()))) {
        // Only here does Space switch, so it can be seen.
        const QRect box = switchRect(visualRect(current), layoutDirection()).adjusted(-3, -3, 3, 3);
        drawRing(&painter, box, color, box.height() / 2.0, 1.5);
    }
}

void UserView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    sizeColumns();
    noteScreen();
}

void UserView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    // The constructor of the base sends some before there are columns.
    if (m_columnActions.isEmpty())
        return;
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
    else if (event->type() == QEvent::LocaleChange || event->type() == QEvent::LayoutDirectionChange)
        sizeColumns();
}

void UserView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    noteScreen();
    if (m_delegate->hover().position >= 0)
        setHover(hoverAt(viewport()->mapFromGlobal(QCursor::pos())));
}

void UserView::noteScreen()
{
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    m_selection->setScreen(std::max(0, first), last < 0 ? m_model->rowCount() - 1 : last);
}

void UserView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
}

void UserView::rememberPlace()
{
    const auto spot = [this](int position) {
        return ViewPlace::Spot{m_listing.table().nameBytes(m_model->rowAt(position)), position,
                               rowViewportPosition(position)};
    };
    const QModelIndex current = currentIndex();
    m_place.current.reset();
    m_place.currentIsKept = false;
    if (current.isValid()) {
        m_place.current = spot(current.row());
        m_place.currentColumn = current.column();
        const int y = m_place.current->onScreen;
        m_place.currentIsKept =
            y >= 0 && y < viewport()->height() && currentRow() && m_listing.selection().contains(*currentRow());
    }
    const int top = rowAt(0);
    m_place.top = top >= 0 ? std::optional(spot(top)) : std::nullopt;
    m_place.isAtTop = verticalScrollBar()->value() == 0;
}

void UserView::restorePlace()
{
    executeDelayedItemsLayout();
    const RestoredPlace place = restoredPlace(m_place, m_listing, verticalHeader()->defaultSectionSize());
    if (place.current) {
        // Nothing is to scroll on its own here.
        setAutoScroll(false);
        const int column = place.isSameUser ? m_place.currentColumn : static_cast<int>(Column::User);
        m_selection->setCurrentIndex(m_model->index(*place.current, column), QItemSelectionModel::NoUpdate);
        setAutoScroll(true);
    }
    verticalScrollBar()->setValue(place.scroll);
    m_place.search = m_listing.search();
    m_place.chip = m_listing.chip();
    m_place.order = m_listing.order();
    showOrder();
    noteScreen();
    if (m_delegate->hover().position >= 0)
        setHover(hoverAt(viewport()->mapFromGlobal(QCursor::pos())));
}

} // namespace gatehouse
