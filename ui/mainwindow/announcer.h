// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/messagesdialog.h"
#include "ui/mainwindow/saying.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace gatehouse {

class Toast;

/// Says what happened, in a toast over the window, and keeps each message for the list of messages.
///
/// Quick changes of one kind are said together ("3 users disabled (last: cas@x)"); Undo then takes back the last act
/// alone, since more than that is never taken back without a question, and says so.
class Announcer final : public QObject
{
    Q_OBJECT
public:
    /// The toast is the window's child.
    explicit Announcer(QWidget *window);

    void say(const Saying &saying);
    /// What is said at the moment goes.
    void hush();
    /// Of the toast: what stands at the window's foot.
    void setBottomMargin(int pixels);
    void showMessages();

signals:
    void undoRequested();

private:
    void remember(const QString &text);
    void join(const Saying &saying);

    QWidget *m_window;
    Toast *m_toast;
    QList<Message> m_messages; ///< newest first
    std::optional<Act> m_done; ///< what the toast says that was done …
    QStringList m_names;       ///< … with whom, the last one last
};

} // namespace gatehouse
