// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namereader.h"

#include "printedlist.h"

#include <QTest>

using namespace gatehouse;

class TestNameReader final : public QObject
{
    Q_OBJECT
private slots:
    void readsNames_data();
    void readsNames();
    void findsTheColumnOfNames_data();
    void findsTheColumnOfNames();
    void knowsAHeading_data();
    void knowsAHeading();
    void readsDates_data();
    void readsDates();
    void leavesOutDatesOfWhichNobodyKnows();
    void choosesNoneOfSeveralDates();
    void obeysAPerson();
    void ignoresAColumnThatIsNotThere();
    void readsItsOwnTables();
    void takesAnExportAtItsWord_data();
    void takesAnExportAtItsWord();
    void takesZerosInAnExportForZeros();
    void takesDatesOfAnExportFromItsColumn();
    void endsEarlyWhenStopped_data();
    void endsEarlyWhenStopped();
    void takesOthersApostrophesForLetters();
    void joinsFirstAndLastNames();
    void saysWhatATextHides();
    void refusesWhatIsTooLarge();
    void hasRoomForAnExportOfAMillion();
    void readsAPasteLikeAFile();
};

void TestNameReader::readsNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *title, const char *text, const char *list) {
        QTest::newRow(title) << QString::fromUtf8(text) << QString::fromUtf8(list);
    };
    row("nothing", "", "");
    row("lines", "a@x\nb@x\n\nc@x", "1 name a@x; 2 name b@x; 3 blank; 4 name c@x");
    row("twice", "a@x\nA@x\n a@x \n", "1 name a@x; 2 name A@x; 3 again a@x (1)");
    row("white space",
        "\t a b \u00a0\u3000\n\u200b\u00a0\n\ufeff"
        "c\n",
        "1 name a b; 2 blank; 3 name c");
    row("letters stay", "jane\uff20x\ne\u0301\n", "1 name jane\uff20x; 2 name e\u0301");
    row("mail names", "Jane Doe <jane@x>\n\"Doe, Jane\" <JANE@x>\n<bob@x>\nmailto:carl@x?subject=hi\nd <mailto:d@x>\n",
        "1 name jane@x; 2 name JANE@x; 3 name bob@x; 4 name carl@x; 5 name d@x");
    row("no address in it", "a <b>\n<\n>\n", "1 name a <b>; 2 name <; 3 name >");
    row("names with a comma", "Doe, Jane\nRoe, Bob\n", "1 name Doe, Jane; 2 name Roe, Bob");
    row("quoted lines", "\"jane\"\n\"bob \"\n", "1 name jane; 2 name bob");
    row("recipients", "\"Doe, Jane\" <a@x>; Bob <b@x>; a@x\n", "1 name a@x; 1+0 name b@x; 1+0 again a@x (1)");
    row("recipients with commas", "a@x, b@x,\n\nc@x\n", "1 name a@x; 1+0 name b@x; 2 blank; 3 name c@x");
    row("recipients without quotes", "Doe, Jane <a@x>; Roe, Bob <b@x>", "1 name a@x; 1+0 name b@x");
    row("an end to every line", "a@x;\nb@x;\n", "1 name a@x; 2 name b@x");
    row("a table", "mail;dept\na@x;IT\n;HR\n;;\n", "1 heading; 2 name a@x; 3 noname; 4 blank");
    row("a cell of two lines", "mail,note\na@x,\"1\n2\"\nb@x,3\n", "1 heading; 2+2 name a@x; 4 name b@x");
    row("a quote that nothing closes", "name,mail\n\"a,a@x\nb,b@x\n", "1 heading; 2 name a@x; 3 name b@x");
    row("excel's first line", "sep=|\nname|dept\na|b, c\nd|e, f\n", "1 heading; 2 heading; 3 name a; 4 name d");
    row("a cell too many", "Name,E-mail,Manager\nAnn,a@x,m@x\nRoe, Bob,b@x,m@x\nCarl,c@x,m@x,,\n",
        "1 heading; 2 name a@x; 3 noname; 4 name c@x");
    row("a cell too many behind the name", "User,Note\na,left\nb,left, today\nc,left\nd,left\n",
        "1 heading; 2 name a; 3 noname; 4 name c; 5 name d");
    row("a cell too many beside the only address", "E-mail,Note\na@x,left\nb@x,left, today\n",
        "1 heading; 2 name a@x; 3 name b@x");
    row("a title above", "Leavers,,\n\nName,E-mail,Team\nJane,a@x,IT\nBob,b@x,IT\n",
        "1 heading; 2 blank; 3 heading; 4 name a@x; 5 name b@x");
}

