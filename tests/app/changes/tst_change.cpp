// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "changes/comparison.h"

#include <QTest>

using namespace gatehouse;

class TestChange : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatItDoes_data();
    void saysWhatItDoes();
    void isItselfWhenReversedTwice();
    void titlesOneByNameAndManyByNumber_data();
    void titlesOneByNameAndManyByNumber();
    void titlesShowHiddenCharacters();
    void hasAVerbForEveryAct();
    void comparesWithWhatIsSeen_data();
    void comparesWithWhatIsSeen();
    void namesTheDifference_data();
    void namesTheDifference();
};

void TestChange::saysWhatItDoes_data()
{
    QTest::addColumn<UserStatus>("before");
    QTest::addColumn<UserStatus>("after");
    QTest::addColumn<Act>("act");
    using namespace samples;
    QTest::newRow("create enabled") << none() << enabled() << Act::Create;
    QTest::newRow("create disabled") << none() << disabled() << Act::Create;
    QTest::newRow("create odd") << none() << odd() << Act::Create;
    QTest::newRow("disable") << enabled() << disabled() << Act::Disable;
    QTest::newRow("disable to odd") << enabled() << odd() << Act::Disable;
    QTest::newRow("enable") << disabled() << enabled() << Act::Enable;
    QTest::newRow("enable odd") << odd() << enabled() << Act::Enable;
    QTest::newRow("other members") << enabledWithMore() << enabled() << Act::Enable;
    QTest::newRow("date") << disabled() << disabled(older) << Act::ChangeDate;
    QTest::newRow("odd to date") << odd() << disabled() << Act::ChangeDate;
    QTest::newRow("date to odd") << disabled() << odd() << Act::ChangeDate;
    QTest::newRow("delete enabled") << enabled() << none() << Act::Delete;
    QTest::newRow("delete disabled") << disabled() << none() << Act::Delete;
    QTest::newRow("delete odd") << odd() << none() << Act::Delete;
}

void TestChange::saysWhatItDoes()
{
    QFETCH(UserStatus, before);
    QFETCH(UserStatus, after);
    QTEST(Change({before, after}).act(), "act");
}

void TestChange::isItselfWhenReversedTwice()
{
    const Change change{samples::odd(), samples::none()};
    QCOMPARE(change.reversed().before, samples::none());
    QCOMPARE(change.reversed().after, samples::odd());
    QCOMPARE(change.reversed().reversed(), change);
    QCOMPARE(change.reversed().name(), QByteArray("ann@x"));
}

void TestChange::titlesOneByNameAndManyByNumber_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("many");
    QTest::newRow("create") << Act::Create << "Create a status for ann@x"
                            << "Create a status for 3 users";
    QTest::newRow("disable") << Act::Disable << "Disable ann@x"
                             << "Disable 3 users";
    QTest::newRow("enable") << Act::Enable << "Enable ann@x"
                            << "Enable 3 users";
    QTest::newRow("date") << Act::ChangeDate << "Change the date of ann@x"
                          << "Change the date of 3 users";
    QTest::newRow("delete") << Act::Delete << "Delete the status of ann@x"
                            << "Delete the status of 3 users";
}

void TestChange::titlesOneByNameAndManyByNumber()
{
    QFETCH(Act, act);
    const Change change{samples::enabled(), samples::disabled()};
    QTEST(setTitle(act, {change}), "one");
    QTEST(setTitle(act, {change, change, change}), "many");
}

void TestChange::titlesShowHiddenCharacters()
{
    const UserStatus turned = UserStatus::enabled("a\u202e%1b");
    QCOMPARE(setTitle(Act::Delete, {{turned, UserStatus::none(turned.name)}}),
             QStringLiteral("Delete the status of a\u27e8U+202E\u27e9%1b"));
}

void TestChange::hasAVerbForEveryAct()
{
    QCOMPARE(actVerb(Act::Create), QStringLiteral("status created"));
    QCOMPARE(actVerb(Act::Disable), QStringLiteral("disabled"));
    QCOMPARE(actVerb(Act::Enable), QStringLiteral("enabled"));
    QCOMPARE(actVerb(Act::ChangeDate), QStringLiteral("date changed"));
    QCOMPARE(actVerb(Act::Delete), QStringLiteral("status deleted"));
}

