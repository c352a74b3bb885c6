// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listreader.h"

#include "users/statusjson.h"

#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace gatehouse;

namespace {

QByteArray envelope(const QByteArray &entries)
{
    return "{\"userStatuses\":[" + entries + "]}";
}

/// The list as lines, for comparing with literals.
QByteArray printed(const StatusList &list)
{
    QByteArray text;
    for (Row row = 0; row < list.count(); ++row) {
        const std::string_view name = list.names->name(row);
        text += QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '|' +
                QByteArray::number(static_cast<int>(list.states[row]));
        if (list.states[row] == StatusState::Disabled)
            text += '|' + formatInstant(list.since[row]);
        if (const auto raw = list.raw.find(row); raw != list.raw.end())
            text += '|' + raw->second;
        text += '\n';
    }
    return text;
}

QString whyNot(const QByteArray &body)
{
    const auto list = readList(body);
    return list ? QString() : list.error().detail;
}

} // namespace

class TestListReader : public QObject
{
    Q_OBJECT

private slots:
    void readsEntries_data();
    void readsEntries();
    void agreesWithTheReaderOfOneEntry_data();
    void agreesWithTheReaderOfOneEntry();
    void keepsNumbersOfAnySize();
    void readsAnEmptyList();
    void marksNamesWithALoneSurrogate();
    void showsADuplicateOnce();
    void noticesAnUnknownMember_data();
    void noticesAnUnknownMember();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void findsEveryTruncation();
    void findsGarbageInSkippedValues_data();
    void findsGarbageInSkippedValues();
    void boundsNesting();
    void tellsTheServersOwnError();
    void stopsWhenTold();
    void judgesMutationsAsQtDoes();
    void survivesAnyBytes();
    void readsAHundredThousand();
    void readsBlocksAsTheWhole_data();
    void readsBlocksAsTheWhole();
    void readsManyBlocksAsTheWhole();
    void makesDoWithAWrongExpectation_data();
    void makesDoWithAWrongExpectation();
    void knowsEarlyThatItIsNoList();
};

void TestListReader::readsEntries_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QByteArray>("list");
    const auto row = [](const char *name, const QByteArray &entries, const QByteArray &list) {
        QTest::newRow(name) << entries << list;
    };
    row("enabled", R"({"name":"a@x"})", "a@x|1\n");
    row("disabled", R"({"name":"a","disabled":"2022-09-21T19:01:25.872Z"})", "a|2|2022-09-21T19:01:25.872Z\n");
    row("disabled first", R"({"disabled":"2022-09-21T19:01:25.872Z","name":"a"})", "a|2|2022-09-21T19:01:25.872Z\n");
    row("white space", " { \"name\" :\t\"a\" \r\n} , { \"name\" : \"b\" } ", "a|1\nb|1\n");
    row("in order", R"({"name":"b"},{"name":"a"})", "b|1\na|1\n");
    row("offset", R"({"name":"a","disabled":"2022-09-21T21:01:25+02:00"})",
        R"(a|2|2022-09-21T19:01:25.000Z|{"name":"a","disabled":"2022-09-21T21:01:25+02:00"})"
        "\n");
    row("null", R"({"name":"a","disabled":null})",
        R"(a|1|{"name":"a","disabled":null})"
        "\n");
    row("odd text", R"({"name":"a","disabled":"yesterday"})",
        R"(a|3|{"name":"a","disabled":"yesterday"})"
        "\n");
    row("odd true", R"({"name":"a","disabled":true})",
        R"(a|3|{"name":"a","disabled":true})"
        "\n");
    row("odd false", R"({"name":"a","disabled":false})",
        R"(a|3|{"name":"a","disabled":false})"
        "\n");
    row("odd empty", R"({"name":"a","disabled":""})",
        R"(a|3|{"name":"a","disabled":""})"
        "\n");
    row("odd object", R"({"name":"a","disabled":{"at":[1,{}]}})",
        R"(a|3|{"name":"a","disabled":{"at":[1,{}]}})"
        "\n");
    row("unknown members", R"({"name":"a","locked":true,"big":123456789012345678901234567890.5e40})",
        R"(a|1|{"name":"a","locked":true,"big":123456789012345678901234567890.5e40})"
        "\n");
    row("raw to the letter", R"( { "x" : [ 1 , "}" ] , "name":"a" }  ,{"name":"b"})",
        R"(a|1|{ "x" : [ 1 , "}" ] , "name":"a" })"
        "\nb|1\n");
    row("escaped name", R"({"name":"q\"\u00fc\ud83d\ude00\/"})", "q\"ü😀/|1\n");
    row("escaped key", R"({"n\u0061me":"a"})", "a|1\n");
    row("escaped instant", R"({"name":"a","disabled":"2022-09-21T19:01:25.872\u005a"})",
        R"(a|2|2022-09-21T19:01:25.872Z|{"name":"a","disabled":"2022-09-21T19:01:25.872\u005a"})"
        "\n");
    row("name twice in an entry", R"({"name":"a","name":"b"})",
        R"(b|1|{"name":"a","name":"b"})"
        "\n");
    row("lone surrogate elsewhere", R"({"name":"a","note":"\ud800"})",
        R"(a|1|{"name":"a","note":"\ud800"})"
        "\n");
    row("difficult names",
        R"({"name":"."},{"name":".."},{"name":" a "},{"name":"日本"},{"name":"%2F"},{"name":"A"},{"name":"a"})",
        ".|1\n..|1\n a |1\n日本|1\n%2F|1\nA|1\na|1\n");
}

