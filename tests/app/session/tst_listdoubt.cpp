// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/listdoubt.h"

#include <QTest>

using namespace gatehouse;

namespace {

using Shrink = DoubtfulList::Shrink;
using Screen = DoubtfulList::Screen;

StatusList listOf(int users, const QByteArray &unknownMember = {})
{
    StatusListBuilder builder;
    for (int i = 0; i < users; ++i)
        builder.add(UserStatus::enabled("user" + QByteArray::number(i)));
    StatusList list = std::move(builder).build();
    list.unknownMember = unknownMember;
    return list;
}

/// After a list of so many users was believed.
ListDoubt believing(int users)
{
    ListDoubt doubt;
    doubt.look(listOf(users), 0);
    return doubt;
}

} // namespace

class TestListDoubt final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void findsEveryGround_data();
    void findsEveryGround();
    void believesTheFirstListOfAConnection();
    void believesNothingOfAListBeforeAllIsAnswered();
    void asksOnceAboutAMember();
    void comparesWithWhatWasBelievedAndNotWithWhatIsShown();
    void comparesWithTheListOfAnEarlierOpening_data();
    void comparesWithTheListOfAnEarlierOpening();
    void remembersWhatWasBelievedLast();
    void saysEveryGround_data();
    void saysEveryGround();
};

void TestListDoubt::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestListDoubt::findsEveryGround_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<Shrink>("shrink"); // None without a member: it is believed
    const auto row = [](const char *name, int before, int after, const QByteArray &member, Shrink shrink) {
        QTest::newRow(name) << before << after << member << shrink;
    };
    row("as many", 50, 50, {}, Shrink::None);
    row("more", 50, 80, {}, Shrink::None);
    row("five fewer", 10, 5, {}, Shrink::None);
    row("six of fifty", 50, 44, {}, Shrink::Shrunk);
    row("six of sixty, a tenth", 60, 54, {}, Shrink::None);
    row("nobody of many", 50, 0, {}, Shrink::Empty);
    row("nobody of one", 1, 0, {}, Shrink::Empty);
    row("nobody of nobody", 0, 0, {}, Shrink::None);
    row("a member", 50, 50, "next", Shrink::None);
    row("a member and a shrink", 50, 44, "next", Shrink::Shrunk);
    row("a member and nobody", 50, 0, "next", Shrink::Empty);
}

void TestListDoubt::findsEveryGround()
{
    QFETCH(const int, before);
    QFETCH(const int, after);
    QFETCH(const QByteArray, member);
    QFETCH(const Shrink, shrink);
    ListDoubt doubt = believing(before);
    doubt.look(listOf(after, member), before);
    if (shrink == Shrink::None && member.isEmpty()) {
        QVERIFY(!doubt.doubt());
        return;
    }
    QVERIFY(doubt.doubt());
    QCOMPARE(*doubt.doubt(), (DoubtfulList{shrink, Screen::OldList, before, after, QString::fromLatin1(member)}));
}

void TestListDoubt::believesTheFirstListOfAConnection()
{
    for (const int users : {0, 3}) {
        ListDoubt doubt;
        QVERIFY(!doubt.hasBelieved());
        doubt.look(listOf(users), 0);
        QVERIFY(!doubt.doubt());
        QVERIFY(doubt.hasBelieved());
    }
}

void TestListDoubt::believesNothingOfAListBeforeAllIsAnswered()
{
    ListDoubt doubt = believing(50);
    doubt.look(listOf(10, "next"), 50);
    doubt.look(listOf(10, "next"), 50); // asking again is no answer
    QCOMPARE(doubt.doubt()->shrink, Shrink::Shrunk);
    QCOMPARE(doubt.doubt()->member, QStringLiteral("next"));
    doubt.accept();
    QVERIFY(!doubt.doubt());

    // The member is known now; the next shrink is doubted all the same.
    doubt.look(listOf(1, "next"), 10);
    QCOMPARE(doubt.doubt()->shrink, Shrink::Shrunk);
    QVERIFY(doubt.doubt()->member.isEmpty());
}

void TestListDoubt::asksOnceAboutAMember()
{
    ListDoubt doubt = believing(3);
    doubt.look(listOf(3, "total"), 3);
    QVERIFY(doubt.doubt());
    doubt.accept();
    doubt.look(listOf(3, "total"), 3);
    QVERIFY(!doubt.doubt());
    doubt.look(listOf(3), 3);
    QVERIFY(!doubt.doubt());
    doubt.look(listOf(3, "next"), 3);
    QCOMPARE(doubt.doubt()->member, QStringLiteral("next"));
    doubt.look(listOf(3, "total"), 3); // still believed: nobody accepted another
    QVERIFY(!doubt.doubt());
}

