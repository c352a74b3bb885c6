// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/onceaframe.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace gatehouse;

class TstOnceAFrame final : public QObject
{
    Q_OBJECT

private slots:
    void runsOnceForManyCallsAndNeverFromInside()
    {
        int runs = 0;
        OnceAFrame update([&runs] { ++runs; });
        for (int i = 0; i < 1000; ++i)
            update.ask();
        QCOMPARE(runs, 0);
        QTRY_COMPARE_WITH_TIMEOUT(runs, 1, 1000);
        QVERIFY(aFrameGoesBy());
        QCOMPARE(runs, 1);
    }

    void showsTheLastStateOfAll()
    {
        int state = 0;
        int shown = -1;
        OnceAFrame update([&] { shown = state; });
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < 200) { // an answer a turn
            ++state;
            update.ask();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown, state, 1000);
    }

    void runsAtMostOnceInTwoFrames()
    {
        int runs = 0;
        OnceAFrame update([&runs] { ++runs; });
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < 320) {
            update.ask();
            QCoreApplication::processEvents();
        }
        QVERIFY2(runs >= 1 && runs <= time.elapsed() / 32 + 2, qPrintable(QString::number(runs)));
    }

    void runsAgainWhenTheUpdateAsksForIt()
    {
        int runs = 0;
        OnceAFrame *itself = nullptr;
        OnceAFrame update([&] {
            if (++runs == 1)
                itself->ask();
        });
        itself = &update;
        update.ask();
        QTRY_COMPARE_WITH_TIMEOUT(runs, 2, 1000);
    }

    void settlesOnlyWhatWasAskedFor()
    {
        int runs = 0;
        OnceAFrame update([&runs] { ++runs; });
        update.settle();
        QCOMPARE(runs, 0);
        update.ask();
        update.settle();
        QCOMPARE(runs, 1);
        QVERIFY(aFrameGoesBy());
        QCOMPARE(runs, 1);
    }

    void doesNothingAnyMoreWhenItIsGone()
    {
        int runs = 0;
        auto update = std::make_unique<OnceAFrame>([&runs] { ++runs; });
        update->ask();
        update.reset();
        QVERIFY(aFrameGoesBy());
        QCOMPARE(runs, 0);
        // The update may be its end.
        update = std::make_unique<OnceAFrame>([&] { update.reset(); });
        update->ask();
        QTRY_VERIFY_WITH_TIMEOUT(!update, 1000);
    }

private:
    /// Another update that is asked for now has run: whatever was due is over.
    static bool aFrameGoesBy()
    {
        bool isOver = false;
        OnceAFrame other([&isOver] { isOver = true; });
        other.ask();
        return QTest::qWaitFor([&isOver] { return isOver; });
    }
};

QTEST_MAIN(TstOnceAFrame)
#include "tst_onceaframe.moc"
