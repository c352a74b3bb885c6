// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace gatehouse;

namespace {

const QByteArray root = QByteArrayLiteral("/api/v1/user-statuses");

QByteArray pathOf(const QByteArray &name)
{
    return root + '/' + QUrl::toPercentEncoding(QString::fromUtf8(name));
}

QByteArray bodyFor(const QByteArray &name, const QByteArray &more = {})
{
    QByteArray text = QJsonDocument(QJsonArray{QString::fromUtf8(name)}).toJson(QJsonDocument::Compact);
    text = text.sliced(1, text.size() - 2);
    return "{\"userStatus\":{\"name\":" + text + more + "}}";
}

} // namespace

class DemoApiTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_api = std::make_unique<DemoApi>(20, 7, 1'781'000'000'000, QByteArrayLiteral("token")); }
    void listsEveryStatus();
    void answersWithTheDocumentedTexts_data();
    void answersWithTheDocumentedTexts();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void refusesARequestWithoutItsToken_data();
    void refusesARequestWithoutItsToken();
    void keepsEveryName_data();
    void keepsEveryName();
    void keepsMembersToTheLetter();
    void replacesTheWholeEntry();
    void keepsTheListInStepWithEveryChange();
    void tellsAboutPeople();
    void indentsWhenAsked();
    void countsRequests();
    void holdsAHundredThousandUsers();

private:
    DemoApi::Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                        bool isPretty = false)
    {
        return m_api->answer({method, path, QByteArrayLiteral("token"), body, isPretty});
    }

    std::unique_ptr<DemoApi> m_api;
};

void DemoApiTest::listsEveryStatus()
{
    const auto answer = ask("GET", root);
    QCOMPARE(answer.status, 200);
    const QJsonObject list = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(list.keys(), QStringList{QStringLiteral("userStatuses")});
    QCOMPARE(list.value(QLatin1String("userStatuses")).toArray().size(), 20);
    QVERIFY(answer.body.contains(R"({"name":"admin@example.com"})"));
    QVERIFY(answer.body.contains(R"({"name":"analyst@example.com","disabled":"2022-09-21T19:01:25.872Z"})"));
    QVERIFY(answer.body.contains(R"({"name":"ada.admin@example.com","locked":true})"));
}

void DemoApiTest::answersWithTheDocumentedTexts_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &path, const QByteArray &body,
                        int status, const QByteArray &answer, const QByteArray &allow = {}) {
        QTest::newRow(name) << method << path << body << status << answer << allow;
    };
    const QByteArray notHere = R"({"error":"There is nothing at this address."})";
    const QByteArray notThus = R"({"error":"This method is not allowed here."})";
    row("one", "GET", pathOf("admin@example.com"), {}, 200, R"({"userStatuses":[{"name":"admin@example.com"}]})");
    row("one that is not", "GET", pathOf("nobody"), {}, 404, R"({"error":"This user status does not exist."})");
    row("case counts", "GET", pathOf("Admin@example.com"), {}, 404, R"({"error":"This user status does not exist."})");
    row("set", "POST", pathOf("admin@example.com"),
        R"({"userStatus":{"name":"admin@example.com","disabled":"2022-07-21T19:01:25.872Z"}})", 200,
        R"({"status":"ok","message":"Updated successfully",)"
        R"("userStatus":{"name":"admin@example.com","disabled":"2022-07-21T19:01:25.872Z"}})");
    row("set another's", "POST", pathOf("admin@example.com"), bodyFor("ada.admin@example.com"), 404,
        R"({"error":"the name you entered does not match"})");
    row("set one that is not", "POST", pathOf("new@x"), bodyFor("new@x"), 200,
        R"({"status":"ok","message":"Updated successfully","userStatus":{"name":"new@x"}})");
    row("create", "POST", root, bodyFor("new@x"), 200,
        R"({"status":"ok","message":"Updated successfully","userStatus":{"name":"new@x"}})");
    row("delete", "DELETE", pathOf("admin@example.com"), {}, 200,
        R"({"status":"ok","message":"Deleted successfully"})");
    row("delete one that is not", "DELETE", pathOf("nobody"), {}, 404,
        R"({"error":"This user status does not exist. Please check the name again"})");
    row("slash unencoded", "GET", root + "/finance/reports@example.com", {}, 404, notHere);
    row("empty name", "GET", root + "/", {}, 404, notHere);
    row("longer word", "GET", root + "es", {}, 404, notHere);
    row("another call", "GET", "/api/v1/teams", {}, 404, notHere);
    row("another version", "GET", "/api/v2/user-statuses", {}, 404, notHere);
    row("the root", "GET", "/", {}, 404, notHere);
    row("PUT", "PUT", root, {}, 405, notThus, "GET, POST");
    row("delete all", "DELETE", root, {}, 405, notThus, "GET, POST");
    row("PATCH one", "PATCH", pathOf("admin@example.com"), {}, 405, notThus, "GET, POST, DELETE");
    row("change people", "POST", "/api/v1/users", {}, 405, notThus, "GET");
}

