// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportbench.h"
#include "lists/exportend.h"
#include "lists/formulaguard.h"
#include "lists/userexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <optional>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

constexpr ExportStyle kCsv{};
constexpr ExportStyle kJson{ExportFormat::Json, CsvSeparator::Comma, ExcelMark::LeftOut};
constexpr ExportStyle kNames{ExportFormat::Names, CsvSeparator::Comma, ExcelMark::LeftOut};
constexpr char kHeading[] = "name,status,disabled,person,e-mail,roles\r\n";

ExportStyle csvWith(CsvSeparator separator, ExcelMark mark = ExcelMark::LeftOut)
{
    return {ExportFormat::Csv, separator, mark};
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// The cells of a CSV by the grammar that userexport.h promises, the guard taken off; fails on anything else.
std::optional<QList<QByteArrayList>> readBack(const QByteArray &csv)
{
    QList<QByteArrayList> lines;
    QByteArrayList line;
    const char separator = csv.size() > 4 ? csv[4] : '\0';
    qsizetype i = 0;
    while (i < csv.size()) {
        QByteArray cell;
        if (csv[i] == '"') {
            for (++i; i < csv.size() && (csv[i] != '"' || (i + 1 < csv.size() && csv[i + 1] == '"')); ++i) {
                cell += csv[i];
                i += csv[i] == '"' ? 1 : 0;
            }
            ++i;
        } else {
            for (; i < csv.size() && csv[i] != separator && csv[i] != '\r'; ++i) {
                if (csv[i] == '"' || csv[i] == '\n')
                    return std::nullopt;
                cell += csv[i];
            }
        }
        const std::string_view text = withoutGuard(viewOf(cell));
        line.append(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
        if (i < csv.size() && csv[i] == separator) {
            ++i;
        } else if (csv.mid(i, 2) == "\r\n") {
            i += 2;
            lines.append(line);
            line.clear();
        } else {
            return std::nullopt;
        }
    }
    return lines;
}

QByteArray firstCellOf(const QByteArray &name, ExportStyle style = kCsv)
{
    QByteArray csv = exportText(allOf(tableOfNames({name})), style);
    csv.remove(0, csv.indexOf("\r\n") + 2);
    const QByteArray rest(QByteArray("Xenabled") + QByteArray(4, 'X') + "\r\n");
    return csv.left(csv.size() - rest.size());
}

QList<QByteArray> oddNames()
{
    return {"plain@example.com",
            "a,b",
            "a;b",
            "a\tb",
            "a\"b",
            "\"",
            "\"\"a\"\"",
            " a",
            "a ",
            " ",
            "a\nb",
            "a\r\nb",
            "a\r",
            "\na",
            "=1+1",
            "'=1+1",
            "''=1+1",
            "'''''=1+1",
            "  =1",
            "'  =1",
            "'",
            "''",
            "'a",
            "O'Neil",
            "'\"=",
            "+49",
            "-1",
            "@all",
            "'@all",
            "\xEF\xBC\x9D"
            "1",
            "'\xEF\xBC\xA0"
            "1",
            "\xEF\xBC\x8B",
            "\xEF\xBC\x8D",
            "\t=",
            "'\tx",
            "'\r",
            "'\n",
            "\xEF\xBB\xBFmark",
            "a\xE2\x80\xAE"
            "b",
            QByteArray("nul\0l", 5),
            "\x01\x7F",
            "Zo\xC3\xAB \xF0\x9F\x98\x80",
            "name",
            "a\\b",
            "=A1,\"x\"\r\n;'y'"};
}

} // namespace

class TestUserExport final : public QObject
{
    Q_OBJECT
private slots:
    void guardsAndQuotesNames_data();
    void guardsAndQuotesNames();
    void bringsBackEveryName_data();
    void bringsBackEveryName();
    void bringsBackNamesOfChance();
    void saysTheStatusInWords_data();
    void saysTheStatusInWords();
    void tellsWhoAPersonIs();
    void makesWhatIsForEyesVisible();
    void beginsAsItWasChosen_data();
    void beginsAsItWasChosen();
    void writesTheRowsInTheOrderGiven();
    void writesTheShapeOfTheApi();
    void keepsEntriesToTheLetter_data();
    void keepsEntriesToTheLetter();
    void writesWhatWasAnsweredSince();
    void leavesPersonsWithoutAStatusOutOfJson();
    void leavesOutWhatIsGone();
    void writesOneNameALine();
    void leavesOutNamesWithLineBreaks_data();
    void leavesOutNamesWithLineBreaks();
    void keepsAMarkThatIsPartOfAName();
    void seesTheTableAsItWas();
    void countsWhatWouldBeWritten();
    void tellsWhatWasLeftOut();
    void remembersAChoice();
};

void TestUserExport::guardsAndQuotesNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<CsvSeparator>("separator");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *tag, const char *name, const char *cell,
                        CsvSeparator separator = CsvSeparator::Comma) {
        QTest::newRow(tag) << QByteArray(name) << separator << QByteArray(cell);
    };
    row("plain", "ann@example.com", "ann@example.com");
    row("equals", "=1+1", "'=1+1");
    row("plus", "+49 30", "'+49 30");
    row("minus", "-1", "'-1");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\tx", "\"'\tx\"");
    row("return", "\rx", "\"'\rx\"");
    row("line feed", "\nx", "\"'\nx\"");
    row("behind spaces", "  =1", "\"'  =1\"");
    row("full width", "\xEF\xBC\x9D", "'\xEF\xBC\x9D");
    row("in the middle", "a=1", "a=1");
    row("guarded itself", "'=1", "''=1");
    row("guarded twice", "''=1", "'''=1");
    row("apostrophe", "'a", "'a");
    row("apostrophe alone", "'", "'");
    row("formula with a comma", "=A1,\"x\"", "\"'=A1,\"\"x\"\"\"");
    row("comma", "a,b", "\"a,b\"");
    row("comma between semicolons", "a,b", "a,b", CsvSeparator::Semicolon);
    row("semicolon", "a;b", "a;b");
    row("semicolon between semicolons", "a;b", "\"a;b\"", CsvSeparator::Semicolon);
    row("tab within", "a\tb", "a\tb");
    row("tab between tabs", "a\tb", "\"a\tb\"", CsvSeparator::Tab);
    row("tab first, between tabs", "\ta", "\"'\ta\"", CsvSeparator::Tab);
    row("quote", "a\"b", "\"a\"\"b\"");
    row("lines", "a\r\nb", "\"a\r\nb\"");
    row("space at the end", "a ", "\"a \"");
    row("tab at the end", "a\t", "\"a\t\"");
    row("bell", "a\ab", "a\ab");
    row("right to left", "a\xE2\x80\xAE", "a\xE2\x80\xAE");
}

