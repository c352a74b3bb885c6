// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/rawentries.h"

#include <QTest>

using namespace gatehouse;

class TestRawEntries final : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhatTheListHad();
    void knowsWhatCameSince();
    void forgetsWhatIsCanonicalNow();
    void keepsACopyAsItWas();
};

void TestRawEntries::knowsWhatTheListHad()
{
    const RawEntries entries({{2, "two"}, {5, "five"}});
    QCOMPARE(entries.of(2), QByteArray("two"));
    QCOMPARE(entries.of(5), QByteArray("five"));
    QCOMPARE(entries.of(3), QByteArray());
    QCOMPARE(RawEntries().of(0), QByteArray());
}

void TestRawEntries::knowsWhatCameSince()
{
    RawEntries entries({{2, "two"}});
    entries.set(2, "other");
    entries.set(7, "seven");
    QCOMPARE(entries.of(2), QByteArray("other"));
    QCOMPARE(entries.of(7), QByteArray("seven"));
}

void TestRawEntries::forgetsWhatIsCanonicalNow()
{
    RawEntries entries({{2, "two"}});
    entries.set(7, "seven");
    entries.set(7, {});
    entries.set(2, {});
    QCOMPARE(entries.of(7), QByteArray());
    QCOMPARE(entries.of(2), QByteArray());
    entries.set(2, "again");
    QCOMPARE(entries.of(2), QByteArray("again"));
}

void TestRawEntries::keepsACopyAsItWas()
{
    RawEntries entries({{2, "two"}, {3, "three"}});
    entries.set(3, "changed");
    const RawEntries copy = entries;
    entries.set(2, {});
    entries.set(3, "changed again");
    entries.set(4, "four");
    QCOMPARE(copy.of(2), QByteArray("two"));
    QCOMPARE(copy.of(3), QByteArray("changed"));
    QCOMPARE(copy.of(4), QByteArray());
}

QTEST_GUILESS_MAIN(TestRawEntries)
#include "tst_rawentries.moc"