void DemoApiTest::answersWithTheDocumentedTexts()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, allow);
    const auto got = ask(method, path, body);
    QCOMPARE(got.body, answer);
    QCOMPARE(got.status, status);
    QCOMPARE(got.allow, allow);
}

void DemoApiTest::refusesBadBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray name = R"("name":"admin@example.com")";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("name=admin");
    QTest::newRow("cut") << "{\"userStatus\":{" + name;
    QTest::newRow("more behind") << "{\"userStatus\":{" + name + "}} x";
    QTest::newRow("an array") << "[{\"userStatus\":{" + name + "}}]";
    QTest::newRow("no envelope") << '{' + name + '}';
    QTest::newRow("no object") << QByteArray(R"({"userStatus":"admin@example.com"})");
    QTest::newRow("null") << QByteArray(R"({"userStatus":null})");
    QTest::newRow("no name") << QByteArray(R"({"userStatus":{"disabled":"2022-07-21T19:01:25.872Z"}})");
    QTest::newRow("empty name") << QByteArray(R"({"userStatus":{"name":""}})");
    QTest::newRow("number for a name") << QByteArray(R"({"userStatus":{"name":5}})");
}

void DemoApiTest::refusesBadBodies()
{
    QFETCH(QByteArray, body);
    const auto before = m_api->entries();
    for (const QByteArray &path : {root, pathOf("admin@example.com")}) {
        const auto answer = ask("POST", path, body);
        QCOMPARE(answer.status, 400);
        QVERIFY(QJsonDocument::fromJson(answer.body).object().value(QLatin1String("error")).isString());
    }
    QCOMPARE(m_api->entries(), before);
}

void DemoApiTest::refusesARequestWithoutItsToken_data()
{
    QTest::addColumn<QByteArray>("token");
    for (const char *const token : {"", "Token", "token2", "toke", "token "})
        QTest::addRow("'%s'", token) << QByteArray(token);
}

void DemoApiTest::refusesARequestWithoutItsToken()
{
    QFETCH(QByteArray, token);
    const auto before = m_api->entries();
    const QByteArray name = pathOf("admin@example.com");
    const std::pair<QByteArray, QByteArray> calls[] = {
        {"GET", root}, {"GET", name}, {"POST", root}, {"POST", name}, {"DELETE", name}, {"GET", "/api/v1/users"},
    };
    for (const auto &[method, path] : calls) {
        const auto answer = m_api->answer({method, path, token, bodyFor("admin@example.com"), false});
        QCOMPARE(answer.status, 401);
        QVERIFY(QJsonDocument::fromJson(answer.body).object().value(QLatin1String("error")).isString());
    }
    QCOMPARE(m_api->entries(), before);
}

void DemoApiTest::keepsEveryName_data()
{
    QTest::addColumn<QByteArray>("name");
    const QByteArray names[] = {
        "a/b@x",   "100%", "x?y#z", "a b", "+",       "ü@x",   "日本",     "%2F",
        "q\"uote", "\\",   "%",     "%zz", "a;b:c,d", " lead", "\x01\x1f", QByteArray(300, 'n')};
    for (const QByteArray &name : names)
        QTest::addRow("%s", name.left(40).constData()) << name;
}

void DemoApiTest::keepsEveryName()
{
    QFETCH(QByteArray, name);
    const QByteArray path = pathOf(name);
    QCOMPARE(ask("POST", root, bodyFor(name)).status, 200);
    QVERIFY(m_api->entries().contains(name));
    QCOMPARE(ask("POST", path, bodyFor(name, ",\"disabled\":\"2022-07-21T19:01:25.872Z\"")).status, 200);
    QCOMPARE(m_api->entries().size(), 21U);

    const auto one = QJsonDocument::fromJson(ask("GET", path).body).object();
    const QJsonArray entries = one.value(QLatin1String("userStatuses")).toArray();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first()[QLatin1String("name")].toString(), QString::fromUtf8(name));
    QCOMPARE(entries.first()[QLatin1String("disabled")].toString(), QStringLiteral("2022-07-21T19:01:25.872Z"));
    QCOMPARE(ask("DELETE", path).status, 200);
    QVERIFY(!m_api->entries().contains(name));
}

void DemoApiTest::keepsMembersToTheLetter()
{
    const QByteArray entry = "{ \"zeta\" : 12345678901234567890123, \"name\":\"m@x\", \"a\":[1.50,\"\\u00e4}\"],\n"
                             "\"disabled\" : null }";
    const auto answer = ask("POST", root, "{\"other\":{}, \"userStatus\" : " + entry + " }");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains(entry));
    QCOMPARE(m_api->entries().at("m@x"), entry);
    QVERIFY(ask("GET", root).body.contains(entry));
    QCOMPARE(ask("GET", pathOf("m@x")).body, "{\"userStatuses\":[" + entry + "]}");
    QVERIFY(ask("GET", pathOf("m@x"), {}, true).body.contains("12345678901234567890123"));
}

