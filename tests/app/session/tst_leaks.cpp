// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receiptwriter.h"
#include "journal/sqlitejournal.h"
#include "profiles/profilestore.h"
#include "session/workspace.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"

#include <QDirIterator>
#include <QFile>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

const QByteArray theToken = "tok-9d1fQz!7";
const QByteArray thePassphrase = "phrase-44xK";
const QByteArray thePassword = "proxy-pw-81bZ";
QByteArray theLog;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    theLog += text.toUtf8() + '\n';
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Where it stands, for the one who has to find out why.
QByteArray around(const QByteArray &secret, const QByteArray &text)
{
    return text.mid(std::max<qsizetype>(0, text.indexOf(secret) - 80), 200);
}

/// Whatever a server or something in between may say, with the token in it.
QList<std::pair<const char *, Fault>> everyFault()
{
    const QByteArray said = "{\"error\":\"token " + theToken + " is not good\",\"" + theToken + "\":1}";
    QList<std::pair<const char *, Fault>> faults;
    for (const int status : {400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504})
        faults.append({"a status", Fault::answer(FaultReply::json(status, said))});
    faults.append({"an error inside", Fault::answer(FaultReply::json(200, said))});
    faults.append({"a page", Fault::answer(FaultReply::page(200, "<html>" + theToken + "</html>"))});
    faults.append({"text", Fault::answer(FaultReply::text(500, "no good: " + theToken))});
    faults.append({"a redirect", Fault::answer(FaultReply::redirect(302, "https://elsewhere/?t=" + theToken))});
    faults.append({"no JSON", Fault::answer(FaultReply::json(200, "{\"" + theToken))});
    faults.append(
        {"another name", Fault::answer(FaultReply::json(200, "{\"userStatuses\":[{\"name\":\"" + theToken + "\"}]}"))});
    for (const Delivery delivery : {Delivery::Close, Delivery::Reset, Delivery::CutInBody, Delivery::CutInStatusLine})
        faults.append({"a cut", Fault::done(delivery)});
    faults.append({"silence", Fault::notDone(Delivery::Stall)});
    return faults;
}

} // namespace

/// The token, and the other secrets, after a session that met every error: in nothing that is left behind.
class TestLeaks final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        theLog.clear();
        QLoggingCategory::setFilterRules(QStringLiteral("*.debug=true"));
        m_handler = qInstallMessageHandler(keepLog);
        m_said.clear();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void cleanup()
    {
        qInstallMessageHandler(m_handler);
        QLoggingCategory::setFilterRules({});
    }

    void nothingIsLeftBehind_data()
    {
        QTest::addColumn<QString>("store");
        QTest::newRow("settings") << QString(tokenstore::settings);
        QTest::newRow("ask") << QString(tokenstore::ask);
        QTest::newRow("command") << QString(tokenstore::command);
        QTest::newRow("keychain") << QString(tokenstore::keychain);
    }
    void nothingIsLeftBehind()
    {
        QFETCH(QString, store);
        FaultServer server;
        server.setToken(theToken);
        server.setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"ben@x", R"({"name":"ben@x"})"}});
        ProfileStore settings(m_folder->filePath(QStringLiteral("gatehouse.ini")));
        const Profile profile = profileFor(server.url(), store);
        QVERIFY(settings.save(profile));
        {
            SqliteJournal journal(m_folder->filePath(QStringLiteral("journal.sqlite")), computerNow);
            meetEverything(server, profile, journal);
            meetBadWays(server, profile, journal);
            writeReceipts(journal);
        }
        for (const QByteArray &secret : {theToken, thePassphrase, thePassword}) {
            QVERIFY2(!theLog.contains(secret), around(secret, theLog).constData());
            QVERIFY2(!m_said.contains(secret), around(secret, m_said).constData());
            QVERIFY(!contentOf(QStringLiteral("/proc/self/cmdline")).contains(secret));
            checkFiles(secret, store == tokenstore::settings);
        }
        QVERIFY(m_said.size() > 1'000);
    }

