// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answerreader.h"

#include <QTest>

using namespace gatehouse;

namespace {

using Kind = ApiErrorKind;

const QByteArray Json = "application/json; charset=utf-8";
const QByteArray Html = "text/html";
const QByteArray NoEntry = R"({"error":"This user status does not exist."})";
const QByteArray Mismatch = R"({"error":"the name you entered does not match"})";
const QByteArray Page = "<!DOCTYPE html><title>Sign in</title>";

HttpAnswer answerOf(int status, const QByteArray &type, const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = type;
    answer.body = body;
    return answer;
}

UserStatus asked()
{
    return UserStatus::disabled("a@x", *parseInstant("2022-09-21T19:01:25.872Z"));
}

} // namespace

class TestAnswerReader : public QObject
{
    Q_OBJECT

private slots:
    void tellsRefusalsApart_data();
    void tellsRefusalsApart();
    void claimsNothingOnA404ThatWasCut();
    void knowsTheApisOwnErrors_data();
    void knowsTheApisOwnErrors();
    void keepsRetryAfterOfBusyServers();
    void readsAnEntryInAnyEnvelope_data();
    void readsAnEntryInAnyEnvelope();
    void judgesDataOfAnEntry_data();
    void judgesDataOfAnEntry();
    void judgesDeletes_data();
    void judgesDeletes();
};

void TestAnswerReader::tellsRefusalsApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("list");
    QTest::addColumn<Kind>("read");
    QTest::addColumn<Kind>("set");
    const auto row = [](const char *name, int status, const QByteArray &type, const QByteArray &body, Kind list,
                        Kind read, Kind set) { QTest::newRow(name) << status << type << body << list << read << set; };
    const auto all = [row](const char *name, int status, const QByteArray &type, const QByteArray &body, Kind kind) {
        row(name, status, type, body, kind, kind, kind);
    };
    all("401", 401, Json, NoEntry, Kind::TokenRefused);
    all("401 page", 401, Html, Page, Kind::TokenRefused);
    all("403", 403, Json, NoEntry, Kind::Forbidden);
    all("403 page", 403, Html, Page, Kind::Forbidden);
    all("407", 407, Html, Page, Kind::Proxy);
    row("404", 404, Json, NoEntry, Kind::NotTheApi, Kind::NotFound, Kind::NotFound);
    row("404 empty", 404, {}, {}, Kind::NotTheApi, Kind::NotFound, Kind::NotFound);
    row("404 text", 404, "text/plain", "not found", Kind::NotTheApi, Kind::NotFound, Kind::NotFound);
    const auto notPivot = [row](const char *name, const QByteArray &type, const QByteArray &body) {
        row(name, 404, type, body, Kind::NotTheApi, Kind::Rejected, Kind::Rejected);
    };
    row("404 delete", 404, Json, R"({"error":"This user status does not exist. Please check the name again"})",
        Kind::NotTheApi, Kind::NotFound, Kind::NotFound);
    row("404 blank", 404, "text/plain", " \r\n", Kind::NotTheApi, Kind::NotFound, Kind::NotFound);
    notPivot("404 of a gateway", Json, R"({"message":"no Route matched with those values"})");
    notPivot("404 of a gateway that says no more", Json, R"({"message":"Not Found"})");
    notPivot("404 of a framework", Json, R"({"status":404,"error":"Not Found","path":"/api/v1/user-statuses/a"})");
    notPivot("404 of a proxy", "text/plain", "404 page not found\n");
    notPivot("404 about another thing", Json, R"({"error":"This collection does not exist."})");
    notPivot("404 with an empty object", Json, "{}");
    all("404 page", 404, Html, Page, Kind::NotTheApi);
    all("404 page in disguise", 404, "text/plain", Page, Kind::NotTheApi);
    all("404 mismatch", 404, Json, Mismatch, Kind::NameMismatch);
    row("408", 408, Json, {}, Kind::TimedOut, Kind::TimedOut, Kind::ResultNotKnown);
    all("400", 400, Json, NoEntry, Kind::Rejected);
    all("409", 409, Json, NoEntry, Kind::Rejected);
    all("422", 422, Json, NoEntry, Kind::Rejected);
    all("400 page", 400, Html, Page, Kind::NotTheApi);
    all("429", 429, Html, Page, Kind::TooManyRequests);
    all("500", 500, Json, NoEntry, Kind::ServerError);
    all("500 page", 500, Html, Page, Kind::ServerError);
    row("502", 502, Html, Page, Kind::ServerError, Kind::ServerError, Kind::ResultNotKnown);
    all("503", 503, Html, Page, Kind::ServerError);
    row("504", 504, Html, Page, Kind::ServerError, Kind::ServerError, Kind::ResultNotKnown);
    row("524", 524, Html, Page, Kind::ServerError, Kind::ServerError, Kind::ResultNotKnown);
    all("301", 301, {}, {}, Kind::NotTheApi);
    all("302", 302, Json, "{}", Kind::NotTheApi);
    all("304", 304, {}, {}, Kind::NotTheApi);
    all("200 page", 200, "text/html; charset=utf-8", Page, Kind::NotTheApi);
    all("200 XHTML", 200, "Application/XHTML+xml", "{}", Kind::NotTheApi);
    all("200 page said to be JSON", 200, Json, "\n" + Page, Kind::NotTheApi);
}

