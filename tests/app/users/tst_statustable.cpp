// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statusjson.h"

#include "sampletable.h"

#include <QMap>
#include <QTest>

using namespace gatehouse;

class TestStatusTable final : public QObject
{
    Q_OBJECT
private slots:
    void takesAListOver();
    void showsATwinOnceWithTheLastStatus();
    void keepsAnAnswerThatIsYoungerThanTheList();
    void ignoresAnOlderAnswer();
    void keepsADeletedRowUntilTheNextList();
    void keepsACreatedRowInTheTail();
    void keepsRawJson();
    void knowsBrokenNames();
    void agreesWithAPlainMap();

private:
    static StatusList listOf(const QList<UserStatus> &statuses)
    {
        StatusListBuilder builder;
        for (const UserStatus &status : statuses)
            builder.add(status);
        return std::move(builder).build();
    }
    const Instant m_since = *parseInstant("2022-09-21T19:01:25.872Z");
};

void TestStatusTable::takesAListOver()
{
    const StatusTable table =
        StatusTable().replacedBy(listOf({UserStatus::enabled("b"), UserStatus::disabled("a", m_since)}), 1);
    QCOMPARE(table.count(), Row(2));
    QCOMPARE(table.status(0), UserStatus::enabled("b"));
    QCOMPARE(table.status(*table.find("a")), UserStatus::disabled("a", m_since));
    QCOMPARE(table.counts(), (StatusCounts{1, 1, 0}));
    QVERIFY(!table.find("A"));
    QVERIFY(table.isConsistent());
}

void TestStatusTable::showsATwinOnceWithTheLastStatus()
{
    const StatusTable table = StatusTable().replacedBy(
        listOf({UserStatus::enabled("a"), UserStatus::enabled("b"), UserStatus::disabled("a", m_since)}), 1);
    QCOMPARE(table.count(), Row(2));
    QCOMPARE(table.duplicates(), std::size_t(1));
    QCOMPARE(table.status(0), UserStatus::disabled("a", m_since));
    QVERIFY(table.isConsistent());
}

void TestStatusTable::keepsAnAnswerThatIsYoungerThanTheList()
{
    StatusTable table = StatusTable().replacedBy(listOf({UserStatus::enabled("a"), UserStatus::enabled("b")}), 1);
    const quint64 askedAt = 2;
    table.noteAnswer(UserStatus::disabled("a", m_since), 3);
    table.noteAnswer(UserStatus::none("b"), 4);
    table.noteAnswer(UserStatus::enabled("c"), 5);
    table = table.replacedBy(listOf({UserStatus::enabled("b"), UserStatus::enabled("a")}), askedAt);
    QCOMPARE(table.status(*table.find("a")), UserStatus::disabled("a", m_since));
    QCOMPARE(table.status(*table.find("b")), UserStatus::none("b"));
    QCOMPARE(table.status(*table.find("c")), UserStatus::enabled("c"));
    QVERIFY(table.isConsistent());
    // A list that was asked for later wins, and the created one that it does not know is gone.
    table = table.replacedBy(listOf({UserStatus::enabled("a")}), 6);
    QCOMPARE(table.status(0), UserStatus::enabled("a"));
    QCOMPARE(table.count(), Row(1));
    QVERIFY(table.isConsistent());
}

void TestStatusTable::ignoresAnOlderAnswer()
{
    StatusTable table = StatusTable().replacedBy(listOf({UserStatus::enabled("a")}), 1);
    table.noteAnswer(UserStatus::disabled("a", m_since), 5);
    table.noteAnswer(UserStatus::enabled("a"), 4);
    QCOMPARE(table.state(0), StatusState::Disabled);
}

void TestStatusTable::keepsADeletedRowUntilTheNextList()
{
    StatusTable table = StatusTable().replacedBy(listOf({UserStatus::enabled("a"), UserStatus::enabled("b")}), 1);
    QCOMPARE(table.noteAnswer(UserStatus::none("a"), 2), Row(0));
    QCOMPARE(table.count(), Row(2));
    QCOMPARE(table.counts(), (StatusCounts{1, 0, 0, 1}));
    QCOMPARE(table.counts().all(), 1);
    table = table.replacedBy(listOf({UserStatus::enabled("b")}), 3);
    QCOMPARE(table.count(), Row(1));
    QVERIFY(table.isConsistent());
}

void TestStatusTable::keepsACreatedRowInTheTail()
{
    StatusTable table = StatusTable().replacedBy(listOf({UserStatus::enabled("a")}), 1);
    QCOMPARE(table.noteAnswer(UserStatus::enabled("new"), 2), Row(1));
    QCOMPARE(table.find("new"), std::optional<Row>(1));
    QCOMPARE(table.snapshot(StatusTable::Dates::Copied).name(1), std::string_view("new"));
    QVERIFY(table.isConsistent());
}

void TestStatusTable::keepsRawJson()
{
    const UserStatus odd = *readStatus(R"({"name":"a","disabled":"yesterday","locked":true})");
    StatusTable table = StatusTable().replacedBy(listOf({odd}), 1);
    QCOMPARE(table.status(0), odd);
    QCOMPARE(table.oddDisabled(0), QByteArray("\"yesterday\""));
    table.noteAnswer(UserStatus::enabled("a"), 2);
    QCOMPARE(table.status(0), UserStatus::enabled("a"));
    QCOMPARE(table.oddDisabled(0), QByteArray());
}

void TestStatusTable::knowsBrokenNames()
{
    StatusListBuilder builder;
    builder.add("a", StatusState::Enabled, {});
    builder.addBroken("\xEF\xBF\xBD", StatusState::Enabled, {}, "{}");
    builder.add("..", StatusState::Enabled, {});
    const StatusTable table = StatusTable().replacedBy(std::move(builder).build(), 1);
    QVERIFY(table.isAddressable(0));
    QVERIFY(!table.isAddressable(1));
    QVERIFY(!table.isAddressable(2));
}

void TestStatusTable::agreesWithAPlainMap()
{
    QRandomGenerator random(23);
    StatusTable table = StatusTable().replacedBy(test::sampleList(300, 9), 0);
    QMap<QByteArray, UserStatus> reference;
    for (Row row = 0; row < table.count(); ++row)
        reference.insert(table.nameBytes(row), table.status(row));
    for (quint64 step = 1; step < 2000; ++step) {
        const QByteArray name =
            random.bounded(4) == 0 ? "new" + QByteArray::number(random.bounded(40))
                                   : table.nameBytes(static_cast<Row>(random.bounded(static_cast<int>(table.count()))));
        UserStatus status = UserStatus::enabled(name);
        if (const int kind = random.bounded(3); kind == 0)
            status = UserStatus::none(name);
        else if (kind == 1)
            status = UserStatus::disabled(name, fromMilliseconds(random.bounded(100)));
        table.noteAnswer(status, step);
        reference.insert(name, status);
    }
    QVERIFY(table.isConsistent());
    QCOMPARE(static_cast<qsizetype>(table.count()), reference.size());
    for (const UserStatus &status : reference)
        QCOMPARE(table.status(*table.find(status.name)), status);
}

QTEST_GUILESS_MAIN(TestStatusTable)
#include "tst_statustable.moc"
