// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/namecheck.h"

#include <QTest>

using namespace gatehouse;

namespace {

StatusTable tableOf(const QList<UserStatus> &people)
{
    StatusListBuilder builder;
    for (const UserStatus &status : people)
        builder.add(status);
    return StatusTable().replacedBy(std::move(builder).build(), 0);
}

} // namespace

class NameCheckTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsWhoIsMeant_data();
    void findsWhoIsMeant();
    void prefersTheLikest();
    void passesOverDeletedOnes();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void warnsOfWhatCannotBeSeen_data();
    void warnsOfWhatCannotBeSeen();
};

void NameCheckTest::findsWhoIsMeant_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("existing");
    const int isNew = int(NameCheck::Kind::New);
    const int exists = int(NameCheck::Kind::Exists);
    const int similar = int(NameCheck::Kind::Similar);
    QTest::newRow("nothing") << "" << isNew << "";
    QTest::newRow("white space") << "   " << isNew << "";
    QTest::newRow("nobody") << "zoe@example.com" << isNew << "";
    QTest::newRow("exact") << "ann@example.com" << exists << "ann@example.com";
    QTest::newRow("case") << "Ann@Example.com" << similar << "ann@example.com";
    QTest::newRow("space before") << " ann@example.com" << similar << "ann@example.com";
    QTest::newRow("newline after") << "ann@example.com\n" << similar << "ann@example.com";
    QTest::newRow("a padded one exists") << "bob@example.com" << similar << "bob@example.com ";
    QTest::newRow("letter more") << "annn@example.com" << similar << "ann@example.com";
    QTest::newRow("letter less") << "ann@exmple.com" << similar << "ann@example.com";
    QTest::newRow("another letter") << "ann@exomple.com" << similar << "ann@example.com";
    QTest::newRow("letters swapped") << "ann@exmaple.com" << similar << "ann@example.com";
    QTest::newRow("two letters off") << "ana@exomple.com" << isNew << "";
    QTest::newRow("other script, case") << QString::fromUtf8("ÅSA@example.se") << similar
                                        << QString::fromUtf8("åsa@example.se");
    QTest::newRow("decomposed") << QString::fromUtf8("a\u030Asa@example.se") << similar
                                << QString::fromUtf8("åsa@example.se");
    QTest::newRow("short ones are all alike") << "abd" << isNew << "";
}

void NameCheckTest::findsWhoIsMeant()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(QString, existing);
    const StatusTable table =
        tableOf({UserStatus::enabled("abc"), UserStatus::enabled("ann@example.com"),
                 UserStatus::disabled("bob@example.com ", Instant{}), UserStatus::enabled("åsa@example.se")});
    const NameCheck check = checkName(table, typed.toUtf8());
    QCOMPARE(int(check.kind), kind);
    QCOMPARE(QString::fromUtf8(check.existing), existing);
}

void NameCheckTest::prefersTheLikest()
{
    const StatusTable table = tableOf(
        {UserStatus::enabled("anna@x.org"), UserStatus::enabled("anne@x.org "), UserStatus::enabled("ANNE@x.org")});
    QCOMPARE(checkName(table, "anne@x.org").existing, QByteArray("ANNE@x.org"));
}

void NameCheckTest::passesOverDeletedOnes()
{
    StatusTable table = tableOf({UserStatus::enabled("ann@example.com")});
    table.noteAnswer(UserStatus::none("ann@example.com"), 1);
    QCOMPARE(checkName(table, "ann@example.com").kind, NameCheck::Kind::New);
    QCOMPARE(checkName(table, "Ann@example.com").kind, NameCheck::Kind::New);
}

void NameCheckTest::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("refused");
    QTest::newRow("dot") << QByteArray(".") << true;
    QTest::newRow("two dots") << QByteArray("..") << true;
    QTest::newRow("three dots") << QByteArray("...") << false;
    QTest::newRow("slash") << QByteArray("a/b@x") << false;
    QTest::newRow("ordinary") << QByteArray("ann@example.com") << false;
}

void NameCheckTest::refusesWhatCannotBeSent()
{
    QFETCH(QByteArray, name);
    QTEST(nameProblem(name).has_value(), "refused");
}

void NameCheckTest::warnsOfWhatCannotBeSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("seen"); // empty: no warning
    QTest::newRow("ordinary") << "ann@example.com"
                              << "";
    QTest::newRow("space inside") << "a b"
                                  << "";
    QTest::newRow("space before") << " ann" << QString::fromUtf8("␣ann");
    QTest::newRow("spaces after") << "ann  " << QString::fromUtf8("ann␣␣");
    QTest::newRow("newline after") << "ann\n" << QString::fromUtf8("⟨U+000A⟩");
    QTest::newRow("turned round") << QString::fromUtf8("a\u202Eb") << QString::fromUtf8("a⟨U+202E⟩b");
    QTest::newRow("mark in front") << QStringLiteral("\uFEFFann") << QStringLiteral("\u27E8U+FEFF\u27E9ann");
    QTest::newRow("zero width") << QString::fromUtf8("a\u200Bb") << QString::fromUtf8("a⟨U+200B⟩b");
}

void NameCheckTest::warnsOfWhatCannotBeSeen()
{
    QFETCH(QString, name);
    QFETCH(QString, seen);
    const QStringList warnings = unseenWarnings(name.toUtf8());
    QCOMPARE(warnings.isEmpty(), seen.isEmpty());
    if (!seen.isEmpty())
        QVERIFY2(warnings.constFirst().contains(seen), qPrintable(warnings.constFirst()));
}

QTEST_GUILESS_MAIN(NameCheckTest)
#include "tst_namecheck.moc"