void TestUserExport::guardsAndQuotesNames()
{
    QFETCH(QByteArray, name);
    QFETCH(CsvSeparator, separator);
    QFETCH(QByteArray, cell);
    QCOMPARE(firstCellOf(name, csvWith(separator)), cell);
}

void TestUserExport::bringsBackEveryName_data()
{
    QTest::addColumn<CsvSeparator>("separator");
    QTest::newRow("comma") << CsvSeparator::Comma;
    QTest::newRow("semicolon") << CsvSeparator::Semicolon;
    QTest::newRow("tab") << CsvSeparator::Tab;
}

void TestUserExport::bringsBackEveryName()
{
    QFETCH(CsvSeparator, separator);
    const QList<QByteArray> names = oddNames();
    const auto lines = readBack(exportText(allOf(tableOfNames(names)), csvWith(separator)));
    QVERIFY(lines);
    QCOMPARE(lines->size(), names.size() + 1);
    for (qsizetype i = 0; i < names.size(); ++i) {
        QCOMPARE(lines->at(i + 1).size(), 6);
        QCOMPARE(lines->at(i + 1).constFirst(), names.at(i));
        QCOMPARE(lines->at(i + 1).at(1), QByteArray("enabled"));
    }
}

void TestUserExport::bringsBackNamesOfChance()
{
    QRandomGenerator random(7);
    const QList<QByteArray> parts{"'", "=", " ", "\"", ",", ";", "\t", "\r", "\n", "a", "\xEF\xBC\x9D", "-"};
    for (int round = 0; round < 20'000; ++round) {
        QByteArray name;
        for (int length = random.bounded(1, 7); length > 0; --length)
            name += parts.at(random.bounded(static_cast<int>(parts.size())));
        const auto separator = std::array{CsvSeparator::Comma, CsvSeparator::Semicolon, CsvSeparator::Tab}.at(
            static_cast<std::size_t>(round % 3));
        const auto lines = readBack(exportText(allOf(tableOfNames({name})), csvWith(separator)));
        if (!lines || lines->size() != 2 || lines->at(1).size() != 6 || lines->at(1).constFirst() != name)
            QFAIL(name.toHex(' ').constData());
    }
}

