// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/stations.h"
#include "ui/tour/tourguide.h"

#include <QDir>
#include <QLocale>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

constexpr int kMostMilliseconds = 240000;

/// The problem that a tour ended with; nothing if it never ended.
std::optional<QString> endOf(TourGuide &guide)
{
    QSignalSpy finished(&guide, &TourGuide::finished);
    guide.start();
    if (finished.isEmpty() && !finished.wait(kMostMilliseconds))
        return std::nullopt;
    return finished.first().first().toString();
}

TourGuide::Parts partsFor(const QString &folder)
{
    DemoServer::Options demo;
    demo.users = 120;
    return {folder, demo, QStringLiteral("ada@workstation"), allStations};
}

/// How many colours a picture has, up to a handful.
qsizetype coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height() && colours.size() < 32; y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}

QStringList picturesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name);
}

} // namespace

class TestTour final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void leavesAPictureOfEachStationInLightAndDark()
    {
        QTemporaryDir folder;
        const QString pictures = folder.filePath(QStringLiteral("made/when/missing"));
        TourGuide guide(partsFor(pictures));
        QSignalSpy taken(&guide, &TourGuide::pictureTaken);
        const auto problem = endOf(guide);
        QVERIFY(problem);
        QCOMPARE(*problem, QString());

        const QStringList names = picturesIn(pictures);
        QCOMPARE(names.size(), taken.size());
        QVERIFY(names.contains(QStringLiteral("01-welcome-light.png")));
        QVERIFY(names.contains(QStringLiteral("01-welcome-dark.png")));
        for (const QString &name : names) {
            const QImage picture(QDir(pictures).filePath(name));
            QVERIFY2(picture.width() >= 800 && picture.height() >= 400, qPrintable(name));
            QVERIFY2(coloursOf(picture) > 8, qPrintable(name));
            const bool isDark = name.endsWith(QLatin1String("-dark.png"));
            const QString other = QString(name).replace(isDark ? QStringLiteral("-dark") : QStringLiteral("-light"),
                                                        isDark ? QStringLiteral("-light") : QStringLiteral("-dark"));
            QVERIFY2(names.contains(other), qPrintable(name));
            // The status line stands at the foot of every picture, and of the welcome page its empty ground.
            const QColor ground = picture.pixelColor(picture.width() / 2, picture.height() - 3);
            QVERIFY2((ground.lightness() < 128) == isDark, qPrintable(name));
        }
    }

    void saysAtWhichStepItGotStuck()
    {
        QTemporaryDir folder;
        TourGuide::Parts parts = partsFor(folder.path());
        parts.deadline = std::chrono::milliseconds(2000);
        parts.stations = [](Stage &stage) {
            const Steps steps(stage);
            return QList<Station>{{QStringLiteral("welcome"), {}},
                                  {QStringLiteral("nowhere"), {steps.click(QStringLiteral("No such button"))}}};
        };
        TourGuide guide(parts);
        const auto problem = endOf(guide);
        QVERIFY(problem);
        QVERIFY2(problem->contains(QLatin1String("nowhere")), qPrintable(*problem));
        QVERIFY2(problem->contains(QLatin1String("click No such button")), qPrintable(*problem));
        QCOMPARE(picturesIn(folder.path()), QStringList{QStringLiteral("01-welcome-light.png")});
    }

    void saysThatItsFolderCannotBeMade()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("file"));
        QFile taken(file);
        QVERIFY(taken.open(QIODevice::WriteOnly));
        TourGuide guide(partsFor(file + QStringLiteral("/pictures")));
        const auto problem = endOf(guide);
        QVERIFY(problem && problem->contains(file));
    }
};

QTEST_MAIN(TestTour)
#include "tst_tour.moc"
