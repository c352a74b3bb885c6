// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace gatehouse {

enum class Appearance { AsDesktop, Light, Dark };

/// Gatehouse's look: Fusion with calm colours, hairlines and a focus ring. Colours come from polish(QPalette &), so
/// that the desktop's theme is followed; nothing else sets colours.
class GateStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    explicit GateStyle(Appearance appearance = Appearance::AsDesktop);
    Appearance appearance() const { return m_appearance; }

    /// Puts a GateStyle of this appearance on the application, at start and when the person chooses another; raises the
    /// font where no platform theme gives one. Owned by the application.
    static void apply(Appearance appearance);

    using QProxyStyle::polish;
    void polish(QPalette &palette) override;
    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::unpolish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const override;

    /// Notes which widgets got the focus by the mouse: these show no ring until a key is pressed.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Appearance m_appearance;
};

} // namespace gatehouse
