// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilelist.h"

#include "session/connectiontest.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilewords.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>

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
    setAccessibleDescription(tr("Alt with Up or Down moves a connection."));
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (m_isSettingUp || !item)
            return;
        const QUuid wanted = item->data(IdRole).toUuid();
        if (wanted == m_current)
            return;
        // Through the event loop: the view is still in its own click or key.
        QMetaObject::invokeMethod(
            this,
            [this, wanted] {
                setCurrent(m_current);
                emit requested(wanted);
            },
            Qt::QueuedConnection);
    });
}

void ProfileList::addProfile(const Profile &profile, const QString &fallbackName, Qt::ItemFlags flags)
{
    auto *item = new QListWidgetItem(profile.name.isEmpty() ? fallbackName : profile.name, this);
    const QString host = hostWords(profile.url);
    const QString second = host.isEmpty() ? tr("not saved yet") : host;
    item->setFlags(flags);
    item->setData(HostRole, second);
    item->setData(IdRole, profile.id);
    item->setData(ColourRole, profile.colour);
    item->setData(Qt::AccessibleDescriptionRole, second);
    if (profile.environment)
        item->setData(EnvironmentRole, static_cast<int>(lookOf(*profile.environment)));
}

void ProfileList::setProfiles(const QList<Profile> &profiles, const std::optional<Profile> &draft)
{
    // Rows that stay can be dragged while a click on them is still being answered.
    if (profiles == m_shown && draft == m_draft && count() > 0)
        return;
    const QScopedValueRollback guard(m_isSettingUp, true);
    m_shown = profiles;
    m_draft = draft;
    clear();
    for (const Profile &profile : profiles)
        addProfile(profile, tr("Without a name"), kPlain | Qt::ItemIsDragEnabled);
    if (draft)
        addProfile(*draft, tr("New connection"), kPlain);
    setFilter(m_filter);
}

int ProfileList::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    setDragEnabled(m_filter.isEmpty());
    int shown = 0;
    for (int row = 0; row < count(); ++row) {
        const bool isMeant = item(row)->text().contains(m_filter, Qt::CaseInsensitive) ||
                             item(row)->data(HostRole).toString().contains(m_filter, Qt::CaseInsensitive);
        setRowHidden(row, !isMeant);
        shown += isMeant ? 1 : 0;
    }
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
    if (isMove && event->key() == Qt::Key_Up) {
        if (currentRow() > 0)
            askToMove(idAt(currentRow()), currentRow() - 1);
    } else if (isMove && event->key() == Qt::Key_Down) {
        if (!idAt(currentRow() + 1).isNull())
            askToMove(idAt(currentRow()), currentRow() + 2);
    } else {
        QListWidget::keyPressEvent(event);
    }
}

void ProfileList::startDrag(Qt::DropActions actions)
{
    noteDragged();
    QListWidget::startDrag(actions);
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

// The view itself moves nothing: the store says what the order is. Told as a copy, or the view would take the dragged
// row away.
void ProfileList::dropEvent(QDropEvent *event)
{
    dropAt(event->position().toPoint());
    event->setDropAction(Qt::CopyAction);
    event->accept();
    stopAutoScroll();
    setState(NoState);
    viewport()->update();
}

void ProfileList::setCurrent(const QUuid &id)
{
    const QScopedValueRollback guard(m_isSettingUp, true);
    m_current = id;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(IdRole).toUuid() == id) {
            setCurrentRow(row);
            return;
        }
    }
    setCurrentRow(-1);
}

} // namespace gatehouse
