// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statusjson.h"

#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

class TestStatusJson final : public QObject
{
    Q_OBJECT
private slots:
    void readsEntries_data();
    void readsEntries();
    void refusesWhatIsNoEntry_data();
    void refusesWhatIsNoEntry();
    void writesNamesThatNeedEscaping_data();
    void writesNamesThatNeedEscaping();
    void disablingCarriesUnknownMembersAlong();
    void enablingLeavesNothingBehind_data();
    void enablingLeavesNothingBehind();
    void neverSendsNull_data();
    void neverSendsNull();
    void comparesByMeaning_data();
    void comparesByMeaning();

private:
    const Instant m_since = *parseInstant("2022-09-21T19:01:25.872Z");
};

void TestStatusJson::readsEntries_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<StatusState>("state");
    QTest::addColumn<bool>("canonical");
    const auto row = [](const char *name, const char *json, StatusState state, bool canonical) {
        QTest::newRow(name) << QByteArray(json) << state << canonical;
    };
    row("enabled", R"({"name":"a"})", StatusState::Enabled, true);
    row("white space", R"( { "name" : "a" } )", StatusState::Enabled, true);
    row("disabled", R"({"name":"a","disabled":"2022-09-21T19:01:25.872Z"})", StatusState::Disabled, true);
    row("other order", R"({"disabled":"2022-09-21T19:01:25.872Z","name":"a"})", StatusState::Disabled, true);
    row("other spelling", R"({"name":"a","disabled":"2022-09-21T21:01:25.872+02:00"})", StatusState::Disabled, false);
    row("null is enabled", R"({"name":"a","disabled":null})", StatusState::Enabled, false);
    row("true", R"({"name":"a","disabled":true})", StatusState::DisabledOdd, false);
    row("false", R"({"name":"a","disabled":false})", StatusState::DisabledOdd, false);
    row("word", R"({"name":"a","disabled":"yesterday"})", StatusState::DisabledOdd, false);
    row("empty", R"({"name":"a","disabled":""})", StatusState::DisabledOdd, false);
    row("object", R"({"name":"a","disabled":{"since":"2022-09-21T19:01:25.872Z"}})", StatusState::DisabledOdd, false);
    row("unknown member", R"({"name":"a","locked":true})", StatusState::Enabled, false);
    row("big integer", R"({"name":"a","id":123456789012345678901234567890})", StatusState::Enabled, false);
    row("twice", R"({"name":"a","disabled":true,"disabled":null})", StatusState::Enabled, false);
    row("number beyond a double", R"({"name":"a","id":1e400})", StatusState::Enabled, false);
    row("number beyond a double as disabled", R"({"name":"a","disabled":1e400})", StatusState::DisabledOdd, false);
    row("lone surrogate elsewhere", R"({"name":"a","note":"\ud800"})", StatusState::Enabled, false);
    row("escaped name", R"({"name":"\u0061"})", StatusState::Enabled, true);
}

void TestStatusJson::readsEntries()
{
    QFETCH(QByteArray, json);
    QFETCH(StatusState, state);
    QFETCH(bool, canonical);
    const auto status = readStatus(json);
    QVERIFY2(status, status ? "" : status.error().constData());
    QCOMPARE(status->name, QByteArray("a"));
    QCOMPARE(status->state, state);
    QCOMPARE(status->raw, canonical ? QByteArray() : json);
    if (state == StatusState::Disabled)
        QCOMPARE(status->disabledSince, m_since);
}

void TestStatusJson::refusesWhatIsNoEntry_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"", "{", "[]", "null", "\"a\"", "{}", R"({"name":1})", R"({"name":""})", R"({"nam":"a"})", R"({"name":"a"}x)",
          R"({"name":"a","locked":troo})", R"({"name":"a",})", R"({"name":"a","x":[1,2}})", "{\"name\":\"\xff\"}"})
        QTest::newRow(json) << QByteArray(json);
}

void TestStatusJson::refusesWhatIsNoEntry()
{
    QFETCH(QByteArray, json);
    QVERIFY(!readStatus(json));
}

void TestStatusJson::writesNamesThatNeedEscaping_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << QByteArray("a@x") << QByteArray(R"({"name":"a@x"})");
    QTest::newRow("quote") << QByteArray("q\"uote\\") << QByteArray(R"({"name":"q\"uote\\"})");
    QTest::newRow("control") << QByteArray("a\nb\x01") << QByteArray(R"({"name":"a\u000ab\u0001"})");
    QTest::newRow("not ASCII") << QByteArray("\u65e5") << QByteArray("{\"name\":\"\u65e5\"}");
}

void TestStatusJson::writesNamesThatNeedEscaping()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, json);
    QCOMPARE(writeStatus(UserStatus::enabled(name)), json);
    QCOMPARE(readStatus(json)->name, name);
}

