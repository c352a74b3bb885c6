// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/systemproxy.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>

using namespace gatehouse;

namespace {

QNetworkProxy proxyAt(quint16 port)
{
    return {QNetworkProxy::HttpProxy, QStringLiteral("proxy.example.com"), port};
}

quint16 answered(SystemProxy &proxy)
{
    return proxy.queryProxy(QNetworkProxyQuery(QUrl(QStringLiteral("https://pivot.example.com")))).constFirst().port();
}

constexpr std::chrono::hours kLong{1};
constexpr std::chrono::milliseconds kNeverFresh{0};

} // namespace

class TestSystemProxy : public QObject
{
    Q_OBJECT

private slots:
    void answersFromMemoryWhileItIsFresh()
    {
        std::atomic_int asked = 0;
        SystemProxy proxy(
            proxyAt(1),
            [&asked] {
                ++asked;
                return proxyAt(2);
            },
            kLong);
        QCOMPARE(answered(proxy), quint16(1));
        QCOMPARE(answered(proxy), quint16(1));
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCOMPARE(asked.load(), 0);
    }

    void doesNotWaitForTheSystem()
    {
        QSemaphore mayAnswer;
        std::atomic_int asked = 0;
        std::atomic<QThread *> on = nullptr;
        SystemProxy proxy(
            proxyAt(1),
            [&] {
                ++asked;
                on = QThread::currentThread();
                mayAnswer.acquire();
                return proxyAt(2);
            },
            kNeverFresh);
        QCOMPARE(answered(proxy), quint16(1));
        QCOMPARE(answered(proxy), quint16(1)); // and not asked twice
        mayAnswer.release(100);
        QTRY_COMPARE(answered(proxy), quint16(2));
        QVERIFY(on.load() != thread());
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }

    void copiesShareWhatIsKnown()
    {
        SystemProxy proxy(
            proxyAt(1), [] { return proxyAt(2); }, kNeverFresh);
        const SystemProxy copy(proxy);
        answered(proxy);
        QTRY_COMPARE(copy.current().port(), quint16(2));
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }

    void mayGoWhileTheSystemIsAsked()
    {
        auto mayAnswer = std::make_shared<QSemaphore>();
        {
            SystemProxy proxy(
                proxyAt(1),
                [mayAnswer] {
                    mayAnswer->acquire();
                    return proxyAt(2);
                },
                kNeverFresh);
            answered(proxy);
        }
        mayAnswer->release();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }
};

QTEST_GUILESS_MAIN(TestSystemProxy)
#include "tst_systemproxy.moc"
