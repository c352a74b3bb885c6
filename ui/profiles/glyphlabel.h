// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/widgets.h"

#include <QWidget>

namespace gatehouse {

/// A glyph of 16 pixels that says how something stands; what it says must stand in words beside it.
class GlyphLabel final : public QWidget
{
    Q_OBJECT
public:
    GlyphLabel(const QString &name, GlyphTone tone, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {16, 20}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    GlyphTone m_tone;
};

} // namespace gatehouse
