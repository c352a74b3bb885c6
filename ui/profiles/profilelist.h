// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QListWidget>

namespace gatehouse {

/// The saved connections, and one that is not saved yet perhaps. A person's choice only asks: the owner answers with
/// setCurrent(), after what is unsaved was dealt with.
class ProfileList final : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent = nullptr);

    /// Shows these; `draft` stands last. setCurrent() says which one is current afterwards.
    void setProfiles(const QList<Profile> &profiles, const std::optional<Profile> &draft);
    /// The one whose form is shown. While the filter hides it nothing is selected.
    void setCurrent(const QUuid &id);
    /// Shows only those whose name or host holds this text, in any case, and the draft; nothing can be moved meanwhile.
    /// How many.
    int setFilter(const QString &text);
    /// How many there are, the draft among them, shown or not.
    int profiles() const { return count(); }

    /// The current one is what is dragged, until the next.
    void noteDragged() { m_dragged = idAt(currentRow()); }
    /// What letting go of it at this point of the view asks for.
    void dropAt(const QPoint &place);

signals:
    void requested(const QUuid &id);
    /// By drag, or Alt with an arrow: this one is to stand before that one; last if null.
    void moveRequested(const QUuid &id, const QUuid &before);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void dropEvent(QDropEvent *event) override;

private:
    void fill(QListWidgetItem *item, const Profile &profile, const QString &fallbackName);
    void ask(const QListWidgetItem *item);
    void askToMove(const QUuid &moved, int before);
    QUuid idAt(int row) const;

    QUuid m_current;
    QString m_filter;
    QUuid m_dragged;
    bool m_isSettingUp = false;
};

} // namespace gatehouse
