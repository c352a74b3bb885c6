// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/glyphlabel.h"

#include <QPainter>

namespace gatehouse {

GlyphLabel::GlyphLabel(const QString &name, GlyphTone tone, QWidget *parent) :
    QWidget(parent), m_name(name), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(&painter, QRect(0, (height() - 16) / 2, 16, 16), m_name, m_tone, palette());
}

} // namespace gatehouse
