// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/protectednames.h"

#include <QTest>

using namespace gatehouse;

class TestProtectedNames : public QObject
{
    Q_OBJECT
private slots:
    void protectsWholeNamesInAnyCase_data();
    void protectsWholeNamesInAnyCase();
    void protectsNobodyWithoutPatterns_data();
    void protectsNobodyWithoutPatterns();
    void neverGivesUpOnAHostilePattern();
    void readsSeveralPatternsFromOneLine();
};

void TestProtectedNames::protectsWholeNamesInAnyCase_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isProtected");
    QTest::newRow("same") << "admin@x"
                          << "admin@x" << true;
    QTest::newRow("case of the name") << "admin@x"
                                      << "ADMIN@X" << true;
    QTest::newRow("case of the pattern") << "ADMIN@x"
                                         << "admin@X" << true;
    QTest::newRow("mark in front of the name") << QStringLiteral("admin@x") << QStringLiteral("\uFEFFadmin@x") << true;
    QTest::newRow("mark in front of both")
        << QStringLiteral("\uFEFFadmin@x") << QStringLiteral("\uFEFFAdmin@x") << true;
    QTest::newRow("mark in front of the pattern")
        << QStringLiteral("\uFEFFadmin@x") << QStringLiteral("admin@x") << false;
    QTest::newRow("only the start") << "admin"
                                    << "admin@x" << false;
    QTest::newRow("only the end") << "@x"
                                  << "admin@x" << false;
    QTest::newRow("star at the end") << "admin*"
                                     << "admin@x" << true;
    QTest::newRow("star for nothing") << "admin*"
                                      << "admin" << true;
    QTest::newRow("star in front") << "*@x"
                                   << "ann@x" << true;
    QTest::newRow("star in front, more behind") << "*@x"
                                                << "ann@x.org" << false;
    QTest::newRow("star between") << "a*@x"
                                  << "a@b@x" << true;
    QTest::newRow("star over a slash") << "a*z"
                                       << "a/b/z" << true;
    QTest::newRow("star over a line break") << "a*z"
                                            << "a\nz" << true;
    QTest::newRow("two stars go back") << "*ab*b"
                                       << "aabab" << true;
    QTest::newRow("star alone") << "*"
                                << "anybody" << true;
    QTest::newRow("question mark") << "a?c"
                                   << "abc" << true;
    QTest::newRow("question mark for nothing") << "a?c"
                                               << "ac" << false;
    QTest::newRow("question mark for two") << "a?c"
                                           << "abbc" << false;
    QTest::newRow("question mark beyond the first plane") << "a?c" << QStringLiteral("a\U0001F600c") << true;
    QTest::newRow("a dot is a dot") << "a.c"
                                    << "abc" << false;
    QTest::newRow("a bracket is a bracket") << "[a]"
                                            << "a" << false;
    QTest::newRow("a bracket is itself") << "[a]"
                                         << "[A]" << true;
    QTest::newRow("a backslash is itself") << "a\\d"
                                           << "a\\d" << true;
    QTest::newRow("umlaut in another case") << QStringLiteral("ÜSER@x") << QStringLiteral("üser@x") << true;
    QTest::newRow("greek final sigma") << QStringLiteral("ΝΙΚΟΣ") << QStringLiteral("νικος") << true;
    QTest::newRow("greek final sigma small") << QStringLiteral("ΝΙΚΟΣ") << QStringLiteral("νικο\u03c2") << true;
    QTest::newRow("sharp s written out") << QStringLiteral("straße") << "STRASSE" << true;
    QTest::newRow("sharp s under a question mark") << "stra?e" << QStringLiteral("straße") << true;
    QTest::newRow("decomposed") << QStringLiteral("jos\u00e9") << QStringLiteral("jose\u0301") << true;
    QTest::newRow("another accent") << QStringLiteral("jos\u00e9") << "jose" << false;
    QTest::newRow("cyrillic twin") << "admin" << QStringLiteral("\u0430dmin") << false;
    QTest::newRow("spaces around the pattern") << "  admin  "
                                               << "admin" << true;
    QTest::newRow("spaces in the name count") << "admin"
                                              << " admin" << false;
    QTest::newRow("empty name") << "admin"
                                << "" << false;
}

void TestProtectedNames::protectsWholeNamesInAnyCase()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QTEST(ProtectedNames({pattern}).contains(name.toUtf8()), "isProtected");
}

void TestProtectedNames::protectsNobodyWithoutPatterns_data()
{
    QTest::addColumn<QStringList>("patterns");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("empty") << QStringList{QString()};
    QTest::newRow("blank") << QStringList{QStringLiteral("  "), QStringLiteral("\t")};
    QTest::newRow("separators alone") << QStringList{QStringLiteral(",, \n,")};
}

void TestProtectedNames::protectsNobodyWithoutPatterns()
{
    QFETCH(QStringList, patterns);
    const ProtectedNames names(patterns);
    QVERIFY(names.isEmpty());
    QVERIFY(!names.contains("ann@x"));
    QVERIFY(!names.contains(""));
}

void TestProtectedNames::neverGivesUpOnAHostilePattern()
{
    const ProtectedNames names({QStringLiteral("*a").repeated(40) + QStringLiteral("*b")});
    QVERIFY(names.contains(QByteArray(5000, 'a') + 'b'));
    QVERIFY(!names.contains(QByteArray(5000, 'a')));
}

void TestProtectedNames::readsSeveralPatternsFromOneLine()
{
    const ProtectedNames names({QStringLiteral("admin@x, root*\nboss@x\r\n"), QStringLiteral("last")});
    for (const char *name : {"admin@x", "root@x", "boss@x", "last"})
        QVERIFY2(names.contains(name), name);
    QVERIFY(!names.contains("ann@x"));
}

QTEST_GUILESS_MAIN(TestProtectedNames)
#include "tst_protectednames.moc"
