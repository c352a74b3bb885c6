// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receipt.h"
#include "journal/receiptname.h"
#include "tests/app/journal/journalbench.h"
#include "users/statusjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace gatehouse;

namespace {

using CsvLines = QList<QStringList>;

/// RFC 4180 and nothing besides; no lines where the text is not that.
CsvLines readCsv(const QByteArray &text)
{
    CsvLines lines;
    QStringList cells;
    QByteArray cell;
    const auto endCell = [&] { cells.append(QString::fromUtf8(std::exchange(cell, {}))); };
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted) {
            if (c != '"')
                cell += c;
            else if (text.mid(i + 1, 1) == "\"")
                cell += text[++i];
            else
                isQuoted = false;
        } else if (c == '"') {
            if (!cell.isEmpty())
                return {};
            isQuoted = true;
        } else if (c == ',') {
            endCell();
        } else if (c == '\r') {
            if (text.mid(++i, 1) != "\n")
                return {};
            endCell();
            lines.append(std::exchange(cells, {}));
        } else if (c == '\n') {
            return {};
        } else {
            cell += c;
        }
    }
    return isQuoted || !cell.isEmpty() || !cells.isEmpty() ? CsvLines() : lines;
}

SetSummary someSet()
{
    SetSummary set;
    set.id = QUuid::fromString(QStringLiteral("{22222222-2222-2222-2222-222222222222}"));
    set.title = QStringLiteral("Disable 3 users");
    set.connection = someConnection();
    set.connectionName = QStringLiteral("Pivot \"EU\", main");
    set.environment = QStringLiteral("production");
    set.reason = QStringLiteral("Left the company,\r\nsee \"4711\"");
    set.laterReasons = {{QStringLiteral("=HYPERLINK(1)"), QStringLiteral("bob@desk"), fromMilliseconds(5'000)}};
    set.orderedBy = QStringLiteral("ada@desk");
    set.orderedAt = fromMilliseconds(1'663'786'885'872);
    set.endedAt = fromMilliseconds(1'663'786'900'000);
    set.undoes = QUuid::fromString(QStringLiteral("{33333333-3333-3333-3333-333333333333}"));
    set.changes = 2;
    set.leftAlone = 1;
    set.outcomes.add(OutcomeKind::Done);
    set.outcomes.add(OutcomeKind::Failed);
    return set;
}

SetRow rowOf(const UserStatus &before, const UserStatus &after)
{
    SetRow row;
    row.planned.change = {before, after};
    return row;
}

SetRow disablingRow(const QByteArray &name)
{
    return rowOf(UserStatus::enabled(name), UserStatus::disabled(name, fromMilliseconds(1'663'786'885'872)));
}

QList<SetRow> someRows()
{
    SetRow done = disablingRow("ann@example.com");
    done.outcome = outcomeOf(OutcomeKind::Done);
    done.outcome->httpStatus = 200;
    done.outcome->isSeen = true;
    done.outcome->seen = done.planned.change.after;
    done.confirmation = {Confirmation::Kind::Confirmed, {}, fromMilliseconds(3'000)};
    SetRow failed = disablingRow("bob@example.com");
    failed.planned.matchedBy = QStringLiteral("e-mail");
    failed.outcome = outcomeOf(OutcomeKind::Failed, QStringLiteral("502 \"Bad\", Gateway"));
    failed.outcome->httpStatus = 502;
    SetRow alone = disablingRow("root@example.com");
    alone.planned.verdict = Verdict::Protected;
    return {done, failed, alone};
}

/// A cell of the only row, by its column's name.
QString cellOf(const QByteArray &csv, const char *column, int row = 1)
{
    const CsvLines lines = readCsv(csv);
    const qsizetype place = lines.value(0).indexOf(QString::fromLatin1(column));
    return place < 0 ? QStringLiteral("no such column") : lines.value(row).value(place);
}

QJsonObject jsonOf(const SetSummary &set, const QList<SetRow> &rows, const SetRowFilter &filter = {})
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(receiptJson(set, rows, filter), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s", qPrintable(error.errorString()));
    return document.object();
}

QByteArray csvOf(const QList<SetRow> &rows)
{
    return receiptCsv(someSet(), rows, {}, ByteOrderMark::LeftOut);
}

} // namespace

class TestReceipt : public QObject
{
    Q_OBJECT
private slots:
    void guardsAndQuotesCells_data();
    void guardsAndQuotesCells();
    void givesEachRowALineThatSaysAll();
    void beginsWithTheMarkOnlyIfWanted();
    void writesALineOfColumnsForNoRows();
    void tellsTheWholeSetAsJson();
    void tellsEachRowAsJson();
    void keepsTheOrderOfMembers();
    void saysWhichRowsWereLeftOut();
    void keepsEntriesToTheLetter_data();
    void keepsEntriesToTheLetter();
    void bringsBackOddNames_data();
    void bringsBackOddNames();
    void keepsAMarkInFrontOfAName();
    void hidesNothingUnseen_data();
    void hidesNothingUnseen();
    void namesEveryVerdictAndOutcome();
    void namesFilesSafely_data();
    void namesFilesSafely();
    void cutsLongNamesBetweenCharacters();
    void numbersFileNames();
};

void TestReceipt::guardsAndQuotesCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *tag, const QString &text, const char *cell) {
        QTest::newRow(tag) << text << QByteArray(cell);
    };
    row("empty", QString(), "");
    row("plain", QStringLiteral("ann@example.com"), "ann@example.com");
    row("equals", QStringLiteral("=1+1"), "'=1+1");
    row("plus", QStringLiteral("+49 30"), "'+49 30");
    row("minus", QStringLiteral("-1"), "'-1");
    row("at", QStringLiteral("@SUM(A1)"), "'@SUM(A1)");
    row("tab", QStringLiteral("\tx"), "' x");
    row("return", QStringLiteral("\rx"), "' x");
    row("line feed", QStringLiteral("\nx"), "' x");
    row("behind spaces", QStringLiteral("  =1"), "'  =1");
    row("full width", QStringLiteral("\uFF1D1"), "'\uFF1D1");
    row("in the middle", QStringLiteral("a=1"), "a=1");
    row("formula with a comma", QStringLiteral("=A1,\"x\""), "\"'=A1,\"\"x\"\"\"");
    row("comma", QStringLiteral("a,b"), "\"a,b\"");
    row("quote", QStringLiteral("a\"b"), "\"a\"\"b\"");
    row("lines", QStringLiteral("a\r\nb\nc\td"), "a b c d");
    row("space at the end", QStringLiteral("a "), "\"a \"");
    row("bell", QStringLiteral("a\ab"), "a⟨U+0007⟩b");
    row("right to left", QStringLiteral("a\u202Eb"), "a⟨U+202E⟩b");
    row("far letters", QStringLiteral("Zoë 😀"), "Zoë 😀");
}

void TestReceipt::guardsAndQuotesCells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

void TestReceipt::givesEachRowALineThatSaysAll()
{
    const QByteArray csv = csvOf(someRows());
    const CsvLines lines = readCsv(csv);
    QCOMPARE(lines.size(), 4);
    for (const QStringList &line : lines)
        QCOMPARE(line.size(), lines.constFirst().size());
    QCOMPARE(cellOf(csv, "user"), QStringLiteral("ann@example.com"));
    QCOMPARE(cellOf(csv, "before"), QStringLiteral("{\"name\":\"ann@example.com\"}"));
    QCOMPARE(cellOf(csv, "after"),
             QStringLiteral("{\"name\":\"ann@example.com\",\"disabled\":\"2022-09-21T19:01:25.872Z\"}"));
    QCOMPARE(cellOf(csv, "verdict"), QStringLiteral("will-change"));
    QCOMPARE(cellOf(csv, "outcome"), QStringLiteral("done"));
    QCOMPARE(cellOf(csv, "outcome at"), QStringLiteral("1970-01-01T00:33:20.000Z"));
    QCOMPARE(cellOf(csv, "server holds"), cellOf(csv, "after"));
    QCOMPARE(cellOf(csv, "confirmation"), QStringLiteral("confirmed"));
    QCOMPARE(cellOf(csv, "confirmed at"), QStringLiteral("1970-01-01T00:00:03.000Z"));
    QCOMPARE(cellOf(csv, "outcome", 2), QStringLiteral("failed"));
    QCOMPARE(cellOf(csv, "http status", 2), QStringLiteral("502"));
    QCOMPARE(cellOf(csv, "words", 2), QStringLiteral("502 \"Bad\", Gateway"));
    QCOMPARE(cellOf(csv, "matched by", 2), QStringLiteral("e-mail"));
    QCOMPARE(cellOf(csv, "server holds", 2), QString());
    QCOMPARE(cellOf(csv, "verdict", 3), QStringLiteral("protected"));
    QCOMPARE(cellOf(csv, "outcome", 3), QString());
    QCOMPARE(cellOf(csv, "title", 3), QStringLiteral("Disable 3 users"));
    QCOMPARE(cellOf(csv, "act", 3), QStringLiteral("disable"));
    QCOMPARE(cellOf(csv, "connection", 3), QStringLiteral("Pivot \"EU\", main"));
    QCOMPARE(cellOf(csv, "address", 3), QStringLiteral("https://pivot.example.com"));
    QCOMPARE(cellOf(csv, "ordered by", 3), QStringLiteral("ada@desk"));
    QCOMPARE(cellOf(csv, "ordered at", 3), QStringLiteral("2022-09-21T19:01:25.872Z"));
    QCOMPARE(cellOf(csv, "reasons", 3), QStringLiteral("Left the company, see \"4711\" | =HYPERLINK(1) (bob@desk, "
                                                       "1970-01-01T00:00:05.000Z)"));
    QCOMPARE(cellOf(csv, "undoes", 3), QStringLiteral("33333333-3333-3333-3333-333333333333"));
}

void TestReceipt::beginsWithTheMarkOnlyIfWanted()
{
    QVERIFY(receiptCsv(someSet(), {}).startsWith("\xEF\xBB\xBFuser,"));
    QVERIFY(csvOf({}).startsWith("user,"));
    QVERIFY(receiptJson(someSet(), {}).startsWith('{'));
}

void TestReceipt::writesALineOfColumnsForNoRows()
{
    QCOMPARE(readCsv(csvOf({})).size(), 1);
    const QJsonObject json = jsonOf(someSet(), {});
    QVERIFY(json.value(QLatin1String("rows")).isArray());
    QCOMPARE(json.value(QLatin1String("rowCount")).toInt(-1), 0);
}

void TestReceipt::tellsTheWholeSetAsJson()
{
    const QJsonObject json = jsonOf(someSet(), someRows());
    QCOMPARE(json.value(QLatin1String("rowCount")).toInt(), 3);
    QVERIFY(json.value(QLatin1String("filter")).isNull());
    const QJsonObject set = json.value(QLatin1String("set")).toObject();
    QCOMPARE(set.value(QLatin1String("title")).toString(), someSet().title);
    QCOMPARE(set.value(QLatin1String("act")).toString(), QStringLiteral("disable"));
    QCOMPARE(set.value(QLatin1String("connection")).toString(), someSet().connectionName);
    QCOMPARE(set.value(QLatin1String("environment")).toString(), QStringLiteral("production"));
    SetSummary older = someSet();
    older.environment.clear();
    QVERIFY(jsonOf(older, {}).value(QLatin1String("set")).toObject().value(QLatin1String("environment")).isNull());
    QCOMPARE(set.value(QLatin1String("address")).toString(), someSet().connection.address);
    QCOMPARE(set.value(QLatin1String("orderedBy")).toString(), someSet().orderedBy);
    QCOMPARE(set.value(QLatin1String("orderedAt")).toString(), QStringLiteral("2022-09-21T19:01:25.872Z"));
    QCOMPARE(set.value(QLatin1String("state")).toString(), QStringLiteral("ended"));
    QCOMPARE(set.value(QLatin1String("undoes")).toString(), QStringLiteral("33333333-3333-3333-3333-333333333333"));
    const QJsonArray reasons = set.value(QLatin1String("reasons")).toArray();
    QCOMPARE(reasons.size(), 2);
    QCOMPARE(reasons.at(0).toObject().value(QLatin1String("text")).toString(), someSet().reason);
    QCOMPARE(reasons.at(1).toObject().value(QLatin1String("by")).toString(), QStringLiteral("bob@desk"));
    const QJsonObject counts = set.value(QLatin1String("counts")).toObject();
    QCOMPARE(counts.value(QLatin1String("failed")).toInt(), 1);
    QCOMPARE(counts.value(QLatin1String("left-alone")).toInt(), 1);
}

void TestReceipt::tellsEachRowAsJson()
{
    const QJsonArray rows = jsonOf(someSet(), someRows()).value(QLatin1String("rows")).toArray();
    QCOMPARE(rows.size(), 3);
    const QJsonObject done = rows.at(0).toObject();
    QCOMPARE(done.value(QLatin1String("name")).toString(), QStringLiteral("ann@example.com"));
    QCOMPARE(done.value(QLatin1String("after")).toObject().value(QLatin1String("disabled")).toString(),
             QStringLiteral("2022-09-21T19:01:25.872Z"));
    QCOMPARE(done.value(QLatin1String("outcome")).toObject().value(QLatin1String("httpStatus")).toInt(), 200);
    QCOMPARE(done.value(QLatin1String("confirmation")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("confirmed"));
    const QJsonObject failed = rows.at(1).toObject();
    QCOMPARE(failed.value(QLatin1String("outcome")).toObject().value(QLatin1String("words")).toString(),
             QStringLiteral("502 \"Bad\", Gateway"));
    QVERIFY(failed.value(QLatin1String("confirmation")).isNull());
    const QJsonObject alone = rows.at(2).toObject();
    QCOMPARE(alone.value(QLatin1String("verdict")).toString(), QStringLiteral("protected"));
    QVERIFY(alone.value(QLatin1String("outcome")).isNull());
}

void TestReceipt::keepsTheOrderOfMembers()
{
    const QByteArray json = receiptJson(someSet(), someRows());
    qsizetype place = 0;
    for (const char *member :
         {"\"format\"", "\"version\"", "\"set\"", "\"filter\"", "\"rows\"", "\"name\"", "\"before\"", "\"after\"",
          "\"verdict\"", "\"matchedBy\"", "\"outcome\"", "\"confirmation\"", "\"rowCount\""}) {
        const qsizetype next = json.indexOf(member, place);
        QVERIFY2(next > place || place == 0, member);
        place = next;
    }
}

void TestReceipt::saysWhichRowsWereLeftOut()
{
    const QJsonObject filter = jsonOf(someSet(), {}, {QStringLiteral("ann"), OutcomeKind::Failed, true})
                                   .value(QLatin1String("filter"))
                                   .toObject();
    QCOMPARE(filter.value(QLatin1String("user")).toString(), QStringLiteral("ann"));
    QCOMPARE(filter.value(QLatin1String("outcome")).toString(), QStringLiteral("failed"));
    QVERIFY(filter.value(QLatin1String("changesOnly")).toBool());
}

void TestReceipt::keepsEntriesToTheLetter_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("big integer") << QByteArray(R"({"name":"a","id":123456789012345678901234567890,"x":1.10})");
    QTest::newRow("unknown members") << QByteArray(R"({ "locked" : true, "name":"a", "n":[1, {"b":null}] })");
    QTest::newRow("null") << QByteArray(R"({"name":"a","disabled":null})");
    QTest::newRow("odd") << QByteArray(R"({"name":"a","disabled":"yesterday, \"noon\""})");
    QTest::newRow("other spelling") << QByteArray(R"({"name":"a","disabled":"2022-09-21T21:01:25+02:00"})");
    QTest::newRow("formula within") << QByteArray(R"({"name":"a","x":"=1+1"})");
}

void TestReceipt::keepsEntriesToTheLetter()
{
    QFETCH(QByteArray, entry);
    const auto before = readStatus(entry);
    QVERIFY(before);
    const QList<SetRow> rows{rowOf(*before, UserStatus::none("a"))};
    const QByteArray json = receiptJson(someSet(), rows);
    QVERIFY2(json.contains("\"before\": " + entry + ", \"after\": null"), json.constData());
    QCOMPARE(cellOf(csvOf(rows), "before").toUtf8(), entry);
    QCOMPARE(cellOf(csvOf(rows), "after"), QString());
}

void TestReceipt::bringsBackOddNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("quotes") << QStringLiteral("a\"b\\c");
    QTest::newRow("control") << QStringLiteral("a\u0001\r\n\t\u007F\u0085b");
    QTest::newRow("turned round") << QStringLiteral("\u202Emoc.elpmaxe");
    QTest::newRow("tag") << QStringLiteral("a\U000E0041b");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b");
    QTest::newRow("far") << QStringLiteral("Zoë😀@例え.jp");
    QTest::newRow("formula") << QStringLiteral("=cmd|' /C calc'!A0");
    QTest::newRow("nul") << QString(QChar(u'\0'));
}

