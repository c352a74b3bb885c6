// SPDX-License-Identifier: GPL-3.0-or-later
#include "printedlist.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace gatehouse;

class TestListFiles final : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatProgramsWrite_data();
    void readsWhatProgramsWrite();
    void knowsEveryFile();
};

void TestListFiles::readsWhatProgramsWrite_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *file, const char *encoding, const char *column, const char *list) {
        QTest::newRow(file) << QString::fromLatin1(encoding) << QString::fromUtf8(column) << QString::fromUtf8(list);
    };
    row("libreoffice.csv", "UTF-8", "E-mail",
        "1 heading; 2+2 name ann@example.com 2026-12-31T00:00; 4 name bob@example.com 2026-11-03T00:00; "
        "5 again ann@example.com (2) 2026-12-31T00:00; 6 noname");
    row("excel-german.csv", "Windows-1252", "E-Mail",
        "1 heading; 2 name juergen.gross@example.de 2026-12-31T00:00; 3 name aenne@example.de 2026-02-01T00:00; "
        "4 blank; 5 blank");
    row("excel-unicode.txt", "UTF-16LE", "Benutzer",
        "1 heading; 2 name jürgen 2026-12-31T00:00; 3 name žofie 2026-03-01T00:00");
    row("excel-utf8.csv", "UTF-8", "User", "1 heading; 2 heading; 3 name zoë; 4 name jürgen");
    row("excel-japanese.csv", "Shift_JIS", "メールアドレス",
        "1 heading; 2 name tanaka@example.jp 2026-12-31T00:00; 3 name hyoji@example.jp 2026-03-04T00:00");
    row("google-sheets.csv", "UTF-8", "Email Address",
        "1 heading; 2 name ann@example.com 2026-01-02T00:00; 3 name bob@example.com 2026-12-31T00:00");
    row("outlook.txt", "UTF-8", "", "1 name ann@example.com; 1+0 name bob@example.com; 1+0 name carl@example.com");
    row("pipe.txt", "UTF-8", "Column 1", "1 name ann; 2 name bob; 3 name carl");
    row("old-mac.txt", "UTF-8", "Name", "1 heading; 2 name ann; 3 blank; 4 name bob");
    row("status-list.json", "UTF-8", "", "1 name ann; 1+0 name bob; 1+0 name carl");
}

void TestListFiles::readsWhatProgramsWrite()
{
    QFETCH(QString, encoding);
    QFETCH(QString, column);
    QFETCH(QString, list);
    QFile file(QStringLiteral(GATEHOUSE_LIST_FILES "/") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto reading = readNames(file.readAll());
    QVERIFY(reading.has_value());
    QCOMPARE(encodingName(reading->encoding->encoding), encoding);
    QCOMPARE(reading->columns.isEmpty() ? QString() : reading->columns[reading->nameColumn].title, column);
    QCOMPARE(test::printed(reading->names), list);
    QCOMPARE(test::sumOf(reading->names), reading->lineCount);
}

void TestListFiles::knowsEveryFile()
{
    QCOMPARE(QDir(QStringLiteral(GATEHOUSE_LIST_FILES)).entryList(QDir::Files).size(), 10);
}

QTEST_GUILESS_MAIN(TestListFiles)
#include "tst_listfiles.moc"