void TestListDoubt::comparesWithWhatWasBelievedAndNotWithWhatIsShown()
{
    ListDoubt doubt(50);
    for (int i = 0; i < 2; ++i) { // the doubtful list is on the screen the second time
        doubt.look(listOf(10), i == 0 ? 0 : 10);
        QCOMPARE(doubt.doubt().value_or(DoubtfulList{}),
                 (DoubtfulList{Shrink::Shrunk, Screen::NewList, 50, 10, QString()}));
        QVERIFY(!doubt.hasBelieved());
    }
    doubt.look(listOf(49), 10);
    QVERIFY(!doubt.doubt());
    QVERIFY(doubt.hasBelieved());
    doubt.look(listOf(10), 49);
    QCOMPARE(doubt.doubt()->screen, Screen::OldList);
}

void TestListDoubt::comparesWithTheListOfAnEarlierOpening_data()
{
    QTest::addColumn<int>("after");
    QTest::addColumn<Shrink>("shrink");
    QTest::newRow("as many") << 50 << Shrink::None;
    QTest::newRow("a few gone") << 46 << Shrink::None;
    QTest::newRow("many gone") << 40 << Shrink::Shrunk;
    QTest::newRow("nobody") << 0 << Shrink::Empty;
}

void TestListDoubt::comparesWithTheListOfAnEarlierOpening()
{
    QFETCH(const int, after);
    QFETCH(const Shrink, shrink);
    ListDoubt doubt(50);
    doubt.look(listOf(after), 0);
    QCOMPARE(doubt.doubt().has_value(), shrink != Shrink::None);
    if (shrink == Shrink::None)
        return;
    QCOMPARE(*doubt.doubt(), (DoubtfulList{shrink, Screen::NewList, 50, after, QString()}));
    doubt.accept();
    doubt.look(listOf(after), after);
    QVERIFY(!doubt.doubt());
}

void TestListDoubt::remembersWhatWasBelievedLast()
{
    QVERIFY(!ListDoubt().believedUsers(0));
    ListDoubt doubt(50);
    QCOMPARE(doubt.believedUsers(0), 50);
    doubt.look(listOf(10), 0);
    QCOMPARE(doubt.believedUsers(10), 50); // shown, not believed
    doubt.accept();
    QCOMPARE(doubt.believedUsers(9), 9);
    doubt.look(listOf(0), 9);
    QCOMPARE(doubt.believedUsers(9), 9);
}

void TestListDoubt::saysEveryGround_data()
{
    QTest::addColumn<Shrink>("shrink");
    QTest::addColumn<Screen>("screen");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("sentence");
    const QString kept = QStringLiteral(" The old list stays on the screen, and nothing can be changed until you "
                                        "decide.");
    const QString shown = QStringLiteral(" The new list is shown, but nothing can be changed until you decide.");
    const QString next = QStringLiteral("The server's list has a part that Gatehouse does not know (“next”), so it may "
                                        "not be the whole list.");
    const QString shrunk = QStringLiteral("The server now lists 1,200 users; before it listed 4,000.");
    const QString since = QStringLiteral("The server now lists 1,200 users; when this connection was open before it "
                                         "listed 4,000.");
    QTest::newRow("shrunk") << Shrink::Shrunk << Screen::OldList << QString() << shrunk + kept;
    QTest::newRow("empty") << Shrink::Empty << Screen::OldList << QString()
                           << QStringLiteral("The server now lists nobody; before it listed 4,000 users.") + kept;
    QTest::newRow("member") << Shrink::None << Screen::OldList << QStringLiteral("next") << next + kept;
    QTest::newRow("both") << Shrink::Shrunk << Screen::OldList << QStringLiteral("next")
                          << shrunk + QLatin1Char(' ') + next + kept;
    QTest::newRow("shrunk, shown") << Shrink::Shrunk << Screen::NewList << QString() << since + shown;
    QTest::newRow("empty, shown") << Shrink::Empty << Screen::NewList << QString()
                                  << QStringLiteral("The server now lists nobody; when this connection was open before "
                                                    "it listed 4,000 users.") +
                                         shown;
    QTest::newRow("member, shown") << Shrink::None << Screen::NewList << QStringLiteral("next") << next + shown;
}

void TestListDoubt::saysEveryGround()
{
    QFETCH(const Shrink, shrink);
    QFETCH(const Screen, screen);
    QFETCH(const QString, member);
    QTEST((DoubtfulList{shrink, screen, 4000, 1200, member}.sentence()), "sentence");
}

QTEST_GUILESS_MAIN(TestListDoubt)
#include "tst_listdoubt.moc"