void TestListReader::readsEntries()
{
    QFETCH(const QByteArray, entries);
    const auto list = readList(envelope(entries));
    QVERIFY2(list.has_value(), qPrintable(whyNot(envelope(entries))));
    QTEST(printed(*list), "list");
    QVERIFY(list->broken.empty());
    QCOMPARE(list->unknownMember, QByteArray());
}

void TestListReader::agreesWithTheReaderOfOneEntry_data()
{
    readsEntries_data();
}

void TestListReader::keepsNumbersOfAnySize()
{
    const QByteArray entry = R"({"name":"a","big":123456789012345678901234567890.5e400})";
    const auto list = readList(envelope(entry));
    QVERIFY(list.has_value());
    QCOMPARE(list->raw.at(0), entry);
}

void TestListReader::agreesWithTheReaderOfOneEntry()
{
    QFETCH(const QByteArray, entries);
    const auto list = readList(envelope(entries));
    QVERIFY(list.has_value());
    if (list->count() > 1)
        return;
    const auto single = readStatus(entries.trimmed());
    QVERIFY(single.has_value());
    StatusListBuilder builder;
    builder.add(*single);
    QCOMPARE(printed(*list), printed(std::move(builder).build()));
}

void TestListReader::readsAnEmptyList()
{
    for (const char *body :
         {R"({"userStatuses":[]})", " {\"userStatuses\" : [ ] } \n", "\xEF\xBB\xBF{\"userStatuses\":[]}"}) {
        const auto list = readList(body);
        QVERIFY2(list.has_value(), body);
        QCOMPARE(list->count(), Row{0});
    }
}

void TestListReader::marksNamesWithALoneSurrogate()
{
    const auto list = readList(envelope(R"({"name":"ok"},{"name":"x\ud800y","disabled":"2022-09-21T19:01:25.872Z"})"));
    QVERIFY(list.has_value());
    const QByteArray expected = "ok|1\nx\uFFFDy|2|2022-09-21T19:01:25.872Z|"
                                R"({"name":"x\ud800y","disabled":"2022-09-21T19:01:25.872Z"})"
                                "\n";
    QCOMPARE(printed(*list), expected);
    QCOMPARE(list->broken, std::vector<Row>{1});
}

void TestListReader::showsADuplicateOnce()
{
    const auto list = readList(
        envelope(R"({"name":"a"},{"name":"b"},{"name":"a","disabled":"2022-09-21T19:01:25.872Z"},{"name":"a"})"));
    QVERIFY(list.has_value());
    QCOMPARE(list->count(), Row{2});
    QCOMPARE(list->duplicates, std::size_t{2});
}

void TestListReader::noticesAnUnknownMember_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("member");
    const auto row = [](const QByteArray &body, const QByteArray &member) {
        QTest::newRow(body.constData()) << body << member;
    };
    row(R"({"userStatuses":[{"name":"a"}],"next":"/page/2"})", "next");
    row(R"({"total":5,"userStatuses":[{"name":"a"}]})", "total");
    row(R"({"status":"ok","message":"here","userStatuses":[{"name":"a"}]})", "");
    row(R"({"error":null,"userStatuses":[{"name":"a"}]})", "");
    row(R"({"error":"half of it","userStatuses":[{"name":"a"}]})", "error");
    row(R"({"userStatuses":[{"name":"a"}],"\u0061b":{},"c":1})", "ab");
}

void TestListReader::noticesAnUnknownMember()
{
    QFETCH(const QByteArray, body);
    const auto list = readList(body);
    QVERIFY(list.has_value());
    QCOMPARE(printed(*list), QByteArray("a|1\n"));
    QTEST(list->unknownMember, "member");
}

