// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/widgets.h"

#include <QWidget>

namespace gatehouse {

/// A glyph of resources/icons as a widget, in the middle of its room: for forms, cards and empty places. Says nothing
/// to assistive technology; the words beside it do.
class GlyphView final : public QWidget
{
    Q_OBJECT
public:
    explicit GlyphView(int side, QWidget *parent = nullptr);
    void setGlyph(const QString &iconName, GlyphTone tone);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_side;
    QString m_name;
    GlyphTone m_tone = GlyphTone::Secondary;
};

} // namespace gatehouse