void TestAnswerReader::tellsRefusalsApart()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    const HttpAnswer answer = answerOf(status, type, body);
    for (const auto &[act, column] :
         {std::pair{ApiAct::List, "list"}, {ApiAct::Read, "read"}, {ApiAct::Set, "set"}, {ApiAct::Remove, "set"}}) {
        const auto error = refusalIn(answer, act, "t0ken");
        QVERIFY(error);
        QTEST(error->kind, column);
        QCOMPARE(error->httpStatus, status);
    }
    if (status == 502)
        QCOMPARE(refusalIn(answer, ApiAct::Create, "t0ken")->cause, Kind::ServerError);
}

void TestAnswerReader::claimsNothingOnA404ThatWasCut()
{
    for (const QByteArray &body : {QByteArray(), QByteArray(R"({"mess)")}) {
        HttpAnswer answer = answerOf(404, Json, body);
        answer.isCut = true;
        QCOMPARE(refusalIn(answer, ApiAct::Read, "t0ken")->kind, Kind::BadData);
        const auto removed = refusalIn(answer, ApiAct::Remove, "t0ken");
        QCOMPARE(removed->kind, Kind::ResultNotKnown);
        QCOMPARE(removed->cause, Kind::BadData);
    }
    // Half of Pivot's own words is enough.
    HttpAnswer half = answerOf(404, Json, R"({"error":"This user status does not ex)");
    half.isCut = true;
    QCOMPARE(refusalIn(half, ApiAct::Remove, "t0ken")->kind, Kind::NotFound);
}

void TestAnswerReader::knowsTheApisOwnErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isOwn");
    for (const int status : {200, 400, 401, 403, 404, 409, 422, 429, 500, 503}) {
        QTest::addRow("%d JSON", status) << status << Json << NoEntry << true;
        QTest::addRow("%d page", status) << status << Html << Page << false;
        QTest::addRow("%d JSON that calls itself a page", status) << status << Html << NoEntry << false;
        QTest::addRow("%d text", status) << status << QByteArray("text/plain") << QByteArray("no") << false;
        QTest::addRow("%d empty", status) << status << QByteArray() << QByteArray() << false;
        QTest::addRow("%d other JSON", status) << status << Json << QByteArray("{\"fault\":1}") << false;
        QTest::addRow("%d cut", status) << status << Json << NoEntry.chopped(1) << false;
    }
    QTest::newRow("message") << 403 << Json << QByteArray(R"({"message":"no"})") << true;
    for (const int status : {302, 407, 408, 502, 504, 524})
        QTest::addRow("%d JSON", status) << status << Json << NoEntry << false;
}

void TestAnswerReader::knowsTheApisOwnErrors()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QTEST(isApisOwnError(answerOf(status, type, body)), "isOwn");
}

void TestAnswerReader::keepsRetryAfterOfBusyServers()
{
    for (const int status : {429, 503, 500}) {
        HttpAnswer answer = answerOf(status, Json, R"({"error":"slower"})");
        answer.retryAfter = std::chrono::seconds{7};
        const auto error = refusalIn(answer, ApiAct::Read, "t0ken");
        QCOMPARE(error->retryAfter.has_value(), status != 500);
        QCOMPARE(error->serverWords, QStringLiteral("slower"));
    }
}

void TestAnswerReader::readsAnEntryInAnyEnvelope_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("raw");
    const QByteArray entry = R"({"name":"a@x","disabled":"2022-09-21T19:01:25.872Z"})";
    const QByteArray locked = R"({"name":"a@x","disabled":"2022-09-21T19:01:25.872Z","locked":true})";
    QTest::newRow("list") << "{\"userStatuses\":[" + entry + "]}" << QByteArray();
    QTest::newRow("list, pretty") << "{\n \"userStatuses\" : [\n  " + entry + "\n ]\n}\n" << QByteArray();
    QTest::newRow("single") << "{\"userStatus\":" + entry + "}" << QByteArray();
    QTest::newRow("bare") << entry << QByteArray();
    QTest::newRow("as set") << R"({"status":"ok","message":"Updated successfully","userStatus":)" + entry + "}"
                            << QByteArray();
    QTest::newRow("unknown members") << "{\"userStatuses\":[ " + locked + " ]}" << locked;
    QTest::newRow("bare with unknown members") << " " + locked + "\r\n" << locked;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + entry << QByteArray();
    QTest::newRow("null beside") << R"({"error":null,"userStatuses":null,"userStatus":)" + entry + "}" << QByteArray();
}

