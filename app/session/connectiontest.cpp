// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectiontest.h"

#include "api/serveraddress.h"
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
    static QString elapsed(std::chrono::milliseconds time)
    {
        if (time < std::chrono::seconds{1})
            return tr("%1 ms").arg(QLocale().toString(static_cast<qlonglong>(time.count())));
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(time.count()) / 1000.0, 'f', 1));
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

ConnectionReport reportOn(const ListAnswer &answer, QByteArrayView token)
{
    ConnectionReport report;
    report.works = true;
    report.users = answer.list.count();
    report.disabled = std::count_if(answer.list.states.cbegin(), answer.list.states.cend(),
                                    [](StatusState state) { return isDisabled(state); });
    report.elapsed = answer.facts.elapsed;
    report.tlsVersion = answer.facts.tlsVersion;
    report.caution = cautionAbout(answer.list, token);
    return report;
}

} // namespace

QString ConnectionReport::sentence() const
{
    if (works) {
        return ReportTexts::tr("%1, %2 disabled, %3", "4,210 users, 612 disabled, 38 ms")
            .arg(ReportTexts::users(users), QLocale().toString(disabled), ReportTexts::elapsed(elapsed));
    }
    return error ? error->sentence() : problem;
}

ConnectionTest::ConnectionTest(QObject *parent) : QObject(parent) {}

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
    connect(m_readiness.get(), &Readiness::ready, this,
            [this, base = *address](const Profile &ready, const ClientOptions &options) { ask(base, ready, options); });
    m_readiness->start(profile);
}

void ConnectionTest::refuse(const QString &problem)
{
    ConnectionReport refusal;
    refusal.problem = problem;
    end(refusal);
}

void ConnectionTest::ask(const QUrl &address, const Profile &profile, ClientOptions options)
{
    options.access = AccessMode::ReadOnly;
    options.listTimeout = m_timeout;
    m_client = std::make_unique<PivotClient>(address, profile.token, options);
    m_call = m_client->list([this, token = profile.token](const ApiResult<ListAnswer> &answer) {
        if (answer) {
            end(reportOn(*answer, token));
            return;
        }
        ConnectionReport report;
        report.error = answer.error();
        end(report);
    });
}

void ConnectionTest::cancel()
{
    ++m_generation;
    m_isRunning = false;
    m_call.reset();
    if (m_readiness) {
        m_readiness->disconnect(this);
        m_readiness.release()->deleteLater(); // it may be inside its own signal
    }
    // Who listens to finished() may start or cancel while the client is still in its own call.
    if (m_client)
        m_client.release()->deleteLater();
}

void ConnectionTest::end(ConnectionReport report)
{
    QMetaObject::invokeMethod(
        this,
        [this, report = std::move(report), generation = m_generation] {
            if (generation != m_generation)
                return;
            m_isRunning = false;
            emit finished(report);
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
