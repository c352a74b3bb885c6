// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/judgements.h"
#include "users/statusjson.h"

#include <QTest>

using namespace gatehouse;

namespace {

const Instant past = fromMilliseconds(1'663'786'885'872);
const Instant rounded = fromMilliseconds(1'663'786'885'000);

const UserStatus gone = UserStatus::none("ann@x");
const UserStatus on = UserStatus::enabled("ann@x");
const UserStatus off = UserStatus::disabled("ann@x", past);
const UserStatus offRounded = UserStatus::disabled("ann@x", rounded);

const Change disabling{on, off};
const Change enabling{off, on};
const Change deleting{on, gone};
const Change creating{gone, off};

UserStatus offOddly()
{
    return *readStatus(R"({"name":"ann@x","disabled":true})");
}

UserStatus onLocked()
{
    return *readStatus(R"({"name":"ann@x","locked":true})");
}

ApiResult<UserStatus> error(ApiErrorKind kind, int status = 0)
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = status;
    return tl::unexpected(error);
}

ApiError lost(ApiErrorKind cause)
{
    ApiError error;
    error.kind = ApiErrorKind::ResultNotKnown;
    error.cause = cause;
    return error;
}

} // namespace

class TestJudgements : public QObject
{
    Q_OBJECT
private slots:
    void looksBeforeItSends_data();
    void looksBeforeItSends();
    void saysWhoWasFasterAndThatNothingWasSent();
    void sendsNothingWhenItCannotLook_data();
    void sendsNothingWhenItCannotLook();
    void judgesTheAnswer_data();
    void judgesTheAnswer();
    void judgesRefusals_data();
    void judgesRefusals();
    void asksWhenTheResultIsOpen_data();
    void asksWhenTheResultIsOpen();
    void judgesTheLookAfterALostAnswer_data();
    void judgesTheLookAfterALostAnswer();
    void claimsNothingWhenTheLookFails();
    void saysWhatWasSeenInstead();
    void takesWhatIsAsBeforeLongAfterForNotArrived();
    void knowsItsOwnDateInWholeSeconds_data();
    void knowsItsOwnDateInWholeSeconds();
    void takesNotFoundForNoStatus();
};

void TestJudgements::looksBeforeItSends_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<UserStatus>("seen");
    QTest::addColumn<std::optional<OutcomeKind>>("kind");
    using enum OutcomeKind;
    using Kind = std::optional<OutcomeKind>;
    const Kind send;
    QTest::newRow("disable as before") << disabling << on << send;
    QTest::newRow("disable, same already") << disabling << off << Kind(AlreadySo);
    QTest::newRow("disable, another date already") << disabling << offRounded << Kind(AlreadySo);
    QTest::newRow("disable, gone") << disabling << gone << Kind(ChangedBySomebodyElse);
    QTest::newRow("disable, locked") << disabling << onLocked() << Kind(ChangedBySomebodyElse);
    QTest::newRow("enable as before") << enabling << off << send;
    QTest::newRow("enable, enabled") << enabling << on << Kind(AlreadySo);
    QTest::newRow("enable, another date") << enabling << offRounded << Kind(ChangedBySomebodyElse);
    QTest::newRow("delete as before") << deleting << on << send;
    QTest::newRow("delete, gone") << deleting << gone << Kind(AlreadySo);
    QTest::newRow("delete, disabled") << deleting << off << Kind(ChangedBySomebodyElse);
    QTest::newRow("create as before") << creating << gone << send;
    QTest::newRow("create, there") << creating << on << Kind(ChangedBySomebodyElse);
    QTest::newRow("create, same there") << creating << off << Kind(AlreadySo);
}

void TestJudgements::looksBeforeItSends()
{
    QFETCH(Change, change);
    QFETCH(UserStatus, seen);
    QFETCH(std::optional<OutcomeKind>, kind);
    const auto outcome = judgeCompare(change, seen, Exactness::State);
    QCOMPARE(outcome.has_value(), kind.has_value());
    if (!outcome)
        return;
    QCOMPARE(outcome->kind, *kind);
    QVERIFY(outcome->isSeen);
    QCOMPARE(outcome->seen, seen);
    QVERIFY(!outcome->words.isEmpty());
    QVERIFY(!outcome->changedSomething());
    if (*kind == OutcomeKind::AlreadySo) // stands behind the name in one sentence
        QVERIFY2(outcome->words.front().isLower(), qPrintable(outcome->words));
}