void TestNameReader::readsNames()
{
    QFETCH(QString, text);
    QFETCH(QString, list);
    const auto reading = readNames(text.toUtf8());
    QVERIFY(reading.has_value());
    QCOMPARE(test::printed(reading->names), list);
    QCOMPARE(test::sumOf(reading->names), reading->lineCount);
}

void TestNameReader::findsTheColumnOfNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("isCertain");
    const auto row = [](const char *title, const char *text, const char *column, bool isCertain) {
        QTest::newRow(title) << QString::fromUtf8(text) << QString::fromUtf8(column) << isCertain;
    };
    row("e-mail", "First name,Last name,E-mail\nJane,Doe,a@x\n", "E-mail", true);
    row("by content", "1;Jane;a@x\n2;Bob;b@x\n", "Column 3", true);
    row("full-width", "Jane;a\uff20x\nBob;b\uff20x\n", "Column 2", true);
    row("mostly", "Jane;a@x\nBob;\nCarl;c@x\n", "Column 2", true);
    row("in brackets", "Jane Doe <a@x>;IT\nBob <b@x>;HR\n", "Column 1", true);
    row("the manager's is not it", "Who;E-mail;Manager e-mail\na;a@x;m@x\nb;b@x;m@x\n", "E-mail", true);
    row("nor alone", "Username;Manager e-mail\na;m@x\nb;m@x\n", "Username", true);
    row("two of them", "a@x;m@x\nb@x;m@x\n", "Column 1", false);
    row("the manager's stands twice", "m@x;a@x\nm@x;b@x\n", "Column 2", false);
    row("user before mail", "Mail,UPN\na@x,a@y\nb@x,b@y\n", "UPN", true);
    row("German", "Abteilung;Anmeldename\nIT;jdoe\nIT;broe\n", "Anmeldename", true);
    row("Japanese", "氏名,ユーザー名\n田中,tanaka\n鈴木,suzuki\n", "ユーザー名", true);
    row("full width heading", "Ｄｅｐｔ,Ｕｓｅｒ\nIT,a\nHR,b\n", "Ｕｓｅｒ", true);
    row("first and last", "Vorname;Nachname;Abteilung\nJane;Doe;IT\n", "Vorname and Nachname", true);
    row("first and name", "Vorname;Name\nJane;Doe\n", "Vorname and Name", true);
    row("whole name", "Dept;Display name\nIT;Jane Doe\n", "Display name", true);
    row("words", "7;IT;jdoe\n8;IT;broe\n9;IT;croe\n", "Column 3", false);
}

void TestNameReader::findsTheColumnOfNames()
{
    QFETCH(QString, text);
    QFETCH(QString, title);
    QFETCH(bool, isCertain);
    const auto reading = readNames(text);
    QVERIFY(reading.has_value());
    QCOMPARE(reading->columns[reading->nameColumn].title, title);
    QCOMPARE(reading->isNameColumnCertain, isCertain);
    QCOMPARE(reading->problems.isEmpty(), isCertain);
}

void TestNameReader::knowsAHeading_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("hasHeading");
    const auto row = [](const char *text, bool hasHeading) {
        QTest::newRow(text) << QString::fromUtf8(text) << hasHeading;
    };
    row("Email\na@x\n", true);
    row("\n  user name \na\n", true);
    row("E-Mail-Adresse\na@x", true);
    row("a@x\nEmail\n", false);
    row("jane\nbob\n", false);
    row("manager\nbob\n", false);
    row("status\nbob\n", false);
    row("Name;Ort\na;b\n", true);
    row("Jane;Doe;Manager\nBob;Roe;Manager\n", false);
    row("a@x;Email\nb@x;Email\n", false);
    row("jane;IT\nName;Ort\nbob;HR\n", false);
    row("jane;Name;foo;bar;baz\nbob;x;y;z;w\n", false);
}