void TestReceipt::bringsBackOddNames()
{
    QFETCH(QString, name);
    SetSummary set = someSet();
    set.title = name;
    const QJsonObject json = jsonOf(set, {disablingRow(name.toUtf8())});
    QCOMPARE(json.value(QLatin1String("set")).toObject().value(QLatin1String("title")).toString(), name);
    const QJsonObject row = json.value(QLatin1String("rows")).toArray().at(0).toObject();
    QCOMPARE(row.value(QLatin1String("name")).toString(), name);
    QCOMPARE(row.value(QLatin1String("before")).toObject().value(QLatin1String("name")).toString(), name);
    // In the CSV the entry, which is JSON, has the name as it is.
    const QByteArray before = cellOf(csvOf({disablingRow(name.toUtf8())}), "before").toUtf8();
    QCOMPARE(QJsonDocument::fromJson(before).object().value(QLatin1String("name")).toString(), name);
}

void TestReceipt::keepsAMarkInFrontOfAName()
{
    const SetRow row = disablingRow("\xEF\xBB\xBF"
                                    "ann@x");
    QCOMPARE(cellOf(csvOf({row}), "user"), QStringLiteral("\u27E8U+FEFF\u27E9ann@x"));
    QVERIFY(
        jsonOf(someSet(), {row}).value(QLatin1String("rows")).toArray().at(0).toObject().value(QLatin1String("name")) ==
        QStringLiteral("\uFEFFann@x"));
}

