// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/teststeps.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

struct StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)
};

using End = TestStep::End;

QString calmName(TestStage stage)
{
    switch (stage) {
    case TestStage::Name:
        return StepTexts::tr("Name");
    case TestStage::Address:
        return StepTexts::tr("Server");
    case TestStage::Proxy:
        return StepTexts::tr("Proxy");
    case TestStage::Security:
        return StepTexts::tr("Secure connection");
    case TestStage::Answer:
        return StepTexts::tr("Answer");
    case TestStage::Token:
        return StepTexts::tr("Token");
    case TestStage::List:
        return StepTexts::tr("User statuses");
    }
    return {};
}

QString goodName(TestStage stage)
{
    switch (stage) {
    case TestStage::Name:
        return StepTexts::tr("Name found");
    case TestStage::Address:
        return StepTexts::tr("Server reached");
    case TestStage::Proxy:
        return StepTexts::tr("Through the proxy");
    case TestStage::Security:
        return StepTexts::tr("Connection is secure");
    case TestStage::Answer:
        return StepTexts::tr("Server answers");
    case TestStage::Token:
        return StepTexts::tr("Token accepted");
    case TestStage::List:
        return StepTexts::tr("User statuses");
    }
    return {};
}

QString failedName(TestStage stage, const ApiError &error)
{
    switch (stage) {
    case TestStage::Name:
        return StepTexts::tr("Name not found");
    case TestStage::Address:
        return StepTexts::tr("Server not reached");
    case TestStage::Proxy:
        return StepTexts::tr("Not through the proxy");
    case TestStage::Security:
        return StepTexts::tr("Connection is not secure");
    case TestStage::Answer:
        return error.kind == ApiErrorKind::TimedOut ? StepTexts::tr("No answer in time")
                                                    : StepTexts::tr("No usable answer");
    case TestStage::Token:
        return StepTexts::tr("Token refused");
    case TestStage::List:
        return error.kind == ApiErrorKind::Forbidden ? StepTexts::tr("User statuses not allowed")
                                                     : StepTexts::tr("User statuses");
    }
    return {};
}

} // namespace

QString stepName(const TestStep &step, const ConnectionReport &report)
{
    if (step.end == End::Failed)
        return failedName(step.stage, report.error.value_or(ApiError{}));
    const bool isPlain = step.stage == TestStage::Security && (step.end == End::Note || step.end == End::Warn);
    if (isPlain)
        return StepTexts::tr("Connection is not encrypted");
    return step.end == End::Ok || step.end == End::Warn ? goodName(step.stage) : calmName(step.stage);
}

QString stepWords(const TestStep &step)
{
    if (step.end == End::NotTried)
        return StepTexts::tr("not tried");
    if (step.end == End::UnderWay)
        return QStringLiteral("…");
    return step.hint.isEmpty() ? step.words : step.words + QLatin1Char(' ') + step.hint;
}

QString testTitle(const ConnectionReport &report)
{
    if (report.works)
        return report.caution.isEmpty() ? StepTexts::tr("The connection works")
                                        : StepTexts::tr("The connection works, but look at its list");
    const auto failed = report.failedStage();
    if (!report.error || !failed)
        return StepTexts::tr("The connection cannot be tested yet");
    switch (*failed) {
    case TestStage::Name:
        return StepTexts::tr("The server's name was not found");
    case TestStage::Address:
        return StepTexts::tr("The server was not reached");
    case TestStage::Proxy:
        return StepTexts::tr("The proxy did not let the test through");
    case TestStage::Security:
        return StepTexts::tr("The secure connection failed");
    case TestStage::Answer:
        if (report.error->kind == ApiErrorKind::ServerError)
            return StepTexts::tr("The server has a problem");
        if (report.error->kind == ApiErrorKind::NotTheApi)
            return StepTexts::tr("What answers is not Pivot's API");
        return report.error->kind == ApiErrorKind::TimedOut ? StepTexts::tr("The server did not answer in time")
                                                            : StepTexts::tr("The server gave no usable answer");
    case TestStage::Token:
        return StepTexts::tr("The token was refused");
    case TestStage::List:
        return report.error->kind == ApiErrorKind::Forbidden
                   ? StepTexts::tr("The token is not allowed to see the user statuses")
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
    case TestStep::End::UnderWay:
        return QStringLiteral("refresh");
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
    case TestStep::End::UnderWay:
        return GlyphTone::Ink;
    case TestStep::End::NotTried:
        return GlyphTone::Secondary;
    }
    return GlyphTone::Secondary;
}

} // namespace gatehouse
