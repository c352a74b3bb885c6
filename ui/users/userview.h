// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/users/listingselection.h"
#include "ui/users/sendingmarks.h"
#include "ui/users/typeahead.h"
#include "ui/users/userdelegate.h"
#include "ui/users/usermodel.h"
#include "ui/users/viewplace.h"

#include <QTableView>
#include <QTimer>
#include <QVariantMap>

class QAction;

namespace gatehouse {

/// The table of users: its keys, its mouse, its columns and its place over resets. Changes nothing itself: a click on a
/// switch, or Space where the current cell is in Sign-in, is told by toggleWanted(). The listing must outlive it.
class UserView final : public QTableView
{
    Q_OBJECT
public:
    explicit UserView(UserListing &listing, QWidget *parent = nullptr);
    ~UserView() override;

    UserModel &users() { return *m_model; }
    UserDelegate &painter() { return *m_delegate; }
    SendingMarks &sendingMarks() { return *m_marks; }

    /// The user of the current cell, if there is one.
    std::optional<Row> currentRow() const;
    void setCurrentRow(Row row, UserModel::Column column);
    /// The selected users that can be seen, or else the current one: a line each, tab-separated; no header.
    QString copyText() const;

    /// Whether the server lists its persons: the columns about them are not shown otherwise, whatever the menu says.
    void setPersonsOffered(bool offered);
    /// One checkable action for each column that can be hidden, for a menu.
    QList<QAction *> columnActions() const { return m_columnActions; }
    /// Sort order and hidden columns, for the settings; what is not understood there is passed over.
    QVariantMap viewState() const;
    void restoreViewState(const QVariantMap &state);

    void selectAll() override;
    void keyboardSearch(const QString &search) override;

signals:
    void toggleWanted(gatehouse::Row row);
    /// The same asked of a switch that cannot be used.
    void toggleRefused(gatehouse::Row row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    /// A click that began on a switch; stays until the button is up, and a little longer for the second click.
    struct SwitchPress
    {
        QPersistentModelIndex index;
        QByteArray lastName; ///< whose switch was clicked last
        quint64 lastAt = 0;  ///< when, by the events' clock
    };

    void makeColumns();
    QAction *makeColumnAction(UserModel::Column column, bool isShown);
    void showColumns();
    bool isShown(UserModel::Column column) const { return !isColumnHidden(static_cast<int>(column)); }
    void measure();
    void sizeColumns();
    std::vector<int> flexibleWidths(int room) const;
    static UserModel::Column columnOf(SortKey key);
    void sortBy(int column, Qt::SortOrder order);
    void showOrder();
    void rememberPlace();
    void restorePlace();
    void noteScreen();
    void updateRow(int position);
    void setRing(bool shown);
    void setHover(UserDelegate::Hover hover);
    UserDelegate::Hover hoverAt(const QPoint &point) const;
    QModelIndex switchAt(const QPoint &point) const;
    bool isWithinDoubleClick(const QMouseEvent *event, const QByteArray &name) const;
    void toggle(const QModelIndex &index);

    UserListing &m_listing;
    UserModel *m_model;
    SendingMarks *m_marks;
    UserDelegate *m_delegate;
    ListingSelection *m_selection;
    QList<QAction *> m_columnActions;
    TypeAhead m_typeAhead;
    ViewPlace m_place;
    SwitchPress m_press;
    QTimer m_minutes; ///< ages grow while nothing else happens
    bool m_pressedSwitch = false;
    bool m_personsOffered = true;
    bool m_ring = false; ///< the focus ring: after a key, not after a click
};

} // namespace gatehouse
