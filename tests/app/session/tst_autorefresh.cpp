// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/autorefresh.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace gatehouse;
using namespace std::chrono_literals;

class TestAutoRefresh final : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void isOffAtFirst();
    void comesAgainAndAgain();
    void putsTheTimeRight_data();
    void putsTheTimeRight();
    void waitsWhileItWouldDisturb();
    void beginsAnewWithEachList();
    void keepsItsPaceWhenNothingChanges();
    void canBeSwitchedOff();
    void canBeDestroyedByWhoeverHearsIt();
    void ringsByATimerOfItsOwn();

private:
    using Wait = std::optional<AutoRefresh::Milliseconds>;
    std::unique_ptr<AutoRefresh> refresh()
    {
        return std::make_unique<AutoRefresh>([this] { return m_isBadTime; },
                                             [this](Wait wait) { m_waits.append(wait); });
    }

    bool m_isBadTime = false;
    QList<Wait> m_waits;
};

void TestAutoRefresh::init()
{
    m_isBadTime = false;
    m_waits.clear();
}

void TestAutoRefresh::isOffAtFirst()
{
    const auto refresh = this->refresh();
    const QSignalSpy due(refresh.get(), &AutoRefresh::due);
    QCOMPARE(refresh->every(), std::nullopt);
    refresh->noteList();
    refresh->ring();
    refresh->setEvery({});
    QVERIFY(due.isEmpty());
    QVERIFY(m_waits.isEmpty());
}

void TestAutoRefresh::comesAgainAndAgain()
{
    const auto refresh = this->refresh();
    const QSignalSpy due(refresh.get(), &AutoRefresh::due);
    refresh->setEvery(15min);
    QCOMPARE(m_waits, QList<Wait>{15min});
    QVERIFY(due.isEmpty());
    refresh->ring();
    QCOMPARE(due.size(), 1);
    refresh->ring(); // the list never came, say
    QCOMPARE(due.size(), 2);
    QCOMPARE(m_waits, (QList<Wait>{15min, 15min, 15min}));
}

void TestAutoRefresh::putsTheTimeRight_data()
{
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("minutes");
    QTest::newRow("never, nearly") << -1 << 5;
    QTest::newRow("always") << 0 << 5;
    QTest::newRow("too often") << 4 << 5;
    QTest::newRow("most often") << 5 << 5;
    QTest::newRow("between") << 17 << 17;
    QTest::newRow("most seldom") << 60 << 60;
    QTest::newRow("too seldom") << 1'000'000 << 60;
}

void TestAutoRefresh::putsTheTimeRight()
{
    QFETCH(int, wanted);
    QFETCH(int, minutes);
    const auto refresh = this->refresh();
    refresh->setEvery(std::chrono::minutes(wanted));
    QCOMPARE(refresh->every(), std::optional(std::chrono::minutes(minutes)));
    QCOMPARE(m_waits, QList<Wait>{std::chrono::minutes(minutes)});
}

void TestAutoRefresh::waitsWhileItWouldDisturb()
{
    const auto refresh = this->refresh();
    const QSignalSpy due(refresh.get(), &AutoRefresh::due);
    refresh->setEvery(5min);
    m_isBadTime = true;
    refresh->ring();
    refresh->ring();
    QVERIFY(due.isEmpty());
    QCOMPARE(m_waits, (QList<Wait>{5min, 30s, 30s}));
    m_isBadTime = false;
    refresh->ring();
    QCOMPARE(due.size(), 1);
    QCOMPARE(m_waits.last(), Wait(5min));
}

void TestAutoRefresh::beginsAnewWithEachList()
{
    const auto refresh = this->refresh();
    refresh->setEvery(5min);
    m_isBadTime = true;
    refresh->ring();
    refresh->noteList(); // it was asked for by hand meanwhile
    QCOMPARE(m_waits, (QList<Wait>{5min, 30s, 5min}));
}

// Settings are saved for other reasons too.
void TestAutoRefresh::keepsItsPaceWhenNothingChanges()
{
    const auto refresh = this->refresh();
    refresh->setEvery(5min);
    refresh->setEvery(5min);
    refresh->setEvery(1min);
    QCOMPARE(m_waits, QList<Wait>{5min});
    refresh->setEvery(6min);
    QCOMPARE(m_waits, (QList<Wait>{5min, 6min}));
}

void TestAutoRefresh::canBeSwitchedOff()
{
    const auto refresh = this->refresh();
    const QSignalSpy due(refresh.get(), &AutoRefresh::due);
    refresh->setEvery(5min);
    refresh->setEvery({});
    QCOMPARE(m_waits, (QList<Wait>{5min, std::nullopt}));
    refresh->ring(); // it was on its way
    QVERIFY(due.isEmpty());
    QCOMPARE(m_waits.size(), 2);
}

void TestAutoRefresh::canBeDestroyedByWhoeverHearsIt()
{
    auto refresh = this->refresh();
    refresh->setEvery(5min);
    QList<Wait> before; // nothing is left to do afterwards
    connect(refresh.get(), &AutoRefresh::due, this, [&] {
        before = m_waits;
        refresh.reset();
    });
    refresh->ring();
    QVERIFY(!refresh);
    QCOMPARE(before, (QList<Wait>{5min, 5min}));
    QCOMPARE(m_waits, before);
}

void TestAutoRefresh::ringsByATimerOfItsOwn()
{
    AutoRefresh refresh({});
    auto *timer = refresh.findChild<QTimer *>();
    QVERIFY(timer);
    QVERIFY(!timer->isActive());
    refresh.setEvery(5min);
    QVERIFY(timer->isActive() && timer->isSingleShot());
    QCOMPARE(timer->intervalAsDuration(), AutoRefresh::Milliseconds(5min));
    const QSignalSpy due(&refresh, &AutoRefresh::due);
    timer->setInterval(0);
    QTRY_COMPARE(due.size(), 1); // no bad times are known
    QVERIFY(timer->isActive());
    QCOMPARE(timer->intervalAsDuration(), AutoRefresh::Milliseconds(5min));
    refresh.setEvery({});
    QVERIFY(!timer->isActive());
}

QTEST_GUILESS_MAIN(TestAutoRefresh)
#include "tst_autorefresh.moc"
