// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/userdelegate.h"

#include "ui/look/tones.h"
#include "ui/look/widgets.h"
#include "ui/users/namematch.h"
#include "ui/users/switchpainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gatehouse {

namespace {

constexpr int kLeading = 16; // of the first column: the edge that everything in the window stands on
constexpr int kPadding = 8;
constexpr int kLock = 14;
constexpr int kGlyph = 16;
constexpr int kBar = 3;
constexpr int kPoint = 6;
constexpr int kTag = 20;
constexpr int kTagPadding = 7;
constexpr int kTagGap = 4;
constexpr double kTagScale = 0.92;

/// A name reads in its own direction wherever it stands: an address stays left to right in a right-to-left window.
Qt::LayoutDirection directionOf(const QString &text)
{
    return text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
}

/// Words that keep their own direction inside a line of another: "8 Sep 2026" in a right-to-left window. Only for what
/// is painted.
QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069); // first strong isolate ... pop
}

int absoluteLeading(Qt::LayoutDirection direction)
{
    return static_cast<int>(direction == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
           Qt::AlignVCenter;
}

} // namespace

struct UserDelegate::Cell
{
    QPainter *painter;
    const QStyleOptionViewItem &option;
    Row row;
    int position;
    QColor ground;

    const QPalette &palette() const { return option.palette; }
    QRect rect() const { return option.rect; }
    QColor ink() const { return palette().color(QPalette::Text); }
    QColor secondary() const { return palette().color(QPalette::PlaceholderText); }
    /// A rectangle given in reading direction, where it really stands.
    QRect visual(const QRect &logical) const { return QStyle::visualRect(option.direction, option.rect, logical); }
    /// One line at the leading edge of a rectangle.
    void text(const QRect &rect, const QString &text, const QColor &color, Qt::LayoutDirection reading) const
    {
        painter->setPen(color);
        painter->setLayoutDirection(reading);
        painter->drawText(rect, absoluteLeading(option.direction) | Qt::TextSingleLine, text);
    }
};

UserDelegate::UserDelegate(const UserModel &model, const SendingMarks &marks, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_marks(marks)
{}

void UserDelegate::setProtectedCheck(std::function<bool(Row)> isProtected)
{
    m_isProtected = std::move(isProtected);
}

int UserDelegate::widthOfSignIn(const QFontMetrics &metrics)
{
    int widest = 0;
    for (const StatusState state : {StatusState::Enabled, StatusState::Disabled, StatusState::NoStatus})
        widest = std::max(widest, metrics.horizontalAdvance(UserModel::word(state)));
    return 48 + widest + 16;
}

int UserDelegate::widthOfSince(const QFontMetrics &metrics)
{
    //: The longest thing that is said in "Disabled since" every day; the column is made as wide
    return metrics.horizontalAdvance(tr("Failed: 502 Bad Gateway")) + 40;
}

QColor UserDelegate::ground(const Cell &cell) const
{
    const Tones &tones = tonesOf(cell.palette());
    const UserListing &listing = m_model.listing();
    const bool hovered = cell.position == m_hover.position;
    if (listing.selection().contains(cell.row))
        return hovered ? mixed(tones.selection, cell.ink(), 0.03) : tones.selection;
    if (listing.mark(cell.row).kind == RowMark::Kind::Failed)
        return tones.failedRow;
    return hovered ? tones.rowHover : cell.palette().color(QPalette::Base);
}

void UserDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.isValid())
        return;
    Cell cell{painter, option, m_model.rowAt(index.row()), index.row(), {}};
    cell.ground = ground(cell);
    const QRect rect = option.rect;
    painter->save();
    painter->setFont(option.font);
    painter->fillRect(rect, cell.ground);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tonesOf(option.palette).hairline);
    painter->setClipRect(rect, Qt::IntersectClip);
    switch (static_cast<UserModel::Column>(index.column())) {
    case UserModel::Column::User:
        if (m_model.listing().selection().contains(cell.row))
            painter->fillRect(cell.visual(QRect(rect.left(), rect.top(), kBar, rect.height())),
                              option.palette.color(QPalette::Link));
        paintName(cell);
        paintLookMark(cell);
        break;
    case UserModel::Column::SignIn:
        paintSignIn(cell);
        break;
    case UserModel::Column::DisabledSince:
        paintSince(cell);
        break;
    case UserModel::Column::Person:
        paintWho(cell);
        break;
    case UserModel::Column::Email:
        paintText(cell, m_model.email(cell.row));
        break;
    case UserModel::Column::Roles:
        paintRoles(cell);
        break;
    case UserModel::Column::Count:
        break;
    }
    painter->restore();
}