void TestStatusJson::disablingCarriesUnknownMembersAlong()
{
    const auto before = readStatus(R"({"locked": true,"name":"a","n":12345678901234567890123,"x":{"y":[1 ,2]}})");
    const UserStatus after = withDisabled(*before, m_since);
    QCOMPARE(writeStatus(after), QByteArray(R"({"locked":true,"name":"a","n":12345678901234567890123,"x":{"y":[1 ,2]},)"
                                            R"("disabled":"2022-09-21T19:01:25.872Z"})"));
    QCOMPARE(*readStatus(writeStatus(after)), after);
    QVERIFY(sameEntry(withoutDisabled(after), *before));
}

void TestStatusJson::enablingLeavesNothingBehind_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("plain") << QByteArray(R"({"name":"a","disabled":"2022-09-21T19:01:25.872Z"})")
                           << QByteArray(R"({"name":"a"})");
    QTest::newRow("odd") << QByteArray(R"({"name":"a","disabled":"yesterday"})") << QByteArray(R"({"name":"a"})");
    QTest::newRow("twice") << QByteArray(R"({"disabled":true,"name":"a","disabled":true})")
                           << QByteArray(R"({"name":"a"})");
    QTest::newRow("unknown member") << QByteArray(R"({"name":"a","disabled":1,"locked":true})")
                                    << QByteArray(R"({"name":"a","locked":true})");
}

void TestStatusJson::enablingLeavesNothingBehind()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(writeStatus(withoutDisabled(*readStatus(before))), after);
}

void TestStatusJson::neverSendsNull_data()
{
    QTest::addColumn<QByteArray>("listed");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("null") << QByteArray(R"({"name":"a","disabled":null})") << QByteArray(R"({"name":"a"})");
    QTest::newRow("escaped key") << QByteArray(R"({"name":"a","d\u0069sabled": null})")
                                 << QByteArray(R"({"name":"a"})");
    QTest::newRow("the last one counts") << QByteArray(R"({"disabled":true,"name":"a","disabled":null})")
                                         << QByteArray(R"({"name":"a"})");
    QTest::newRow("beside others") << QByteArray(R"({"x":[1 ,1e400],"disabled":null,"name":"a","y":null})")
                                   << QByteArray(R"({"x":[1 ,1e400],"name":"a","y":null})");
    QTest::newRow("nothing to leave out")
        << QByteArray(R"({ "name" : "a", "y" : null })") << QByteArray(R"({ "name" : "a", "y" : null })");
}

void TestStatusJson::neverSendsNull()
{
    QFETCH(QByteArray, listed);
    QFETCH(QByteArray, sent);
    const UserStatus before = *readStatus(listed);
    QCOMPARE(before.state, StatusState::Enabled);
    QCOMPARE(before.raw, listed);
    QCOMPARE(writeStatus(before), sent); // as an undo of "disable" sends it
    QVERIFY(sameEntry(*readStatus(writeStatus(before)), before));
    QCOMPARE(writeStatus(withoutDisabled(withDisabled(before, m_since))).contains("\"disabled\""), false);
}

void TestStatusJson::comparesByMeaning_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const char *left, const char *right, bool same) {
        QTest::newRow(name) << QByteArray(left) << QByteArray(right) << same;
    };
    row("same", R"({"name":"a"})", R"({ "name":"a" })", true);
    row("null and absent", R"({"name":"a","disabled":null})", R"({"name":"a"})", true);
    row("other name", R"({"name":"a"})", R"({"name":"A"})", false);
    row("other state", R"({"name":"a"})", R"({"name":"a","disabled":true})", false);
    row("spelling of an instant", R"({"name":"a","disabled":"2022-09-21T21:01:25.872+02:00"})",
        R"({"name":"a","disabled":"2022-09-21T19:01:25.872Z"})", true);
    row("other instant", R"({"name":"a","disabled":"2022-09-21T19:01:25.873Z"})",
        R"({"name":"a","disabled":"2022-09-21T19:01:25.872Z"})", false);
    row("odd value", R"({"name":"a","disabled":true})", R"({"name":"a","disabled":"true"})", false);
    row("order of members", R"({"name":"a","x":1,"y":[1, 2]})", R"({"y":[1,2],"x":1,"name":"a"})", true);
    row("other member", R"({"name":"a","x":1})", R"({"name":"a","x":2})", false);
    row("lost member", R"({"name":"a","x":1})", R"({"name":"a"})", false);
}

void TestStatusJson::comparesByMeaning()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(bool, same);
    QCOMPARE(sameEntry(*readStatus(left), *readStatus(right)), same);
    QCOMPARE(sameEntry(*readStatus(right), *readStatus(left)), same);
}

QTEST_GUILESS_MAIN(TestStatusJson)
#include "tst_statusjson.moc"
