// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/glyphview.h"

#include <QPainter>

namespace gatehouse {

GlyphView::GlyphView(int side, QWidget *parent) : QWidget(parent), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void GlyphView::setGlyph(const QString &iconName, GlyphTone tone)
{
    m_name = iconName;
    m_tone = tone;
    update();
}

QSize GlyphView::sizeHint() const
{
    return {m_side, m_side};
}

void GlyphView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(&painter, QRect((width() - m_side) / 2, (height() - m_side) / 2, m_side, m_side), m_name, m_tone,
               palette());
}

} // namespace gatehouse
