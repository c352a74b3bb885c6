// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gatestyle.h"
#include "users/namecolumn.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class QAction;
class QKeySequence;
class QMenu;
class QWidget;

namespace gatehouse {

class Session;
struct ActCounts;

/// Owns the window's actions, their keys, and whether they can be used. Sees no widget but the one whose keys they are.
class ActController final : public QObject
{
    Q_OBJECT
public:
    /// The keys work in this window.
    explicit ActController(QWidget *window);

    QAction *refresh = nullptr, *find = nullptr, *undo = nullptr;
    /// Acts on the one user that is chosen, or on nobody in particular (newStatus).
    QAction *disable = nullptr, *enable = nullptr, *remove = nullptr, *changeDate = nullptr, *newStatus = nullptr;
    QAction *pasteList = nullptr, *exportUsers = nullptr;
    QAction *copy = nullptr, *connections = nullptr, *messages = nullptr, *history = nullptr, *record = nullptr,
            *story = nullptr, *help = nullptr, *quit = nullptr;

    /// Follows this session; null: only what needs none can be used. The session may go before the controller, after
    /// a call with null.
    void setSession(Session *session);
    /// The one user that the acts are for at this moment; asked in update(). Without one they are for all who are
    /// selected and visible.
    void setTarget(std::function<std::optional<Row>()> target) { m_target = std::move(target); }
    /// Asked when a key (not a click) would start an act on a user; true swallows the key.
    void setKeyGuard(std::function<bool()> swallows) { m_swallows = std::move(swallows); }

    /// Fills a menu with every act and its key; `columns` is the table's.
    void fillMenu(QMenu *menu, QMenu *columns);
    /// The short menu of a row.
    void fillRowMenu(QMenu *menu);
    void setAppearance(Appearance appearance);
    /// Reads afresh what can be used.
    void update();
    /// The same soon, and once for many calls: while a bulk runs, rows change thousands of times a second.
    void updateSoon();

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void appearanceChosen(gatehouse::Appearance appearance);

private:
    QAction *make(const QString &text, const QString &icon, const QKeySequence &key);
    QAction *makeForTable(const QString &text, const QString &icon, const QKeySequence &key);
    /// A selection is for the next key: it is known at once. While a bulk runs, it shrinks with each user who is
    /// deleted, thousands of times a second, and to look at a large one takes milliseconds: soon.
    void updateForSelection();
    void updateUserActs();
    void updateForOne(Row row);
    void updateForMany(const ActCounts &counts);
    /// Why nobody in particular can be acted on; and why this user cannot. Empty when nothing is in the way.
    QString selectionHindrance() const;
    QString rowHindrance(Row row) const;
    QString menuText(const QString &title) const;
    QMenu *makeAppearanceMenu(QMenu *parent);

    QWidget *m_window;
    Session *m_session = nullptr;
    std::function<std::optional<Row>()> m_target;
    std::function<bool()> m_swallows;
    QTimer m_updating;
    QList<QAction *> m_appearances;
};

} // namespace gatehouse
