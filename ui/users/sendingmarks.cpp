// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/sendingmarks.h"

#include <QApplication>
#include <QStyle>
#include <QTimerEvent>

namespace gatehouse {

namespace {
constexpr auto kBeat = std::chrono::milliseconds(40);
constexpr int kTurn = 900; // milliseconds for one turn of the arc
} // namespace

SendingMarks::SendingMarks(const UserListing &listing, QObject *parent) : QObject(parent), m_listing(listing)
{
    m_clock.start();
    connect(&listing, &UserListing::rowChanged, this, &SendingMarks::rowChanged);
    connect(&listing, &UserListing::rowAppended, this, &SendingMarks::rowChanged);
    connect(&listing, &UserListing::reset, this, &SendingMarks::forgetEnded);
}

void SendingMarks::setDelay(std::chrono::milliseconds delay)
{
    m_delay = delay;
}

bool SendingMarks::isShown(Row row) const
{
    if (m_since.isEmpty())
        return false;
    const auto since = m_since.constFind(m_listing.table().nameBytes(row));
    return since != m_since.constEnd() && m_clock.elapsed() - *since >= m_delay.count();
}

int SendingMarks::angle() const
{
    return isAnimated() ? static_cast<int>(m_clock.elapsed() % kTurn * 360 / kTurn) : 0;
}

bool SendingMarks::isAnimated() const
{
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

void SendingMarks::rowChanged(Row row)
{
    const QByteArray name = m_listing.table().nameBytes(row);
    if (m_listing.mark(row).kind != RowMark::Kind::Sending)
        m_since.remove(name);
    else if (!m_since.contains(name))
        m_since.insert(name, m_clock.elapsed());
    if (m_since.isEmpty())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(static_cast<int>(kBeat.count()), this);
}

void SendingMarks::forgetEnded()
{
    m_since.removeIf([this](QHash<QByteArray, qint64>::iterator entry) {
        const auto row = m_listing.table().find(entry.key());
        return !row || m_listing.mark(*row).kind != RowMark::Kind::Sending;
    });
    if (m_since.isEmpty())
        m_timer.stop();
}

void SendingMarks::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    bool allShown = true;
    for (auto it = m_since.cbegin(); it != m_since.cend(); ++it) {
        const auto row = m_listing.table().find(it.key());
        if (!row)
            continue;
        allShown &= isShown(*row);
        if (isShown(*row))
            emit ticked(*row);
    }
    if (allShown && !isAnimated())
        m_timer.stop();
}

} // namespace gatehouse