QRect UserDelegate::nameRect(const QRect &cell, Qt::LayoutDirection direction, Row row) const
{
    const int lock = isProtected(row) ? kLock + kPadding : 0;
    return QStyle::visualRect(direction, cell, cell.adjusted(kLeading, 0, -kPadding - lock, 0));
}

void UserDelegate::paintName(const Cell &cell) const
{
    const QString text = m_model.name(cell.row);
    const QRect rect = nameRect(cell.rect(), cell.option.direction, cell.row);
    const QFontMetrics metrics(cell.option.font);
    const QString elided = metrics.elidedText(text, Qt::ElideMiddle, rect.width());
    if (!m_model.listing().search().isEmpty())
        paintMatch(cell, {m_model.listing().table().nameBytes(cell.row), rect, text, elided});
    const bool disabled = isDisabled(m_model.listing().table().state(cell.row));
    cell.text(rect, elided, disabled ? cell.secondary() : cell.ink(), directionOf(text));
    if (!isProtected(cell.row))
        return;
    const int width = std::min(metrics.horizontalAdvance(elided), rect.width());
    const QRect lock(cell.rect().left() + kLeading + width + kPadding,
                     cell.rect().top() + (cell.rect().height() - kLock) / 2, kLock, kLock);
    paintGlyph(cell.painter, cell.visual(lock), QStringLiteral("lock"), GlyphTone::Secondary, cell.palette());
}

// A point before the name; the tip has the words.
void UserDelegate::paintLookMark(const Cell &cell) const
{
    if (m_model.lookChange(cell.row) == LookChange::None)
        return;
    const QRect point(cell.rect().left() + (kLeading - kPoint) / 2 + 1,
                      cell.rect().top() + (cell.rect().height() - kPoint) / 2, kPoint, kPoint);
    cell.painter->save();
    cell.painter->setRenderHint(QPainter::Antialiasing);
    cell.painter->setPen(Qt::NoPen);
    cell.painter->setBrush(cell.palette().color(QPalette::Link));
    cell.painter->drawEllipse(cell.visual(point));
    cell.painter->restore();
}

void UserDelegate::paintMatch(const Cell &cell, const Matched &matched) const
{
    const QRect &rect = matched.rect;
    const QString &text = matched.text;
    const QString &elided = matched.elided;
    const QByteArray needle = RowFilter::of(m_model.listing().search(), StatusChip::All).needle;
    const auto found = findInName(matched.raw, needle);
    if (!found)
        return;
    const TextSpan span = spanInElided(*found, text, elided);
    QTextLayout layout(elided, cell.option.font);
    QTextOption flow;
    flow.setTextDirection(directionOf(text));
    flow.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(flow);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return;
    const double width = line.naturalTextWidth();
    const double origin = cell.option.direction == Qt::LeftToRight ? rect.left() : rect.right() + 1 - width;
    const double a = line.cursorToX(static_cast<int>(span.from));
    const double b = line.cursorToX(static_cast<int>(span.from + span.length));
    const double height = line.height();
    const QRectF box(origin + std::min(a, b) - 1, rect.top() + (rect.height() - height) / 2, std::abs(b - a) + 2,
                     height);
    cell.painter->save();
    cell.painter->setRenderHint(QPainter::Antialiasing);
    cell.painter->setPen(Qt::NoPen);
    cell.painter->setBrush(tonesOf(cell.palette()).match);
    cell.painter->drawRoundedRect(box, 3, 3);
    cell.painter->restore();
}