void TestUserExport::saysTheStatusInWords_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("cells");
    const auto row = [](const char *tag, const char *entry, const char *cells) {
        QTest::newRow(tag) << QByteArray(entry) << QByteArray(cells);
    };
    row("enabled", "{\"name\":\"a\"}", "a,enabled,,,,");
    row("null", "{\"name\":\"a\",\"disabled\":null}", "a,enabled,,,,");
    row("disabled", "{\"name\":\"a\",\"disabled\":\"2022-09-21T19:01:25.872Z\"}",
        "a,disabled,2022-09-21T19:01:25.872Z,,,");
    row("other spelling", "{\"name\":\"a\",\"disabled\":\"2022-09-21T21:01:25+02:00\"}",
        "a,disabled,2022-09-21T19:01:25.000Z,,,");
    row("true", "{\"name\":\"a\",\"disabled\":true}", "a,disabled,true,,,");
    row("a word", "{\"name\":\"a\",\"disabled\":\"yesterday\"}", "a,disabled,\"\"\"yesterday\"\"\",,,");
    row("a number", "{\"name\":\"a\",\"disabled\":-1}", "a,disabled,'-1,,,");
    row("an object", "{\"name\":\"a\",\"disabled\":{ \"x\":1,\n\"y\":2 }}",
        "a,disabled,\"{ \"\"x\"\":1,\n\"\"y\"\":2 }\",,,");
}

void TestUserExport::saysTheStatusInWords()
{
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, cells);
    QCOMPARE(exportText(allOf(tableOf({entry})), kCsv), kHeading + cells + "\r\n");
}

void TestUserExport::tellsWhoAPersonIs()
{
    const StatusTable table =
        tableOf({"{\"name\":\"ann\"}", "{\"name\":\"ghost\"}"},
                {{.name = "ann",
                  .email = "ann@example.com",
                  .firstName = "Ann",
                  .lastName = "Lee, Jr.",
                  .roles = {QStringLiteral("Administrator"), QStringLiteral("Reader")}},
                 {.name = "new", .email = "new@example.com", .firstName = "New", .lastName = "One", .roles = {}}});
    QCOMPARE(exportText(allOf(table), kCsv), kHeading + QByteArray("ann,enabled,,\"Ann Lee, Jr.\",ann@example.com,"
                                                                   "Administrator; Reader\r\n"
                                                                   "ghost,enabled,,,,\r\n"
                                                                   "new,no status,,New One,new@example.com,\r\n"));
    QVERIFY(exportText(allOf(table), csvWith(CsvSeparator::Semicolon))
                .contains(";Ann Lee, Jr.;ann@example.com;\"Administrator; Reader\"\r\n"));
}

void TestUserExport::makesWhatIsForEyesVisible()
{
    const StatusTable table = tableOf({"{\"name\":\"ann\"}"}, {{.name = "ann",
                                                                .email = "=cmd\xE2\x80\xAE",
                                                                .firstName = "A\r\nn\tn",
                                                                .lastName = "Zo\xC3\xAB",
                                                                .roles = {QStringLiteral("-x\u0001")}}});
    QCOMPARE(exportText(allOf(table), kCsv), kHeading + QByteArray("ann,enabled,,A n n Zo\xC3\xAB,'=cmd⟨U+202E⟩,"
                                                                   "'-x⟨U+0001⟩\r\n"));
}

void TestUserExport::beginsAsItWasChosen_data()
{
    QTest::addColumn<CsvSeparator>("separator");
    QTest::addColumn<ExcelMark>("mark");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("comma") << CsvSeparator::Comma << ExcelMark::LeftOut << QByteArray(kHeading);
    QTest::newRow("semicolon") << CsvSeparator::Semicolon << ExcelMark::LeftOut
                               << QByteArray("name;status;disabled;person;e-mail;roles\r\n");
    QTest::newRow("tab") << CsvSeparator::Tab << ExcelMark::LeftOut
                         << QByteArray("name\tstatus\tdisabled\tperson\te-mail\troles\r\n");
    QTest::newRow("mark") << CsvSeparator::Comma << ExcelMark::Written << QByteArray("\xEF\xBB\xBF") + kHeading;
}