void TestJudgements::saysWhoWasFasterAndThatNothingWasSent()
{
    const auto faster = judgeCompare(disabling, offRounded, Exactness::State);
    QCOMPARE(faster->words, QStringLiteral("was disabled already, on 21 Sep 2022, 19:01 by somebody else; nothing was "
                                           "sent and that date stays."));
    const auto letter = judgeCompare(disabling, offRounded, Exactness::Letter);
    QCOMPARE(letter->kind, OutcomeKind::ChangedBySomebodyElse);
    QCOMPARE(letter->words,
             QStringLiteral("Somebody else disabled this user on 21 Sep 2022, 19:01. Nothing was sent."));
    QCOMPARE(judgeCompare(deleting, gone, Exactness::State)->words,
             QStringLiteral("had its status deleted already; nothing was sent."));
    QCOMPARE(judgeCompare(enabling, on, Exactness::State)->words, QStringLiteral("was so already; nothing was sent."));
}

void TestJudgements::sendsNothingWhenItCannotLook_data()
{
    QTest::addColumn<ApiErrorKind>("kind");
    QTest::addColumn<int>("status");
    using enum ApiErrorKind;
    QTest::newRow("unreachable") << Unreachable << 0;
    QTest::newRow("timed out") << TimedOut << 0;
    QTest::newRow("tls") << Tls << 0;
    QTest::newRow("token") << TokenRefused << 401;
    QTest::newRow("forbidden") << Forbidden << 403;
    QTest::newRow("mismatch") << NameMismatch << 200;
    QTest::newRow("too many") << TooManyRequests << 429;
    QTest::newRow("server") << ServerError << 500;
    QTest::newRow("web page") << NotTheApi << 200;
    QTest::newRow("bad data") << BadData << 200;
}

void TestJudgements::sendsNothingWhenItCannotLook()
{
    QFETCH(ApiErrorKind, kind);
    QFETCH(int, status);
    const auto outcome = judgeCompare(disabling, error(kind, status), Exactness::State);
    QVERIFY(outcome);
    QCOMPARE(outcome->kind, OutcomeKind::Failed);
    QVERIFY(!outcome->isSeen);
    QCOMPARE(outcome->httpStatus, status);
    QCOMPARE(outcome->tokenRefused, kind == ApiErrorKind::TokenRefused);
    QCOMPARE(outcome->words, error(kind, status).error().sentence() + QStringLiteral(" Nothing was sent."));
}

void TestJudgements::judgesTheAnswer_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<UserStatus>("answer");
    QTest::addColumn<OutcomeKind>("kind");
    QTest::addColumn<bool>("differs");
    using enum OutcomeKind;
    QTest::newRow("as wanted") << disabling << off << Done << false;
    QTest::newRow("rounded") << disabling << offRounded << Done << true;
    QTest::newRow("oddly") << disabling << offOddly() << Done << true;
    QTest::newRow("still enabled") << disabling << on << Failed << false;
    QTest::newRow("enabled") << enabling << on << Done << false;
    QTest::newRow("enabled and locked") << enabling << onLocked() << Done << true;
    QTest::newRow("still disabled") << enabling << off << Failed << false;
    QTest::newRow("deleted") << deleting << gone << Done << false;
    QTest::newRow("created") << creating << off << Done << false;
    QTest::newRow("created, rounded") << creating << offRounded << Done << true;
    QTest::newRow("created enabled instead") << creating << on << Failed << false;
}

void TestJudgements::judgesTheAnswer()
{
    QFETCH(Change, change);
    QFETCH(UserStatus, answer);
    QFETCH(bool, differs);
    const auto outcome = judgeWrite(change, answer);
    QVERIFY(outcome);
    QTEST(outcome->kind, "kind");
    QCOMPARE(outcome->differsFromWanted, differs);
    QVERIFY(outcome->isSeen);
    QCOMPARE(outcome->seen, answer);
    QCOMPARE(outcome->words.isEmpty(), outcome->kind == OutcomeKind::Done && !differs);
}

void TestJudgements::judgesRefusals_data()
{
    QTest::addColumn<ApiErrorKind>("kind");
    QTest::addColumn<int>("status");
    using enum ApiErrorKind;
    QTest::newRow("never connected") << Unreachable << 0;
    QTest::newRow("tls") << Tls << 0;
    QTest::newRow("proxy") << Proxy << 407;
    QTest::newRow("token") << TokenRefused << 401;
    QTest::newRow("forbidden") << Forbidden << 403;
    QTest::newRow("not found") << NotFound << 404;
    QTest::newRow("mismatch") << NameMismatch << 404;
    QTest::newRow("conflict") << Rejected << 409;
    QTest::newRow("too many") << TooManyRequests << 429;
    QTest::newRow("read-only") << ReadOnly << 0;
    QTest::newRow("not addressable") << NotAddressable << 0;
}

void TestJudgements::judgesRefusals()
{
    QFETCH(ApiErrorKind, kind);
    QFETCH(int, status);
    const auto refused = judgeWrite(disabling, error(kind, status));
    QVERIFY(refused);
    QCOMPARE(refused->kind, OutcomeKind::Failed);
    QVERIFY(!refused->isSeen);
    QCOMPARE(refused->httpStatus, status);
    QCOMPARE(refused->tokenRefused, kind == ApiErrorKind::TokenRefused);
    QCOMPARE(refused->words, error(kind, status).error().sentence());

    const auto onDelete = judgeWrite(deleting, error(kind, status));
    QCOMPARE(onDelete->kind, kind == ApiErrorKind::NotFound ? OutcomeKind::AlreadySo : OutcomeKind::Failed);
    if (onDelete->kind == OutcomeKind::AlreadySo)
        QVERIFY2(onDelete->words.front().isLower(), qPrintable(onDelete->words));
    QCOMPARE(onDelete->isSeen, kind == ApiErrorKind::NotFound);
}

void TestJudgements::asksWhenTheResultIsOpen_data()
{
    QTest::addColumn<ApiErrorKind>("kind");
    QTest::addColumn<int>("status");
    using enum ApiErrorKind;
    QTest::newRow("lost") << ResultNotKnown << 0;
    QTest::newRow("server error") << ServerError << 500;
    QTest::newRow("bad gateway") << ServerError << 502;
    QTest::newRow("web page") << NotTheApi << 200;
    QTest::newRow("bad data") << BadData << 200;
    QTest::newRow("too large") << TooLarge << 200;
    QTest::newRow("another name") << NameMismatch << 200;
    QTest::newRow("an error in 200") << Rejected << 200;
}

void TestJudgements::asksWhenTheResultIsOpen()
{
    QFETCH(ApiErrorKind, kind);
    QFETCH(int, status);
    QVERIFY(!judgeWrite(disabling, error(kind, status)));
    QVERIFY(!judgeWrite(deleting, error(kind, status)));
}

void TestJudgements::judgesTheLookAfterALostAnswer_data()
{
    QTest::addColumn<ApiError>("lostBy");
    QTest::addColumn<Change>("change");
    QTest::addColumn<UserStatus>("seen");
    QTest::addColumn<OutcomeKind>("kind");
    using enum OutcomeKind;
    const ApiError cut = lost(ApiErrorKind::Unreachable);
    const ApiError late = lost(ApiErrorKind::TimedOut);
    const ApiError cancelled = lost(ApiErrorKind::Cancelled);
    const ApiError broken = error(ApiErrorKind::ServerError, 500).error();
    const ApiError gateway = error(ApiErrorKind::ServerError, 504).error();
    QTest::newRow("cut, arrived") << cut << disabling << off << Done;
    QTest::newRow("cut, not arrived") << cut << disabling << on << Failed;
    QTest::newRow("cut, our date rounded") << cut << disabling << offRounded << Done;
    QTest::newRow("cut, something else") << cut << enabling << gone << ResultNotKnown;
    QTest::newRow("cut, gone") << cut << disabling << gone << ResultNotKnown;
    QTest::newRow("late, arrived") << late << disabling << off << Done;
    QTest::newRow("late, may still arrive") << late << disabling << on << ResultNotKnown;
    QTest::newRow("cancelled, may still arrive") << cancelled << disabling << on << ResultNotKnown;
    QTest::newRow("500, arrived") << broken << disabling << off << Done;
    QTest::newRow("500, not arrived") << broken << disabling << on << Failed;
    QTest::newRow("504, may still arrive") << gateway << disabling << on << ResultNotKnown;
    QTest::newRow("delete, arrived") << cut << deleting << gone << Done;
    QTest::newRow("delete, not arrived") << cut << deleting << on << Failed;
    QTest::newRow("create, arrived") << cut << creating << off << Done;
    QTest::newRow("create, not arrived") << cut << creating << gone << Failed;
}

void TestJudgements::judgesTheLookAfterALostAnswer()
{
    QFETCH(ApiError, lostBy);
    QFETCH(Change, change);
    QFETCH(UserStatus, seen);
    const Outcome outcome = judgeAsked(change, lostBy, seen, Arriving::Possible);
    QTEST(outcome.kind, "kind");
    QVERIFY(outcome.isSeen);
    QCOMPARE(outcome.seen, seen);
    QVERIFY(!outcome.words.isEmpty());
    QCOMPARE(outcome.httpStatus, lostBy.httpStatus);
}

void TestJudgements::claimsNothingWhenTheLookFails()
{
    const Outcome outcome =
        judgeAsked(disabling, lost(ApiErrorKind::Unreachable), error(ApiErrorKind::TokenRefused, 401), Arriving::Over);
    QCOMPARE(outcome.kind, OutcomeKind::ResultNotKnown);
    QVERIFY(!outcome.isSeen);
    QVERIFY(outcome.tokenRefused);
    QCOMPARE(outcome.httpStatus, 401);
    QVERIFY(!outcome.changedSomething());
    QVERIFY(outcome.words.startsWith(QStringLiteral("The answer was lost. Asking for the result failed too: ")));
}

void TestJudgements::saysWhatWasSeenInstead()
{
    const ApiError late = lost(ApiErrorKind::TimedOut);
    QCOMPARE(
        judgeAsked(disabling, late, on, Arriving::Possible).words,
        QStringLiteral("No answer came in time. Asked again, the server showed no change yet; the request may still "
                       "arrive."));
    QCOMPARE(judgeAsked(enabling, late, gone, Arriving::Possible).words,
             QStringLiteral("No answer came in time. Asked again, the server shows something else: It has no status."));
    QCOMPARE(judgeAsked(disabling, lost(ApiErrorKind::Unreachable), on, Arriving::Possible).words,
             QStringLiteral("The request did not arrive; nothing was changed."));
    QCOMPARE(judgeAsked(disabling, lost(ApiErrorKind::Unreachable), off, Arriving::Possible).words,
             QStringLiteral("The answer was lost; asked again, and it had arrived."));
}

void TestJudgements::takesWhatIsAsBeforeLongAfterForNotArrived()
{
    const Outcome outcome = judgeAsked(disabling, lost(ApiErrorKind::TimedOut), on, Arriving::Over);
    QCOMPARE(outcome.kind, OutcomeKind::Failed);
    QCOMPARE(outcome.seen, on);
    QVERIFY(outcome.words.contains(QStringLiteral("nothing was changed")));
}

void TestJudgements::knowsItsOwnDateInWholeSeconds_data()
{
    QTest::addColumn<int>("apart"); // milliseconds
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("rounded down") << -872 << true;
    QTest::newRow("rounded up") << 128 << true;
    QTest::newRow("a second before") << -1000 << false;
    QTest::newRow("a second after") << 1000 << false;
}

void TestJudgements::knowsItsOwnDateInWholeSeconds()
{
    QFETCH(int, apart);
    QFETCH(bool, isOurs);
    const UserStatus seen =
        UserStatus::disabled("ann@x", disabling.after.disabledSince + std::chrono::milliseconds(apart));
    const Outcome outcome = judgeAsked(disabling, lost(ApiErrorKind::Unreachable), seen, Arriving::Over);
    QCOMPARE(outcome.kind, isOurs ? OutcomeKind::Done : OutcomeKind::ResultNotKnown);
    QCOMPARE(outcome.differsFromWanted, isOurs);
    QCOMPARE(outcome.seen, seen);
}

void TestJudgements::takesNotFoundForNoStatus()
{
    QCOMPARE(*seenBy(error(ApiErrorKind::NotFound, 404), "ann@x"), gone);
    QCOMPARE(*seenBy(off, "ann@x"), off);
    QVERIFY(!seenBy(error(ApiErrorKind::Forbidden, 403), "ann@x"));
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "UTC");
    QLocale::setDefault(QLocale::c());
    QCoreApplication app(argc, argv);
    TestJudgements test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_judgements.moc"
