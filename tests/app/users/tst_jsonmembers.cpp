// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/jsonmembers.h"

#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace gatehouse;

class TestJsonMembers final : public QObject
{
    Q_OBJECT
private slots:
    void keepsMembersToTheLetter();
    void takesWhatNoDoubleHolds_data();
    void takesWhatNoDoubleHolds();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void saysWhatIsWrong();
    void findsEveryTruncation();
    void boundsNesting();
    void letsNothingThroughThatQtRefuses();
};

void TestJsonMembers::keepsMembersToTheLetter()
{
    const auto members = readMembers(R"({ "a\u0062" : [1, {"}": "\"]"} ] ,"n":1.50e3,"s":"}," , "o":{} })");
    QVERIFY(members);
    const QList<JsonMember> expected{{"ab", R"("a\u0062")", R"([1, {"}": "\"]"} ])"},
                                     {"n", R"("n")", "1.50e3"},
                                     {"s", R"("s")", R"("},")"},
                                     {"o", R"("o")", "{}"}};
    QCOMPARE(*members, expected);
    QCOMPARE(*readMembers(" {\n} "), QList<JsonMember>());
}

void TestJsonMembers::takesWhatNoDoubleHolds_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"1e400", "-1E+400", "123456789012345678901234567890.5e400", "1e-400", "-0", "[1e400]",
                              R"("\ud800")", R"({"\udc00":"\ud800\ud800"})", R"("\u0000")", R"("\/")"})
        QTest::newRow(value) << QByteArray(value);
}

void TestJsonMembers::takesWhatNoDoubleHolds()
{
    QFETCH(const QByteArray, value);
    const auto members = readMembers("{\"x\":" + value + '}');
    QVERIFY2(members, members ? "" : members.error().constData());
    QCOMPARE(members->size(), 1);
    QCOMPARE(members->first().value, value);
}

void TestJsonMembers::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *value :
         {"",           "troo",   "nul",   "True",      "01",       "1.",       "-",         "+1",
          "0x10",       "1 2",    "NaN",   "[1,2}",     "[1,]",     "[,]",      "{\"a\"}",   "{\"a\":}",
          "{\"a\":1,}", "{1:2}",  "{,}",   "[\"y\":2]", "[1:2]",    "\"\\q\"",  "\"\\u12\"", "{\"\\x\":1}",
          "\"a\"\"b\"", "\"a\"b", ":",     ",",         "\"a\tb\"", "\"a\nb\"", "\"\xff\"",  "\"\xed\xa0\x80\"",
          "\"",         "\"\\",   "\"\\\""})
        QTest::addRow("value %s", value) << "{\"x\":" + QByteArray(value) + '}';
    for (const char *text : {"", " ", "null", "[]", "\"a\"", "{", "}", "{}x", "{}{}", "{},", "{,}", "{\"a\":1,}",
                             "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":1]"})
        QTest::addRow("%s", text) << QByteArray(text);
    QTest::newRow("NUL behind") << QByteArray("{}\0", 3);
    QTest::newRow("NUL inside") << QByteArray("{\"a\":\"\0\"}", 9);
}

void TestJsonMembers::refusesWhatIsNoJson()
{
    QFETCH(const QByteArray, text);
    const auto members = readMembers(text);
    QVERIFY(!members);
    QVERIFY(!members.error().isEmpty());
}

void TestJsonMembers::saysWhatIsWrong()
{
    QCOMPARE(readMembers("[1]").error(), QByteArray("not a JSON object"));
    QCOMPARE(readMembers("{\"a\":\"b").error(), QByteArray("the text ends too early"));
    QCOMPARE(readMembers("{\"a\":01}").error(), QByteArray("a value is not JSON"));
    QCOMPARE(readMembers("{\"a\":1} 2").error(), QByteArray("something stands behind the end of the object"));
}

void TestJsonMembers::findsEveryTruncation()
{
    const QByteArray text = R"({"name":"a\u00e9","x":[1,{"y":-2.5e3}],"s":"\"","t":true})";
    QVERIFY(readMembers(text));
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY2(!readMembers(text.left(size)), text.left(size).constData());
}

void TestJsonMembers::boundsNesting()
{
    const auto nested = [](int depth) {
        return "{\"x\":" + QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth) + '}';
    };
    QVERIFY(readMembers(nested(200)));
    QVERIFY(!readMembers(nested(300)));
    QVERIFY(!readMembers(nested(1'000'000)));
    QVERIFY(!readMembers(QByteArray(R"({"a":)").repeated(1'000'000)));
}

/// Qt's own parser is looser (wrong escapes, "-.5") but for numbers that no double holds: whatever passes here passes
/// there.
void TestJsonMembers::letsNothingThroughThatQtRefuses()
{
    const QByteArray text = R"({"name":"a\u00e9","x":[1,{"y":-2.5e3},[]],"s":"q\"\\", "t" : true,"z":null,"o":{}})";
    const QByteArray alphabet = "{}[]\",:\\ 0123456789.-+eEtrufalsn\xC3\x28xX";
    std::mt19937 random(20220921);
    const auto pick = [&random](qsizetype below) {
        return static_cast<qsizetype>(random() % static_cast<quint32>(below));
    };
    int accepted = 0;
    for (int i = 0; i < 50'000; ++i) {
        QByteArray mutant = text;
        for (qsizetype edits = 1 + pick(3); edits > 0; --edits) {
            const qsizetype at = pick(mutant.size());
            const char c = alphabet[pick(alphabet.size())];
            switch (pick(3)) {
            case 0:
                mutant[at] = c;
                break;
            case 1:
                mutant.insert(at, c);
                break;
            default:
                mutant.remove(at, 1);
            }
        }
        QJsonParseError error;
        const bool isObject = QJsonDocument::fromJson(mutant, &error).isObject();
        if (!readMembers(mutant))
            continue;
        ++accepted;
        QVERIFY2(isObject || error.error == QJsonParseError::IllegalNumber, mutant.constData());
    }
    QVERIFY(accepted > 1000);
}

QTEST_GUILESS_MAIN(TestJsonMembers)
#include "tst_jsonmembers.moc"