void TestUserExport::beginsAsItWasChosen()
{
    QFETCH(CsvSeparator, separator);
    QFETCH(ExcelMark, mark);
    QFETCH(QByteArray, head);
    QCOMPARE(exportText(allOf(tableOf({})), csvWith(separator, mark)), head);
    // Neither is anything to the other formats.
    QCOMPARE(exportText(allOf(tableOf({})), {ExportFormat::Json, separator, mark}),
             QByteArray("{\"userStatuses\":[]}\n"));
    QCOMPARE(exportText(allOf(tableOfNames({"a"})), {ExportFormat::Names, separator, mark}), QByteArray("a\n"));
}

void TestUserExport::writesTheRowsInTheOrderGiven()
{
    const StatusTable table = tableOfNames({"a", "b", "c", "d"});
    QCOMPARE(exportText(ExportSource::of(table, {3, 1, 2}), kNames), QByteArray("d\nb\nc\n"));
    RowSet set(table.count());
    set.insert(2);
    set.insert(0);
    QCOMPARE(exportText(ExportSource::of(table, rowsOf(set)), kNames), QByteArray("a\nc\n"));
    QCOMPARE(exportText(allOf(table), kNames), QByteArray("a\nb\nc\nd\n"));
    set.insert(3); // nobody sees it, but it is selected
    QCOMPARE(exportText(ExportSource::of(table, rowsOf(set, {2, 1, 0})), kNames), QByteArray("c\na\nd\n"));
}

void TestUserExport::writesTheShapeOfTheApi()
{
    const StatusTable table =
        tableOf({"{\"name\":\"a\\\"b\"}", "{\"name\":\"c\",\"disabled\":\"2022-09-21T19:01:25.872Z\"}"});
    QCOMPARE(exportText(allOf(table), kJson),
             QByteArray("{\"userStatuses\":[\n{\"name\":\"a\\\"b\"},\n"
                        "{\"name\":\"c\",\"disabled\":\"2022-09-21T19:01:25.872Z\"}\n]}\n"));
    const QByteArray odd = exportText(allOf(tableOfNames(oddNames())), kJson);
    QCOMPARE(QJsonDocument::fromJson(odd).object().value(QLatin1String("userStatuses")).toArray().size(),
             oddNames().size());
    // Qt's own reader drops U+FEFF at the start of a string, so it is not asked for names.
    const QByteArrayList lines = odd.split('\n');
    for (qsizetype i = 0; i < oddNames().size(); ++i) {
        const QByteArray &line = lines.at(i + 1);
        const auto entry = readStatus(line.endsWith(',') ? line.chopped(1) : line);
        QVERIFY2(entry, line.constData());
        QCOMPARE(entry->name, oddNames().at(i));
    }
}

void TestUserExport::keepsEntriesToTheLetter_data()
{
    QTest::addColumn<QByteArray>("entry");
    const auto row = [](const char *tag, const char *entry) { QTest::newRow(tag) << QByteArray(entry); };
    row("big integer", "{\"name\":\"a\",\"id\":123456789012345678901234567890,\"x\":1.10}");
    row("unknown members", "{ \"locked\" : true, \"name\":\"a\", \"n\":[1, {\"b\":null}] }");
    row("null", "{\"name\":\"a\",\"disabled\":null}");
    row("null and more", "{\"name\":\"a\", \"disabled\":null, \"x\":1}");
    row("odd", "{\"name\":\"a\",\"disabled\":\"yesterday, \\\"noon\\\"\"}");
    row("other spelling", "{\"name\":\"a\",\"disabled\":\"2022-09-21T21:01:25+02:00\"}");
    row("half a pair", "{\"name\":\"a\\ud800\"}");
    row("lines", "{\n  \"name\": \"a\",\n  \"x\": 1\n}");
}

void TestUserExport::keepsEntriesToTheLetter()
{
    QFETCH(QByteArray, entry);
    QCOMPARE(exportText(allOf(tableOf({entry})), kJson), "{\"userStatuses\":[\n" + entry + "\n]}\n");
}

