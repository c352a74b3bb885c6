// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pivotclient.h"
#include "tests/support/faultserver.h"

#include <QTest>

using namespace gatehouse;

Q_DECLARE_METATYPE(gatehouse::FaultReply)

/// The call for all persons, over the wire.
class TestPeople final : public QObject
{
    Q_OBJECT
private slots:
    void asksOnceWithTheToken();
    void tellsWhyThereAreNone_data();
    void tellsWhyThereAreNone();

private:
    static std::optional<ApiResult<PeopleAnswer>> ask(FaultServer &server);
};

std::optional<ApiResult<PeopleAnswer>> TestPeople::ask(FaultServer &server)
{
    PivotClient client(server.url(), "token");
    std::optional<ApiResult<PeopleAnswer>> answer;
    const auto call = client.people([&answer](const ApiResult<PeopleAnswer> &result) { answer = result; });
    (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000);
    return answer;
}

void TestPeople::asksOnceWithTheToken()
{
    FaultServer server;
    server.setToken("token");
    server.setPersons(FaultReply::json(200, R"({"users":[{"name":"a","roles":["viewer"]}]})"));
    const auto answer = ask(server);
    QVERIFY(answer && *answer);
    QCOMPARE((**answer).directory->count(), 1u);
    QCOMPARE(server.personsAsked(), 1);
    QCOMPARE(server.count("*"), 0);
}

void TestPeople::tellsWhyThereAreNone_data()
{
    QTest::addColumn<FaultReply>("reply");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const FaultReply &reply, ApiErrorKind kind) {
        QTest::newRow(name) << reply << static_cast<int>(kind);
    };
    row("an older server", FaultReply::json(404, R"({"error":"not found"})"), ApiErrorKind::NotTheApi);
    row("a page", FaultReply::page(404, "<html>Cannot GET</html>"), ApiErrorKind::NotTheApi);
    row("another permission", FaultReply::json(403, "{}"), ApiErrorKind::Forbidden);
    row("another token", FaultReply::json(401, "{}"), ApiErrorKind::TokenRefused);
    row("broken", FaultReply::json(500, "{}"), ApiErrorKind::ServerError);
    row("no persons", FaultReply::json(200, "{}"), ApiErrorKind::BadData);
    row("an error with 200", FaultReply::json(200, R"({"error":"no"})"), ApiErrorKind::Rejected);
}

void TestPeople::tellsWhyThereAreNone()
{
    QFETCH(FaultReply, reply);
    FaultServer server;
    server.setPersons(reply);
    const auto answer = ask(server);
    QVERIFY(answer && !*answer);
    QTEST(static_cast<int>(answer->error().kind), "kind");
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
