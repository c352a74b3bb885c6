// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demojson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;

class DemoJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void quotesSoThatTheTextComesBack_data();
    void quotesSoThatTheTextComesBack();
    void findsTheLettersOfAMember_data();
    void findsTheLettersOfAMember();
    void indents_data();
    void indents();
};

void DemoJsonTest::quotesSoThatTheTextComesBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray every;
    for (int c = 0; c < 0x80; ++c)
        every.append(char(c));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("every ASCII byte") << every;
    QTest::newRow("unicode") << QByteArray("Grüße 日本 🛡 العربية");
    QTest::newRow("quotes") << QByteArray("q\"u\\o\\\"te");
}

void DemoJsonTest::quotesSoThatTheTextComesBack()
{
    QFETCH(QByteArray, text);
    const auto read = QJsonDocument::fromJson('[' + demojson::quoted(text) + ']');
    QVERIFY(read.isArray());
    QCOMPARE(read.array().first().toString(), QString::fromUtf8(text));
}

void DemoJsonTest::findsTheLettersOfAMember_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *object, const char *value) {
        QTest::newRow(name) << QByteArray(object) << QByteArray(value);
    };
    row("alone", R"({"m":1})", "1");
    row("first", R"({"m":"x","n":2})", R"("x")");
    row("last", R"({"n":{"m":9},"k":[{"m":8}],"m":true})", "true");
    row("spaces", " { \"n\" : null ,\n\t\"m\" : [ 1, {} ] } ", "[ 1, {} ]");
    row("brackets in text", R"({"n":"}],\"m\":5","m":{"a":"}\\"}})", R"({"a":"}\\"})");
    row("big number", R"({"m":123456789012345678901234567890})", "123456789012345678901234567890");
    row("twice", R"({"m":1,"m":2})", "2");
    row("absent", R"({"n":1})", "");
    row("only deeper", R"({"n":{"m":1}})", "");
    row("empty", "{}", "");
    row("an array", "[1]", "");
    row("nothing", "", "");
}

void DemoJsonTest::findsTheLettersOfAMember()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, value);
    QCOMPARE(demojson::memberOf(object, "m").toByteArray(), value);
}

void DemoJsonTest::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty object") << QByteArray("{}") << QByteArray("{}\n");
    QTest::newRow("empty inside") << QByteArray("{\"a\": [ ]}") << QByteArray("{\n  \"a\": []\n}\n");
    QTest::newRow("nested") << QByteArray(R"({"z":[{"n":"a{,:}\"b"},{"n":1.50}],"a":null})")
                            << QByteArray("{\n  \"z\": [\n    {\n      \"n\": \"a{,:}\\\"b\"\n    },\n    {\n"
                                          "      \"n\": 1.50\n    }\n  ],\n  \"a\": null\n}\n");
    QTest::newRow("again") << QByteArray("{\n  \"a\": 1\n}\n") << QByteArray("{\n  \"a\": 1\n}\n");
}

void DemoJsonTest::indents()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(demojson::indented(json), expected);
    QCOMPARE(QJsonDocument::fromJson(expected), QJsonDocument::fromJson(json));
}

QTEST_GUILESS_MAIN(DemoJsonTest)
#include "tst_demojson.moc"