void TestReceipt::hidesNothingUnseen_data()
{
    bringsBackOddNames_data();
}

void TestReceipt::hidesNothingUnseen()
{
    QFETCH(QString, name);
    SetSummary set = someSet();
    set.reason = set.title = set.orderedBy = name;
    SetRow row = disablingRow(name.toUtf8());
    row.planned.matchedBy = name;
    row.outcome = outcomeOf(OutcomeKind::Failed, name);
    QString text = QString::fromUtf8(receiptCsv(set, {row}, {}, ByteOrderMark::LeftOut));
    QCOMPARE(text.count(QLatin1String("\r\n")), 2);
    text.remove(QLatin1String("\r\n"));
    static const QRegularExpression kUnseen(QStringLiteral("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
    QVERIFY2(!text.contains(kUnseen), qPrintable(text));
    QVERIFY(cellOf(receiptCsv(set, {row}, {}, ByteOrderMark::LeftOut), "user").at(0) != QLatin1Char('='));
}

void TestReceipt::namesEveryVerdictAndOutcome()
{
    QSet<QString> verdicts;
    for (int i = 0; i < static_cast<int>(Verdict::Count); ++i) {
        SetRow row = disablingRow("a");
        row.planned.verdict = static_cast<Verdict>(i);
        verdicts.insert(cellOf(csvOf({row}), "verdict"));
    }
    QCOMPARE(verdicts.size(), static_cast<int>(Verdict::Count));
    QVERIFY(!verdicts.contains(QString()));
    QSet<QString> outcomes;
    for (int i = 0; i < static_cast<int>(OutcomeKind::Count); ++i) {
        SetRow row = disablingRow("a");
        row.outcome = outcomeOf(static_cast<OutcomeKind>(i));
        outcomes.insert(cellOf(csvOf({row}), "outcome"));
    }
    QCOMPARE(outcomes.size(), static_cast<int>(OutcomeKind::Count));
    QVERIFY(!outcomes.contains(QString()));
}

void TestReceipt::namesFilesSafely_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *tag, const QString &title, const char *name) {
        QTest::newRow(tag) << title << QStringLiteral("2022-09-21 19-01") + QString::fromUtf8(name);
    };
    row("plain", QStringLiteral("Disable 287 users"), " Disable 287 users.csv");
    row("separators", QStringLiteral("Disable a/b\\c:d"), " Disable a_b_c_d.csv");
    row("of other systems", QStringLiteral("Disable *?\"<>|"), " Disable ______.csv");
    row("climbing", QStringLiteral("../../etc/passwd"), " .._.._etc_passwd.csv");
    row("nothing", QString(), ".csv");
    row("dots", QStringLiteral(".."), ".csv");
    row("dots at the end", QStringLiteral("Disable x. . "), " Disable x.csv");
    row("lines", QStringLiteral("Disable\na"), " Disable⟨U+000A⟩a.csv");
    row("turned round", QStringLiteral("a\u202Evsc"), " a⟨U+202E⟩vsc.csv");
    row("far", QStringLiteral("Zoë 😀"), " Zoë 😀.csv");
}

