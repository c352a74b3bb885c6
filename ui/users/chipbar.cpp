// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/chipbar.h"

#include "ui/look/widgets.h"
#include "ui/users/actionbutton.h"

#include <QButtonGroup>
#include <QEvent>
#include <QScopedValueRollback>
#include <QStyle>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kSide = 16;
constexpr int kGap = 6;
constexpr int kSideGap = 16;  // before the chips that cut across the others
constexpr int kGroupGap = 16; // between the chips and the buttons at least
constexpr int kRow = 46;
constexpr int kAbove = 4; // the header above has an empty foot
constexpr int kBelow = 10;
constexpr int kRowGap = 8;

template<typename Widgets>
int widthTogether(const Widgets &widgets)
{
    int width = 0;
    for (const auto *widget : widgets) {
        if (!widget->isHidden())
            width += widget->sizeHint().width() + (width > 0 ? kGap : 0);
    }
    return width;
}

template<typename Widgets>
int tallest(const Widgets &widgets)
{
    int height = 0;
    for (const auto *widget : widgets)
        height = std::max(height, widget->sizeHint().height());
    return height;
}

} // namespace

ChipBar::ChipBar(const UserActs &acts, QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    const std::pair<StatusChip, QString> chips[] = {{StatusChip::All, tr("All", "users")},
                                                    {StatusChip::Enabled, tr("Enabled", "users")},
                                                    {StatusChip::Disabled, tr("Disabled", "users")},
                                                    {StatusChip::NoStatus, tr("No status yet", "users")},
                                                    {StatusChip::NoPerson, tr("No such person", "users")},
                                                    {StatusChip::Changed, tr("Changed", "users")}};
    for (const auto &[chip, text] : chips) {
        auto *const button = new Chip(text, this);
        m_group->addButton(button, static_cast<int>(chip));
        m_chips << button;
    }
    setChip(StatusChip::All);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { emit chipChosen(static_cast<StatusChip>(id)); });
    const std::pair<QAction *, QString> buttons[] = {
        {acts.disable, tr("Disable")}, {acts.enable, tr("Enable")}, {acts.remove, tr("Delete")}};
    for (const auto &[action, name] : buttons) {
        if (action)
            m_buttons << new ActionButton(action, name, this);
    }
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    arrange();
}

void ChipBar::setCounts(const std::optional<StatusCounts> &counts)
{
    const auto show = [this](StatusChip chip, std::optional<qint64> count) {
        m_chips[static_cast<int>(chip)]->setCount(count);
    };
    show(StatusChip::All, counts ? std::optional(counts->all()) : std::nullopt);
    show(StatusChip::Enabled, counts ? std::optional(counts->enabled) : std::nullopt);
    show(StatusChip::Disabled, counts ? std::optional(counts->disabled) : std::nullopt);
    if (m_persons == Persons::NotKnown) // what their descriptions say is why
        return arrangeIfResized();
    show(StatusChip::NoStatus, counts ? std::optional(counts->noStatus) : std::nullopt);
    show(StatusChip::NoPerson, counts ? std::optional(counts->noPerson) : std::nullopt);
    arrangeIfResized();
}

void ChipBar::setPersons(Persons persons, const QString &reason)
{
    m_persons = persons;
    for (const StatusChip each : {StatusChip::NoStatus, StatusChip::NoPerson}) {
        Chip *const chip = m_chips[static_cast<int>(each)];
        chip->setEnabled(persons == Persons::Known);
        chip->setToolTip(reason.isEmpty() ? QString() : Qt::convertFromPlainText(reason));
        if (persons == Persons::Known)
            continue;
        chip->setCount(std::nullopt);
        chip->setAccessibleDescription(reason);
    }
    arrangeIfResized();
}

void ChipBar::setChanged(std::optional<qint64> count)
{
    m_chips[static_cast<int>(StatusChip::Changed)]->setCount(count);
    arrangeIfResized();
}

void ChipBar::setChip(StatusChip chip)
{
    m_chips[static_cast<int>(chip)]->setChecked(true);
}