void TestListReader::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"",
                             " ",
                             "null",
                             "true",
                             "17",
                             "\"text\"",
                             "[]",
                             R"([{"name":"a"}])",
                             "{}",
                             R"({"users":[]})",
                             R"({"userStatuses":null})",
                             R"({"userStatuses":{}})",
                             R"({"userStatuses":"x"})",
                             R"({"userStatuses":[]}])",
                             R"({"userStatuses":[]},)",
                             R"({"userStatuses":[]}{})",
                             R"({"userStatuses":[]} x)",
                             R"({"userStatuses":[],})",
                             R"({"userStatuses":[{}]})",
                             R"({"userStatuses":[{"disabled":"x"}]})",
                             R"({"userStatuses":[null]})",
                             R"({"userStatuses":[["a"]]})",
                             R"({"userStatuses":["a"]})",
                             R"({"userStatuses":[{"name":5}]})",
                             R"({"userStatuses":[{"name":null}]})",
                             R"({"userStatuses":[{"name":["a"]}]})",
                             R"({"userStatuses":[{"name":"a"},]})",
                             R"({"userStatuses":[,{"name":"a"}]})",
                             R"({"userStatuses":[{"name":"a"} {"name":"b"}]})",
                             R"({"userStatuses":[{"name":"a",}]})",
                             R"({"userStatuses":[{"name":"a" "x":1}]})",
                             R"({"userStatuses":[{"name" "a"}]})",
                             R"({"userStatuses":[{name:"a"}]})",
                             R"({"userStatuses":[{'name':'a'}]})",
                             R"({"userStatuses":[{"name":"a}]})",
                             R"({"userStatuses":[{"name":"\x"}]})",
                             R"({"userStatuses":[{"name":"\u12"}]})",
                             R"({"userStatuses":[{"na\me":"a"}]})",
                             R"({"userStatuses":[{"name":"a"}}])",
                             R"({"userStatuses":[{"name":"a"]]})",
                             R"({"userStatuses":[],"userStatuses":[]})",
                             "{\"userStatuses\":[{\"name\":\"a\tb\"}]}",
                             "{\"userStatuses\":[{\"name\":\"caf\xE9\"}]}",
                             "{\"userStatuses\":[{\"name\":\"\xC0\xAF\"}]}",
                             "{\"userStatuses\":[{\"name\":\"\xED\xA0\x80\"}]}",
                             "<html></html>",
                             "not found",
                             "\xFF\xFE{\0"})
        QTest::addRow("%s", body) << QByteArray(body);
    QTest::newRow("NUL behind") << QByteArray("{\"userStatuses\":[]}\0", 20);
    QTest::newRow("NUL inside") << QByteArray("{\"userStatuses\":[{\"name\":\"a\0b\"}]}", 33);
}

void TestListReader::refusesWhatIsNoList()
{
    QFETCH(const QByteArray, body);
    const auto list = readList(body);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ApiErrorKind::BadData);
    QVERIFY(!list.error().detail.isEmpty());
}

void TestListReader::findsEveryTruncation()
{
    const QByteArray body =
        envelope(R"({"name":"a\u00e9"},{"name":"b","disabled":"2022-09-21T19:01:25.872Z","x":[1,{"y":-2.5e3}]},)"
                 R"({"name":"日本","locked":true})");
    QVERIFY(readList(body).has_value());
    for (qsizetype size = 0; size < body.size(); ++size)
        QVERIFY2(!readList(body.left(size)), body.left(size).constData());
}

void TestListReader::findsGarbageInSkippedValues_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"troo",
                              "nul",
                              "True",
                              "01",
                              "1.",
                              "-",
                              "+1",
                              "0x10",
                              "1 2",
                              "NaN",
                              "[1,2}",
                              "[1,2}}",
                              "[1,]",
                              "[,]",
                              "{\"a\"}",
                              "{\"a\":}",
                              "{\"a\":1,}",
                              "{\"a\":tru}",
                              "{1:2}",
                              "{,}",
                              "[1,\"y\":2]",
                              "[\"y\":2]",
                              "{\"a\":\"y\":2}",
                              "[1:2]",
                              "[true:false]",
                              "{\"a\":1]",
                              "\"\\q\"",
                              "[\"\\u12\"]",
                              "{\"\\x\":1}",
                              "[[[[nope]]]]",
                              "\"a\"\"b\"",
                              "\"a\"b",
                              "1\"b\"",
                              ":",
                              ",",
                              ""})
        QTest::addRow("%s", value) << QByteArray(value);
}