void DemoApiTest::replacesTheWholeEntry()
{
    const QByteArray name = "ada.admin@example.com";
    QVERIFY(m_api->entries().at(name).contains("locked"));
    QCOMPARE(ask("POST", pathOf(name), bodyFor(name)).status, 200);
    QCOMPARE(m_api->entries().at(name), R"({"name":"ada.admin@example.com"})");
}

void DemoApiTest::keepsTheListInStepWithEveryChange()
{
    const auto listed = [this] {
        const QJsonDocument list = QJsonDocument::fromJson(ask("GET", root).body);
        std::map<QByteArray, QByteArray> entries;
        for (const QJsonValue &value : list.object().value(QLatin1String("userStatuses")).toArray()) {
            entries.emplace(value[QLatin1String("name")].toString().toUtf8(),
                            value[QLatin1String("disabled")].toString().toUtf8());
        }
        return entries;
    };
    std::map<QByteArray, QByteArray> expected = listed();
    // Many enough that removed entries are cleared away in between.
    for (int i = 0; i < 300; ++i) {
        const QByteArray name = "n" + QByteArray::number(i);
        QCOMPARE(ask("POST", root, bodyFor(name)).status, 200);
        expected[name] = {};
    }
    QCOMPARE(listed(), expected);
    for (int i = 0; i < 300; ++i) {
        const QByteArray name = "n" + QByteArray::number(i);
        if (i % 7 == 0) {
            QCOMPARE(ask("POST", pathOf(name), bodyFor(name, ",\"disabled\":\"yesterday\"")).status, 200);
            expected[name] = "yesterday";
        } else {
            QCOMPARE(ask("DELETE", pathOf(name)).status, 200);
            expected.erase(name);
        }
        if (i % 50 == 0)
            QCOMPARE(listed(), expected);
    }
    QCOMPARE(listed(), expected);
    QCOMPARE(m_api->entries().size(), expected.size());
}

void DemoApiTest::tellsAboutPeople()
{
    m_api = std::make_unique<DemoApi>(400, 7, 1'781'000'000'000, QByteArrayLiteral("token"));
    const auto answer = ask("GET", "/api/v1/users");
    QCOMPARE(answer.status, 200);
    const QJsonArray users = QJsonDocument::fromJson(answer.body).object().value(QLatin1String("users")).toArray();
    QVERIFY(users.size() > 380);
    QVERIFY(answer.body.contains(R"({"name":"ada.admin@example.com","email":"ada.admin@example.com",)"
                                 R"("firstName":"Ada","lastName":"Admin","roles":["super-admin"]})"));
    QVERIFY(answer.body.contains(R"({"name":"svc-dashboards","roles":["viewer"]})"));

    const auto entries = m_api->entries();
    QSet<QByteArray> persons;
    for (const QJsonValue &user : users)
        persons.insert(user[QLatin1String("name")].toString().toUtf8());
    QCOMPARE(persons.size(), users.size());
    QVERIFY(!persons.contains("beatrix.kido@exmaple.com") && entries.contains("beatrix.kido@exmaple.com"));
    QVERIFY(persons.contains("arta.berisha@example.com") && !entries.contains("arta.berisha@example.com"));
}

void DemoApiTest::indentsWhenAsked()
{
    QCOMPARE(ask("GET", pathOf("admin@example.com"), {}, true).body,
             "{\n  \"userStatuses\": [\n    {\n      \"name\": \"admin@example.com\"\n    }\n  ]\n}\n");
    QCOMPARE(QJsonDocument::fromJson(ask("GET", root, {}, true).body), QJsonDocument::fromJson(ask("GET", root).body));
}

void DemoApiTest::countsRequests()
{
    QCOMPARE(m_api->requests("GET"), 0);
    ask("GET", root);
    ask("GET", "/nowhere");
    ask("POST", root, "rubbish");
    m_api->answer({"DELETE", root, "wrong", {}, false});
    QCOMPARE(m_api->requests("GET"), 2);
    QCOMPARE(m_api->requests("POST"), 1);
    QCOMPARE(m_api->requests("DELETE"), 1);
    QCOMPARE(m_api->requests("PUT"), 0);
}

void DemoApiTest::holdsAHundredThousandUsers()
{
    m_api = std::make_unique<DemoApi>(100'000, 7, 1'781'000'000'000, QByteArrayLiteral("token"));
    QCOMPARE(m_api->entries().size(), 100'000U);
    const auto listed = [this] {
        const auto list = QJsonDocument::fromJson(ask("GET", root).body).object();
        return list.value(QLatin1String("userStatuses")).toArray().size();
    };
    QCOMPARE(listed(), 100'000);
    QCOMPARE(ask("DELETE", pathOf("admin@example.com")).status, 200);
    QCOMPARE(listed(), 99'999);
}

QTEST_GUILESS_MAIN(DemoApiTest)
#include "tst_demoapi.moc"
