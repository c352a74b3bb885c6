// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/userstatus.h"

#include <QTest>

using namespace gatehouse;

class TestUserStatus final : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhatNoUrlCanCarry_data();
    void knowsWhatNoUrlCanCarry();
    void spellsOutWhatCannotBeSeen_data();
    void spellsOutWhatCannotBeSeen();
};

void TestUserStatus::knowsWhatNoUrlCanCarry_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("addressable");
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("dot") << QByteArray(".") << false;
    QTest::newRow("two dots") << QByteArray("..") << false;
    QTest::newRow("three dots") << QByteArray("...") << true;
    QTest::newRow("slash") << QByteArray("../x") << true;
    QTest::newRow("percent") << QByteArray("%2E") << true;
    QTest::newRow("plain") << QByteArray("a@x") << true;
    QTest::newRow("replacement character") << QByteArray("a\uFFFDx") << false;
}

void TestUserStatus::knowsWhatNoUrlCanCarry()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, addressable);
    QCOMPARE(isAddressable(name), addressable);
}

void TestUserStatus::spellsOutWhatCannotBeSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("ana@x") << QStringLiteral("ana@x");
    QTest::newRow("a space stays") << QStringLiteral("a b") << QStringLiteral("a b");
    QTest::newRow("accents stay") << QStringLiteral("\u00e5sa \u65e5\u672c") << QStringLiteral("\u00e5sa \u65e5\u672c");
    QTest::newRow("right to left override") << QStringLiteral("a\u202Eb") << QStringLiteral("a\u27E8U+202E\u27E9b");
    QTest::newRow("zero width") << QStringLiteral("a\u200Bb") << QStringLiteral("a\u27E8U+200B\u27E9b");
    QTest::newRow("a mark in front") << QStringLiteral("\uFEFFa") << QStringLiteral("\u27E8U+FEFF\u27E9a");
    QTest::newRow("two marks in front") << QStringLiteral("\uFEFF\uFEFFa")
                                        << QStringLiteral("\u27E8U+FEFF\u27E9\u27E8U+FEFF\u27E9a");
    QTest::newRow("a mark alone") << QStringLiteral("\uFEFF") << QStringLiteral("\u27E8U+FEFF\u27E9");
    QTest::newRow("a mark within") << QStringLiteral("a\uFEFFb") << QStringLiteral("a\u27E8U+FEFF\u27E9b");
    QTest::newRow("new line") << QStringLiteral("a\nb") << QStringLiteral("a\u27E8U+000A\u27E9b");
    QTest::newRow("no-break space") << QStringLiteral("a\u00A0b") << QStringLiteral("a\u27E8U+00A0\u27E9b");
    QTest::newRow("beyond the first plane")
        << QString::fromUcs4(U"a\U000E0041b") << QStringLiteral("a\u27E8U+E0041\u27E9b");
    QTest::newRow("emoji stay") << QString::fromUcs4(U"\U0001F600") << QString::fromUcs4(U"\U0001F600");
    QTest::newRow("markup is text") << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
}

void TestUserStatus::spellsOutWhatCannotBeSeen()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    QCOMPARE(displayName(name.toUtf8()), shown);
}

QTEST_GUILESS_MAIN(TestUserStatus)
#include "tst_userstatus.moc"