private:
    static Profile profileFor(const QUrl &url, const QString &store)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("Pivot EU");
        profile.url = url.toString();
        profile.token = theToken;
        profile.tokenStore = store;
        profile.environment = Environment::Development;
        profile.tls.passphrase = thePassphrase;
        profile.proxy.use = ProxySettings::Use::None;
        profile.proxy.password = thePassword;
        return profile;
    }

    Session::Parts partsFor(Journal &journal) const
    {
        ClientOptions options;
        options.timeout = std::chrono::milliseconds(300);
        options.listTimeout = std::chrono::milliseconds(300);
        Session::Parts parts{journal, computerNow, QStringLiteral("ada@here"), options};
        parts.retry.first = std::chrono::milliseconds(1);
        parts.retry.mayArriveFor = {};
        parts.fetchSecrets = [](const Profile &profile, const SecretsAnswer &answer) { answer(secretsOf(profile)); };
        return parts;
    }

    void hear(const QString &text) { m_said += text.toUtf8() + '\n'; }

    void hear(const Session &session)
    {
        if (!session.error())
            return;
        hear(session.error()->sentence());
        hear(session.error()->serverWords);
        hear(session.error()->detail);
    }

    /// Every fault at a list, a look and a write.
    void meetEverything(FaultServer &server, const Profile &profile, Journal &journal)
    {
        for (const auto &[what, fault] : everyFault()) {
            server.behave();
            Session session(profile, server.url(), partsFor(journal));
            connect(&session, &Session::actEnded, this, [this](const ActReport &report) {
                hear(report.outcome.words);
                hear(report.title);
            });
            connect(&session, &Session::notRecorded, this, [this](const QString &reason) { hear(reason); });
            session.refresh();
            QTRY_COMPARE(session.loadState(), Session::LoadState::Loaded);
            for (const char *method : {"POST", "GET"}) {
                server.always(method, fault);
                const auto row = session.listing().table().find("ann@x");
                QSignalSpy ended(&session, &Session::actEnded);
                QSignalSpy inQuestion(&session, &Session::actInQuestion);
                session.submit(session.planToggle(*row).confirmed(QStringLiteral("Ticket 4711")));
                const auto isSaid = [&] { return !ended.isEmpty() || !inQuestion.isEmpty(); };
                QVERIFY2(QTest::qWaitFor(isSaid, 60'000), what);
                if (!inQuestion.isEmpty()) { // it asks until it is answered
                    hear(inQuestion.constFirst().at(1).toString());
                    server.behave();
                }
                QVERIFY2(!ended.isEmpty() || ended.wait(60'000), what);
            }
            QTRY_VERIFY(session.isSettled());
            session.refresh();
            QTRY_VERIFY(!session.isRefreshing());
            hear(session);
            if (session.doubt())
                hear(session.doubt()->sentence());
        }
        server.behave();
    }

    /// Certificates that cannot be used, a proxy that is not there, a server that nobody vouches for.
    void meetBadWays(const FaultServer &server, Profile profile, Journal &journal)
    {
        TestCertificates certificates;
        const FaultServer unknown(certificates.selfSigned().server());
        const auto locked = certificates.client("another phrase");
        const auto fails = [&](const QUrl &url) {
            Session session(profile, url, partsFor(journal));
            session.refresh();
            QTRY_COMPARE(session.loadState(), Session::LoadState::Failed);
            hear(session);
            hear(session.error()->tls.certificate.subject);
        };
        fails(unknown.url());
        profile.tls.certificateFile = locked.certificateFile;
        profile.tls.keyFile = locked.keyFile;
        fails(unknown.url());
        profile.tls.certificateFile.clear();
        profile.proxy.use = ProxySettings::Use::Http;
        profile.proxy.host = QStringLiteral("127.0.0.1");
        profile.proxy.port = 1;
        profile.proxy.user = QStringLiteral("ada");
        QUrl beyond = server.url();
        beyond.setHost(QStringLiteral("pivot.invalid"));
        fails(beyond);
    }

    void writeReceipts(Journal &journal)
    {
        std::optional<HistoryPage> page;
        journal.sets({}, 0, 200, [&page](tl::expected<HistoryPage, QString> found) { page = *std::move(found); });
        QTRY_VERIFY(page);
        QVERIFY(page->sets.size() > 20);
        for (const SetSummary &set : std::as_const(page->sets)) {
            for (const ReceiptFormat format : {ReceiptFormat::Json, ReceiptFormat::Csv}) {
                ReceiptWriter writer(journal);
                QSignalSpy finished(&writer, &ReceiptWriter::finished);
                writer.writeInto({set.id, format, {}}, m_folder->path());
                QVERIFY(!finished.isEmpty() || finished.wait());
                QCOMPARE(finished.first().at(1).toString(), QString());
            }
        }
    }

    void checkFiles(const QByteArray &secret, bool mayStandInSettings) const
    {
        int files = 0;
        QDirIterator each(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = each.next();
            const bool isSettings = path.endsWith(QLatin1String("gatehouse.ini"));
            ++files;
            QVERIFY2(contentOf(path).contains(secret) == (isSettings && mayStandInSettings), qPrintable(path));
        }
        QVERIFY(files > 40);
    }

    QtMessageHandler m_handler = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_said; ///< every sentence that a person would have read
};

QTEST_GUILESS_MAIN(TestLeaks)
#include "tst_leaks.moc"
