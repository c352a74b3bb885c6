// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/emptystate.h"

#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QPainter>
#include <QVBoxLayout>

namespace gatehouse {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent),
      m_glyph(new GlyphView(32)),
      m_title(new TextLabel),
      m_line(new TextLabel),
      m_button(makeButton({}))
{
    m_title->scaled(1.15)->bold()->wrapped()->setAlignment(Qt::AlignCenter);
    m_line->toned(TextTone::Secondary)->wrapped()->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(m_glyph, 0, Qt::AlignHCenter);
    column->addSpacing(16);
    column->addWidget(m_title);
    column->addSpacing(4);
    column->addWidget(m_line);
    column->addSpacing(16);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(1);
    m_button->hide();
    m_line->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setMessage(const QString &iconName, const QString &title, const QString &line)
{
    m_glyph->setGlyph(iconName, GlyphTone::Secondary);
    m_title->setText(title);
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(line);
}

void EmptyState::setAction(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
}

} // namespace gatehouse
