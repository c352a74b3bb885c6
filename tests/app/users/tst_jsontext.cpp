// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/jsontext.h"

#include <QByteArray>
#include <QTest>

using namespace gatehouse;

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void knowsNumbers_data();
    void knowsNumbers();
    void unescapesStrings_data();
    void unescapesStrings();
    void refusesWrongEscapes_data();
    void refusesWrongEscapes();
};

void TestJsonText::knowsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNumber");
    for (const char *text :
         {"0", "-0", "1", "-12", "1.5", "0.0", "1e5", "1E+05", "1.25e-10", "123456789012345678901234"})
        QTest::newRow(text) << QByteArray(text) << true;
    for (const char *text :
         {"", "-", "+1", "01", "-01", ".5", "1.", "1.e5", "1e", "1e+", "0x1", "1 2", "NaN", "1a", "--1"})
        QTest::newRow(text) << QByteArray(text) << false;
}

void TestJsonText::knowsNumbers()
{
    QFETCH(const QByteArray, text);
    QTEST(isJsonNumber(text.toStdString()), "isNumber");
}

void TestJsonText::unescapesStrings_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isBroken");
    const auto row = [](const char *inside, const QByteArray &text, bool isBroken = false) {
        QTest::newRow(inside) << QByteArray(inside) << text << isBroken;
    };
    row("", "");
    row("plain", "plain");
    row(R"(q\"u\\o\/te)", R"(q"u\o/te)");
    row(R"(\b\f\n\r\t)", "\b\f\n\r\t");
    row(R"(\u0041\u00fc\u65e5)", "Aü日");
    row(R"(\u0000)", QByteArray(1, '\0'));
    row(R"(\ud83d\ude00!)", "😀!");
    row(R"(\uD83D\uDE00)", "😀");
    row(R"(a\ud800b)", "a\uFFFDb", true);
    row(R"(\udc00)", "\uFFFD", true);
    row(R"(\ud800\ud800\udc00)", "\uFFFD\U00010000", true);
    row(R"(\ud800\n)", "\uFFFD\n", true);
    row(R"(\ufffd)", "\uFFFD");
}

void TestJsonText::unescapesStrings()
{
    QFETCH(const QByteArray, inside);
    QVERIFY(hasValidEscapes(inside.toStdString()));
    const auto string = unescapeJson(inside.toStdString());
    QVERIFY(string);
    QTEST(QByteArray::fromStdString(string->text), "text");
    QTEST(string->isBroken, "isBroken");
}

void TestJsonText::refusesWrongEscapes_data()
{
    QTest::addColumn<QByteArray>("inside");
    for (const char *inside :
         {R"(\)", R"(\x41)", R"(\u12)", R"(\u12g4)", R"(\U0041)", R"(\')", R"(a\u)", R"(\ud800\u12)"})
        QTest::newRow(inside) << QByteArray(inside);
}

void TestJsonText::refusesWrongEscapes()
{
    QFETCH(const QByteArray, inside);
    QVERIFY(!hasValidEscapes(inside.toStdString()));
    QVERIFY(!unescapeJson(inside.toStdString()));
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
