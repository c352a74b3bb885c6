// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilefile.h"
#include "profiles/profilestore.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

/// Everything is something else than what is usual.
Profile fullProfile()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("Pivot, \"EU\" — 東京");
    profile.url = QStringLiteral("https://bi.example.com/pivot");
    profile.token = "token-secret";
    profile.environment = Environment::Production;
    profile.colour = QStringLiteral("#1f6feb");
    profile.readOnly = true;
    profile.reasonRequired = true;
    profile.protectedNames = {QStringLiteral("admin*"), QStringLiteral("root")};
    profile.tls.caFile = QStringLiteral("/etc/ca.pem");
    profile.tls.pin = QByteArray(32, 'p');
    profile.tls.passphrase = "passphrase-secret";
    profile.proxy = {ProxySettings::Use::Http, QStringLiteral("proxy.example.com"), 3128, QStringLiteral("ada"),
                     "proxy-secret"};
    profile.atOnce = 24;
    profile.timeoutSeconds = 90;
    profile.refreshEvery = 15;
    profile.unknownKeys.insert(QStringLiteral("newerSecret"), QStringLiteral("newer-secret"));
    return profile;
}

} // namespace

/// Connections that are passed on as a file.
class TestProfileFile final : public QObject
{
    Q_OBJECT

private slots:
    void bringsBackEverythingButSecrets()
    {
        const Profile before = fullProfile();
        QVERIFY(exportProfiles(path(), {before}, ExportSecrets::Without));
        QVERIFY(!contents().contains("secret"));
        const auto imported = importProfiles(path(), {});
        QVERIFY(imported && imported->profiles.size() == 1);
        Profile after = imported->profiles.first();
        QVERIFY(after.id != before.id);
        Profile expected = before;
        expected.id = after.id;
        expected.token.clear();
        expected.tls.passphrase.clear();
        expected.proxy.password.clear();
        expected.unknownKeys.clear();
        QVERIFY(after == expected);
    }

    void bringsSecretsOnlyWhenTold()
    {
        const Profile before = fullProfile();
        QVERIFY(exportProfiles(path(), {before}, ExportSecrets::With));
        const auto imported = importProfiles(path(), {});
        QVERIFY(imported);
        const Profile after = imported->profiles.value(0);
        QCOMPARE(after.token, before.token);
        QCOMPARE(after.tls.passphrase, before.tls.passphrase);
        QCOMPARE(after.proxy.password, before.proxy.password);
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup;
        QVERIFY(!(QFile(path()).permissions() & others));
    }

    void keepsOutSecretsThatAreKeptElsewhere()
    {
        Profile before = fullProfile();
        before.tokenStore = tokenstore::keychain;
        before.unknownKeys.clear();
        QVERIFY(exportProfiles(path(), {before}, ExportSecrets::With));
        QVERIFY(!contents().contains("secret"));
    }

    // Somebody else's file must not run a program here.
    void neverTakesOverACommand()
    {
        Profile before = fullProfile();
        before.tokenStore = tokenstore::command;
        before.tokenCommand = {QStringLiteral("/bin/rm"), QStringLiteral("-rf"), QStringLiteral("/")};
        QVERIFY(exportProfiles(path(), {before}, ExportSecrets::Without));
        const auto imported = importProfiles(path(), {});
        QVERIFY(imported);
        QCOMPARE(imported->commands, 1);
        QCOMPARE(imported->profiles.first().tokenStore, QString(tokenstore::ask));
        QVERIFY(imported->profiles.first().tokenCommand.isEmpty());
    }

    void leavesOutWhatIsThereAndRenamesWhatIsCalledSo()
    {
        const Profile same = fullProfile();
        Profile elsewhere = fullProfile();
        elsewhere.url = QStringLiteral("https://elsewhere.example.com");
        Profile twin = elsewhere;
        twin.url = QStringLiteral("https://third.example.com");
        QVERIFY(exportProfiles(path(), {same, elsewhere, twin}, ExportSecrets::Without));
        const auto imported = importProfiles(path(), {same});
        QVERIFY(imported);
        QCOMPARE(imported->known, 1);
        QCOMPARE(imported->profiles.size(), 2);
        QCOMPARE(imported->profiles.at(0).name, QString(same.name + QStringLiteral(" (2)")));
        QCOMPARE(imported->profiles.at(1).name, QString(same.name + QStringLiteral(" (3)")));
    }

    void refusesOtherFilesInASentence_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\x7f\x45\x4c\x46\x00\x01", 6);
        QTest::newRow("another program's settings") << QByteArray("[General]\ncolour=blue\n");
        QTest::newRow("JSON") << QByteArray(R"({"userStatuses":[]})");
        QTest::newRow("too much") << QByteArray((8 << 20) + 1, ';');
    }
    void refusesOtherFilesInASentence()
    {
        QFETCH(QByteArray, content);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto imported = importProfiles(path(), {});
        QVERIFY(!imported);
        QVERIFY2(imported.error().contains(QStringLiteral("connections.ini")), qPrintable(imported.error()));
    }

    void refusesAFileWithoutItsEnd()
    {
        QVERIFY(exportProfiles(path(), {fullProfile(), fullProfile(), fullProfile()}, ExportSecrets::Without));
        const QByteArray whole = contents();
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(whole.left(whole.size() / 2));
        file.close();
        QVERIFY(!importProfiles(path(), {}));
    }

    void saysWhenItCannotReadOrWrite()
    {
        const QString nowhere = m_folder.filePath(QStringLiteral("no/such/folder/connections.ini"));
        const auto imported = importProfiles(nowhere, {});
        QVERIFY(!imported && !imported.error().isEmpty());
        const auto exported = exportProfiles(nowhere, {fullProfile()}, ExportSecrets::Without);
        QVERIFY(!exported && !exported.error().isEmpty());
    }

private:
    QString path() const { return m_folder.filePath(QStringLiteral("connections.ini")); }
    QByteArray contents() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestProfileFile)
#include "tst_profilefile.moc"
