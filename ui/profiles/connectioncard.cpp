// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/connectioncard.h"

#include "ui/look/alert.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"
#include "ui/profiles/teststeps.h"

#include <QGridLayout>
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
    connect(&m_test, &ConnectionTest::finished, this, &ConnectionCard::showReport);
    showIdle();
}

void ConnectionCard::start(const Profile &profile)
{
    m_address = profile.url;
    removeSteps();
    const bool hadFocus = m_start->hasFocus();
    m_title->setText(tr("Testing the connection…"));
    m_hint->setText(tr("Reading the list of user statuses once. Nothing is changed."));
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
    removeSteps();
    showIdle();
    m_hint->hide();
    m_title->setText(testTitle(report));
    m_steps = new QWidget(this);
    auto *grid = new QGridLayout(m_steps);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    QStringList spoken{m_title->text()};
    for (const TestStep &step : testSteps(report, m_address)) {
        const int row = grid->rowCount();
        const TextTone tone = step.end == TestStep::End::NotTried ? TextTone::Secondary : TextTone::Ink;
        auto *glyph = new GlyphView(16, m_steps);
        glyph->setGlyph(glyphOf(step.end), toneOf(step.end));
        glyph->setFixedHeight(fontMetrics().height());
        grid->addWidget(glyph, row, 0, Qt::AlignTop);
        grid->addWidget((new TextLabel(step.name, m_steps))->toned(tone), row, 1, Qt::AlignTop);
        auto *words = (new TextLabel(step.words, m_steps))->toned(TextTone::Secondary)->wrapped();
        words->setContentsMargins(16, 0, 0, 0);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(words, row, 2, Qt::AlignTop);
        if (step.end != TestStep::End::NotTried)
            spoken.append(step.name + QStringLiteral(": ") + step.words);
    }
    layout()->addWidget(m_steps);
    m_steps->show();
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    announceAlert(this);
    emit finished(report);
}

void ConnectionCard::removeSteps()
{
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
