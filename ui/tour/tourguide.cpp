// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/tourguide.h"

#include "ui/tour/picture.h"

#include <QApplication>
#include <QDir>
#include <QWindow>

namespace gatehouse {

namespace {

constexpr std::chrono::milliseconds kBetweenSteps{20};
/// Between two looks there is time for a frame of an animation.
constexpr std::chrono::milliseconds kBetweenLooks{50};
/// So many looks in a row must show the same before it is a picture.
constexpr int kLooksAlike = 4;

bool isOfRealMouse(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::Enter:
    case QEvent::Leave:
        return event.spontaneous();
    default:
        return false;
    }
}

} // namespace

TourGuide::TourGuide(Parts parts, QObject *parent) : QObject(parent), m_parts(std::move(parts))
{
    connect(&m_timer, &QTimer::timeout, this, &TourGuide::goOn);
}

TourGuide::~TourGuide() = default;

void TourGuide::start()
{
    if (!QDir().mkpath(m_parts.folder)) {
        end(tr("The folder %1 cannot be made.").arg(m_parts.folder));
        return;
    }
    QApplication::setCursorFlashTime(0);
    QApplication::setQuitOnLastWindowClosed(false);
    qApp->installEventFilter(this);
    enter(Appearance::Light);
}

void TourGuide::enter(Appearance appearance)
{
    m_stage = std::make_unique<Stage>(appearance, m_parts.demo, m_parts.orderedBy);
    if (!m_stage->problem().isEmpty()) {
        end(m_stage->problem());
        return;
    }
    m_stations = m_parts.stations(*m_stage);
    m_station = -1;
    m_stage->window().show();
    nextStation();
}

void TourGuide::nextStation()
{
    ++m_station;
    m_step = 0;
    m_phase = m_station < m_stations.size() ? Phase::Walking : Phase::Leaving;
    if (m_phase == Phase::Leaving)
        m_stage->leave();
    m_since.start();
    m_timer.start(kBetweenSteps);
}

void TourGuide::goOn()
{
    switch (m_phase) {
    case Phase::Walking:
        walk();
        return;
    case Phase::Looking:
        look();
        return;
    case Phase::Leaving:
        leave();
        return;
    }
}

void TourGuide::walk()
{
    const QList<Step> &steps = m_stations.at(m_station).steps;
    if (m_step < steps.size()) {
        if (steps.at(m_step).tried()) {
            ++m_step;
            m_since.start();
        } else if (isOverdue()) {
            giveUp(steps.at(m_step).what);
        }
        return;
    }
    m_stage->hand().leaveCovered();
    m_phase = Phase::Looking;
    m_seen = {};
    m_sameSights = 0;
    m_timer.start(kBetweenLooks);
}

void TourGuide::look()
{
    const QImage sight = pictureOf(m_stage->window());
    m_sameSights = sight == m_seen ? m_sameSights + 1 : 1;
    m_seen = sight;
    if (m_sameSights == kLooksAlike) {
        if (savePicture())
            nextStation();
    } else if (isOverdue()) {
        giveUp(QStringLiteral("wait for the window to come to rest"));
    }
}

bool TourGuide::savePicture()
{
    const QString number = QStringLiteral("%1").arg(m_station + 1, 2, 10, QLatin1Char('0'));
    const QString name = QStringLiteral("%1-%2-%3.png").arg(number, m_stations.at(m_station).name, appearanceWord());
    const QString file = QDir(m_parts.folder).filePath(name);
    if (m_seen.isNull() || !m_seen.save(file)) {
        end(tr("The picture %1 could not be written.").arg(file));
        return false;
    }
    emit pictureTaken(file);
    return true;
}

void TourGuide::leave()
{
    // What is to be deleted later refers to the stage; a turn of the event loop has passed since it was left.
    if (!m_stage->isIdle() && !isOverdue())
        return;
    const bool isLight = m_stage->appearance() == Appearance::Light;
    m_stations.clear();
    m_stage.reset();
    if (isLight)
        enter(Appearance::Dark);
    else
        end({});
}

bool TourGuide::isOverdue() const
{
    return m_since.hasExpired(m_parts.deadline.count());
}

void TourGuide::giveUp(const QString &what)
{
    end(tr("The tour got stuck at %1, at the step “%2”.").arg(where(), what));
}

void TourGuide::end(const QString &problem)
{
    m_timer.stop();
    qApp->removeEventFilter(this);
    emit finished(problem);
}

QString TourGuide::appearanceWord() const
{
    return m_stage->appearance() == Appearance::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

QString TourGuide::where() const
{
    return QStringLiteral("%1 (%2)").arg(m_stations.at(m_station).name, appearanceWord());
}

bool TourGuide::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ToolTip || (watched->isWindowType() && isOfRealMouse(*event)))
        return true;
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse
