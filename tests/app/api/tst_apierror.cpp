// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apierror.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;

namespace {

QList<ApiErrorKind> allKinds()
{
    QList<ApiErrorKind> kinds;
    for (int kind = 0; kind <= static_cast<int>(ApiErrorKind::ResultNotKnown); ++kind)
        kinds.append(static_cast<ApiErrorKind>(kind));
    return kinds;
}

ApiError errorOf(ApiErrorKind kind, int httpStatus = 0)
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = httpStatus;
    return error;
}

} // namespace

class TestApiError : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasItsOwnSentence();
    void saysWhatToDoAboutAWebPage();
    void saysHowLongToWait();
    void quotesTheServersReason();
    void leavesForeignTextOutOtherwise();
    void knowsWhatCanSucceedLater();
};

void TestApiError::everyKindHasItsOwnSentence()
{
    QSet<QString> sentences;
    for (const ApiErrorKind kind : allKinds()) {
        const QString sentence = errorOf(kind, 500).sentence();
        QVERIFY(sentence.size() > 20);
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
        QVERIFY2(!sentences.contains(sentence), qPrintable(sentence));
        sentences.insert(sentence);
    }
}

void TestApiError::saysWhatToDoAboutAWebPage()
{
    QCOMPARE(errorOf(ApiErrorKind::NotTheApi, 200).sentence(),
             QStringLiteral("The server answered with a web page. Check the address, and that Pivot runs in native "
                            "users mode with enableApiEndpoint: true."));
    QVERIFY(!errorOf(ApiErrorKind::NotTheApi, 302).sentence().contains(QLatin1String("web page")));
    QVERIFY(!errorOf(ApiErrorKind::NotTheApi, 404).sentence().contains(QLatin1String("web page")));
}

void TestApiError::saysHowLongToWait()
{
    ApiError error = errorOf(ApiErrorKind::TooManyRequests, 429);
    error.retryAfter = std::chrono::seconds{17};
    QVERIFY(error.sentence().contains(QLatin1String("17")));
    error.retryAfter = std::chrono::seconds{std::numeric_limits<qint64>::max()};
    QVERIFY(!error.sentence().contains(u'-'));
}

void TestApiError::quotesTheServersReason()
{
    ApiError error = errorOf(ApiErrorKind::Rejected, 422);
    error.serverWords = QStringLiteral("100 %1 wrong");
    QVERIFY(error.sentence().contains(QStringLiteral("“100 %1 wrong”")));
}

void TestApiError::leavesForeignTextOutOtherwise()
{
    for (const ApiErrorKind kind : allKinds()) {
        ApiError error = errorOf(kind, 500);
        error.serverWords = QStringLiteral("FOREIGN");
        error.detail = QStringLiteral("FOREIGN");
        QCOMPARE(error.sentence().contains(QLatin1String("FOREIGN")), kind == ApiErrorKind::Rejected);
    }
}

void TestApiError::knowsWhatCanSucceedLater()
{
    const QSet<int> later{int(ApiErrorKind::Unreachable), int(ApiErrorKind::TimedOut),
                          int(ApiErrorKind::TooManyRequests), int(ApiErrorKind::ServerError),
                          int(ApiErrorKind::BadData)};
    for (const ApiErrorKind kind : allKinds())
        QCOMPARE(errorOf(kind).isRetriable(), later.contains(int(kind)));
}

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
