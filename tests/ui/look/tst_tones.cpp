// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/owncolours.h"
#include "ui/look/paint.h"
#include "ui/look/tones.h"

#include <QTest>

#include <cmath>

using namespace gatehouse;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// As WCAG 2 defines it, 1 to 21.
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

struct Named
{
    const char *name;
    QColor colour;
};

/// Every ground a row can have: resting, hovered, failed, selected, selected and hovered.
QList<Named> rowGrounds(const QPalette &palette)
{
    const Tones &tones = tonesOf(palette);
    const QColor ink = palette.color(QPalette::Text);
    return {{"base", palette.color(QPalette::Base)},
            {"hover", tones.rowHover},
            {"failed", tones.failedRow},
            {"selected", tones.selection},
            {"selected+hover", mixed(tones.selection, ink, 0.03)}};
}

} // namespace

class TstTones final : public QObject
{
    Q_OBJECT

    static void addRow(const char *mode, const char *text, const char *ground, const QColor &ink, const QColor &under,
                       double least)
    {
        QTest::addRow("%s: %s on %s", mode, text, ground) << ink << under << least;
    }

    static void addMode(bool dark)
    {
        constexpr double words = 4.6;
        constexpr double shapes = 3.1;
        const char *mode = dark ? "dark" : "light";
        const QPalette palette = gatePalette(dark);
        const Tones &tones = tonesOf(palette);
        const QColor white = onAccent();
        const QColor ink = palette.color(QPalette::Text);
        const QColor quiet = palette.color(QPalette::PlaceholderText);
        const QColor window = palette.color(QPalette::Window);
        const QColor danger = palette.color(QPalette::BrightText);
        const QColor link = palette.color(QPalette::Link);
        const QColor edge = palette.color(QPalette::Dark);
        for (const Named &ground : rowGrounds(palette)) {
            addRow(mode, "ink", ground.name, ink, ground.colour, words);
            addRow(mode, "secondary", ground.name, quiet, ground.colour, words);
            addRow(mode, "danger", ground.name, danger, ground.colour, words);
            addRow(mode, "warn", ground.name, tones.warn, ground.colour, words);
            addRow(mode, "ring", ground.name, link, ground.colour, shapes);
            addRow(mode, "switch off", ground.name, edge, ground.colour, shapes);
            addRow(mode, "switch on", ground.name, tones.on, ground.colour, shapes);
            addRow(mode, "ink", "a match", ink, mixed(ground.colour, tones.match, 1), words);
        }
        addRow(mode, "secondary", "a tag", quiet, mixed(palette.color(QPalette::Base), tones.tagFill, 1), words);
        addRow(mode, "secondary", "a failed row's tag", quiet, mixed(tones.failedRow, tones.tagFill, 1), words);
        addRow(mode, "secondary", "a selected row's tag", quiet, mixed(tones.selection, tones.tagFillSelected, 1),
               words);
        for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Button}) {
            const char *ground = role == QPalette::Window ? "window" : "button";
            addRow(mode, "ink", ground, ink, palette.color(role), words);
            addRow(mode, "secondary", ground, quiet, palette.color(role), words);
            addRow(mode, "danger", ground, danger, palette.color(role), words);
            addRow(mode, "ok", ground, tones.ok, palette.color(role), words);
            addRow(mode, "warn", ground, tones.warn, palette.color(role), words);
            addRow(mode, "edge", ground, edge, palette.color(role), shapes);
            addRow(mode, "ring", ground, link, palette.color(role), shapes);
        }
        const QColor menuHover = mixed(palette.color(QPalette::Button), link, dark ? 0.22 : 0.11);
        addRow(mode, "ink", "a hovered menu item", ink, menuHover, words);
        addRow(mode, "key", "a hovered menu item", mixed(quiet, ink, 0.5), menuHover, words);
        addRow(mode, "white", "primary", white, palette.color(QPalette::Highlight), words);
        addRow(mode, "white", "danger fill", white, tones.dangerFill, words);
        addRow(mode, "tip", "its ground", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase),
               words);
        addRow(mode, "words", "toast", tones.toastText, tones.toast, words);
        addRow(mode, "link", "toast", tones.toastLink, tones.toast, words);
        addRow(mode, "progress", "its track", tones.on, tones.track, shapes);
        addRow(mode, "chosen chip", "its fill", dark ? ink : chipLitInk(palette),
               mixed(window, link, dark ? 0.24 : 0.13), words);
        addRow(mode, "chosen chip's edge", "window", mixed(window, link, 0.75), window, shapes);
        for (const EnvironmentLook look :
             {EnvironmentLook::Development, EnvironmentLook::Staging, EnvironmentLook::Production}) {
            const EnvironmentTones &environment = tones.of(look);
            const QByteArray name = QByteArray("environment ") + char('0' + static_cast<int>(look));
            addRow(mode, "word", name.constData(), environment.word, window, words);
            addRow(mode, "glyph", (name + " tile").constData(), environment.word, environment.tint, words);
            addRow(mode, "ink", (name + " banner").constData(), ink, environment.tint, words);
            addRow(mode, "strip", (name + " window").constData(), environment.strip, window, shapes);
        }
        addRow(mode, "white word", "production strip", white, tones.production.strip, words);
        // What is offered, and what somebody may write into the file.
        QStringList own{QStringLiteral("#ffff00"), QStringLiteral("#000000"), QStringLiteral("#FFFFFF"),
                        QStringLiteral("#808080"), QStringLiteral("#ff0000"), QStringLiteral("#0000ff")};
        for (const OwnColour &each : ownColours())
            own.append(each.rgb);
        for (const QString &rgb : std::as_const(own)) {
            const EnvironmentTones of = tonesOf(palette, EnvironmentLook::Production, rgb);
            const QByteArray name = "own " + rgb.toLatin1();
            addRow(mode, "white word", (name + " strip").constData(), white, of.strip, words);
            addRow(mode, "strip", (name + " window").constData(), of.strip, window, shapes);
            addRow(mode, "glyph", (name + " tile").constData(), of.word, of.tint, words);
        }
    }

