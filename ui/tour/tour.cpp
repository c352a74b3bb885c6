// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/tour.h"

#include "ui/tour/stations.h"
#include "ui/tour/tourguide.h"

#include <QCoreApplication>

#include <cstdio>

namespace gatehouse {

namespace {

void printLine(FILE *where, const QString &line)
{
    std::fputs((line + QLatin1Char('\n')).toLocal8Bit().constData(), where);
    std::fflush(where);
}

} // namespace

int takeTour(const QString &folder, const DemoServer::Options &demo, const QString &orderedBy)
{
    TourGuide guide({folder, demo, orderedBy, allStations});
    QObject::connect(&guide, &TourGuide::pictureTaken, &guide, [](const QString &file) { printLine(stdout, file); });
    QObject::connect(
        &guide, &TourGuide::finished, qApp,
        [](const QString &problem) {
            if (!problem.isEmpty())
                printLine(stderr, QStringLiteral("gatehouse: %1").arg(problem));
            QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
        },
        Qt::QueuedConnection);
    QMetaObject::invokeMethod(&guide, &TourGuide::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace gatehouse
