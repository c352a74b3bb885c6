// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/requestpacer.h"

#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

namespace {

ApiError errorOf(ApiErrorKind kind, int httpStatus = 0, std::optional<std::chrono::seconds> retryAfter = {})
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = httpStatus;
    error.retryAfter = retryAfter;
    return error;
}

const RetryPolicy policy{.tries = 4, .first = 1s, .longest = 3s, .longestAsked = 60s};

} // namespace

/// When something goes again, and what a server bears.
class TestRetry final : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhatPasses_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("passes");
        QTest::addColumn<bool>("notArrived");
        const auto row = [](const char *name, ApiErrorKind kind, int status, bool passes, bool notArrived) {
            QTest::newRow(name) << static_cast<int>(kind) << status << passes << notArrived;
        };
        row("no connection", ApiErrorKind::Unreachable, 0, true, true);
        row("no answer in time", ApiErrorKind::TimedOut, 0, true, false);
        row("429", ApiErrorKind::TooManyRequests, 429, true, true);
        row("500", ApiErrorKind::ServerError, 500, false, false);
        row("502", ApiErrorKind::ServerError, 502, true, false);
        row("503", ApiErrorKind::ServerError, 503, true, false);
        row("504", ApiErrorKind::ServerError, 504, true, false);
        row("400", ApiErrorKind::Rejected, 400, false, false);
        row("401", ApiErrorKind::TokenRefused, 401, false, false);
        row("403", ApiErrorKind::Forbidden, 403, false, false);
        row("404", ApiErrorKind::NotFound, 404, false, false);
        row("409", ApiErrorKind::Rejected, 409, false, false);
        row("a web page", ApiErrorKind::NotTheApi, 200, false, false);
        row("another certificate", ApiErrorKind::Tls, 0, false, false);
    }

    void knowsWhatPasses()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        const ApiError error = errorOf(static_cast<ApiErrorKind>(kind), status);
        QTEST(isPassing(error), "passes");
        QTEST(saysNotArrived(error), "notArrived");
        ApiError lost = errorOf(ApiErrorKind::ResultNotKnown, status);
        lost.cause = error.kind;
        QTEST(isPassing(lost), "passes");
        QVERIFY(!saysNotArrived(lost));
    }

    void asksEverMoreSeldomWithoutAnEnd_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<int>("wait"); // milliseconds
        QTest::newRow("first, at once") << 1 << 0.0 << 500;
        QTest::newRow("first, late") << 1 << 1.0 << 1000;
        QTest::newRow("second") << 2 << 0.5 << 1500;
        QTest::newRow("third") << 3 << 1.0 << 3000;
        QTest::newRow("hundredth") << 100 << 0.0 << 1500;
    }
    void asksEverMoreSeldomWithoutAnEnd()
    {
        QFETCH(int, asked);
        QFETCH(double, jitter);
        QTEST(static_cast<int>(policy.waitToAsk(asked, jitter).count()), "wait");
    }

    void knowsHowLongSomethingMayStillArrive()
    {
        Milliseconds now{10'000};
        RequestPacer pacer(
            {.mayArriveFor = 2s}, 6, [&now] { return now; }, [] { return 0.0; });
        QVERIFY(pacer.mayStillArrive(Milliseconds(8'001)));
        QVERIFY(!pacer.mayStillArrive(Milliseconds(8'000)));
    }

    void waitsLongerEachTime_data()
    {
        QTest::addColumn<int>("failed");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<int>("wait"); // -1: not again
        QTest::newRow("first") << 1 << 1.0 << 1000;
        QTest::newRow("doubled") << 2 << 1.0 << 2000;
        QTest::newRow("bounded") << 3 << 1.0 << 3000;
        QTest::newRow("no more tries") << 4 << 1.0 << -1;
        QTest::newRow("full jitter, none") << 2 << 0.0 << 0;
        QTest::newRow("full jitter, a quarter") << 2 << 0.25 << 500;
    }

    void waitsLongerEachTime()
    {
        QFETCH(int, failed);
        QFETCH(double, jitter);
        const auto wait = policy.waitAfter(failed, errorOf(ApiErrorKind::Unreachable), jitter);
        QTEST(wait ? static_cast<int>(wait->count()) : -1, "wait");
    }

    void waitsAtLeastAsLongAsTheServerAsks()
    {
        const ApiError busy = errorOf(ApiErrorKind::TooManyRequests, 429, 7s);
        QCOMPARE(policy.waitAfter(1, busy, 1.0), std::optional<Milliseconds>(7s));
        const ApiError tomorrow = errorOf(ApiErrorKind::TooManyRequests, 429, 86'400s);
        QVERIFY(!policy.waitAfter(1, tomorrow, 1.0));
        const ApiError never = errorOf(ApiErrorKind::TooManyRequests, 429, std::chrono::seconds::max());
        QVERIFY(!policy.waitAfter(1, never, 1.0));
    }

    void triesNothingAgainUnlessTold() { QVERIFY(!RetryPolicy().waitAfter(1, errorOf(ApiErrorKind::Unreachable), 0)); }

    void halvesOnceForEachRoundOfRefusals()
    {
        ServerPace pace(48);
        const quint64 sent = pace.epoch();
        for (int i = 0; i < 48; ++i)
            pace.noteError(errorOf(ApiErrorKind::TooManyRequests, 429), sent, 0ms, 60s);
        QCOMPARE(pace.atOnce(), 24);
        pace.noteError(errorOf(ApiErrorKind::ServerError, 503), pace.epoch(), 0ms, 60s);
        QCOMPARE(pace.atOnce(), 12);
        for (int i = 0; i < 10; ++i)
            pace.noteError(errorOf(ApiErrorKind::ServerError, 503), pace.epoch(), 0ms, 60s);
        QCOMPARE(pace.atOnce(), 1);
    }

    void growsBackByOneAfterTwentyGoodAnswers()
    {
        ServerPace pace(4);
        pace.noteError(errorOf(ApiErrorKind::TooManyRequests, 429), pace.epoch(), 0ms, 60s);
        QCOMPARE(pace.atOnce(), 2);
        for (int i = 0; i < 19; ++i)
            pace.noteGood();
        QCOMPARE(pace.atOnce(), 2);
        pace.noteGood();
        QCOMPARE(pace.atOnce(), 3);
        for (int i = 0; i < 100; ++i)
            pace.noteGood();
        QCOMPARE(pace.atOnce(), 4);
    }

    void otherErrorsHalveNothing()
    {
        ServerPace pace(4);
        pace.noteError(errorOf(ApiErrorKind::ServerError, 500), pace.epoch(), 0ms, 60s);
        pace.noteError(errorOf(ApiErrorKind::Unreachable), pace.epoch(), 0ms, 60s);
        QCOMPARE(pace.atOnce(), 4);
    }

    void holdsEverythingForAsLongAsTheServerAsks()
    {
        Milliseconds now{0};
        RequestPacer pacer(
            policy, 4, [&now] { return now; }, [] { return 0.0; });
        QCOMPARE(pacer.heldFor(), 0ms);
        pacer.noteError(errorOf(ApiErrorKind::TooManyRequests, 429, 5s), pacer.epoch());
        QCOMPARE(pacer.heldFor(), Milliseconds(5s));
        now = 2s;
        // Another row's trouble waits for it too.
        QCOMPARE(pacer.waitAfter(1, errorOf(ApiErrorKind::Unreachable)), std::optional<Milliseconds>(3s));
        now = 5s;
        QCOMPARE(pacer.heldFor(), 0ms);
    }
};

QTEST_APPLESS_MAIN(TestRetry)
#include "tst_retry.moc"