void TestAnswerReader::readsAnEntryInAnyEnvelope()
{
    QFETCH(const QByteArray, body);
    for (const ApiAct act : {ApiAct::Read, ApiAct::Set, ApiAct::Create}) {
        const auto answer = readStatusAnswer(answerOf(200, Json, body), act, asked(), "t0ken");
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status.name, QByteArray("a@x"));
        QCOMPARE(answer->status.state, StatusState::Disabled);
        QTEST(answer->status.raw, "raw");
    }
}

void TestAnswerReader::judgesDataOfAnEntry_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("read");
    QTest::addColumn<Kind>("set"); // Cancelled stands for success
    QTest::addColumn<Kind>("cause");
    const auto row = [](const char *body, Kind read, Kind set, Kind cause = Kind::Unreachable) {
        QTest::addRow("%s", body) << QByteArray(body) << read << set << cause;
    };
    const auto bad = [row](const char *body) { row(body, Kind::BadData, Kind::ResultNotKnown, Kind::BadData); };
    bad("");
    bad("{}");
    bad("[]");
    bad("null");
    bad("ok");
    bad(R"({"userStatuses":[]})");
    bad(R"({"userStatuses":[{"name":"a@x"},{"name":"b"}]})");
    bad(R"({"userStatuses":[{"name":"a@x"})");
    bad(R"({"userStatus":{"name":"a@x"}}x)");
    bad(R"({"userStatus":{"name":5}})");
    bad(R"({"userStatus":"a@x"})");
    bad(R"([{"name":"a@x"}])");
    bad(R"({"message":"Updated successfully"})");
    bad("{\"name\":\"a@x\",\"note\":\"caf\xE9\"}");
    row(R"({"status":"ok","message":"Updated successfully"})", Kind::BadData, Kind::Cancelled);
    row(R"({"name":"b@x"})", Kind::NameMismatch, Kind::ResultNotKnown, Kind::NameMismatch);
    row(R"({"userStatus":{"name":"A@x"}})", Kind::NameMismatch, Kind::ResultNotKnown, Kind::NameMismatch);
    row(R"({"error":"no"})", Kind::Rejected, Kind::Rejected);
    row(R"({"status":"error","message":"no"})", Kind::Rejected, Kind::Rejected);
    row(R"({"error":"no","userStatus":{"name":"a@x"}})", Kind::Rejected, Kind::Rejected);
}

void TestAnswerReader::judgesDataOfAnEntry()
{
    QFETCH(const QByteArray, body);
    const auto read = readStatusAnswer(answerOf(200, Json, body), ApiAct::Read, asked(), "t0ken");
    QVERIFY(!read);
    QTEST(read.error().kind, "read");
    QCOMPARE(read.error().httpStatus, 200);
    QFETCH(const Kind, set);
    const auto written = readStatusAnswer(answerOf(200, Json, body), ApiAct::Set, asked(), "t0ken");
    QCOMPARE(written ? Kind::Cancelled : written.error().kind, set);
    if (set == Kind::ResultNotKnown)
        QTEST(written.error().cause, "cause");
    if (set == Kind::Rejected)
        QCOMPARE(written.error().serverWords, QStringLiteral("no"));
    if (written)
        QCOMPARE(written->status, asked());
}

void TestAnswerReader::judgesDeletes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind"); // Cancelled stands for success
    QTest::newRow("ok") << 200 << QByteArray(R"({"status":"ok","message":"Deleted successfully"})") << Kind::Cancelled;
    QTest::newRow("OK") << 202 << QByteArray(R"({ "status" : "OK" })") << Kind::Cancelled;
    QTest::newRow("nothing") << 204 << QByteArray() << Kind::ResultNotKnown;
    QTest::newRow("no status") << 200 << QByteArray(R"({"message":"Deleted successfully"})") << Kind::ResultNotKnown;
    QTest::newRow("cut") << 200 << QByteArray(R"({"status":"ok")") << Kind::ResultNotKnown;
    QTest::newRow("error") << 200 << QByteArray(R"({"error":"no"})") << Kind::Rejected;
    QTest::newRow("not ok") << 200 << QByteArray(R"({"status":"failed"})") << Kind::Rejected;
    QTest::newRow("not there") << 404 << NoEntry << Kind::NotFound;
}

void TestAnswerReader::judgesDeletes()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto answer = readDeleteAnswer(answerOf(status, Json, body), "t0ken");
    QTEST(answer ? Kind::Cancelled : answer.error().kind, "kind");
}

QTEST_GUILESS_MAIN(TestAnswerReader)
#include "tst_answerreader.moc"
