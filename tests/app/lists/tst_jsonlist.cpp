// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/jsonlist.h"

#include "printedlist.h"
#include "users/statusjson.h"

#include <QTest>

using namespace gatehouse;

class TestJsonList final : public QObject
{
    Q_OBJECT
private slots:
    void readsEveryShape_data();
    void readsEveryShape();
    void refusesWhatIsBroken_data();
    void refusesWhatIsBroken();
    void keepsAStatusToTheLetter();
    void takesNoPersonForAStatus();
    void knowsWhatLooksLikeJson_data();
    void knowsWhatLooksLikeJson();
};

void TestJsonList::readsEveryShape_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("list");
    QTest::newRow("the api's list") << QByteArray("{\"userStatuses\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")
                                    << QStringLiteral("1 name a; 1+0 name b");
    QTest::newRow("one entry a line") << QByteArray("{\"userStatuses\":[\n{\"name\":\"a\"},\n{\"name\":\"b\"}\n]}\n")
                                      << QStringLiteral("1 heading; 2 name a; 3 name b; 4 heading");
    QTest::newRow("indented") << QByteArray("[\n  {\n    \"name\": \"a\"\n  },\n  {\n    \"name\": \"b\"\n  }\n]")
                              << QStringLiteral("1 heading; 2+3 name a; 5+3 name b; 8 heading");
    QTest::newRow("back to back") << QByteArray("[{\n\"name\":\"a\"},{\n\"name\":\"b\"},\n{\"name\":\"c\"}]")
                                  << QStringLiteral("1+2 name a; 2 name b; 4 name c");
    QTest::newRow("one entry") << QByteArray("{\"userStatus\":{\"name\":\"a\"}}") << QStringLiteral("1 name a");
    QTest::newRow("with words around it")
        << QByteArray("{\"status\":\"ok\",\"userStatus\":{\"name\":\"a\"},\"x\":[1]}") << QStringLiteral("1 name a");
    QTest::newRow("bare entry") << QByteArray("{\"name\":\"a\"}") << QStringLiteral("1 name a");
    QTest::newRow("names") << QByteArray("[\"a\",\n\n\"b\\u00e4\", \"a\"]")
                           << QStringLiteral("1 name a; 2 blank; 3 name b\u00e4; 3+0 again a (1)");
    QTest::newRow("spaces are the name's") << QByteArray("[\" a\"]") << QStringLiteral("1 name  a");
    QTest::newRow("so is a mark") << QByteArray("[\"\xEF\xBB\xBF"
                                                "a\"]")
                                  << QStringLiteral("1 name \ufeffa");
    QTest::newRow("no name") << QByteArray("[{\"x\":1},\n{\"name\":\"\"},\n\"\"]")
                             << QStringLiteral("1 noname; 2 noname; 3 noname");
    QTest::newRow("empty") << QByteArray("[]\n") << QStringLiteral("1 heading");
    QTest::newRow("values behind one another")
        << QByteArray("{\"name\":\"a\"}\n{\"userStatus\":{\"name\":\"b\"}}\n\n[\"c\"]")
        << QStringLiteral("1 name a; 2 name b; 3 blank; 4 name c");
    QTest::newRow("a line that is none") << QByteArray("{\"name\":\"a\"}\n{\"name\":\n{\"name\":\"c\"}\n")
                                         << QStringLiteral("1 name a; 2 noname; 3 name c");
    QTest::newRow("the directory") << QByteArray("{\"users\":[{\"name\":\"a\",\"roles\":[]}]}")
                                   << QStringLiteral("1 name a");
}

void TestJsonList::readsEveryShape()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, list);
    const auto reading = readNames(text);
    QVERIFY2(reading.has_value(), reading ? "" : qPrintable(reading.error()));
    QCOMPARE(test::printed(reading->names), list);
    QVERIFY(reading->form == ListForm::Json);
    QCOMPARE(test::sumOf(reading->names), reading->lineCount);
}