private slots:
    void everyTextAndShapeStandsOut_data()
    {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        addMode(false);
        addMode(true);
    }

    void everyTextAndShapeStandsOut()
    {
        QFETCH(const QColor, ink);
        QFETCH(const QColor, ground);
        QFETCH(const double, least);
        const double found = contrast(ink, ground);
        QVERIFY2(found >= least, qPrintable(QStringLiteral("%1 on %2 is %3 : 1, less than %4")
                                                .arg(ink.name(), ground.name())
                                                .arg(found, 0, 'f', 2)
                                                .arg(least)));
    }

    // A ground is no text: it must only be seen that it changed.
    void theHoverIsSeenOnItsGround()
    {
        for (const bool dark : {false, true}) {
            const QPalette palette = gatePalette(dark);
            const double found = contrast(tonesOf(palette).windowHover, palette.color(QPalette::Window));
            QVERIFY2(found >= 1.1, qPrintable(QString::number(found)));
        }
    }

    void tellsDarkFromLight()
    {
        QVERIFY(isDark(gatePalette(true)));
        QVERIFY(!isDark(gatePalette(false)));
        QVERIFY(tonesOf(gatePalette(true)).hairline != tonesOf(gatePalette(false)).hairline);
    }

    void selectionIsAsDrawn()
    {
        QCOMPARE(tonesOf(gatePalette(false)).selection.name(), QStringLiteral("#eaeffb"));
        QCOMPARE(tonesOf(gatePalette(true)).selection.name(), QStringLiteral("#2a3244"));
    }

    void disabledInkIsQuieterThanInk()
    {
        for (const bool dark : {false, true}) {
            const QPalette palette = gatePalette(dark);
            const QColor window = palette.color(QPalette::Window);
            QVERIFY(contrast(palette.color(QPalette::Disabled, QPalette::Text), window) <
                    contrast(palette.color(QPalette::Active, QPalette::PlaceholderText), window));
        }
    }
};

QTEST_APPLESS_MAIN(TstTones)
#include "tst_tones.moc"
