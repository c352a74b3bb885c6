// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/colourrow.h"

#include "ui/look/owncolours.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>
#include <QSignalBlocker>

#include <utility>

namespace gatehouse {

namespace {

constexpr int kSwatchSide = 28;
constexpr int kSwatchMargin = 4;
constexpr int kSwatchTick = 14;

bool isSame(const QString &one, const QString &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

} // namespace

/// One colour, a radio button to fingers and to assistive technology.
class ColourRow::Swatch final : public QRadioButton
{
public:
    Swatch(QString rgb, QWidget *parent) : QRadioButton(parent), m_rgb(std::move(rgb))
    {
        setFixedSize(kSwatchSide, kSwatchSide);
    }
    QString rgb() const { return m_rgb; }
    void setLook(std::optional<EnvironmentLook> look)
    {
        m_look = look;
        update();
    }
    void setRgb(const QString &rgb)
    {
        m_rgb = rgb;
        update();
    }

protected:
    bool hitButton(const QPoint &place) const override { return rect().contains(place); }
    void enterEvent(QEnterEvent *event) override
    {
        update();
        QRadioButton::enterEvent(event);
    }
    void leaveEvent(QEvent *event) override
    {
        update();
        QRadioButton::leaveEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isFilled = isOwnColour(m_rgb);
        const QRect box = rect().adjusted(kSwatchMargin, kSwatchMargin, -kSwatchMargin, -kSwatchMargin);
        if (isFilled)
            fillRounded(&painter, box, tonesOf(palette(), EnvironmentLook::Production, m_rgb).strip, 6);
        else if (m_look)
            paintEnvironmentTile(&painter, box, *m_look, palette());
        else
            drawBox(&painter, box, palette().color(QPalette::Base), palette().color(QPalette::Dark), 6);
        if (hasFocus() && focusIsVisible(this))
            drawRing(&painter, rect(), palette().color(QPalette::Link), 8);
        else if (isChecked() || underMouse())
            drawRing(&painter, rect().adjusted(1, 1, -1, -1),
                     palette().color(isChecked() ? QPalette::Text : QPalette::Mid), 8, 1.5);
        if (!isChecked() || m_look)
            return;
        QRect tick(0, 0, kSwatchTick, kSwatchTick);
        tick.moveCenter(box.center());
        paintGlyph(&painter, tick, QStringLiteral("check"), isFilled ? GlyphTone::OnAccent : GlyphTone::Ink, palette());
    }

private:
    QString m_rgb;
    std::optional<EnvironmentLook> m_look;
};

ColourRow::ColourRow(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Colour"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    addSwatch(QString(), tr("The environment's colour"));
    for (const OwnColour &each : ownColours())
        addSwatch(each.rgb, each.word);
    m_byHand = addSwatch(QString(), tr("Another colour"));
    m_byHand->hide();
    line->addStretch();
    m_swatches.first()->setChecked(true);
}

ColourRow::Swatch *ColourRow::addSwatch(const QString &rgb, const QString &word)
{
    auto *swatch = new Swatch(rgb, this);
    swatch->setAccessibleName(word);
    swatch->setToolTip(word);
    connect(swatch, &QAbstractButton::toggled, this, [this](bool isChosen) {
        if (isChosen)
            emit chosen();
    });
    layout()->addWidget(swatch);
    m_swatches.append(swatch);
    return swatch;
}

void ColourRow::setEnvironment(std::optional<EnvironmentLook> look)
{
    m_swatches.first()->setLook(look);
}

QString ColourRow::colour() const
{
    for (const Swatch *swatch : m_swatches) {
        if (swatch->isChecked())
            return isSame(swatch->rgb(), m_set) ? m_set : swatch->rgb();
    }
    return {};
}

void ColourRow::setColour(const QString &rgb)
{
    const QSignalBlocker quiet(this);
    m_set = rgb;
    Swatch *fitting = m_byHand;
    for (Swatch *swatch : std::as_const(m_swatches)) {
        if (swatch != m_byHand && isSame(swatch->rgb(), rgb))
            fitting = swatch;
    }
    m_byHand->setRgb(fitting == m_byHand ? rgb : QString());
    m_byHand->setVisible(fitting == m_byHand);
    fitting->setChecked(true);
}

} // namespace gatehouse
