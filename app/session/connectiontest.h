// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "profiles/profile.h"
#include "session/readiness.h"

#include <QObject>

namespace gatehouse {

/// How a connection test ended; a value with a sentence for a person.
struct ConnectionReport
{
    bool works = false;
    qint64 users = 0;
    qint64 disabled = 0;
    std::chrono::milliseconds elapsed{0};
    QString tlsVersion; ///< empty over http
    /// Of a connection that works: what of its list a person should look at first, whole sentences (an unknown member,
    /// names that stand twice, nobody at all); empty when there is nothing. Plain text, words of the server among it.
    QString caution;
    std::optional<ApiError> error;
    /// One sentence about the address or the token that made a request pointless; empty when one was sent.
    QString problem;
    /// "4,210 users, 612 disabled, 38 ms", or what went wrong and what to look at.
    QString sentence() const;
};

/// Tries a connection that is being edited: asks for the list once and says what was found. Sends GETs only.
///
/// For the window's thread. Each start() is followed by exactly one finished(), through the event loop, unless the test
/// is cancelled, started again or destroyed first: those end it silently.
class ConnectionTest final : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// How long the whole answer may take: a minute unless set. Holds from the next start() on.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    /// Starts a test, ending one that is under way. Address or token that cannot be used end it without a request;
    /// finished() comes through the event loop then too.
    void start(const QString &typedAddress, const QByteArray &token);
    /// As it is typed, with its trust and its proxy; the secrets come from where it keeps them if it has none.
    void start(const Profile &profile);
    /// Where secrets come from that the profile does not hold itself.
    void setFetchSecrets(FetchSecrets fetch) { m_fetch = std::move(fetch); }
    void cancel();
    bool isRunning() const { return m_isRunning; }

signals:
    void finished(const gatehouse::ConnectionReport &report);

private:
    void end(ConnectionReport report);

    void ask(const QUrl &address, const Profile &profile, ClientOptions options);
    void refuse(const QString &problem);

    FetchSecrets m_fetch;
    std::unique_ptr<Readiness> m_readiness;
    std::unique_ptr<PivotClient> m_client;
    PivotClient::Call m_call;
    std::chrono::milliseconds m_timeout{std::chrono::minutes{1}};
    quint64 m_generation = 0;
    bool m_isRunning = false;
};

/// For the dialog while somebody types: what is wrong with the address (one sentence), nothing if it can be used.
std::optional<QString> addressProblem(const QString &typed);
/// For the dialog: the token would travel readable for everybody on the way.
bool travelsInPlainText(const QString &typed);
/// Whether the connection would be encrypted (https).
bool travelsEncrypted(const QString &typed);
/// What tells servers apart in a list, "pivot.example.com:9095/path"; the text as it was typed if it is no address.
QString hostWords(const QString &typed);

} // namespace gatehouse
