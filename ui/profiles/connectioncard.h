// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectiontest.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace gatehouse {

class TextLabel;

/// The card that tests the connection in the form: a button, while it runs a calm word and a way to end it, then what
/// each step found.
class ConnectionCard final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionCard(QWidget *parent = nullptr);

    void start(const Profile &profile);
    void setFetchSecrets(FetchSecrets fetch) { m_test.setFetchSecrets(std::move(fetch)); }
    /// Ends a test that runs and forgets what the last one found, as it does not hold any more.
    void clear();
    bool isRunning() const { return m_test.isRunning(); }

signals:
    /// The button was pressed: the owner checks the fields and calls start().
    void testRequested();
    /// The steps are on the screen.
    void finished(const gatehouse::ConnectionReport &report);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showIdle();
    void showReport(const ConnectionReport &report);
    void removeSteps();

    ConnectionTest m_test;
    QString m_address;
    TextLabel *m_title = nullptr;
    TextLabel *m_hint = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_cancel = nullptr;
    QWidget *m_steps = nullptr;
};

} // namespace gatehouse