void TestReceipt::namesFilesSafely()
{
    QFETCH(QString, title);
    QFETCH(QString, name);
    SetSummary set = someSet();
    set.title = title;
    QCOMPARE(receiptFileName(set, ReceiptFormat::Csv), name);
}

void TestReceipt::cutsLongNamesBetweenCharacters()
{
    for (const QString &letter :
         {QStringLiteral("a"), QStringLiteral("ë"), QStringLiteral("😀"), QStringLiteral("例")}) {
        SetSummary set = someSet();
        set.title = letter.repeated(300);
        const QString name = receiptFileName(set, ReceiptFormat::Json);
        const qsizetype bytes = name.toUtf8().size();
        QVERIFY2(bytes <= 120 && bytes > 110, qPrintable(name));
        QVERIFY(name.endsWith(QLatin1String(".json")));
        QVERIFY(!name.contains(QChar::ReplacementCharacter));
        QVERIFY(name.chopped(5).endsWith(letter));
    }
}

void TestReceipt::numbersFileNames()
{
    QCOMPARE(numberedFileName(QStringLiteral("a.b.csv"), 1), QStringLiteral("a.b.csv"));
    QCOMPARE(numberedFileName(QStringLiteral("a.b.csv"), 2), QStringLiteral("a.b (2).csv"));
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "UTC"); // names of files are in this computer's time
    QCoreApplication application(argc, argv);
    TestReceipt test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_receipt.moc"
