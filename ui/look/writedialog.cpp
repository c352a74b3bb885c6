// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/writedialog.h"

#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QVBoxLayout>

namespace gatehouse {
namespace {

/// Cut in the middle where it would push the heading away.
QString shortened(const QString &text)
{
    return QFontMetrics(scaledFont(1, FontWeight::Bold)).elidedText(text, Qt::ElideMiddle, 240);
}

} // namespace

WriteDialog::WriteDialog(const QString &title, const WriteTarget &target, QWidget *parent)
    : QDialog(parent), m_target(target)
{
    setWindowTitle(title);
    setAccessibleName(title);
    auto *strip = new EnvironmentStrip(this);
    strip->setLeadingMargin(24);
    strip->setEnvironment(target.environment, target.colour);

    m_heading = (new TextLabel(title, this))->scaled(1.45)->bold()->wrapped();
    auto *name = (new TextLabel(shortened(target.connectionName), this))->bold();
    auto *host = (new TextLabel(shortened(target.host), this))->toned(TextTone::Secondary);
    name->setAccessibleName(target.connectionName);
    host->setAccessibleName(target.host);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_heading, 1);
    line->addWidget(name);
    line->addWidget(host);
    m_head = new QVBoxLayout;
    m_head->setContentsMargins(24, 16, 24, 16);
    m_head->setSpacing(8);
    m_head->addLayout(line);

    m_body = new QVBoxLayout;
    m_body->setSpacing(0);
    m_footer = new QHBoxLayout;
    m_footer->setContentsMargins(24, 12, 24, 12);
    m_footer->setSpacing(8);
    m_footer->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addLayout(m_head);
    layout->addLayout(m_body, 1);
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addLayout(m_footer);
}

void WriteDialog::setHeading(const QString &heading)
{
    m_heading->setText(heading);
}

void WriteDialog::resizeWithin(QSize wanted)
{
    resize(wanted.boundedTo(screen()->availableSize() - QSize(16, 48)));
}

} // namespace gatehouse
