// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gatestyle.h"
#include "ui/look/glyphs.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QDirIterator>
#include <QPainter>
#include <QTest>

using namespace gatehouse;

namespace {

int inkedPixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 60 ? 1 : 0;
    }
    return count;
}

QImage drawn(const QIcon &picture, int side, QIcon::Mode mode = QIcon::Normal)
{
    return picture.pixmap(QSize(side, side), 1.0, mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

QImage painted(const QString &name, Qt::LayoutDirection direction, double ratio = 1)
{
    QImage image(QSize(16, 16) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setLayoutDirection(direction);
    paintGlyph(&painter, QRect(0, 0, 16, 16), name, GlyphTone::Ink, QApplication::palette());
    return image;
}

QColor strongest(const QImage &image)
{
    QColor best(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (const QColor here = image.pixelColor(x, y); here.alpha() > best.alpha())
                best = here;
        }
    }
    best.setAlpha(255);
    return best;
}

int distance(const QColor &a, const QColor &b)
{
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
}

} // namespace

class TstGlyphs final : public QObject
{
    Q_OBJECT

private slots:
    void init() { GateStyle::apply(Appearance::Light); }

    void everyIconIsVisible_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("appearance");
        loadIcons();
        QDirIterator files(QStringLiteral(":/icons"), {QStringLiteral("*.svg")});
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            QTest::addRow("%s light", qPrintable(name)) << name << static_cast<int>(Appearance::Light);
            QTest::addRow("%s dark", qPrintable(name)) << name << static_cast<int>(Appearance::Dark);
        }
    }

    void everyIconIsVisible()
    {
        QFETCH(const QString, name);
        QFETCH(const int, appearance);
        GateStyle::apply(static_cast<Appearance>(appearance));
        for (const int side : {16, 24, 32})
            QVERIFY2(inkedPixels(drawn(icon(name), side)) >= side / 2, qPrintable(QString::number(side)));
    }

    void everyIconIsThere()
    {
        loadIcons();
        QVERIFY(QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}).size() >= 40);
    }

    void anIconMadeInLightFollowsIntoDark()
    {
        const QIcon kept = icon(QStringLiteral("stop"));
        QVERIFY(distance(strongest(drawn(kept, 32)), gatePalette(false).color(QPalette::PlaceholderText)) < 12);
        GateStyle::apply(Appearance::Dark);
        QVERIFY(distance(strongest(drawn(kept, 32)), gatePalette(true).color(QPalette::PlaceholderText)) < 12);
    }

    void modesHaveTheirColours()
    {
        const QIcon picture = icon(QStringLiteral("stop"));
        const QColor off = gatePalette(false).color(QPalette::Disabled, QPalette::ButtonText);
        QVERIFY(distance(strongest(drawn(picture, 32, QIcon::Disabled)), off) < 12);
        QVERIFY(distance(strongest(drawn(picture, 32, QIcon::Selected)), QColor(Qt::white)) < 12);
    }

    void turnsRoundInRightToLeft_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("turns");
        for (const char *name : {"undo", "disable", "enable", "arrow", "arrowleft", "left", "right"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const char *name : {"clock", "history", "check", "search", "ok"})
            QTest::newRow(name) << QString::fromLatin1(name) << false;
    }

    void turnsRoundInRightToLeft()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, turns);
        const QImage leftToRight = painted(name, Qt::LeftToRight);
        const QImage rightToLeft = painted(name, Qt::RightToLeft);
        QCOMPARE(leftToRight != rightToLeft, turns);
    }

    void isDrawnAtTheScreensOwnPixels()
    {
        // Twice the pixels must show more than an enlarged small picture does.
        const QImage sharp = painted(QStringLiteral("search"), Qt::LeftToRight, 2);
        QImage enlarged = painted(QStringLiteral("search"), Qt::LeftToRight).scaled(32, 32);
        enlarged.setDevicePixelRatio(2);
        QVERIFY(inkedPixels(sharp) > 0);
        QVERIFY(sharp != enlarged.convertToFormat(sharp.format()));
        QCOMPARE(sharp.size(), QSize(32, 32));
        QVERIFY(inkedPixels(sharp.copy(16, 16, 16, 16)) > 0);
    }

    void anUnknownNameIsBlankAndHarmless()
    {
        QCOMPARE(inkedPixels(painted(QStringLiteral("nosuch"), Qt::LeftToRight)), 0);
    }
};

QTEST_MAIN(TstGlyphs)
#include "tst_glyphs.moc"
