// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilelist.h"

#include "session/connectiontest.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilewords.h"

#include <QDrag>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace gatehouse {

namespace {

constexpr Qt::ItemFlags kPlain = Qt::ItemIsSelectable | Qt::ItemIsEnabled;

} // namespace

ProfileList::ProfileList(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Saved connections"));
    setItemDelegate(new ProfileDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDropIndicatorShown(true);
    // Not when another one becomes current: on taking the focus the view makes one so, which is no choice of a
    // person's.
    connect(this, &QListWidget::itemSelectionChanged, this, [this] {
        if (!m_isSettingUp)
            ask(selectedItems().value(0));
    });
}

void ProfileList::ask(const QListWidgetItem *item)
{
    const QUuid wanted = item ? item->data(IdRole).toUuid() : QUuid();
    if (wanted.isNull() || wanted == m_current)
        return;
    // Through the event loop: the view is still in its own click or key.
    QMetaObject::invokeMethod(
        this,
        [this, wanted] {
            const int place = verticalScrollBar()->value();
            setCurrent(m_current);
            verticalScrollBar()->setValue(place); // the one that is wanted stays in sight
            emit requested(wanted);
        },
        Qt::QueuedConnection);
}

void ProfileList::fill(QListWidgetItem *item, const Profile &profile, const QString &fallbackName)
{
    const QString host = hostWords(profile.url);
    const QString second = host.isEmpty() ? tr("not saved yet") : host;
    item->setText(profile.name.isEmpty() ? fallbackName : profile.name);
    item->setData(HostRole, second);
    item->setData(IdRole, profile.id);
    item->setData(ColourRole, profile.colour);
    item->setData(Qt::AccessibleDescriptionRole, second);
    item->setData(EnvironmentRole,
                  profile.environment ? QVariant(static_cast<int>(lookOf(*profile.environment))) : QVariant());
}

// Entries are filled anew and not made anew: a long list stays where it was scrolled to, and an entry can be dragged
// while a click on it is still being answered.
void ProfileList::setProfiles(const QList<Profile> &profiles, const std::optional<Profile> &draft)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    const auto saved = static_cast<int>(profiles.size());
    const int wanted = saved + (draft ? 1 : 0);
    while (count() > wanted)
        delete takeItem(count() - 1);
    while (count() < wanted)
        addItem(new QListWidgetItem);
    for (int row = 0; row < saved; ++row) {
        fill(item(row), profiles.at(row), tr("Without a name"));
        item(row)->setFlags(kPlain | Qt::ItemIsDragEnabled);
    }
    if (draft) {
        fill(item(saved), *draft, tr("New connection"));
        item(saved)->setFlags(kPlain);
    }
    setFilter(m_filter);
}

int ProfileList::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    setDragEnabled(m_filter.isEmpty());
    const QString words = m_filter.isEmpty()
                              ? tr("Drag a connection to change the order, or press Alt with Up or Down.")
                              : tr("The order can be changed when the search is empty.");
    setToolTip(words);
    setAccessibleDescription(words);
    int shown = 0;
    for (int row = 0; row < count(); ++row) {
        const bool isMeant = idAt(row).isNull() || // not saved yet, and being written
                             item(row)->text().contains(m_filter, Qt::CaseInsensitive) ||
                             item(row)->data(HostRole).toString().contains(m_filter, Qt::CaseInsensitive);
        setRowHidden(row, !isMeant);
        shown += isMeant ? 1 : 0;
    }
    setCurrent(m_current);
    return shown;
}

QUuid ProfileList::idAt(int row) const
{
    const QListWidgetItem *found = item(row);
    return found && found->flags().testFlag(Qt::ItemIsDragEnabled) ? found->data(IdRole).toUuid() : QUuid();
}

// Through the event loop: the view is still in its own key or drop, and its rows are made anew by the answer.
void ProfileList::askToMove(const QUuid &moved, int before)
{
    const QUuid next = idAt(before);
    if (moved.isNull() || moved == next || !m_filter.isEmpty())
        return;
    QMetaObject::invokeMethod(
        this, [this, moved, next] { emit moveRequested(moved, next); }, Qt::QueuedConnection);
}

void ProfileList::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers() == Qt::AltModifier;
    const bool isArrow = event->key() == Qt::Key_Down || event->key() == Qt::Key_Up;
    if (isMove && event->key() == Qt::Key_Up) {
        if (currentRow() > 0)
            askToMove(idAt(currentRow()), currentRow() - 1);
    } else if (isMove && event->key() == Qt::Key_Down) {
        if (!idAt(currentRow() + 1).isNull())
            askToMove(idAt(currentRow()), currentRow() + 2);
    } else if (isArrow && currentItem() && selectedItems().isEmpty()) {
        currentItem()->setSelected(true); // the first step chooses the one that the focus is on
    } else {
        QListWidget::keyPressEvent(event);
    }
}

// Not the view's own, which takes the row away when the drag has ended, whatever the drop said: its neighbour would be
// chosen.
void ProfileList::startDrag(Qt::DropActions)
{
    noteDragged();
    if (m_dragged.isNull())
        return;
    const QModelIndex row = currentIndex();
    const QRect seen = visualRect(row);
    auto *drag = new QDrag(this);
    drag->setMimeData(model()->mimeData({row}));
    drag->setPixmap(viewport()->grab(seen));
    drag->setHotSpot(viewport()->mapFromGlobal(QCursor::pos()) - seen.topLeft());
    drag->exec(Qt::MoveAction);
}

void ProfileList::dropAt(const QPoint &place)
{
    const QModelIndex under = indexAt(place);
    int before = count();
    if (under.isValid())
        before = under.row() + (place.y() > visualRect(under).center().y() ? 1 : 0);
    const bool isWhereItWas = before > 0 && idAt(before - 1) == m_dragged;
    if (!isWhereItWas)
        askToMove(m_dragged, before);
}

// The view itself moves nothing: the store says what the order is.
void ProfileList::dropEvent(QDropEvent *event)
{
    dropAt(event->position().toPoint());
    event->acceptProposedAction();
    stopAutoScroll();
    setState(NoState);
    viewport()->update();
}

void ProfileList::setCurrent(const QUuid &id)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    m_current = id;
    int found = -1;
    for (int row = 0; row < count() && found < 0; ++row) {
        if (item(row)->data(IdRole).toUuid() == id)
            found = row;
    }
    // From a hidden one the arrows would lead to others that are hidden.
    setCurrentRow(found >= 0 && item(found)->isHidden() ? -1 : found);
}

void ProfileList::focusInEvent(QFocusEvent *event)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    QListWidget::focusInEvent(event);
}

} // namespace gatehouse
