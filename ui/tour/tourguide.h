// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gatestyle.h"
#include "ui/tour/stage.h"
#include "ui/tour/station.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace gatehouse {

/// Leads the real window from station to station, in light and in dark, and leaves a picture of each. Each time it
/// starts on a fresh stage, so no person's settings are read or written.
///
/// Lives on the window's thread and never waits: a timer tries the next step until it is done. Only the guide's hand
/// counts meanwhile: the real mouse and tool tips are left out, so that two tours look alike. finished() comes once.
class TourGuide final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        QString folder; ///< for the pictures; made when missing
        DemoServer::Options demo;
        QString orderedBy;
        std::function<QList<Station>(Stage &)> stations;
        std::chrono::milliseconds deadline{30000}; ///< for each step and each picture
    };

    explicit TourGuide(Parts parts, QObject *parent = nullptr);
    ~TourGuide() override;

    void start();

signals:
    void pictureTaken(const QString &file);
    /// The end; `problem` is empty when every picture was taken, else a sentence that says where the tour got stuck.
    void finished(const QString &problem);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Phase { Walking, Looking, Leaving };
    void goOn();
    void walk();
    void look();
    void leave();
    void enter(Appearance appearance);
    void nextStation();
    bool savePicture();
    bool isOverdue() const;
    void giveUp(const QString &what);
    void end(const QString &problem);
    QString appearanceWord() const;
    QString where() const;

    Parts m_parts;
    QTimer m_timer;
    QElapsedTimer m_since; ///< when the step or the look began
    Phase m_phase = Phase::Walking;
    std::unique_ptr<Stage> m_stage;
    QList<Station> m_stations;
    qsizetype m_station = 0;
    qsizetype m_step = 0;
    QImage m_seen;
    int m_sameSights = 0;
};

} // namespace gatehouse