void TestListReader::findsGarbageInSkippedValues()
{
    QFETCH(const QByteArray, value);
    for (const QByteArray &body :
         {envelope(R"({"name":"a","locked":)" + value + "}"), envelope(R"({"name":"a","disabled":)" + value + "}"),
          R"({"userStatuses":[],"more":)" + value + "}", R"({"status":)" + value + R"(,"userStatuses":[]})"})
        QVERIFY2(!readList(body), body.constData());
}

void TestListReader::boundsNesting()
{
    const auto nested = [](int depth) {
        return envelope(R"({"name":"a","x":)" + QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth) +
                        "}");
    };
    QVERIFY(readList(nested(100)).has_value());
    QVERIFY(!readList(nested(200)));
    constexpr int Million = 1'000'000;
    QVERIFY(!readList(nested(Million)));
    const QByteArray arrays = QByteArray("[").repeated(Million);
    QVERIFY(!readList(arrays));
    const QByteArray objects = QByteArray(R"({"a":)").repeated(Million);
    QVERIFY(!readList(objects));
    const QByteArray arraysInside = R"({"userStatuses":)" + arrays;
    QVERIFY(!readList(arraysInside));
}

void TestListReader::tellsTheServersOwnError()
{
    const auto list = readList(R"({"error":"The API is asleep."})");
    QVERIFY(!list);
    QCOMPARE(list.error(), (ListProblem{ApiErrorKind::Rejected, {}, QStringLiteral("The API is asleep.")}));
    const auto cut = readList(R"({"error":"x)");
    QCOMPARE(cut.error().kind, ApiErrorKind::BadData);
}

void TestListReader::stopsWhenTold()
{
    const std::atomic_bool stop = true;
    const auto list = readList(envelope(QByteArray(R"({"name":"a"},)").repeated(10'000) + R"({"name":"b"})"), &stop);
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ApiErrorKind::Cancelled);
}

/// Qt's own parser is the judge of what JSON is; it only lets control characters in strings and a few more through.
void TestListReader::judgesMutationsAsQtDoes()
{
    const QByteArray body =
        envelope(R"({"name":"a\u00e9"},{"name":"b","disabled":"2022-09-21T19:01:25.872Z","x":[1,{"y":-2.5e3}]},)"
                 R"({"name":"c","locked":true,"z":null,"s":"q\"\\"},{"name":"日本"})");
    const QByteArray alphabet = "{}[]\",:\\ 0123456789.-+eEtrufalsn\t\xC3\x28xX";
    std::mt19937 random(20220921);
    int accepted = 0;
    for (int i = 0; i < 100000; ++i) {
        QByteArray mutant = body;
        for (quint32 edits = 1 + random() % 3; edits > 0; --edits) {
            const auto at = static_cast<qsizetype>(random() % static_cast<quint32>(mutant.size()));
            const char c = alphabet[static_cast<qsizetype>(random() % static_cast<quint32>(alphabet.size()))];
            switch (random() % 3) {
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
        const bool isList = readList(mutant).has_value();
        accepted += isList ? 1 : 0;
        QJsonParseError error;
        QJsonDocument::fromJson(mutant, &error);
        QVERIFY2(!isList || error.error == QJsonParseError::NoError, mutant.constData());
    }
    QVERIFY(accepted > 1000); // most edits inside names are harmless: the test would see a reader that refuses all
}

void TestListReader::survivesAnyBytes()
{
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes;
        for (quint32 size = random() % 200; size > 0; --size)
            bytes += static_cast<char>(random() & 0xFFU);
        QVERIFY(!readList(bytes));
        QVERIFY(!readList("{\"userStatuses\":[" + bytes));
    }
}

void TestListReader::readsAHundredThousand()
{
    QByteArray entries;
    for (int i = 0; i < 100'000; ++i) {
        entries += R"({"name":"user)" + QByteArray::number(i) + R"(@example.com")";
        entries += i % 7 == 0 ? R"(,"disabled":"2022-09-21T19:01:25.872Z"},)" : "},";
    }
    entries.chop(1);
    const auto list = readList(envelope(entries));
    QVERIFY(list.has_value());
    QCOMPARE(list->count(), Row{100000});
    QCOMPARE(list->names->name(99999), std::string_view("user99999@example.com"));
    QCOMPARE(list->states[7], StatusState::Disabled);
    QVERIFY(list->raw.empty());
}

namespace {

tl::expected<StatusList, ListProblem> readInBlocks(const QByteArray &body, qsizetype size)
{
    ListReader reader;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray block = body.mid(at, size); // gone when the next one is read
        reader.read({block.constData(), static_cast<std::size_t>(block.size())});
    }
    return reader.finish();
}

/// What there is to compare of an answer, a list or not.
QByteArray told(const tl::expected<StatusList, ListProblem> &list)
{
    if (!list)
        return QByteArray::number(static_cast<int>(list.error().kind)) + list.error().words.toUtf8();
    QByteArray text = printed(*list) + "unknown " + list->unknownMember + " broken";
    for (const Row row : list->broken)
        text += ' ' + QByteArray::number(row);
    return text + " duplicates " + QByteArray::number(static_cast<qulonglong>(list->duplicates));
}

} // namespace

void TestListReader::readsBlocksAsTheWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("all kinds")
        << "\xEF\xBB\xBF {\"status\":\"ok\", \"n\\u0065xt\" : [1.5e3,true,{\"a\":null}],\n\"userStatuses\": [" +
               QByteArray(R"({"name":"a\u00e9"},{"name":"b","disabled":"2022-09-21T19:01:25.872Z"},)"
                          R"({ "x" : [ 1 , "}" ] , "name":"q\"\ud83d\ude00\/" } , {"name":"B\ud800"},{"name":"日本"},)"
                          R"({"name":"b","locked":-0.5},{"disabled":"2022-09-21T21:01:25+02:00","name":"d"})") +
               "] , \"message\":\"\" } \n";
    QTest::newRow("an error of the server's") << QByteArray(R"({"error":"The API is \"asleep\"."})");
    QTest::newRow("wrong in the midst") << envelope(
        R"({"name":"a"},{"name":"b","disabled":"2022-09-21T19:01:25.872Z"},{"name":7},{"name":"c"})");
    QTest::newRow("cut") << envelope(R"({"name":"a"},{"name":"b"})").chopped(3);
}

