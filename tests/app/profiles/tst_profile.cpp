// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile.h"

#include <QTest>

using namespace gatehouse;

class ProfileTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhichTokensCannotBeUsed_data();
    void tellsWhichTokensCannotBeUsed();
    void treatsAMissingEnvironmentAsProduction();
};

void ProfileTest::tellsWhichTokensCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("word"); // empty: the token is good

    QTest::newRow("plain") << QByteArray("0123-abcDEF_.~+/=") << QString();
    QTest::newRow("space inside") << QByteArray("a b") << QString();
    QTest::newRow("every printable") << QByteArray("!\"#$%&'()*,:;<>?@[\\]^`{|}") << QString();
    QTest::newRow("empty") << QByteArray() << QStringLiteral("missing");
    QTest::newRow("line feed") << QByteArray("abc\nx-evil: 1") << QStringLiteral("control");
    QTest::newRow("carriage return") << QByteArray("abc\r") << QStringLiteral("control");
    QTest::newRow("tab") << QByteArray("a\tb") << QStringLiteral("control");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QStringLiteral("control");
    QTest::newRow("delete") << QByteArray("a\x7f") << QStringLiteral("control");
    QTest::newRow("umlaut") << QByteArray("t\xc3\xb6ken") << QStringLiteral("ASCII");
    QTest::newRow("no-break space") << QByteArray("token\xc2\xa0") << QStringLiteral("ASCII");
    QTest::newRow("zero width") << QByteArray("\xe2\x80\x8btoken") << QStringLiteral("ASCII");
    QTest::newRow("control before other") << QByteArray("\xc3\xb6\n") << QStringLiteral("control");
}

void ProfileTest::tellsWhichTokensCannotBeUsed()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, word);
    const auto problem = tokenProblem(token);
    QCOMPARE(problem.has_value(), !word.isEmpty());
    if (problem) {
        QVERIFY2(problem->contains(word), qPrintable(*problem));
        QVERIFY(problem->endsWith(u'.'));
    }
}

void ProfileTest::treatsAMissingEnvironmentAsProduction()
{
    QCOMPARE(Profile().effectiveEnvironment(), Environment::Production);
    Profile chosen;
    chosen.environment = Environment::Staging;
    QCOMPARE(chosen.effectiveEnvironment(), Environment::Staging);
}

QTEST_GUILESS_MAIN(ProfileTest)
#include "tst_profile.moc"