void TestChange::comparesWithWhatIsSeen_data()
{
    QTest::addColumn<UserStatus>("before");
    QTest::addColumn<UserStatus>("after");
    QTest::addColumn<UserStatus>("seen");
    QTest::addColumn<Comparison>("byState");
    QTest::addColumn<Comparison>("byLetter");
    using namespace samples;
    using enum Comparison;
    QTest::newRow("still as before") << enabled() << disabled() << enabled() << AsBefore << AsBefore;
    QTest::newRow("disabled the same") << enabled() << disabled() << disabled() << AlreadySo << AlreadySo;
    QTest::newRow("disabled on another day") << enabled() << disabled() << disabled(older) << AlreadySo << Different;
    QTest::newRow("disabled oddly") << enabled() << disabled() << odd() << AlreadySo << Different;
    QTest::newRow("disable, other members") << enabled() << disabled() << enabledWithMore() << Different << Different;
    QTest::newRow("disable, gone") << enabled() << disabled() << none() << Different << Different;
    QTest::newRow("enabled the same") << disabled() << enabled() << enabled() << AlreadySo << AlreadySo;
    QTest::newRow("enabled with more") << disabled() << enabled() << enabledWithMore() << AlreadySo << Different;
    QTest::newRow("enable, other date") << disabled() << enabled() << disabled(older) << Different << Different;
    QTest::newRow("date, third date") << disabled() << disabled(now) << disabled(older) << Different << Different;
    QTest::newRow("date, enabled") << disabled() << disabled(now) << enabled() << Different << Different;
    QTest::newRow("delete, gone") << enabled() << none() << none() << AlreadySo << AlreadySo;
    QTest::newRow("delete, disabled since") << enabled() << none() << disabled() << Different << Different;
    QTest::newRow("create, other date") << none() << disabled() << disabled(older) << Different << Different;
    QTest::newRow("create, still none") << none() << disabled() << none() << AsBefore << AsBefore;
    QTest::newRow("as before, members in another order and with space")
        << enabledWithMore() << disabled()
        << entry(R"({ "n" : 12345678901234567890123, "locked" : true, "name" : "ann@x" })") << AsBefore << AsBefore;
    QTest::newRow("a long number changed in its last digit")
        << enabledWithMore() << disabled() << entry(R"({"name":"ann@x","locked":true,"n":12345678901234567890124})")
        << Different << Different;
}

void TestChange::comparesWithWhatIsSeen()
{
    QFETCH(UserStatus, before);
    QFETCH(UserStatus, after);
    QFETCH(UserStatus, seen);
    QTEST(compareWithSeen({before, after}, seen, Exactness::State), "byState");
    QTEST(compareWithSeen({before, after}, seen, Exactness::Letter), "byLetter");
}

void TestChange::namesTheDifference_data()
{
    QTest::addColumn<UserStatus>("before");
    QTest::addColumn<UserStatus>("seen");
    QTest::addColumn<QString>("sentence");
    using namespace samples;
    QTest::newRow("gone") << enabled() << none() << "Somebody else deleted the status.";
    QTest::newRow("created") << none() << enabled() << "Somebody else created a status; this user is enabled.";
    QTest::newRow("created disabled")
        << none() << disabled() << "Somebody else created a status; this user is disabled since 21 Sep 2022, 19:01.";
    QTest::newRow("created odd") << none() << odd()
                                 << "Somebody else created a status; this user is disabled, nobody knows since when.";
    QTest::newRow("disabled") << enabled() << disabled() << "Somebody else disabled this user on 21 Sep 2022, 19:01.";
    QTest::newRow("odd") << enabled() << odd() << "Somebody else disabled this user, nobody knows when.";
    QTest::newRow("enabled") << disabled() << enabled() << "Somebody else enabled this user.";
    QTest::newRow("odd enabled") << odd() << enabled() << "Somebody else enabled this user.";
    QTest::newRow("date") << disabled(older) << disabled() << "Somebody else changed the date to 21 Sep 2022, 19:01.";
    QTest::newRow("members") << enabled() << enabledWithMore() << "Somebody else changed other members of the status.";
    QTest::newRow("odd to odd") << odd() << entry(R"({"name":"ann@x","disabled":true})")
                                << "Somebody else changed the status.";
}

void TestChange::namesTheDifference()
{
    QFETCH(UserStatus, before);
    QFETCH(UserStatus, seen);
    QTEST(differenceWords(before, seen), "sentence");
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    QCoreApplication app(argc, argv);
    TestChange test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_change.moc"
