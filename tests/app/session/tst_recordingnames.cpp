// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordingnames.h"

#include <QTest>
#include <QThreadPool>

using namespace gatehouse;

namespace {

ChangeSet setOf(int count, const QByteArray &prefix)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    for (int i = 0; i < count; ++i) {
        const QByteArray name = prefix + QByteArray::number(i);
        set.changes.append({UserStatus::enabled(name), UserStatus::none(name)});
    }
    return set;
}

} // namespace

class TestRecordingNames final : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheNamesOfASmallSetAtOnce()
    {
        RecordingNames names;
        QVERIFY(names.isEmpty());
        const ChangeSet set = setOf(3, "a");
        names.add(set);
        QVERIFY(!names.isEmpty());
        QVERIFY(names.contains("a2"));
        QVERIFY(!names.contains("a3"));
        names.remove(set.id);
        QVERIFY(names.isEmpty());
        QVERIFY(!names.contains("a2"));
    }

    void neverLacksANameOfALargeSet()
    {
        RecordingNames names;
        const ChangeSet set = setOf(100'000, "a");
        names.add(set);
        QVERIFY(names.contains("a0"));
        QVERIFY(names.contains("a99999"));
        QTRY_VERIFY(!names.contains("b")); // it counts as one until the others are known
        QVERIFY(names.contains("a0"));
        QVERIFY(names.contains("a99999"));
        names.remove(set.id);
        QVERIFY(names.isEmpty());
        QVERIFY(!names.contains("a0"));
    }

    void keepsANameThatStandsInAnotherSetToo()
    {
        RecordingNames names;
        const ChangeSet first = setOf(2, "a");
        const ChangeSet second = setOf(1, "a");
        names.add(first);
        names.add(second);
        names.remove(first.id);
        QVERIFY(names.contains("a0"));
        QVERIFY(!names.contains("a1"));
        names.remove(QUuid::createUuid()); // nobody's
        QVERIFY(names.contains("a0"));
        names.remove(second.id);
        QVERIFY(names.isEmpty());
    }

    void mayGoWhileTheNamesAreGathered()
    {
        for (int i = 0; i < 5; ++i) {
            RecordingNames names;
            const ChangeSet set = setOf(20'000, "a");
            names.add(set);
            if (i % 2 == 0)
                names.remove(set.id);
        }
        QThreadPool::globalInstance()->waitForDone();
    }
};

QTEST_GUILESS_MAIN(TestRecordingNames)
#include "tst_recordingnames.moc"
