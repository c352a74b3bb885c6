// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peoplereader.h"

#include <QTest>

using namespace gatehouse;

class TestPeopleReader final : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatIsDocumented();
    void readsABareArray();
    void takesWhatIsMissingForEmpty_data();
    void takesWhatIsMissingForEmpty();
    void refusesWhatIsNoListOfPersons_data();
    void refusesWhatIsNoListOfPersons();
    void endsEarlyWhenStopped();
};

void TestPeopleReader::readsWhatIsDocumented()
{
    const auto people = readPeople(R"({"users":[{"name":"ada@x","email":"ada@mail","firstName":"Ada",
        "lastName":"Admin","roles":["super-admin","viewer"],"more":{"deep":[1]}},{"name":"z\u00f6e"}],"count":2})");
    QVERIFY(people);
    QCOMPARE((*people)->count(), 2u);
    QVERIFY((*people)->fullName(0) == "Ada Admin");
    QVERIFY((*people)->email(0) == "ada@mail");
    QCOMPARE((*people)->roles(0), QStringList({QStringLiteral("super-admin"), QStringLiteral("viewer")}));
    QVERIFY((*people)->find("z\u00f6e"));
}

void TestPeopleReader::readsABareArray()
{
    const auto people = readPeople(R"([{"name":"a"},{"name":"b"}])");
    QVERIFY(people);
    QCOMPARE((*people)->count(), 2u);
}

void TestPeopleReader::takesWhatIsMissingForEmpty_data()
{
    QTest::addColumn<QByteArray>("person");
    QTest::newRow("only a name") << QByteArray(R"({"name":"a"})");
    QTest::newRow("null") << QByteArray(R"({"name":"a","email":null,"firstName":null,"lastName":null,"roles":null})");
    QTest::newRow("another kind") << QByteArray(R"({"name":"a","email":7,"firstName":[],"lastName":{},"roles":"x"})");
    QTest::newRow("roles that are no texts") << QByteArray(R"({"name":"a","roles":[1,null,""]})");
}

void TestPeopleReader::takesWhatIsMissingForEmpty()
{
    QFETCH(QByteArray, person);
    const auto people = readPeople("{\"users\":[" + person + ",{\"email\":\"nobody@x\"},{\"name\":\"\"}]}");
    QVERIFY(people);
    QCOMPARE((*people)->count(), 1u); // who has no name is nobody
    QVERIFY((*people)->email(0).empty());
    QVERIFY((*people)->fullName(0).empty());
    QVERIFY((*people)->roles(0).isEmpty());
}

void TestPeopleReader::refusesWhatIsNoListOfPersons_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    const int damaged = static_cast<int>(ApiErrorKind::BadData);
    QTest::newRow("nothing") << QByteArray() << damaged;
    QTest::newRow("a page") << QByteArray("<html>") << damaged;
    QTest::newRow("cut short") << QByteArray(R"({"users":[{"name":"a"})") << damaged;
    QTest::newRow("more behind it") << QByteArray(R"({"users":[]} x)") << damaged;
    QTest::newRow("a wrong value in what is not used") << QByteArray(R"({"users":[{"name":"a","x":troo}]})") << damaged;
    QTest::newRow("not UTF-8") << QByteArray("{\"users\":[{\"name\":\"\xff\"}]}") << damaged;
    QTest::newRow("no users") << QByteArray(R"({"people":[]})") << damaged;
    QTest::newRow("users is no array") << QByteArray(R"({"users":{}})") << damaged;
    QTest::newRow("a person is no object") << QByteArray(R"({"users":["a"]})") << damaged;
    QTest::newRow("a text") << QByteArray(R"("users")") << damaged;
    QTest::newRow("the server's error") << QByteArray(R"({"error":"not here"})")
                                        << static_cast<int>(ApiErrorKind::Rejected);
}

void TestPeopleReader::refusesWhatIsNoListOfPersons()
{
    QFETCH(QByteArray, body);
    const auto people = readPeople(body);
    QVERIFY(!people);
    QTEST(static_cast<int>(people.error().kind), "kind");
}

void TestPeopleReader::endsEarlyWhenStopped()
{
    const std::atomic_bool stop = true;
    const auto people = readPeople(R"({"users":[{"name":"a"}]})", &stop);
    QVERIFY(!people);
    QCOMPARE(people.error().kind, ApiErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestPeopleReader)
#include "tst_peoplereader.moc"
