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
    void readsBlocksAsTheWhole();
    void takesTheFirstOfWhatStandsTwice();
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

namespace {

QByteArray printedPeople(const tl::expected<std::shared_ptr<const Directory>, ListProblem> &people)
{
    if (!people)
        return QByteArray::number(static_cast<int>(people.error().kind)) + people.error().words.toUtf8();
    QByteArray text;
    const auto add = [&text](std::string_view part) {
        text += QByteArray(part.data(), static_cast<qsizetype>(part.size())) + '|';
    };
    for (PersonIndex person = 0; person < (*people)->count(); ++person) {
        for (const std::string_view part :
             {(*people)->name(person), (*people)->email(person), (*people)->fullName(person)})
            add(part);
        text += (*people)->roles(person).join(u',').toUtf8() + '\n';
    }
    return text;
}

} // namespace

void TestPeopleReader::readsBlocksAsTheWhole()
{
    const QByteArray bodies[] = {
        R"( {"n\u0065xt":[1,{"a":"]"}], "users" : [ {"name":"ada@x","email":"a\"da@mail","firstName":"Ad\u00e4",
        "lastName":"Admin","roles":["super-admin", "view\u0065r",1,""],"more":{"deep":[1]}} , {"name":"日本"},
        {"roles":[],"name":"b\/c","n":null} ],"count":-2.5e3,"users":7} )",
        R"([{"name":"a"},{"name":"b","roles":["x"]}] )", R"({"users":[{"name":"a"},{"name":"b",}]})",
        R"({"users":null,"error":"not \"here\""})", R"({"users":[{"name":"a"}]})"};
    for (const QByteArray &body : bodies) {
        const QByteArray whole = printedPeople(readPeople(body));
        for (qsizetype size = 1; size < body.size(); ++size) {
            PeopleReader reader;
            for (qsizetype at = 0; at < body.size(); at += size) {
                const QByteArray block = body.mid(at, size);
                reader.read({block.constData(), static_cast<std::size_t>(block.size())});
            }
            QCOMPARE(printedPeople(reader.finish()), whole);
        }
    }
    QCOMPARE(printedPeople(readPeople(bodies[0])), QByteArray("ada@x|a\"da@mail|Ad\u00e4 Admin|super-admin,viewer\n"
                                                              "日本|||\nb/c|||\n"));
}

void TestPeopleReader::takesTheFirstOfWhatStandsTwice()
{
    const auto people = readPeople(R"({"users":[{"name":"a","name":"b","email":7,"email":"e","roles":["x"],
        "roles":["y"]},{"name":"a","email":"second"}]})");
    QCOMPARE(printedPeople(people), QByteArray("a|||x\n"));
    QCOMPARE((*people)->duplicates(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestPeopleReader)
#include "tst_peoplereader.moc"
