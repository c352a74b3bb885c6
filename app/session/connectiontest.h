// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectionreport.h"
#include "session/hintprobe.h"
#include "session/readiness.h"

#include <QElapsedTimer>
#include <QObject>

namespace gatehouse {

/// Tries a connection that is being edited, step by step: goes the way to the server without a request first, then asks
/// for the list once, and says what was found as it is found. Sends GETs only, and the token only to a server whose
/// certificate was accepted.
///
/// For the window's thread. Each start() is followed by exactly one finished(), through the event loop, unless the test
/// is cancelled, started again or destroyed first: those end it silently. Steps are told before.
class ConnectionTest final : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// How long the whole answer may take: a minute unless set. A part of the way may take a quarter of it. Holds from
    /// the next start() on.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    /// Where Pivot is by default, looked at when no port was typed and nothing usable answers.
    void setPivotsPort(int port) { m_pivotsPort = port; }

    /// Starts a test, ending one that is under way. Address or token that cannot be used end it without a request;
    /// finished() comes through the event loop then too.
    void start(const QString &typedAddress, const QByteArray &token);
    /// As it is typed, with its trust and its proxy; the secrets come from where it keeps them if it has none.
    void start(const Profile &profile);
    /// Where secrets come from that the profile does not hold itself.
    void setFetchSecrets(FetchSecrets fetch) { m_fetch = std::move(fetch); }
    void cancel();
    bool isRunning() const { return m_isRunning; }

    /// What is known so far, all steps in their order.
    const QList<TestStep> &steps() const { return m_report.steps; }

signals:
    /// A step began or ended.
    void stepped();
    void finished(const gatehouse::ConnectionReport &report);

private:
    void setOut(const QUrl &address, const Profile &profile, ClientOptions options);
    void probe();
    void follow(const ServerProbe &probe);
    void ask();
    void takeAnswer(const ApiResult<ListAnswer> &answer);
    void begin(TestStage stage);
    TestStep &endStep(TestStage stage, TestStep::End end, const QString &words = {});
    void skip(TestStage stage, const QString &words);
    void fail(TestStage stage, const ApiError &error, const QString &words = {});
    void hint(TestStage stage);
    void refuse(const QString &problem);
    void end();

    FetchSecrets m_fetch;
    std::unique_ptr<Readiness> m_readiness;
    std::unique_ptr<ServerProbe> m_probe;
    std::unique_ptr<HintProbe> m_hintProbe;
    std::unique_ptr<PivotClient> m_client;
    PivotClient::Call m_call;
    std::chrono::milliseconds m_timeout{std::chrono::minutes{1}};
    QUrl m_address;
    QByteArray m_token;
    ClientOptions m_options;
    int m_pivotsPort;
    bool m_isSystemsProxy = false;
    ConnectionReport m_report;
    QElapsedTimer m_clock; ///< of the step that is under way
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
