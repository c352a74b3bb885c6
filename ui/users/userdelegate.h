// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/users/sendingmarks.h"
#include "ui/users/usermodel.h"

#include <QStyledItemDelegate>

namespace gatehouse {

/// Paints every column of the users' table: ground, hairline, content. Works on a view of a UserModel only; model and
/// marks must outlive it. Who is selected is read from the listing, so that what is painted is the truth. Keeps no
/// colour: all are looked up when painting.
class UserDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    UserDelegate(const UserModel &model, const SendingMarks &marks, QObject *parent = nullptr);

    /// Who gets a lock behind the name.
    void setProtectedCheck(std::function<bool(Row)> isProtected);
    /// Under the mouse; a position of -1 is none. The view repaints.
    struct Hover
    {
        int position = -1;
        bool onSwitch = false;
        bool operator==(const Hover &) const = default;
    };
    void setHover(Hover hover) { m_hover = hover; }
    Hover hover() const { return m_hover; }

    /// How wide the Sign-in column must be for its words, and Disabled since for what it says in most cases.
    static int widthOfSignIn(const QFontMetrics &metrics);
    static int widthOfSince(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Nothing is edited here, and no click or key acts: the view does that.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    struct Cell;
    QColor ground(const Cell &cell) const;
    void paintName(const Cell &cell) const;
    void paintLookMark(const Cell &cell) const;
    void paintSignIn(const Cell &cell) const;
    void paintSince(const Cell &cell) const;
    void paintWho(const Cell &cell) const;
    void paintNobody(const Cell &cell, const UserModel::Who &who) const;
    void paintText(const Cell &cell, const QString &text) const;
    void paintRoles(const Cell &cell) const;
    /// The text as the server has it, its place, and what is painted of it.
    struct Matched
    {
        QByteArray raw;
        QRect rect;
        QString text;
        QString elided;
    };
    void paintMatch(const Cell &cell, const Matched &matched) const;
    QRect nameRect(const QRect &cell, Qt::LayoutDirection direction, Row row) const;
    bool isProtected(Row row) const { return m_isProtected && m_isProtected(row); }

    const UserModel &m_model;
    const SendingMarks &m_marks;
    std::function<bool(Row)> m_isProtected;
    Hover m_hover;
};

} // namespace gatehouse