void TestNameReader::knowsAHeading()
{
    QFETCH(QString, text);
    QFETCH(bool, hasHeading);
    const auto reading = readNames(text);
    QVERIFY(reading.has_value());
    QCOMPARE(reading->heading == ListHeading::Written, hasHeading);
    QCOMPARE(reading->names.entries(LinePile::Heading), hasHeading ? 1 : 0);
}

void TestNameReader::readsDates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("list");
    QTest::addColumn<bool>("isCertain");
    const auto row = [](const char *title, const char *text, const char *list, bool isCertain) {
        QTest::newRow(title) << QString::fromUtf8(text) << QString::fromUtf8(list) << isCertain;
    };
    row("a day proves it", "a;1.2.2026\nb;31.12.2026\n", "1 name a 2026-02-01T00:00; 2 name b 2026-12-31T00:00", true);
    row("a month proves it", "a,1/2/2026\nb,12/31/2026\n", "1 name a 2026-01-02T00:00; 2 name b 2026-12-31T00:00",
        true);
    row("nothing proves it", "a,1/2/2026\nb,5/5/2026\n", "1 name a; 2 name b 2026-05-05T00:00", false);
    row("both are proved", "a,31/12/2026\nb,12/31/2026\nc,1/2/2026\n",
        "1 name a 2026-12-31T00:00; 2 name b 2026-12-31T00:00; 3 name c", false);
    row("no order", "a,2026-02-01\nb,\nc,soon\nd,2026-02-02T10:00:00+01:00\n",
        "1 name a 2026-02-01T00:00; 2 name b; 3 name c; 4 name d 2026-02-02T09:00", false);
    row("of the last day", "User,Birthday,Last day\na,1990-01-01,2026-02-01\nb,1990-01-02,2026-02-01\n",
        "1 heading; 2 name a 2026-02-01T00:00; 3 name b 2026-02-01T00:00", false);
    row("not of a birthday", "User,Birthday\na,1990-01-01\n", "1 heading; 2 name a", false);
}

void TestNameReader::readsDates()
{
    QFETCH(QString, text);
    QFETCH(QString, list);
    QFETCH(bool, isCertain);
    const auto reading = readNames(text);
    QVERIFY(reading.has_value());
    QCOMPARE(test::printed(reading->names), list);
    QCOMPARE(reading->dates && reading->dates->isCertain, isCertain);
}

void TestNameReader::leavesOutDatesOfWhichNobodyKnows()
{
    const QString text = QStringLiteral("a,1/2/2026\nb,3/4/2026\nc,2026-01-01\nd,soon\n");
    auto reading = readNames(text);
    QVERIFY(reading && reading->dates);
    QCOMPARE(reading->dates->ambiguous, 2);
    QCOMPARE(reading->dates->read, 1);
    QCOMPARE(reading->dates->unreadable, 1);
    QCOMPARE(reading->dates->firstUnreadable, 4);
    QVERIFY(!reading->problems.filter(QStringLiteral("1/2/2026")).isEmpty());

    ReadChoices choices;
    choices.dateOrder = DateOrder::MonthFirst;
    reading = readNames(text, choices);
    QVERIFY(reading && reading->dates && reading->dates->isCertain);
    QCOMPARE(reading->dates->ambiguous, 0);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name a 2026-01-02T00:00; 2 name b 2026-03-04T00:00; "
                                                           "3 name c 2026-01-01T00:00; 4 name d"));
    choices.dateOrder = DateOrder::DayFirst;
    reading = readNames(QStringLiteral("a,12/31/2026\nb,3/4/2026\n"), choices);
    QVERIFY(reading && reading->dates);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name a; 2 name b 2026-04-03T00:00"));
    QCOMPARE(reading->dates->unreadable, 1);
}

