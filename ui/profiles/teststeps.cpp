// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/teststeps.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

struct StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)
};

// The step at which a failure of this kind is seen, and what it proves of the steps before it.
enum Step { ServerStep, EncryptionStep, TokenStep, StatusesStep };

Step failedStep(ApiErrorKind kind)
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::Proxy:
    case ApiErrorKind::Cancelled:
    case ApiErrorKind::ResultNotKnown:
        return ServerStep;
    case ApiErrorKind::Tls:
        return EncryptionStep;
    case ApiErrorKind::TokenRefused:
        return TokenStep;
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::NameMismatch:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::Rejected:
    case ApiErrorKind::NotTheApi:
    case ApiErrorKind::BadData:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::ReadOnly:
    case ApiErrorKind::NotAddressable:
    case ApiErrorKind::NotReady:
        return StatusesStep;
    }
    return ServerStep;
}

TestStep encryption(const ConnectionReport &report, const QString &typedAddress)
{
    if (travelsEncrypted(typedAddress))
        return {TestStep::End::Ok, StepTexts::tr("Connection is secure"), report.tlsVersion};
    if (travelsInPlainText(typedAddress))
        return {TestStep::End::Warn, StepTexts::tr("Connection is not encrypted"),
                StepTexts::tr("Everybody on the way can read the token.")};
    return {TestStep::End::Note, StepTexts::tr("Connection is not encrypted"),
            StepTexts::tr("The server is on this computer.")};
}

QString failedName(Step step, ApiErrorKind kind)
{
    switch (step) {
    case ServerStep:
        return kind == ApiErrorKind::TimedOut ? StepTexts::tr("No answer in time")
                                              : StepTexts::tr("Server not reached");
    case EncryptionStep:
        return StepTexts::tr("Connection is not secure");
    case TokenStep:
        return StepTexts::tr("Token refused");
    case StatusesStep:
        return kind == ApiErrorKind::Forbidden ? StepTexts::tr("User statuses not allowed")
                                               : StepTexts::tr("User statuses");
    }
    return {};
}

TestStep statusesFound(const ConnectionReport &report)
{
    if (report.caution.isEmpty())
        return {TestStep::End::Ok, StepTexts::tr("User statuses"), report.sentence()};
    return {TestStep::End::Warn, StepTexts::tr("User statuses"),
            StepTexts::tr("%1. %2", "what was found, and a sentence about it").arg(report.sentence(), report.caution)};
}

/// What the token's step proves when the statuses' one failed: a web page may come from anywhere, and a 403 says that
/// the token may not do this, not that it is no token.
TestStep tokenBeforeStatuses(ApiErrorKind kind)
{
    if (kind == ApiErrorKind::Forbidden)
        return {TestStep::End::Note, StepTexts::tr("Token"), StepTexts::tr("not refused")};
    return {TestStep::End::NotTried, StepTexts::tr("Token"), StepTexts::tr("not known")};
}

} // namespace

QList<TestStep> testSteps(const ConnectionReport &report, const QString &typedAddress)
{
    using End = TestStep::End;
    const QString notTried = StepTexts::tr("not tried");
    QList<TestStep> steps{{End::NotTried, StepTexts::tr("Server found"), notTried},
                          {End::NotTried, StepTexts::tr("Secure connection"), notTried},
                          {End::NotTried, StepTexts::tr("Token"), notTried},
                          {End::NotTried, StepTexts::tr("User statuses"), notTried}};
    if (!report.works && !report.error)
        return {{End::Failed, StepTexts::tr("Nothing was sent"), report.problem}};
    const Step failed = report.works ? StatusesStep : failedStep(report.error->kind);
    if (report.works || failed > ServerStep)
        steps[ServerStep] = {End::Ok, StepTexts::tr("Server found"), hostWords(typedAddress)};
    if (report.works || failed > EncryptionStep)
        steps[EncryptionStep] = encryption(report, typedAddress);
    if (report.works) {
        steps[TokenStep] = {End::Ok, StepTexts::tr("Token accepted"), QString()};
        steps[StatusesStep] = statusesFound(report);
        return steps;
    }
    if (failed == StatusesStep)
        steps[TokenStep] = tokenBeforeStatuses(report.error->kind);
    steps[failed] = {End::Failed, failedName(failed, report.error->kind), report.sentence()};
    // A server whose API is off refuses every token, the right one too.
    if (failed == TokenStep || report.error->kind == ApiErrorKind::Forbidden) {
        steps[failed].words +=
            QLatin1Char(' ') +
            StepTexts::tr("If the token is the right one, look whether Pivot runs in native users mode "
                          "with enableApiEndpoint: true.");
    }
    return steps;
}

QString testTitle(const ConnectionReport &report)
{
    if (report.works)
        return report.caution.isEmpty() ? StepTexts::tr("The connection works")
                                        : StepTexts::tr("The connection works, but look at its list");
    if (!report.error)
        return StepTexts::tr("The connection cannot be tested yet");
    switch (failedStep(report.error->kind)) {
    case ServerStep:
        return report.error->kind == ApiErrorKind::TimedOut ? StepTexts::tr("The server did not answer in time")
                                                            : StepTexts::tr("The server was not reached");
    case EncryptionStep:
        return StepTexts::tr("The secure connection failed");
    case TokenStep:
        return StepTexts::tr("The token was refused");
    case StatusesStep:
        if (report.error->kind == ApiErrorKind::Forbidden)
            return StepTexts::tr("The token is not allowed to see the user statuses");
        return report.error->kind == ApiErrorKind::ServerError ? StepTexts::tr("The server has a problem")
                                                               : StepTexts::tr("The user statuses could not be read");
    }
    return {};
}

QString glyphOf(TestStep::End end)
{
    switch (end) {
    case TestStep::End::Ok:
        return QStringLiteral("ok");
    case TestStep::End::Note:
        return QStringLiteral("info");
    case TestStep::End::Warn:
        return QStringLiteral("warn");
    case TestStep::End::Failed:
        return QStringLiteral("fail");
    case TestStep::End::NotTried:
        return QStringLiteral("circle");
    }
    return {};
}

GlyphTone toneOf(TestStep::End end)
{
    switch (end) {
    case TestStep::End::Ok:
        return GlyphTone::Ok;
    case TestStep::End::Note:
        return GlyphTone::Secondary;
    case TestStep::End::Warn:
        return GlyphTone::Warn;
    case TestStep::End::Failed:
        return GlyphTone::Danger;
    case TestStep::End::NotTried:
        return GlyphTone::Secondary;
    }
    return GlyphTone::Secondary;
}

} // namespace gatehouse