void TestListReader::readsBlocksAsTheWhole()
{
    QFETCH(const QByteArray, body);
    const QByteArray whole = told(readList(body));
    for (qsizetype size = 1; size <= body.size(); ++size)
        QCOMPARE(told(readInBlocks(body, size)), whole);
}

void TestListReader::readsManyBlocksAsTheWhole()
{
    std::mt19937 random(7);
    QByteArray entries;
    for (int i = 0; i < 60'000; ++i) {
        const QByteArray number = QByteArray::number(random() % 50'000);
        switch (random() % 8) {
        case 0:
            entries += R"({"name":"User)" + number + R"(","disabled":"2022-09-21T19:01:25.872Z"},)";
            break;
        case 1:
            entries += R"({ "name":"\u00fc)" + number + "\",\"more\":[" + number + "]}\n,";
            break;
        default:
            entries += R"({"name":"user)" + number + "@example.com\"},";
        }
    }
    entries.chop(1);
    const QByteArray body = envelope(entries);
    const auto whole = readList(body);
    QVERIFY(whole && whole->duplicates > 1000 && whole->raw.size() > 1000);
    for (const qsizetype size : {qsizetype{1'000}, qsizetype{65'537}, body.size() - 1})
        QCOMPARE(told(readInBlocks(body, size)), told(whole));
}

void TestListReader::makesDoWithAWrongExpectation_data()
{
    QTest::addColumn<qint64>("expected");
    for (const qint64 bytes : {qint64{-1}, qint64{0}, qint64{1}, qint64{2'000'000}, qint64{1} << 62})
        QTest::addRow("%lld bytes", bytes) << bytes;
}

void TestListReader::makesDoWithAWrongExpectation()
{
    QFETCH(const qint64, expected);
    QByteArray entries;
    for (int i = 0; i < 50'000; ++i)
        entries += R"({"name":"user)" + QByteArray::number(i) + "\"},";
    entries.chop(1);
    const QByteArray body = envelope(entries);
    ListReader reader;
    reader.expect(expected);
    for (qsizetype at = 0; at < body.size(); at += 100'000)
        QVERIFY(reader.read(std::string_view(
            body.constData() + at, static_cast<std::size_t>(std::min<qsizetype>(100'000, body.size() - at)))));
    const auto list = reader.finish();
    QVERIFY(list.has_value());
    QCOMPARE(list->count(), Row{50'000});
    for (Row row = 0; row < list->count(); row += 999)
        QCOMPARE(list->names->find(list->names->name(row)), std::optional<Row>(row));
}

void TestListReader::knowsEarlyThatItIsNoList()
{
    ListReader reader;
    QVERIFY(reader.read(R"({"userStatuses":[{"name":"a"})"));
    QVERIFY(!reader.read(R"(,{"name":5})"));
    QVERIFY(!reader.read(R"(,{"name":"b"}]})"));
    QCOMPARE(reader.finish().error().kind, ApiErrorKind::BadData);
}

QTEST_GUILESS_MAIN(TestListReader)
#include "tst_listreader.moc"