void TestNameReader::choosesNoneOfSeveralDates()
{
    const QString text = QStringLiteral("a,2026-01-01,2026-02-01\nb,2026-01-02,2026-02-02\n");
    auto reading = readNames(text);
    QVERIFY(reading && !reading->dates);
    QVERIFY(!reading->problems.filter(QStringLiteral("Column 3")).isEmpty());
    ReadChoices choices;
    choices.nameColumn = 0;
    choices.dateColumn = 2;
    reading = readNames(text, choices);
    QVERIFY(reading && reading->dates);
    QCOMPARE(reading->dates->column, 2);
    QVERIFY(reading->problems.isEmpty());
    choices.dateColumn = ReadChoices::kNoColumn;
    reading = readNames(text, choices);
    QVERIFY(reading && !reading->dates);
}

void TestNameReader::obeysAPerson()
{
    const QByteArray text("Email;Dept\na@x;M\xFCll\nb@x;\x83\x4C\n");
    ReadChoices choices;
    choices.encoding = TextEncoding::Windows1252;
    choices.heading = ListHeading::None;
    choices.nameColumn = 1;
    auto reading = readNames(text, choices);
    QVERIFY(reading.has_value());
    QCOMPARE(test::printed(reading->names), QString::fromUtf8("1 name Dept; 2 name M\u00fcll; 3 name \u0192L"));
    QVERIFY(reading->encoding->isCertain && reading->isNameColumnCertain);

    choices = {};
    choices.separator = CellSeparator::None;
    reading = readNames(QByteArray("a@x;IT\nb@x;HR\n"), choices);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name a@x;IT; 2 name b@x;HR"));

    choices = {};
    choices.form = ListForm::Cells;
    reading = readNames(QByteArray("a@x; b@x"), choices);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name a@x"));

    choices.form = ListForm::Recipients;
    choices.heading = ListHeading::Written;
    reading = readNames(QByteArray("To: all\njane; bob\n"), choices);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 heading; 2 name jane; 2+0 name bob"));

    choices = {};
    choices.heading = ListHeading::Written;
    reading = readNames(QByteArray("\njane\nbob\n"), choices);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 blank; 2 heading; 3 name bob"));
}

void TestNameReader::ignoresAColumnThatIsNotThere()
{
    ReadChoices choices;
    choices.nameColumn = 7;
    choices.dateColumn = 9;
    const auto reading = readNames(QByteArray("a@x;1.2.2026\nb@x;31.3.2026\n"), choices);
    QVERIFY(reading && reading->dates);
    QCOMPARE(reading->nameColumn, 0);
    QCOMPARE(reading->dates->column, 1);
}

void TestNameReader::readsItsOwnTables()
{
    const auto reading = readNames(QByteArray("\xEF\xBB\xBFname,status,disabled,note\r\n"
                                              "'=a,enabled,,\r\n"
                                              "\" b\",disabled,2022-09-21T19:01:25.872Z,\r\n"
                                              "'c,disabled,,\r\n"
                                              "d,no status,,\r\n"));
    QVERIFY(reading.has_value());
    const QList<ListLine> &lines = reading->names.lines;
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[1].name, QStringLiteral("=a"));
    QVERIFY(lines[1].status == UserStatus::enabled("=a"));
    QCOMPARE(lines[2].name, QStringLiteral(" b"));
    QVERIFY(lines[2].status == UserStatus::disabled(" b", *parseInstant("2022-09-21T19:01:25.872Z")));
    QVERIFY(lines[2].date == *parseInstant("2022-09-21T19:01:25.872Z"));
    QCOMPARE(lines[3].name, QStringLiteral("'c"));
    QVERIFY(!lines[3].status); // nobody knows since when
    QVERIFY(!lines[4].status);
    QCOMPARE(reading->problems.size(), 1);

    const auto receipt =
        readNames(QByteArray("user,before,after,verdict,matched by,outcome\r\n' +b,{},{},will-change,,confirmed\r\n"));
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->names.lines.last().name, QStringLiteral(" +b"));
}

