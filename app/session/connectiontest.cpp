// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectiontest.h"

#include "api/serveraddress.h"
#include "session/testwords.h"

#include <QLocale>

#include <algorithm>

namespace gatehouse {
namespace {

using End = TestStep::End;

TestStage stageOf(ServerProbe::Part part)
{
    switch (part) {
    case ServerProbe::Part::Name:
        return TestStage::Name;
    case ServerProbe::Part::Address:
        return TestStage::Address;
    case ServerProbe::Part::Proxy:
        return TestStage::Proxy;
    case ServerProbe::Part::Security:
        return TestStage::Security;
    }
    return TestStage::Name;
}

/// Where a request that failed shows it.
TestStage stageOf(ApiErrorKind kind)
{
    switch (kind) {
    case ApiErrorKind::Proxy:
        return TestStage::Proxy;
    case ApiErrorKind::Tls:
        return TestStage::Security;
    case ApiErrorKind::TokenRefused:
        return TestStage::Token;
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::NameMismatch:
    case ApiErrorKind::Rejected:
    case ApiErrorKind::BadData:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::ReadOnly:
    case ApiErrorKind::NotAddressable:
    case ApiErrorKind::NotReady:
        return TestStage::List;
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::NotTheApi:
    case ApiErrorKind::Cancelled:
    case ApiErrorKind::ResultNotKnown:
        return TestStage::Answer;
    }
    return TestStage::Answer;
}

/// Ends silently, also in the middle of one of its own signals.
template<typename T>
void drop(std::unique_ptr<T> &object, QObject *listener)
{
    if (!object)
        return;
    object->disconnect(listener);
    object.release()->deleteLater();
}

} // namespace

ConnectionTest::ConnectionTest(QObject *parent) : QObject(parent), m_pivotsPort(testwords::pivotsPort) {}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start(const QString &typedAddress, const QByteArray &token)
{
    Profile profile;
    profile.url = typedAddress;
    profile.token = token;
    start(profile);
}

void ConnectionTest::start(const Profile &profile)
{
    cancel();
    m_isRunning = true;
    m_report = {};
    const auto address = readServerAddress(profile.url);
    if (!address) {
        refuse(address.error());
        return;
    }
    const bool isElsewhere = m_fetch && profile.token.isEmpty() && profile.tokenStore != tokenstore::settings;
    if (const auto problem = tokenProblem(profile.token); problem && !isElsewhere) {
        refuse(*problem);
        return;
    }
    m_readiness = std::make_unique<Readiness>(ClientOptions(), isElsewhere ? m_fetch : FetchSecrets());
    connect(m_readiness.get(), &Readiness::failed, this, &ConnectionTest::refuse);
    connect(
        m_readiness.get(), &Readiness::ready, this,
        [this, base = *address](const Profile &ready, const ClientOptions &options) { setOut(base, ready, options); });
    m_readiness->start(profile);
}

void ConnectionTest::refuse(const QString &problem)
{
    m_report = {};
    m_report.problem = problem;
    end();
}

void ConnectionTest::setOut(const QUrl &address, const Profile &profile, ClientOptions options)
{
    m_address = address;
    m_token = profile.token;
    m_options = std::move(options);
    m_options.access = AccessMode::ReadOnly;
    m_options.listTimeout = m_timeout;
    m_report.steps = untriedSteps();
    m_isSystemsProxy = !m_options.proxy;
    if (m_isSystemsProxy) {
        m_options.proxy =
            m_options.systemProxy ? m_options.systemProxy->current() : QNetworkProxy(QNetworkProxy::NoProxy);
    }
    m_clock.start();
    probe();
}

void ConnectionTest::probe()
{
    m_probe = std::make_unique<ServerProbe>(m_address, m_options);
    m_probe->setPatience(m_timeout / 4);
    follow(*m_probe);
    const bool isProxied = m_options.proxy->type() != QNetworkProxy::NoProxy;
    if (isProxied) {
        skip(TestStage::Name, testwords::leftToTheProxy());
        skip(TestStage::Address, testwords::leftToTheProxy());
    } else if (!QHostAddress(m_address.host()).isNull()) {
        skip(TestStage::Name, testwords::isDigits());
    }
    if (!isProxied)
        skip(TestStage::Proxy, testwords::noProxy(m_isSystemsProxy));
    begin(isProxied                                                  ? TestStage::Proxy
          : m_report.steps.at(int(TestStage::Name)).end == End::Note ? TestStage::Address
                                                                     : TestStage::Name);
    m_probe->start();
}

void ConnectionTest::follow(const ServerProbe &probe)
{
    connect(&probe, &ServerProbe::nameFound, this, [this](const QList<QHostAddress> &addresses) {
        endStep(TestStage::Name, End::Ok, testwords::nameFound(m_address.host(), addresses));
        begin(TestStage::Address);
    });
    connect(&probe, &ServerProbe::reached, this, [this](const QHostAddress &address, int port) {
        endStep(TestStage::Address, End::Ok, testwords::reached(address, port));
        begin(TestStage::Security);
    });
    connect(&probe, &ServerProbe::proxyPassed, this, [this] {
        endStep(TestStage::Proxy, End::Ok, testwords::throughProxy(*m_options.proxy, m_isSystemsProxy));
        begin(TestStage::Security);
    });
    connect(&probe, &ServerProbe::secured, this, [this](const PeerCertificate &certificate, const QString &version) {
        endStep(TestStage::Security, End::Ok, testwords::secured(certificate, version, !m_options.pin.isEmpty()));
    });
    connect(&probe, &ServerProbe::finished, this, &ConnectionTest::ask);
    connect(&probe, &ServerProbe::failed, this, [this](ServerProbe::Part part, const ApiError &error) {
        fail(stageOf(part), error, testwords::probeFailed(stageOf(part), error, m_address, *m_options.proxy));
    });
}

void ConnectionTest::ask()
{
    if (m_address.scheme() != QLatin1String("https")) {
        const bool isOnTheWay = isPlainTextBeyondLoopback(m_address);
        endStep(TestStage::Security, isOnTheWay ? End::Warn : End::Note, testwords::notEncrypted(isOnTheWay))
            .elapsed.reset();
    }
    begin(TestStage::Answer);
    m_client = std::make_unique<PivotClient>(m_address, m_token, m_options);
    m_call = m_client->list([this](const ApiResult<ListAnswer> &answer) { takeAnswer(answer); },
                            [this](qint64, qint64) {
                                if (m_report.steps.at(int(TestStage::Answer)).end != End::UnderWay)
                                    return;
                                endStep(TestStage::Answer, End::Ok, testwords::answers());
                                begin(TestStage::List);
                            });
}

void ConnectionTest::takeAnswer(const ApiResult<ListAnswer> &answer)
{
    if (!answer) {
        fail(stageOf(answer.error().kind), answer.error());
        return;
    }
    if (m_report.steps.at(int(TestStage::Answer)).end == End::UnderWay)
        endStep(TestStage::Answer, End::Ok, testwords::answers());
    endStep(TestStage::Token, End::Ok).elapsed.reset();
    const QList<TestStep> steps = m_report.steps;
    m_report = reportOn(*answer, m_token);
    m_report.steps = steps;
    endStep(TestStage::List, m_report.caution.isEmpty() ? End::Ok : End::Warn, testwords::listFound(m_report));
    end();
}

void ConnectionTest::begin(TestStage stage)
{
    m_report.steps[int(stage)].end = End::UnderWay;
    m_clock.start();
    emit stepped();
}

TestStep &ConnectionTest::endStep(TestStage stage, End ended, const QString &words)
{
    TestStep &step = m_report.steps[int(stage)];
    step.end = ended;
    step.words = words;
    step.elapsed = std::chrono::milliseconds(m_clock.restart());
    emit stepped();
    return step;
}

void ConnectionTest::skip(TestStage stage, const QString &words)
{
    endStep(stage, End::Note, words).elapsed.reset();
}

// Claims nothing that the failure does not prove: what it hides stays untried.
void ConnectionTest::fail(TestStage stage, const ApiError &error, const QString &words)
{
    m_report.error = error;
    for (TestStep &step : m_report.steps) {
        if (step.end == End::UnderWay && step.stage != stage)
            step.end = End::NotTried;
    }
    const bool hasAnswered = error.httpStatus != 0 && stage > TestStage::Answer;
    if (hasAnswered && m_report.steps.at(int(TestStage::Answer)).end != End::Ok)
        endStep(TestStage::Answer, End::Ok, testwords::answers());
    if (stage == TestStage::List)
        skip(TestStage::Token, testwords::tokenBehind(error.kind));
    TestStep &failed = endStep(stage, End::Failed, words.isEmpty() ? error.sentence() : words);
    if (stage == TestStage::Token)
        failed.elapsed.reset(); // it came with the answer
    hint(stage);
}

// Some hints are worth a look at the server; none of them sends it a request.
void ConnectionTest::hint(TestStage stage)
{
    const ApiError &error = *m_report.error;
    m_report.steps[int(stage)].hint = testwords::hintFor(stage, error, m_address);
    const bool isPlain = m_address.scheme() == QLatin1String("http");
    const bool isProxied = m_options.proxy && m_options.proxy->type() != QNetworkProxy::NoProxy;
    const bool isTlsLikely = isPlain && stage >= TestStage::Answer && mayComeOfTls(error);
    const bool isPortLikely =
        !isProxied && m_address.port() < 0 && (stage == TestStage::Address || stage == TestStage::Answer);
    if (!isTlsLikely && !isPortLikely) {
        end();
        return;
    }
    drop(m_hintProbe, this);
    m_hintProbe = std::make_unique<HintProbe>(m_options);
    connect(m_hintProbe.get(), &HintProbe::answered, this, [this, stage](const QString &hint) {
        if (!hint.isEmpty())
            m_report.steps[int(stage)].hint = hint;
        end();
    });
    if (isTlsLikely)
        m_hintProbe->lookForTls(m_address);
    else
        m_hintProbe->lookForPivotsPort(m_address, m_pivotsPort);
}

void ConnectionTest::cancel()
{
    ++m_generation;
    m_isRunning = false;
    m_call.reset();
    // Each may be inside its own signal; who listens to finished() may start or cancel in it.
    drop(m_readiness, this);
    drop(m_probe, this);
    drop(m_hintProbe, this);
    drop(m_client, this);
}

void ConnectionTest::end()
{
    QMetaObject::invokeMethod(
        this,
        [this, generation = m_generation] {
            if (generation != m_generation)
                return;
            m_isRunning = false;
            emit finished(m_report);
        },
        Qt::QueuedConnection);
}

std::optional<QString> addressProblem(const QString &typed)
{
    const auto address = readServerAddress(typed);
    return address ? std::nullopt : std::optional<QString>{address.error()};
}

bool travelsInPlainText(const QString &typed)
{
    const auto address = readServerAddress(typed);
    return address && isPlainTextBeyondLoopback(*address);
}

bool travelsEncrypted(const QString &typed)
{
    const auto address = readServerAddress(typed);
    return address && address->scheme() == QLatin1String("https");
}

QString hostWords(const QString &typed)
{
    const auto address = readServerAddress(typed);
    if (!address)
        return typed.trimmed();
    // From the address's own text, so that brackets of IPv6 and the port stand as they are known.
    const QString text = addressText(*address);
    const qsizetype start = text.indexOf(QLatin1String("://"));
    return start < 0 ? text : text.sliced(start + 3);
}

} // namespace gatehouse
