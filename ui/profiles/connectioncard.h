// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectiontest.h"

#include <QWidget>

class QPushButton;

namespace gatehouse {

class TestStepsView;
class TextLabel;

/// The card that tests the connection in the form: a button, while it runs a way to end it and the steps as they come,
/// then what each of them found and how long it took.
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
    /// The steps are on the screen, or more of what they found.
    void grown();
    /// A person wants to look at the certificate that was not accepted.
    void trustRequested(const gatehouse::TlsTrouble &trouble);
    void finished(const gatehouse::ConnectionReport &report);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showIdle();
    void showReport(const ConnectionReport &report);
    void showSteps(const ConnectionReport &report);
    void removeSteps();

    ConnectionTest m_test;
    TextLabel *m_title = nullptr;
    TextLabel *m_hint = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_cancel = nullptr;
    TestStepsView *m_steps = nullptr;
    QPushButton *m_trust = nullptr;
    TlsTrouble m_trouble; ///< of the certificate that was not accepted
};

} // namespace gatehouse
