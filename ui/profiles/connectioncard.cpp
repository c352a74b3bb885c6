// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/connectioncard.h"

#include "ui/look/alert.h"
#include "ui/look/widgets.h"
#include "ui/profiles/teststeps.h"
#include "ui/profiles/teststepsview.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

ConnectionCard::ConnectionCard(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    auto *top = new QHBoxLayout;
    m_title = (new TextLabel(QString(), this))->bold()->wrapped();
    m_title->setObjectName(QStringLiteral("testTitle"));
    m_start = makeButton(tr("Test connection"), ButtonRank::Plain, this);
    m_start->setIcon(icon(QStringLiteral("refresh")));
    // A click must not take the focus: the field that is left would say what is wrong with it, the form would grow, and
    // the button would slide away from under the mouse.
    m_start->setFocusPolicy(Qt::TabFocus);
    m_cancel = makeButton(tr("Cancel test"), ButtonRank::Plain, this);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    top->addWidget(m_title, 1);
    top->addWidget(m_cancel);
    top->addWidget(m_start);
    layout->addLayout(top);
    m_hint = (new TextLabel(QString(), this))->toned(TextTone::Secondary)->wrapped();
    m_hint->setObjectName(QStringLiteral("testHint"));
    layout->addWidget(m_hint);
    connect(m_start, &QPushButton::clicked, this, &ConnectionCard::testRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectionCard::clear);
    m_trust = makeButton(tr("Trust this certificate…"), ButtonRank::Plain, this);
    m_trust->setFocusPolicy(Qt::TabFocus);
    m_trust->hide();
    layout->addWidget(m_trust, 0, Qt::AlignLeft);
    connect(m_trust, &QPushButton::clicked, this, [this] { emit trustRequested(m_trouble); });
    connect(&m_test, &ConnectionTest::stepped, this, [this] {
        ConnectionReport soFar;
        soFar.steps = m_test.steps();
        if (!soFar.steps.isEmpty())
            showSteps(soFar);
    });
    connect(&m_test, &ConnectionTest::finished, this, &ConnectionCard::showReport);
    showIdle();
}

void ConnectionCard::start(const Profile &profile)
{
    removeSteps();
    const bool hadFocus = m_start->hasFocus();
    m_title->setText(tr("Testing the connection…"));
    m_hint->setText(tr("The way to the server first, then the list once. Nothing is changed."));
    m_hint->show();
    m_cancel->show();
    if (hadFocus)
        m_cancel->setFocus(Qt::OtherFocusReason);
    m_start->setEnabled(false);
    m_test.start(profile);
}

void ConnectionCard::clear()
{
    m_test.cancel();
    removeSteps();
    showIdle();
}

void ConnectionCard::showIdle()
{
    m_title->setText(tr("Does it work?"));
    m_hint->setText(tr("A test reads the list once and changes nothing."));
    m_hint->show();
    m_start->setEnabled(true);
    if (m_cancel->hasFocus())
        m_start->setFocus(Qt::OtherFocusReason);
    m_cancel->hide();
}

void ConnectionCard::showReport(const ConnectionReport &report)
{
    showIdle();
    m_hint->hide();
    m_title->setText(testTitle(report));
    showSteps(report);
    m_trouble = report.error ? report.error->tls : TlsTrouble();
    m_trust->setVisible(m_trouble.canBeTrusted());
    setAccessibleDescription(m_title->text() + QStringLiteral(". ") + m_steps->spoken());
    announceAlert(this);
    emit grown();
    emit finished(report);
}

void ConnectionCard::showSteps(const ConnectionReport &report)
{
    const bool isFirst = !m_steps;
    if (isFirst) {
        m_steps = new TestStepsView(this);
        static_cast<QVBoxLayout *>(layout())->insertWidget(layout()->indexOf(m_trust), m_steps);
    }
    m_steps->setReport(report);
    m_steps->show();
    if (isFirst)
        emit grown();
}

void ConnectionCard::removeSteps()
{
    m_trust->hide();
    if (!m_steps)
        return;
    m_steps->hide();
    m_steps->deleteLater();
    m_steps = nullptr;
}

void ConnectionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().brush(QPalette::Base));
    painter.setPen(tonesOf(palette()).hairline);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace gatehouse