void UserDelegate::paintSignIn(const Cell &cell) const
{
    SwitchLook look;
    const StatusState shown = m_model.switchState(cell.row);
    const StatusState state = m_model.listing().table().state(cell.row);
    if (m_marks.isShown(cell.row))
        look.face = SwitchLook::Face::Sending;
    else if (shown == StatusState::NoStatus)
        look.face = SwitchLook::Face::NoStatus;
    else
        look.face = shown == StatusState::Enabled ? SwitchLook::Face::On : SwitchLook::Face::Off;
    const bool usable = m_model.canToggle(cell.row);
    look.hovered = usable && m_hover.onSwitch && m_hover.position == cell.position;
    look.quiet = !usable && state != StatusState::NoStatus;
    look.angle = m_marks.angle();
    paintSwitch(cell.painter, switchRect(cell.rect(), cell.option.direction), look, cell.option.direction,
                cell.palette());
    const QRect rect = switchWordRect(cell.rect(), cell.option.direction);
    const QString word =
        QFontMetrics(cell.option.font).elidedText(UserModel::word(state), Qt::ElideRight, rect.width());
    cell.text(rect, isolated(word), isDisabled(state) ? cell.ink() : cell.secondary(), cell.option.direction);
}

void UserDelegate::paintSince(const Cell &cell) const
{
    const auto marks = m_marks.isShown(cell.row) ? UserModel::Marks::Shown : UserModel::Marks::WithoutSending;
    const UserModel::Since since = m_model.since(cell.row, marks);
    using Kind = UserModel::Since::Kind;
    QRect logical = cell.rect().adjusted(kPadding, 0, -kPadding, 0);
    QColor color = cell.secondary();
    if (since.kind == Kind::Date || since.kind == Kind::Odd)
        color = cell.ink();
    if (since.kind == Kind::Failed) {
        color = cell.palette().color(QPalette::BrightText);
        const QRect glyph(logical.left(), logical.top() + (logical.height() - kGlyph) / 2, kGlyph, kGlyph);
        paintGlyph(cell.painter, cell.visual(glyph), QStringLiteral("warn"), GlyphTone::Danger, cell.palette());
        logical.setLeft(logical.left() + kGlyph + 6);
    }
    const QFontMetrics metrics(cell.option.font);
    const QString text = metrics.elidedText(since.text, Qt::ElideRight, logical.width());
    cell.text(cell.visual(logical), isolated(text), color, cell.option.direction);
    if (since.age.isEmpty())
        return;
    logical.setLeft(logical.left() + metrics.horizontalAdvance(text));
    // The dot stands between the two in the window's direction, the words after it read in their own.
    const QString dot = QStringLiteral(" \u00B7 ");
    const int room = logical.width() - metrics.horizontalAdvance(dot);
    const QString age = room > 0 ? isolated(metrics.elidedText(since.age, Qt::ElideRight, room)) : QString();
    cell.text(cell.visual(logical), age.isEmpty() ? age : dot + age, cell.secondary(), cell.option.direction);
}

void UserDelegate::paintWho(const Cell &cell) const
{
    const UserModel::Who who = m_model.who(cell.row);
    if (who.kind == UserModel::Who::Kind::Nobody)
        paintNobody(cell, who);
    else
        paintText(cell, who.text);
}

void UserDelegate::paintNobody(const Cell &cell, const UserModel::Who &who) const
{
    QRect logical = cell.rect().adjusted(kPadding, 0, -kPadding, 0);
    const QRect glyph(logical.left(), logical.top() + (logical.height() - kGlyph) / 2, kGlyph, kGlyph);
    paintGlyph(cell.painter, cell.visual(glyph), QStringLiteral("unknown"), GlyphTone::Warn, cell.palette());
    logical.setLeft(logical.left() + kGlyph + 6);
    const QFontMetrics metrics(cell.option.font);
    const QString text = metrics.elidedText(who.text, Qt::ElideRight, logical.width());
    cell.text(cell.visual(logical), isolated(text), tonesOf(cell.palette()).warn, cell.option.direction);
    if (who.twin.isEmpty())
        return;
    logical.setLeft(logical.left() + metrics.horizontalAdvance(text));
    const QString dot = QStringLiteral(" \u00B7 ");
    const int room = logical.width() - metrics.horizontalAdvance(dot);
    const QString twin = room > 0 ? metrics.elidedText(who.twin, Qt::ElideMiddle, room) : QString();
    if (!twin.isEmpty())
        cell.text(cell.visual(logical), dot + isolated(twin), cell.secondary(), cell.option.direction);
}