void TestNameReader::takesAnExportAtItsWord_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *title, const QByteArray &text, const char *list) {
        QTest::newRow(title) << text << QString::fromUtf8(list);
    };
    row("every name with a tab", "name,status,disabled\r\na\tb,enabled,\r\nc\td,enabled,\r\n",
        "1 heading; 2 name a\tb; 3 name c\td");
    row("every name with a bar", "name;status;disabled;more\r\na|b;enabled;;\r\nc|d;enabled;;\r\n",
        "1 heading; 2 name a|b; 3 name c|d");
    row("a name of rows", "name,status,disabled\r\n\"a\nb,c@x\nd\",enabled,\r\n", "1 heading; 2+3 name a\nb,c@x\nd");
    row("a mark of the file and one of a name",
        "\xEF\xBB\xBFname,status,disabled\r\n\xEF\xBB\xBF"
        "a,enabled,\r\n\xEF\xBB\xBF\xEF\xBB\xBF"
        "b,enabled,\r\n",
        "1 heading; 2 name \ufeffa; 3 name \ufeff\ufeffb");
    row("white space of all scripts",
        "name,status,disabled\r\n\xC2\xA0"
        "a,enabled,\r\n\xE3\x80\x80,enabled,\r\n",
        "1 heading; 2 name \u00a0a; 3 name \u3000");
    row("an address in brackets", "name,status,disabled\r\nJane <j@x>,enabled,\r\n", "1 heading; 2 name Jane <j@x>");
    row("a heading again", "name,status,disabled\r\nname,enabled,\r\nstatus,enabled,\r\n",
        "1 heading; 2 name name; 3 name status");
    row("another case is not it", "Name,status,disabled\r\nJane <j@x>,enabled,\r\n", "1 heading; 2 name j@x");
    row("a quote that nothing closes", "name,status,disabled\r\n\"a,enabled,\r\nb,enabled,\r\n",
        "1 heading; 2 name \"a; 3 name b");
}

void TestNameReader::takesAnExportAtItsWord()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, list);
    const auto reading = readNames(text);
    QVERIFY(reading.has_value());
    QCOMPARE(test::printed(reading->names), list);
    QVERIFY(reading->form == ListForm::Cells && reading->isNameColumnCertain);
    QCOMPARE(test::sumOf(reading->names), reading->lineCount);
}

void TestNameReader::takesZerosInAnExportForZeros()
{
    const QByteArray zeros =
        "name,status,disabled\r\n" + QByteArray("\0\n", 2).repeated(9).prepend('"') + "\",enabled,";
    const auto hollow = readNames(zeros);
    QVERIFY(hollow && hollow->encoding == EncodingGuess({TextEncoding::Utf8, true}));
}

void TestNameReader::takesDatesOfAnExportFromItsColumn()
{
    auto reading = readNames(QByteArray("name,status,disabled,person\r\n"
                                        "a,disabled,true,2001-01-01\r\n"
                                        "b,disabled,2022-09-21T19:01:25.872Z,2001-01-01\r\n"
                                        "c,enabled,,2001-01-01\r\n"));
    QVERIFY(reading && reading->dates);
    QCOMPARE(reading->dates->column, 2);
    QCOMPARE(reading->dates->read, 1);
    QCOMPARE(reading->dates->unreadable, 1);
    QVERIFY(reading->names.lines[2].date == *parseInstant("2022-09-21T19:01:25.872Z"));
    QVERIFY(!reading->names.lines[1].date && !reading->names.lines[3].date);
    reading = readNames(QByteArray("name,status,disabled,person\r\nc,enabled,,2001-01-01\r\n"));
    QVERIFY(reading && !reading->dates);
}

void TestNameReader::endsEarlyWhenStopped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lines") << QByteArray("a\nb\n");
    QTest::newRow("a table") << QByteArray("name,mail\na,a@x\n");
    QTest::newRow("recipients") << QByteArray("a@x; b@x");
    QTest::newRow("json") << QByteArray("[\"a\",\"b\"]");
    QTest::newRow("json by line") << QByteArray("{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    QTest::newRow("broken json") << QByteArray("[\"a\",");
    QTest::newRow("nothing") << QByteArray();
}