void TestUserExport::writesWhatWasAnsweredSince()
{
    StatusTable table =
        tableOf({"{\"name\":\"a\",\"x\":1}", "{\"name\":\"b\",\"disabled\":true}", "{\"name\":\"c\",\"x\":1}"});
    table.noteAnswer(readStatus("{\"name\":\"a\",\"x\":2}").value(), 1);
    table.noteAnswer(UserStatus::enabled("b"), 2);
    table.noteAnswer(readStatus("{\"name\":\"new\",\"x\":3}").value(), 3);
    QCOMPARE(exportText(allOf(table), kJson),
             QByteArray("{\"userStatuses\":[\n{\"name\":\"a\",\"x\":2},\n{\"name\":\"b\"},\n{\"name\":\"c\",\"x\":1},\n"
                        "{\"name\":\"new\",\"x\":3}\n]}\n"));
    QCOMPARE(exportText(allOf(table), kCsv),
             kHeading + QByteArray("a,enabled,,,,\r\nb,enabled,,,,\r\nc,enabled,,,,\r\nnew,enabled,,,,\r\n"));
}

void TestUserExport::leavesPersonsWithoutAStatusOutOfJson()
{
    const StatusTable table = tableOf({"{\"name\":\"ann\"}"}, {{.name = "bob"}, {.name = "ann"}, {.name = "cy"}});
    const ExportSource source = allOf(table);
    UserExport writing(source, kJson);
    QByteArray text;
    for (const Row row : source.rows)
        writing.appendRow(text, row);
    QCOMPARE(text, QByteArray("\n{\"name\":\"ann\"}"));
    QCOMPARE(writing.counts(), (ExportCounts{1, 2, 0, 0}));
    const ExportSource nobodyHasOne = ExportSource::of(table, {1, 2});
    QCOMPARE(exportText(nobodyHasOne, kJson), QByteArray("{\"userStatuses\":[]}\n"));
    QCOMPARE(exportText(nobodyHasOne, kNames), QByteArray("bob\ncy\n"));
}

void TestUserExport::leavesOutWhatIsGone()
{
    StatusTable table = tableOf({"{\"name\":\"a\"}", "{\"name\":\"b\"}", "{\"name\":\"c\"}"}, {{.name = "b"}});
    table.noteAnswer(UserStatus::none("a"), 1);
    table.noteAnswer(UserStatus::none("b"), 2);
    QCOMPARE(exportText(allOf(table), kCsv), kHeading + QByteArray("b,no status,,,,\r\nc,enabled,,,,\r\n"));
    QCOMPARE(exportText(allOf(table), kNames), QByteArray("b\nc\n"));
    QCOMPARE(exportText(allOf(table), kJson), QByteArray("{\"userStatuses\":[\n{\"name\":\"c\"}\n]}\n"));
    QCOMPARE(ExportSize::ofAll(table), (ExportSize{2, 1}));
}

void TestUserExport::writesOneNameALine()
{
    QCOMPARE(exportText(allOf(tableOfNames({"=1", "a,b", " c ", "\"d\"", "'e", "f\tg"})), kNames),
             QByteArray("=1\na,b\n c \n\"d\"\n'e\nf\tg\n"));
    QCOMPARE(exportText(allOf(tableOf({})), kNames), QByteArray());
}

void TestUserExport::leavesOutNamesWithLineBreaks_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("line feed") << QByteArray("ann\nbob");
    QTest::newRow("return") << QByteArray("ann\rbob");
    QTest::newRow("return at the end") << QByteArray("ann\r");
    QTest::newRow("line feed first") << QByteArray("\nann");
    QTest::newRow("vertical tab") << QByteArray("ann\vbob");
    QTest::newRow("form feed") << QByteArray("ann\fbob");
    QTest::newRow("next line") << QByteArray("ann\xC2\x85"
                                             "bob");
    QTest::newRow("line separator") << QByteArray("ann\xE2\x80\xA8"
                                                  "bob");
    QTest::newRow("paragraph separator") << QByteArray("ann\xE2\x80\xA9"
                                                       "bob");
}

