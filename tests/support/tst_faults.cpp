// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faults.h"
#include "tests/support/faulttalk.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::faulttalk;

/// The table of faults that may hit a write.
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void namesEachFaultOnce();
    void tellsTheTruthAboutEachFault_data();
    void tellsTheTruthAboutEachFault();
};

void TestFaults::namesEachFaultOnce()
{
    QSet<QByteArray> names;
    for (const NamedFault &fault : everyWriteFault()) {
        QVERIFY2(!names.contains(fault.name), fault.name);
        names.insert(fault.name);
    }
}

void TestFaults::tellsTheTruthAboutEachFault_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<NamedFault>("named");
    for (const NamedFault &fault : everyWriteFault()) {
        QTest::addRow("set: %s", fault.name) << setting("a") << fault;
        QTest::addRow("create: %s", fault.name) << creating("a") << fault;
        QTest::addRow("delete: %s", fault.name) << request("DELETE " + Api + "/a") << fault;
    }
}

void TestFaults::tellsTheTruthAboutEachFault()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const NamedFault, named);
    FaultServer server;
    server.addEntry("a", R"({"name":"a"})");
    server.always("*", named.fault);
    Line line(server);
    line.say(sent);
    if (named.kind == NamedFault::Kind::Silent) {
        QTRY_COMPARE(server.writes("a"), 1);
        server.dropConnections(); // what did not come until now does not come
    }
    const QByteArray heard = line.hearHead();
    QCOMPARE(server.writes("a"), 1);
    QVERIFY2((heard.startsWith("HTTP/1.1 ") && heard.contains("\r\n\r\n")) == named.isAnswered(), heard.constData());
    QCOMPARE(server.carriedOut("a") == 1, named.isCarriedOut());
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