void TestNameReader::endsEarlyWhenStopped()
{
    QFETCH(QByteArray, text);
    std::atomic_bool stop = true;
    auto reading = readNames(text, {}, {}, &stop);
    QVERIFY(!reading.has_value());
    QVERIFY(reading.error().isEmpty());
    QVERIFY(!readNames(QString::fromUtf8(text), {}, {}, &stop).has_value());
    stop = false;
    reading = readNames(text, {}, {}, &stop);
    QCOMPARE(reading.has_value(), readNames(text).has_value());
    QCOMPARE(reading ? test::printed(reading->names) : reading.error(),
             reading ? test::printed(readNames(text)->names) : readNames(text).error());
}

void TestNameReader::takesOthersApostrophesForLetters()
{
    const auto reading = readNames(QByteArray("'=a\n'b\n"));
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name '=a; 2 name 'b"));
}

void TestNameReader::joinsFirstAndLastNames()
{
    auto reading = readNames(QByteArray("Last name,First name\nDoe,Jane\nRoe,\n,\n"));
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 heading; 2 name Jane Doe; 3 noname; 4 blank"));
    QCOMPARE(reading->columns.size(), 3);
    QCOMPARE(reading->columns.last().samples, QStringList({QStringLiteral("Jane Doe")}));

    ReadChoices choices;
    choices.nameColumn = 3;
    reading = readNames(QByteArray("Doe;Jane\nRoe;Bob\n"), choices);
    QCOMPARE(test::printed(reading->names), QStringLiteral("1 name Jane Doe; 2 name Bob Roe"));
    QVERIFY((reading->columns[3].parts == std::vector<int>{1, 0}));
}

void TestNameReader::saysWhatATextHides()
{
    const auto reading = readNames(QByteArray("a\0b\nc\n", 6));
    QCOMPARE(reading->problems.size(), 1);
    QCOMPARE(reading->names.lines[0].name, QString::fromUtf8("a\0b", 3));
    ReadChoices choices;
    choices.encoding = TextEncoding::Utf8;
    const auto broken = readNames(QByteArray("a\xFF\nb\n"), choices);
    QCOMPARE(broken->replaced, 1);
    QCOMPARE(broken->problems.size(), 1);
    const auto guessed = readNames(QByteArray("M\xFCller\n"));
    QCOMPARE(guessed->problems.size(), 1);
    QVERIFY(guessed->problems.first().contains(QStringLiteral("Windows-1252")));
    const auto crowded = readNames(QByteArray("a@x;b@x"));
    QCOMPARE(crowded->problems.size(), 1);
}

void TestNameReader::refusesWhatIsTooLarge()
{
    const ListBounds bounds{10, 3};
    QVERIFY(readNames(QByteArray("a\nb\nc"), {}, bounds).has_value());
    QVERIFY(!readNames(QByteArray("a\nb\nc\nd"), {}, bounds).has_value());
    QVERIFY(!readNames(QByteArray("abcdefghijk"), {}, bounds).has_value());
    QVERIFY(!readNames(QStringLiteral("abcdefghijk"), {}, bounds).has_value());
}

void TestNameReader::hasRoomForAnExportOfAMillion()
{
    constexpr qint64 kExport = 1'000'000 * 101; // long names with their dates, persons and roles
    QVERIFY(ListBounds().bytes > kExport);
    QVERIFY(ListBounds().lines > 1'000'001);
}

void TestNameReader::readsAPasteLikeAFile()
{
    QString text = QStringLiteral("\ufeffJ\u00fcrgen\r\nb\n");
    auto reading = readNames(text);
    QCOMPARE(test::printed(reading->names), QString::fromUtf8("1 name J\u00fcrgen; 2 name b"));
    QVERIFY(!reading->encoding);
    QCOMPARE(reading->names.lines[0].given, QString::fromUtf8("J\u00fcrgen"));
    text[2] = QChar(0xD800);
    reading = readNames(text);
    QCOMPARE(reading->replaced, 1);
}

QTEST_GUILESS_MAIN(TestNameReader)
#include "tst_namereader.moc"
