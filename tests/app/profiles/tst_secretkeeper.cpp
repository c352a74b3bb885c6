// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/secretkeeper.h"
#include "profiles/tokencommand.h"
#include "tests/support/fakekeychain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

Profile keeping(QLatin1String store)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("Pivot EU");
    profile.tokenStore = store;
    return profile;
}

/// What a keeper answered, and how often.
struct Fetched
{
    std::optional<tl::expected<Secrets, QString>> result;
    int answers = 0;
    SecretsAnswer answer()
    {
        return [this](tl::expected<Secrets, QString> secrets) {
            result = std::move(secrets);
            ++answers;
        };
    }
    bool hasSecrets() const { return result && result->has_value(); }
    QString sentence() const { return result && !*result ? result->error() : QString(); }
};

const Secrets kAll{"the-token", "the-phrase", "the-password"};

} // namespace

/// Where the secrets of a connection are kept.
class TestSecretKeeper final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_state = std::make_shared<FakeKeychain::State>();
        m_keeper = std::make_unique<SecretKeeper>(std::make_unique<FakeKeychain>(m_state));
    }

    void bringsBackWhatTheKeychainKeeps()
    {
        const Profile profile = keeping(tokenstore::keychain);
        std::optional<bool> isKept;
        m_keeper->keep(profile, kAll, [&](const tl::expected<void, QString> &kept) { isKept = kept.has_value(); });
        QTRY_VERIFY(isKept);
        QVERIFY(*isKept);
        Fetched fetched;
        m_keeper->fetch(profile, fetched.answer());
        QTRY_VERIFY(fetched.hasSecrets());
        QCOMPARE(**fetched.result, kAll);
        m_keeper->removeFromKeychain(profile.id, [](const tl::expected<void, QString> &) {});
        QTRY_VERIFY(m_state->entries.isEmpty());
    }

    void keepsOneEntryAConnection()
    {
        const Profile one = keeping(tokenstore::keychain);
        const Profile other = keeping(tokenstore::keychain);
        m_keeper->keep(one, {"one", {}, {}}, [](const auto &) {});
        m_keeper->keep(other, {"other", {}, {}}, [](const auto &) {});
        QTRY_COMPARE(m_state->entries.size(), 2);
        Fetched fetched;
        m_keeper->fetch(one, fetched.answer());
        QTRY_VERIFY(fetched.hasSecrets());
        QCOMPARE((*fetched.result)->token, QByteArray("one"));
    }

    void saysWhatTheKeychainDoesNotGive_data()
    {
        QTest::addColumn<bool>("isRefusing");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing there, or locked") << false << QStringLiteral("no token for this connection");
        QTest::newRow("refused") << true << FakeKeychain::refusal();
    }
    void saysWhatTheKeychainDoesNotGive()
    {
        QFETCH(bool, isRefusing);
        QFETCH(QString, words);
        if (isRefusing)
            m_state->mood = FakeKeychain::Mood::Refuses;
        Fetched fetched;
        m_keeper->fetch(keeping(tokenstore::keychain), fetched.answer());
        QTRY_VERIFY(fetched.result);
        QVERIFY2(fetched.sentence().contains(words), qPrintable(fetched.sentence()));
    }

    void asksOnceAndRemembers()
    {
        const Profile profile = keeping(tokenstore::ask);
        QSignalSpy wanted(m_keeper.get(), &SecretKeeper::wanted);
        Fetched first;
        Fetched second;
        m_keeper->fetch(profile, first.answer());
        m_keeper->fetch(profile, second.answer());
        QCOMPARE(wanted.size(), 1);
        m_keeper->supply(profile.id, kAll);
        QVERIFY(first.hasSecrets() && second.hasSecrets());
        Fetched later;
        m_keeper->fetch(profile, later.answer());
        QVERIFY(later.hasSecrets());
        QCOMPARE(wanted.size(), 1);
        m_keeper->forget(profile.id);
        m_keeper->fetch(profile, later.answer());
        QCOMPARE(wanted.size(), 2);
        QVERIFY(m_state->entries.isEmpty());
    }

    void saysThatNothingWasEntered()
    {
        const Profile profile = keeping(tokenstore::ask);
        Fetched fetched;
        m_keeper->fetch(profile, fetched.answer());
        m_keeper->refuse(profile.id);
        QVERIFY(fetched.sentence().contains(QStringLiteral("was not entered")));
        QSignalSpy wanted(m_keeper.get(), &SecretKeeper::wanted);
        m_keeper->fetch(profile, fetched.answer());
        QCOMPARE(wanted.size(), 1); // and may be asked again
    }

    void takesWhatACommandPrints()
    {
        Profile profile = keeping(tokenstore::command);
        profile.tokenCommand = {script("printf '  the-token\\n'"), QStringLiteral("$HOME; echo no shell")};
        Fetched fetched;
        m_keeper->fetch(profile, fetched.answer());
        QTRY_VERIFY(fetched.hasSecrets());
        QCOMPARE((*fetched.result)->token, QByteArray("the-token"));
    }

    void givesACommandItsArgumentsAsTheyAre()
    {
        Profile profile = keeping(tokenstore::command);
        profile.tokenCommand = {script("printf '%s' \"$1\""), QStringLiteral("a;$(id)*")};
        Fetched fetched;
        m_keeper->fetch(profile, fetched.answer());
        QTRY_VERIFY(fetched.hasSecrets());
        QCOMPARE((*fetched.result)->token, QByteArray("a;$(id)*"));
    }

    void saysWhyACommandBroughtNothing_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << QStringLiteral("true") << QStringLiteral("printed nothing");
        QTest::newRow("exit code") << QStringLiteral("echo secret-in-output; exit 3") << QStringLiteral("ended with 3");
        QTest::newRow("crash") << QStringLiteral("kill -SEGV $$") << QStringLiteral("crashed");
        QTest::newRow("flood") << QStringLiteral("exec yes secret-in-output") << QStringLiteral("more than a token");
        QTest::newRow("two lines") << QStringLiteral("echo secret-in-output; echo b") << QStringLiteral("line break");
        QTest::newRow("missing") << QString() << QStringLiteral("could not be started");
    }
    void saysWhyACommandBroughtNothing()
    {
        QFETCH(QString, body);
        QFETCH(QString, words);
        Profile profile = keeping(tokenstore::command);
        profile.tokenCommand = {body.isEmpty() ? QStringLiteral("/nowhere/at-all") : script(body.toUtf8())};
        Fetched fetched;
        m_keeper->fetch(profile, fetched.answer());
        QTRY_VERIFY(fetched.result);
        QVERIFY2(fetched.sentence().contains(words), qPrintable(fetched.sentence()));
        QVERIFY(!fetched.sentence().contains(QStringLiteral("secret-in-output")));
    }

    void endsACommandThatTakesTooLong()
    {
        const QString mark = m_folder.filePath(QStringLiteral("mark"));
        TokenCommand command({script("sleep 60; touch " + mark.toUtf8())}, std::chrono::milliseconds(1000));
        QSignalSpy ended(&command, &TokenCommand::ended);
        command.start();
        QVERIFY(ended.wait());
        QCOMPARE(ended.size(), 1);
        QVERIFY(!QFile::exists(mark));
    }

    void doesNotKnowAStoreOfAnotherVersion()
    {
        Fetched fetched;
        m_keeper->fetch(keeping(QLatin1String("hsm")), fetched.answer());
        QVERIFY(fetched.sentence().contains(QStringLiteral("hsm")));
    }

private:
    QString script(const QByteArray &body)
    {
        const QString path = m_folder.filePath(QStringLiteral("script%1").arg(++m_scripts));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + body + '\n') < 0)
            qFatal("no script");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    QTemporaryDir m_folder;
    int m_scripts = 0;
    std::shared_ptr<FakeKeychain::State> m_state;
    std::unique_ptr<SecretKeeper> m_keeper;
};

QTEST_GUILESS_MAIN(TestSecretKeeper)
#include "tst_secretkeeper.moc"
