// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectionreport.h"

#include "api/serverwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace gatehouse {
namespace {

struct ReportTexts
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionReport)
public:
    // The one is a text of its own, so that English needs no plural file.
    static QString users(qint64 count)
    {
        const int n = static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
        return n == 1 ? tr("1 user") : tr("%Ln users", nullptr, n);
    }
    static QString duplicates(std::size_t count)
    {
        const int n = static_cast<int>(std::min<std::size_t>(count, std::numeric_limits<int>::max()));
        return n == 1 ? tr("One entry of the list has a name that stood in it already; that user is shown once.")
                      : tr("%Ln entries of the list have names that stood in it already; each user is shown once.",
                           nullptr, n);
    }
    static QString unknownMember(const QByteArray &member, QByteArrayView token)
    {
        return tr("The server's list has a part that Gatehouse does not know (“%1”), so it may not be the whole list.")
            .arg(plainWords(QString::fromUtf8(member), token));
    }
    static QString nobody()
    {
        return tr("The list is empty: check that this is the right server, and that it runs in native users mode.");
    }
};

// What the answer proves is that address and token are right; of the list it proves less, and that is said.
QString cautionAbout(const StatusList &list, QByteArrayView token)
{
    QStringList sentences;
    if (!list.unknownMember.isEmpty())
        sentences.append(ReportTexts::unknownMember(list.unknownMember, token));
    if (list.duplicates > 0)
        sentences.append(ReportTexts::duplicates(list.duplicates));
    if (list.count() == 0)
        sentences.append(ReportTexts::nobody());
    return sentences.join(QLatin1Char(' '));
}

} // namespace

QString elapsedWords(std::chrono::milliseconds time)
{
    if (time < std::chrono::seconds{1})
        return ReportTexts::tr("%1 ms").arg(QLocale().toString(static_cast<qlonglong>(time.count())));
    return ReportTexts::tr("%1 s").arg(QLocale().toString(static_cast<double>(time.count()) / 1000.0, 'f', 1));
}

QList<TestStep> untriedSteps()
{
    QList<TestStep> steps;
    for (const auto stage : {TestStage::Name, TestStage::Address, TestStage::Proxy, TestStage::Security,
                             TestStage::Answer, TestStage::Token, TestStage::List})
        steps.append({.stage = stage, .words = {}, .hint = {}});
    return steps;
}

ConnectionReport reportOn(const ListAnswer &answer, QByteArrayView token)
{
    ConnectionReport report;
    report.works = true;
    report.users = answer.list.count();
    report.disabled = std::count_if(answer.list.states.begin(), answer.list.states.end(),
                                    [](StatusState state) { return isDisabled(state); });
    report.elapsed = answer.facts.elapsed;
    report.tlsVersion = answer.facts.tlsVersion;
    report.caution = cautionAbout(answer.list, token);
    return report;
}

std::optional<TestStage> ConnectionReport::failedStage() const
{
    const auto failed = std::find_if(steps.cbegin(), steps.cend(),
                                     [](const TestStep &step) { return step.end == TestStep::End::Failed; });
    return failed == steps.cend() ? std::nullopt : std::optional(failed->stage);
}

QString ConnectionReport::sentence() const
{
    if (works) {
        return ReportTexts::tr("%1, %2 disabled, %3", "4,210 users, 612 disabled, 38 ms")
            .arg(ReportTexts::users(users), QLocale().toString(disabled), elapsedWords(elapsed));
    }
    return error ? error->sentence() : problem;
}

} // namespace gatehouse