void UserDelegate::paintText(const Cell &cell, const QString &text) const
{
    if (text.isEmpty())
        return;
    const QRect rect = cell.visual(cell.rect().adjusted(kPadding, 0, -kPadding, 0));
    const QString elided = QFontMetrics(cell.option.font).elidedText(text, Qt::ElideRight, rect.width());
    if (!m_model.listing().search().isEmpty())
        paintMatch(cell, {text.toUtf8(), rect, text, elided});
    const bool disabled = isDisabled(m_model.listing().table().state(cell.row));
    cell.text(rect, elided, disabled ? cell.secondary() : cell.ink(), directionOf(text));
}

// Those that do not fit are left out; the tip has all.
void UserDelegate::paintRoles(const Cell &cell) const
{
    QFont small = cell.option.font;
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * kTagScale);
    const QFontMetrics metrics(small);
    const bool selected = m_model.listing().selection().contains(cell.row);
    const Tones &tones = tonesOf(cell.palette());
    const QColor fill = selected ? tones.tagFillSelected : tones.tagFill;
    int x = cell.rect().left() + kPadding;
    const int end = cell.rect().right() + 1 - kPadding;
    cell.painter->save();
    cell.painter->setRenderHint(QPainter::Antialiasing);
    cell.painter->setFont(small);
    for (const QString &role : m_model.roles(cell.row)) {
        const int room = end - x - 2 * kTagPadding;
        const bool isFirst = x == cell.rect().left() + kPadding;
        const int wanted = metrics.horizontalAdvance(role);
        if (wanted > room && (!isFirst || room < metrics.averageCharWidth() * 3))
            break;
        const QString text = metrics.elidedText(role, Qt::ElideRight, room);
        const QRect tag(x, cell.rect().top() + (cell.rect().height() - kTag) / 2,
                        metrics.horizontalAdvance(text) + 2 * kTagPadding, std::max(kTag, metrics.height()));
        cell.painter->setPen(Qt::NoPen);
        cell.painter->setBrush(fill);
        cell.painter->drawRoundedRect(cell.visual(tag), 4, 4);
        cell.text(cell.visual(tag.adjusted(kTagPadding, 0, -kTagPadding, 0)), text, cell.secondary(),
                  directionOf(text));
        x += tag.width() + kTagGap;
    }
    cell.painter->restore();
}

QSize UserDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int height = std::max(32, metrics.height() + 14);
    switch (static_cast<UserModel::Column>(index.column())) {
    case UserModel::Column::User:
        return {kLeading + metrics.horizontalAdvance(index.data().toString()) + kPadding, height};
    case UserModel::Column::SignIn:
        return {widthOfSignIn(metrics), height};
    case UserModel::Column::DisabledSince:
        return {widthOfSince(metrics), height};
    case UserModel::Column::Person:
    case UserModel::Column::Email:
    case UserModel::Column::Roles:
        return {2 * kPadding + metrics.horizontalAdvance(index.data().toString()), height};
    case UserModel::Column::Count:
        break;
    }
    return {};
}

bool UserDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    Q_UNUSED(event);
    Q_UNUSED(model);
    Q_UNUSED(option);
    Q_UNUSED(index);
    return false;
}

bool UserDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid() &&
        static_cast<UserModel::Column>(index.column()) == UserModel::Column::User) {
        // A name that can be read needs no tip.
        const Row row = m_model.rowAt(index.row());
        const QRect rect = nameRect(option.rect, option.direction, row);
        if (m_model.lookChange(row) == LookChange::None &&
            QFontMetrics(option.font).horizontalAdvance(m_model.name(row)) <= rect.width()) {
            QToolTip::hideText();
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace gatehouse
