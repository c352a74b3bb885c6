// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/connectionbox.h"

#include "session/connectiontest.h"
#include "ui/look/paint.h"
#include "ui/look/widgets.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilewords.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int boxTile = 32;
constexpr int boxGap = 8;
constexpr int boxChevron = 16;
constexpr int boxWidest = 300;
constexpr int boxNarrowest = 140;
constexpr int boxTrailing = 8;

QString hostSeparator()
{
    return QStringLiteral(" · ");
}

int leftAligned(Qt::LayoutDirection direction)
{
    return leadingAlignment(direction) | Qt::TextSingleLine;
}

} // namespace

ConnectionBox::ConnectionBox(QWidget *parent) : CalmComboBox(parent)
{
    setAccessibleName(tr("Connection"));
    setObjectName(QStringLiteral("connectionBox"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaxVisibleItems(12);
    setItemDelegate(new ProfileDelegate(this));
    connect(this, &QComboBox::activated, this, &ConnectionBox::choose);
    rebuild();
}

void ConnectionBox::setProfiles(const QList<Profile> &profiles)
{
    m_profiles = profiles;
    rebuild();
}

void ConnectionBox::setDemo(const std::optional<Profile> &demo)
{
    m_demo = demo;
    rebuild();
}

void ConnectionBox::setCurrent(const QUuid &id)
{
    m_current = id;
    showCurrent();
    updateGeometry();
}

void ConnectionBox::addProfile(const Profile &profile, const QString &name)
{
    addItem(name);
    const int index = count() - 1;
    setItemData(index, profile.id, IdRole);
    setItemData(index, hostWords(profile.url), HostRole);
    setItemData(index, static_cast<int>(lookOf(profile.effectiveEnvironment())), EnvironmentRole);
    setItemData(index, profile.colour, ColourRole);
    setItemData(index,
                QString(environmentWord(lookOf(profile.effectiveEnvironment())) + QStringLiteral(", ") +
                        hostWords(profile.url)),
                Qt::AccessibleDescriptionRole);
}

void ConnectionBox::rebuild()
{
    clear();
    if (m_demo)
        addProfile(*m_demo, tr("Demo server"));
    for (const Profile &profile : m_profiles)
        addProfile(profile, profile.name);
    if (count() > 0)
        insertSeparator(count());
    addItem(icon(QStringLiteral("plug")), tr("Connections…"));
    setItemData(count() - 1, true, CommandRole);
    showCurrent();
    updateGeometry();
}

void ConnectionBox::choose(int index)
{
    const bool isManage = itemData(index, CommandRole).toBool();
    const QUuid chosen = itemData(index, IdRole).toUuid();
    showCurrent();
    if (isManage)
        emit manageRequested();
    else if (!chosen.isNull() && chosen != m_current)
        emit profileChosen(chosen);
}

void ConnectionBox::showCurrent()
{
    const int index = m_current.isNull() ? -1 : findData(m_current, IdRole);
    setCurrentIndex(index);
    const QString look =
        environmentLook() ? environmentWord(static_cast<EnvironmentLook>(*environmentLook())) : QString();
    setAccessibleDescription(index < 0 ? QString() : look + QStringLiteral(", ") + hostText());
    // As rich text on purpose: a tool tip would guess, and the host is what somebody typed.
    setToolTip(index < 0 ? QString() : QStringLiteral("<qt>%1</qt>").arg(hostText().toHtmlEscaped()));
    update();
}

QString ConnectionBox::hostText() const
{
    return currentData(HostRole).toString();
}

std::optional<int> ConnectionBox::environmentLook() const
{
    const QVariant look = currentData(EnvironmentRole);
    return look.isValid() ? std::optional<int>{look.toInt()} : std::nullopt;
}

QSize ConnectionBox::sizeHint() const
{
    const QFontMetrics name(scaledFont(1, FontWeight::Bold));
    const QFontMetrics line(scaledFont(0.92));
    const QString word =
        environmentLook() ? environmentWord(static_cast<EnvironmentLook>(*environmentLook())) : QString();
    const int first = name.horizontalAdvance(currentIndex() < 0 ? tr("No connection") : currentText()) + 6 + boxChevron;
    // The pieces as they are painted: each is rounded for itself, and one pixel too few elides the host.
    const int second =
        line.horizontalAdvance(word) + line.horizontalAdvance(hostSeparator()) + line.horizontalAdvance(hostText()) + 2;
    const int width = boxTile + boxGap + std::max(first, second) + boxTrailing;
    return {std::clamp(width, boxNarrowest, boxWidest), std::max(40, name.height() + line.height() + 4)};
}

QSize ConnectionBox::minimumSizeHint() const
{
    return {boxNarrowest, sizeHint().height()};
}

void ConnectionBox::showPopup()
{
    int width = this->width();
    for (int index = 0; index < count(); ++index)
        width = std::max(width, view()->sizeHintForIndex(model()->index(index, 0)).width());
    view()->setMinimumWidth(width);
    CalmComboBox::showPopup();
}

void ConnectionBox::enterEvent(QEnterEvent *event)
{
    update();
    CalmComboBox::enterEvent(event);
}

void ConnectionBox::leaveEvent(QEvent *event)
{
    update();
    CalmComboBox::leaveEvent(event);
}

void ConnectionBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection()); // the widget's, which need not be the program's
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect content(0, 0, width() - boxTrailing, height());
    const auto place = [this, &content](const QRect &rect) {
        return QStyle::visualRect(layoutDirection(), QRect(0, 0, width(), content.height()), rect);
    };
    if (underMouse() && isEnabled())
        fillRounded(&painter, QRectF(rect()), tonesOf(palette()).windowHover, 6);
    const QRect tile(0, (height() - boxTile) / 2, boxTile, boxTile);
    const std::optional<int> look = environmentLook();
    if (look)
        paintEnvironmentTile(&painter, place(tile), static_cast<EnvironmentLook>(*look), palette(),
                             currentData(ColourRole).toString());
    else
        paintGlyph(&painter, place(tile.adjusted(8, 8, -8, -8)), QStringLiteral("plug"), GlyphTone::Secondary,
                   palette());

    const QFont nameFont = scaledFont(1, FontWeight::Bold);
    const QFontMetrics name(nameFont);
    const QFont lineFont = scaledFont(0.92);
    const QFontMetrics line(lineFont);
    const int left = boxTile + boxGap;
    const int room = std::max(0, content.width() - left);
    const bool hasSecond = look.has_value();
    const int top = (height() - name.height() - (hasSecond ? line.height() : 0)) / 2;
    const QString shown = name.elidedText(currentIndex() < 0 ? tr("No connection") : currentText(), Qt::ElideRight,
                                          std::max(0, room - boxChevron - 6));
    const int shownWidth = name.horizontalAdvance(shown);
    painter.setFont(nameFont);
    painter.setPen(palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::WindowText));
    drawWords(&painter, place({left, top, shownWidth, name.height()}), leftAligned(layoutDirection()), shown);
    const QRect chevron(left + shownWidth + 6, top + (name.height() - boxChevron) / 2 + 1, boxChevron, boxChevron);
    paintGlyph(&painter, place(chevron), QStringLiteral("down"), GlyphTone::Secondary, palette());
    if (hasSecond) {
        const auto environment = static_cast<EnvironmentLook>(*look);
        const QString word = environmentWord(environment);
        const int wordWidth = line.horizontalAdvance(word);
        const int second = top + name.height();
        painter.setFont(lineFont);
        painter.setPen(tonesOf(palette()).of(environment).word);
        drawWords(&painter, place({left, second, wordWidth, line.height()}), leftAligned(layoutDirection()), word);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const int restRoom = std::max(0, room - wordWidth);
        const int hostRoom = std::max(0, restRoom - line.horizontalAdvance(hostSeparator()));
        // Isolated: an address keeps its own direction, while the point stands between it and the word in every window.
        const QString host = QChar(0x2068) + line.elidedText(hostText(), Qt::ElideMiddle, hostRoom) + QChar(0x2069);
        painter.drawText(place({left + wordWidth, second, restRoom, line.height()}), leftAligned(layoutDirection()),
                         hostSeparator() + host);
    }
    if (hasFocus() && focusIsVisible(this))
        drawRing(&painter, rect(), palette().color(QPalette::Link), 6);
}

} // namespace gatehouse
