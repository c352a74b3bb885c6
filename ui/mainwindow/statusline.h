// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/widgets.h"

#include "users/instant.h"

#include <QBasicTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QToolButton;

namespace gatehouse {

class OnceAFrame;
class Session;

/// The line at the window's foot: the summary at the leading edge, where the list comes from and how old it is at the
/// other. What answers and the selection change is shown once in two frames at most, all else at once.
class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// Follows this session; null: nothing is shown. The session may go before the line.
    void setSession(const Session *session, std::function<Instant()> computerNow);
    /// Reads everything afresh.
    void refresh();

signals:
    /// Somebody does not want to wait for the list that is on its way.
    void stopWanted();

protected:
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshFacts();
    void takeProgress(qint64 received, qint64 expected);
    QString factsText() const;

    const Session *m_session = nullptr;
    std::function<Instant()> m_now;
    TextLabel *m_summary;
    QLabel *m_lock;
    TextLabel *m_facts;
    QToolButton *m_stop;
    std::optional<int> m_percent; ///< of the list that is on its way has come
    OnceAFrame *m_refreshing;
    QBasicTimer m_age;
    QBasicTimer m_patience; ///< until Stop is offered
};

} // namespace gatehouse