void TestJsonList::refusesWhatIsBroken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("cut") << QByteArray("{\"userStatuses\":[{\"name\":\"a\"},\n{\"na") << QStringLiteral("line 1");
    QTest::newRow("cut array") << QByteArray("[{\"name\":\"a\"},\n{\"name\":\"b\"},\n") << QStringLiteral("line 2");
    QTest::newRow("no comma") << QByteArray("[\"a\"\n\"b\"]") << QStringLiteral("line 2");
    QTest::newRow("bad value") << QByteArray("[{\"name\":\"a\",\"x\":troo}]") << QStringLiteral("line 1");
    QTest::newRow("a number") << QByteArray("[\"a\",\n7]") << QStringLiteral("line 2");
    QTest::newRow("a list in a list") << QByteArray("[\"a\",[\"b\"]]") << QStringLiteral("line 1");
    QTest::newRow("wrong brackets") << QByteArray("[{\"name\":\"a\"]}") << QStringLiteral("line 1");
}

void TestJsonList::refusesWhatIsBroken()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    const auto reading = readNames(text);
    QVERIFY(!reading.has_value());
    QVERIFY2(reading.error().contains(line), qPrintable(reading.error()));
    ReadChoices lines;
    lines.form = ListForm::Lines; // a person may say that it is none
    QVERIFY(readNames(text, lines).has_value());
}

void TestJsonList::keepsAStatusToTheLetter()
{
    const QByteArray odd("{ \"name\":\"b\",\"id\":12345678901234567890,\"disabled\":\"yesterday\" }");
    const auto reading =
        readNames("[{\"name\":\"a\",\"disabled\":\"2022-09-21T19:01:25.872Z\"}," + odd + ",{\"name\":\"c\"},\"d\"]");
    QVERIFY(reading.has_value());
    const QList<ListLine> &lines = reading->names.lines;
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].status == UserStatus::disabled("a", *parseInstant("2022-09-21T19:01:25.872Z")));
    QVERIFY(lines[1].status->state == StatusState::DisabledOdd);
    QCOMPARE(writeStatus(*lines[1].status), odd);
    QCOMPARE(lines[1].given, QString::fromUtf8(odd));
    QVERIFY(lines[2].status == UserStatus::enabled("c"));
    QVERIFY(!lines[3].status);
}

void TestJsonList::takesNoPersonForAStatus()
{
    const auto reading = readNames(QByteArray("[{\"name\":\"a\",\"email\":\"a@x\",\"roles\":[]},"
                                              "{\"name\":\"b\",\"email\":\"b@x\",\"disabled\":null}]"));
    QVERIFY(reading.has_value());
    QVERIFY(!reading->names.lines[0].status);
    QVERIFY(reading->names.lines[1].status);
    const auto users = readNames(QByteArray("{\"users\":[{\"name\":\"a\"}]}"));
    QVERIFY(users.has_value());
    QVERIFY(!users->names.lines[0].status);
}

void TestJsonList::knowsWhatLooksLikeJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("looks");
    QTest::newRow("object") << QByteArray(" {\"a\"") << true;
    QTest::newRow("array") << QByteArray("\r\n[\n{") << true;
    QTest::newRow("empty array") << QByteArray("[]") << true;
    QTest::newRow("names") << QByteArray("[ \"a\"") << true;
    QTest::newRow("a section") << QByteArray("[admins]\na\n") << false;
    QTest::newRow("braces") << QByteArray("{jane}\n") << false;
    QTest::newRow("a name") << QByteArray("jane\n") << false;
    QTest::newRow("a quoted name") << QByteArray("\"jane\"\n") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestJsonList::knowsWhatLooksLikeJson()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, looks);
    QCOMPARE(looksLikeJson({text.constData(), static_cast<std::size_t>(text.size())}), looks);
}

QTEST_GUILESS_MAIN(TestJsonList)
#include "tst_jsonlist.moc"