int ChipBar::chipsWidth(Chip::CountRoom room) const
{
    // Measured without touching the chips: showing a count to measure it would ask for a layout, which would measure.
    int width = 0;
    for (const Chip *chip : m_chips)
        width += chip->widthFor(room) + (width > 0 ? gapBefore(chip) : 0);
    return width;
}

// What comes behind the wider gap asks for work, and cuts across the others.
int ChipBar::gapBefore(const Chip *chip) const
{
    return chip == m_chips[static_cast<int>(StatusChip::NoPerson)] ? kSideGap : kGap;
}

int ChipBar::buttonsWidth() const
{
    return widthTogether(m_buttons);
}

void ChipBar::showCounts(bool shown) const
{
    for (Chip *chip : m_chips)
        chip->setCountShown(shown);
}

ChipBar::Shape ChipBar::shapeFor(int width) const
{
    const int room = width - 2 * kSide;
    const int buttons = buttonsWidth() > 0 ? kGroupGap + buttonsWidth() : 0;
    const int withoutCounts = chipsWidth(Chip::CountRoom::Without);
    const int withCounts = chipsWidth(Chip::CountRoom::With);
    if (withCounts + buttons <= room)
        return Shape::OneRow;
    if (withoutCounts + buttons <= room)
        return Shape::OneRowWithoutCounts;
    return withCounts <= room ? Shape::TwoRows : Shape::TwoRowsWithoutCounts;
}

int ChipBar::heightOf(Shape shape) const
{
    const bool two = shape == Shape::TwoRows || shape == Shape::TwoRowsWithoutCounts;
    if (two)
        return kAbove + tallest(m_chips) + kRowGap + tallest(m_buttons) + kBelow;
    return std::max(kRow, kAbove + std::max(tallest(m_chips), tallest(m_buttons)) + kBelow);
}

QSize ChipBar::sizeHint() const
{
    return {2 * kSide + chipsWidth(Chip::CountRoom::With) + kGroupGap + buttonsWidth(), height()};
}

QSize ChipBar::minimumSizeHint() const
{
    // Without counts and in two rows.
    const int chips = chipsWidth(Chip::CountRoom::Without);
    return {2 * kSide + std::max(chips, buttonsWidth()), kRow};
}

void ChipBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool ChipBar::event(QEvent *event)
{
    const bool result = QWidget::event(event);
    switch (event->type()) {
    case QEvent::LayoutRequest: // a button's text or a chip's count changed
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
    case QEvent::LocaleChange:
        arrange();
        break;
    default:
        break;
    }
    return result;
}

QList<int> ChipBar::chipWidths() const
{
    QList<int> widths;
    widths.reserve(m_chips.size());
    for (const Chip *chip : m_chips)
        widths.append(chip->widthFor(Chip::CountRoom::With));
    return widths;
}

void ChipBar::arrangeIfResized()
{
    if (chipWidths() != m_arrangedWidths)
        arrange();
}

void ChipBar::arrange()
{
    if (m_arranging || m_chips.isEmpty())
        return;
    const QScopedValueRollback guard(m_arranging, true);
    m_arrangedWidths = chipWidths();
    const Shape shape = shapeFor(width());
    showCounts(shape == Shape::OneRow || shape == Shape::TwoRows);
    setFixedHeight(heightOf(shape));

    const bool two = shape == Shape::TwoRows || shape == Shape::TwoRowsWithoutCounts;
    const int rowHeight = std::max(tallest(m_chips), tallest(m_buttons));
    const auto place = [&](QWidget *widget, int &x, int middle) {
        if (widget->isHidden())
            return;
        const QSize size = widget->sizeHint();
        widget->setGeometry(
            QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, middle - size.height() / 2), size)));
        x += size.width() + kGap;
    };
    const int middle = kAbove + (two ? tallest(m_chips) : rowHeight) / 2;
    int x = kSide;
    for (Chip *chip : m_chips) {
        x += gapBefore(chip) - kGap;
        place(chip, x, middle);
    }
    x = two ? kSide : width() - kSide - buttonsWidth();
    const int buttonMiddle = two ? kAbove + tallest(m_chips) + kRowGap + tallest(m_buttons) / 2 : middle;
    for (ActionButton *button : m_buttons)
        place(button, x, buttonMiddle);
}

} // namespace gatehouse