void TestUserExport::leavesOutNamesWithLineBreaks()
{
    QFETCH(QByteArray, name);
    const ExportSource source = allOf(tableOfNames({"a", name, "z"}));
    UserExport writing(source, kNames);
    QByteArray text;
    for (const Row row : source.rows)
        writing.appendRow(text, row);
    QCOMPARE(text, QByteArray("a\nz\n"));
    QCOMPARE(writing.counts(), (ExportCounts{2, 0, 1, 0}));
    QCOMPARE(readBack(exportText(source, kCsv)).value().at(2).constFirst(), name); // the CSV has it
}

void TestUserExport::keepsAMarkThatIsPartOfAName()
{
    QCOMPARE(exportText(allOf(tableOfNames({"\xEF\xBB\xBF"
                                            "a",
                                            "\xEF\xBB\xBF"
                                            "b"})),
                        kNames),
             QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF"
                        "a\n\xEF\xBB\xBF"
                        "b\n"));
}

void TestUserExport::seesTheTableAsItWas()
{
    StatusTable table = tableOf({"{\"name\":\"a\",\"x\":1}", "{\"name\":\"b\"}"});
    const ExportSource source = allOf(table);
    const QByteArray before = exportText(source, kJson);
    table.noteAnswer(readStatus("{\"name\":\"a\",\"x\":2}").value(), 1);
    table.noteAnswer(readStatus("{\"name\":\"b\",\"disabled\":true}").value(), 2);
    table.noteAnswer(UserStatus::enabled("c"), 3);
    QCOMPARE(exportText(source, kJson), before);
    QVERIFY(exportText(allOf(table), kJson) != before);
}

void TestUserExport::countsWhatWouldBeWritten()
{
    StatusTable table =
        tableOf({"{\"name\":\"a\"}", "{\"name\":\"b\"}", "{\"name\":\"c\"}"}, {{.name = "p"}, {.name = "q"}});
    table.noteAnswer(UserStatus::none("a"), 1);
    QCOMPARE(ExportSize::ofAll(table), (ExportSize{4, 2}));
    QCOMPARE(ExportSize::of(table, allRowsOf(table)), (ExportSize{4, 2}));
    QCOMPARE(ExportSize::of(table, std::vector<Row>{0, 1, 3}), (ExportSize{2, 1}));
    RowSet set(table.count());
    set.insert(4);
    set.insert(2);
    QCOMPARE(ExportSize::of(table, set), (ExportSize{2, 1}));
}

void TestUserExport::tellsWhatWasLeftOut()
{
    const ExportEnd saved{ExportEnd::Kind::Saved, QStringLiteral("/tmp/a %1.csv"), {}, {2'000, 0, 0, 0}};
    QVERIFY2(saved.words().endsWith(QLatin1String("users were exported to /tmp/a %1.csv.")), qPrintable(saved.words()));
    const ExportEnd some{ExportEnd::Kind::Saved, QStringLiteral("/a"), {}, {1, 35, 1, 2}};
    QCOMPARE(some.words(),
             QStringLiteral("One user was exported to /a. 35 persons without a status are not in it. One name holds a "
                            "line break and is not in it. 2 statuses were deleted meanwhile and are not in it."));
    QCOMPARE(exportHint(ExportFormat::Json, 35),
             QStringLiteral("35 persons without a status are not in a JSON export."));
    QCOMPARE(exportHint(ExportFormat::Json, 1), QStringLiteral("One person without a status is not in a JSON export."));
}

void TestUserExport::remembersAChoice()
{
    for (const ExportPart part : {ExportPart::Visible, ExportPart::Selected, ExportPart::All}) {
        for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Json, ExportFormat::Names}) {
            for (const CsvSeparator separator : {CsvSeparator::Comma, CsvSeparator::Semicolon, CsvSeparator::Tab}) {
                for (const ExcelMark mark : {ExcelMark::LeftOut, ExcelMark::Written}) {
                    const ExportChoice choice{part, {format, separator, mark}};
                    QCOMPARE(ExportChoice::fromText(choice.toText()), choice);
                }
            }
        }
    }
    QCOMPARE(ExportChoice::fromText(QString()), ExportChoice());
    QCOMPARE(ExportChoice::fromText(QStringLiteral("nonsense 7")), ExportChoice());
}

QTEST_GUILESS_MAIN(TestUserExport)
#include "tst_userexport.moc"
