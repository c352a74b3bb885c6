// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace gatehouse;

namespace {

Profile profileNamed(const QString &name)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.url = QStringLiteral("https://pivot.example.com/bi");
    profile.token = QByteArrayLiteral("s3cret");
    profile.environment = Environment::Staging;
    return profile;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ProfileStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsNothingBeforeTheFirstSave();
    void bringsBackEveryField();
    void bringsBackHardTexts_data();
    void bringsBackHardTexts();
    void writesWhatQSettingsReads();
    void readsWhatQSettingsWrote();
    void readsWhatAPersonWrote();
    void readsHowOftenTheListIsFetchedByItself_data();
    void readsHowOftenTheListIsFetchedByItself();
    void saysNothingOfAListThatIsNotFetchedByItself();
    void treatsAnUnknownEnvironmentAsNoneAndKeepsIt();
    void makesMissingIdsThatStayTheSame();
    void givesARepeatedIdOnlyOnce();
    void keepsTheOrderAndReplacesInPlace();
    void movesOneBeforeAnother_data();
    void movesOneBeforeAnother();
    void addsToEntriesBeyondTheSize();
    void keepsKeysItDoesNotKnow();
    void keepsUnknownKeysWrittenMeanwhile();
    void removesOneConnectionAndItsKeys();
    void forgetsTheLastConnectionWithIt();
    void keepsTheLastConnectionOnAWorkerInOrder();
    void hasKeptTheLastConnectionWhenItGoes();
    void saysWhatAWorkerCouldNotKeep();
    void saysThatAWorkerSetADamagedFileAside();
    void keepsATokenOutOfTheFileThatIsKeptElsewhere();
    void remembersTheWindow();
    void remembersHowTheRecordIsKept_data();
    void remembersHowTheRecordIsKept();
    void leavesTheRestAloneWhenItKeepsTheRecord();
    void readsARecordNameWithACommaByHand();
    void seesWhatAnotherStoreSaved();
    void namesTheStandardFile();

private:
    ProfileStore store() const { return ProfileStore(m_file); }
    Profile onlyProfile() const
    {
        const auto loaded = store().load();
        return loaded && loaded->size() == 1 ? loaded->first() : Profile();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void ProfileStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_file = m_folder->filePath(QStringLiteral("Gatehouse/gatehouse.ini"));
    QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
}

void ProfileStoreTest::findsNothingBeforeTheFirstSave()
{
    m_file = m_folder->filePath(QStringLiteral("new/folder/gatehouse.ini"));
    auto fresh = store();
    const auto loaded = fresh.load();
    QVERIFY(loaded);
    QVERIFY(loaded->isEmpty());
    QVERIFY(fresh.takeNotice().isEmpty());
    QVERIFY(fresh.lastConnection().isNull());
    QCOMPARE(fresh.windowValue(QStringLiteral("x"), 7), QVariant(7));
    QVERIFY(!QFileInfo::exists(m_file));

    QVERIFY(fresh.save(profileNamed(QStringLiteral("a"))));
    QCOMPARE(QFileInfo(m_file).dir().entryList(QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("gatehouse.ini")});
    const QFileDevice::Permissions others(0x77);
    QCOMPARE(QFileInfo(QFileInfo(m_file).path()).permissions() & others, QFileDevice::Permissions());
}

void ProfileStoreTest::bringsBackEveryField()
{
    Profile profile = profileNamed(QStringLiteral("Pivot EU"));
    profile.readOnly = true;
    profile.protectedNames = {QStringLiteral("admin@example.com"), QStringLiteral("*@root")};
    profile.unknownKeys = {{QStringLiteral("pin"), QStringLiteral("sha256")}};
    for (const auto environment : {Environment::Development, Environment::Staging, Environment::Production}) {
        profile.environment = environment;
        QVERIFY(store().save(profile));
        QCOMPARE(onlyProfile(), profile);
    }
}

void ProfileStoreTest::bringsBackHardTexts_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("commas", QStringLiteral("a, b,c,,"));
    row("semicolons", QStringLiteral("; not a comment ; a"));
    row("quotes", QStringLiteral("\"in quotes\" and ' and \\\""));
    row("backslashes", QStringLiteral("C:\\new\\x41\\"));
    row("unicode", QString::fromUtf8("Grüße 日本語 العربية 🛡"));
    row("spaces around", QStringLiteral("  a  "));
    row("equals and hash", QStringLiteral("a=b #c %41 [section]"));
    row("lines", QStringLiteral("one\ntwo\r\nthree\t"));
    row("at", QStringLiteral("@Invalid()"));
    row("at example", QStringLiteral("@example.com"));
    row("number", QStringLiteral("007"));
    row("truth", QStringLiteral("false"));
    row("empty", QString());
    row("very long", QString(10'000, QChar(u'ü')));
}

void ProfileStoreTest::bringsBackHardTexts()
{
    QFETCH(QString, text);
    Profile profile = profileNamed(text);
    profile.url = text;
    profile.token = text.toUtf8();
    if (!text.isEmpty()) {
        profile.protectedNames = {text};
        profile.unknownKeys.insert(QStringLiteral("later/key with spaces"), text);
    }
    QVERIFY(store().save(profile));
    QCOMPARE(onlyProfile(), profile);

    if (!text.isEmpty())
        profile.protectedNames = {QStringLiteral("first"), text, QStringLiteral("last")};
    QVERIFY(store().save(profile));
    QVERIFY(store().save(profile));
    QCOMPARE(onlyProfile(), profile);

    // A token that is no text at all comes back too; refusing it is not this room's business.
    profile.token = QByteArrayLiteral("\xff\xfe\x00!");
    QVERIFY(store().save(profile));
    QCOMPARE(onlyProfile(), profile);
}

void ProfileStoreTest::writesWhatQSettingsReads()
{
    Profile profile = profileNamed(QStringLiteral("Pivot, EU"));
    profile.readOnly = true;
    profile.protectedNames = {QStringLiteral("a"), QStringLiteral("b, c")};
    QVERIFY(store().save(profileNamed(QStringLiteral("first"))));
    QVERIFY(store().save(profile));

    QSettings settings(m_file, QSettings::IniFormat);
    QCOMPARE(settings.beginReadArray(QStringLiteral("connections")), 2);
    settings.setArrayIndex(1);
    QCOMPARE(QUuid::fromString(settings.value(QStringLiteral("id")).toString()), profile.id);
    QCOMPARE(settings.value(QStringLiteral("name")).toString(), profile.name);
    QCOMPARE(settings.value(QStringLiteral("url")).toString(), profile.url);
    QCOMPARE(settings.value(QStringLiteral("token")).toString(), QStringLiteral("s3cret"));
    QCOMPARE(settings.value(QStringLiteral("tokenStore")).toString(), QStringLiteral("settings"));
    QCOMPARE(settings.value(QStringLiteral("environment")).toString(), QStringLiteral("staging"));
    QCOMPARE(settings.value(QStringLiteral("readOnly")).toBool(), true);
    QCOMPARE(settings.value(QStringLiteral("protected")).toStringList(), profile.protectedNames);
}

void ProfileStoreTest::readsWhatQSettingsWrote()
{
    const QUuid id = QUuid::createUuid();
    {
        QSettings settings(m_file, QSettings::IniFormat);
        settings.beginWriteArray(QStringLiteral("connections"));
        settings.setArrayIndex(0);
        settings.setValue(QStringLiteral("id"), id.toString(QUuid::WithoutBraces));
        settings.setValue(QStringLiteral("name"), QString::fromUtf8("Grüße; \"eins\""));
        settings.setValue(QStringLiteral("url"), QStringLiteral("http://[::1]:9095/"));
        settings.setValue(QStringLiteral("token"), QByteArrayLiteral("as bytes"));
        settings.setValue(QStringLiteral("environment"), QStringLiteral("production"));
        settings.setValue(QStringLiteral("protected"), QStringLiteral("only one"));
        settings.endArray();
    }
    const Profile profile = onlyProfile();
    QCOMPARE(profile.id, id);
    QCOMPARE(profile.name, QString::fromUtf8("Grüße; \"eins\""));
    QCOMPARE(profile.token, QByteArrayLiteral("as bytes"));
    QCOMPARE(profile.environment, Environment::Production);
    QCOMPARE(profile.protectedNames, QStringList{QStringLiteral("only one")});
    QVERIFY(!profile.readOnly);
    QCOMPARE(profile.tokenStore, QStringLiteral("settings"));
}

void ProfileStoreTest::readsWhatAPersonWrote()
{
    writeFile(m_file, "; my servers\r\n[connections]\r\nsize=1\r\n"
                      "1\\name=Pivot EU, Frankfurt\r\n1\\url=https://x\r\n1\\token=a,b\r\n"
                      "1\\environment = Staging\r\n1\\readOnly=yes\r\n1\\protected=admin@*, root");
    const Profile profile = onlyProfile();
    QCOMPARE(profile.name, QStringLiteral("Pivot EU, Frankfurt"));
    QCOMPARE(profile.token, QByteArrayLiteral("a,b"));
    QCOMPARE(profile.environment, Environment::Staging);
    QVERIFY(profile.readOnly);
    QCOMPARE(profile.protectedNames, (QStringList{QStringLiteral("admin@*"), QStringLiteral("root")}));
}

void ProfileStoreTest::readsHowOftenTheListIsFetchedByItself_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<int>("minutes");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("off") << QByteArray("0") << 0;
    QTest::newRow("less than off") << QByteArray("-10") << 0;
    QTest::newRow("too often") << QByteArray("1") << 5;
    QTest::newRow("most often") << QByteArray("5") << 5;
    QTest::newRow("between") << QByteArray("15") << 15;
    QTest::newRow("most seldom") << QByteArray("60") << 60;
    QTest::newRow("too seldom") << QByteArray("61") << 60;
    QTest::newRow("no number") << QByteArray("often") << 0;
}

void ProfileStoreTest::readsHowOftenTheListIsFetchedByItself()
{
    QFETCH(QByteArray, written);
    QFETCH(int, minutes);
    writeFile(m_file, "[connections]\n1\\name=a\n1\\refreshEveryMinutes=" + written + "\nsize=1\n");
    const Profile profile = onlyProfile();
    QCOMPARE(profile.refreshEvery, minutes);
    QVERIFY(profile.unknownKeys.isEmpty());
    QVERIFY(store().save(profile));
    QCOMPARE(onlyProfile().refreshEvery, minutes);
}

void ProfileStoreTest::saysNothingOfAListThatIsNotFetchedByItself()
{
    Profile profile = profileNamed(QStringLiteral("a"));
    QVERIFY(store().save(profile));
    QVERIFY(!contentOf(m_file).contains("refresh"));
    profile.refreshEvery = 30;
    QVERIFY(store().save(profile));
    QVERIFY(contentOf(m_file).contains("1\\refreshEveryMinutes=30\n"));
    QCOMPARE(onlyProfile(), profile);
}

void ProfileStoreTest::treatsAnUnknownEnvironmentAsNoneAndKeepsIt()
{
    writeFile(m_file, "[connections]\n1\\name=a\n1\\environment=sandbox\nsize=1\n");
    Profile profile = onlyProfile();
    QCOMPARE(profile.environment, std::nullopt);
    QVERIFY(store().save(profile));
    QVERIFY(contentOf(m_file).contains("1\\environment=sandbox\n"));

    profile.environment = Environment::Development;
    QVERIFY(store().save(profile));
    QVERIFY(contentOf(m_file).contains("1\\environment=development\n"));
    QCOMPARE(onlyProfile().environment, Environment::Development);
}

void ProfileStoreTest::makesMissingIdsThatStayTheSame()
{
    writeFile(m_file, "[connections]\n1\\name=a\n2\\name=a\n3\\id=nonsense\n3\\name=c\nsize=3\n");
    const auto first = store().load();
    QVERIFY(first);
    QCOMPARE(first->size(), 3);
    QVERIFY(!first->at(0).id.isNull() && !first->at(1).id.isNull() && !first->at(2).id.isNull());
    QVERIFY(first->at(0).id != first->at(1).id);

    QCOMPARE(store().load().value(), *first);
    Profile renamed = first->at(1);
    renamed.name = QStringLiteral("b");
    QVERIFY(store().save(renamed));
    const auto after = store().load();
    QVERIFY(after);
    QCOMPARE(*after, (QList<Profile>{first->at(0), renamed, first->at(2)}));
}

void ProfileStoreTest::givesARepeatedIdOnlyOnce()
{
    const QByteArray id = QUuid::createUuid().toByteArray();
    writeFile(m_file, "[connections]\n1\\id=" + id + "\n1\\name=a\n2\\id=" + id + "\n2\\name=b\nsize=2\n");
    const auto loaded = store().load();
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 2);
    QCOMPARE(loaded->at(0).id.toByteArray(), id);
    QVERIFY(loaded->at(1).id != loaded->at(0).id);
}

void ProfileStoreTest::keepsTheOrderAndReplacesInPlace()
{
    QList<Profile> profiles;
    for (int i = 0; i < 12; ++i) {
        profiles.append(profileNamed(QString::number(i)));
        QVERIFY(store().save(profiles.last()));
    }
    QCOMPARE(store().load().value(), profiles);

    profiles[4].name = QStringLiteral("changed");
    QVERIFY(store().save(profiles.at(4)));
    QCOMPARE(store().load().value(), profiles);
}

void ProfileStoreTest::movesOneBeforeAnother_data()
{
    QTest::addColumn<int>("moved");
    QTest::addColumn<int>("before"); // 3: none
    QTest::addColumn<QString>("order");
    QTest::newRow("up") << 2 << 0 << "cab";
    QTest::newRow("down") << 0 << 2 << "bac";
    QTest::newRow("to the end") << 0 << 3 << "bca";
    QTest::newRow("itself") << 1 << 1 << "abc";
    QTest::newRow("one that is gone") << 3 << 0 << "abc";
}

void ProfileStoreTest::movesOneBeforeAnother()
{
    QFETCH(int, moved);
    QFETCH(int, before);
    QList<QUuid> ids;
    for (const char *name : {"a", "b", "c"}) {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = QString::fromLatin1(name);
        profile.token = name;
        ids.append(profile.id);
        QVERIFY(store().save(profile));
    }
    ids.append(QUuid::createUuid());
    QVERIFY(store().move(ids.at(moved), ids.at(before)));
    QString order;
    for (const Profile &profile : store().load().value_or(QList<Profile>())) {
        order += profile.name;
        QCOMPARE(profile.token, profile.name.toUtf8());
    }
    QTEST(order, "order");
}

void ProfileStoreTest::addsToEntriesBeyondTheSize()
{
    writeFile(m_file, "[connections]\n1\\name=a\n2\\name=added by hand\nsize=1\n");
    QVERIFY(store().save(profileNamed(QStringLiteral("c"))));
    const auto loaded = store().load();
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 3);
    QCOMPARE(loaded->at(1).name, QStringLiteral("added by hand"));
}

void ProfileStoreTest::keepsKeysItDoesNotKnow()
{
    writeFile(m_file, "[General]\ntop=1\n\n[connections]\n1\\name=a\n1\\tls\\pin=\"x, y\"\nsize=1\nsorted=yes\n\n"
                      "[future]\nlist=a, b\nbytes=@ByteArray(\\x1\\0)\nsize=@Size(3 4)\n");
    Profile profile = onlyProfile();
    QCOMPARE(profile.unknownKeys.value(QStringLiteral("tls/pin")), QVariant(QStringLiteral("x, y")));
    profile.name = QStringLiteral("b");
    QVERIFY(store().save(profile));
    QVERIFY(store().save(profileNamed(QStringLiteral("second"))));
    QVERIFY(store().setWindowValue(QStringLiteral("w"), 1));
    QVERIFY(store().setLastConnection(profile.id));
    QVERIFY(store().remove(profile.id));

    const QSettings settings(m_file, QSettings::IniFormat);
    QCOMPARE(settings.value(QStringLiteral("top")).toInt(), 1);
    QCOMPARE(settings.value(QStringLiteral("connections/sorted")).toString(), QStringLiteral("yes"));
    QCOMPARE(settings.value(QStringLiteral("future/list")).toStringList(),
             (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(settings.value(QStringLiteral("future/bytes")).toByteArray(), QByteArray("\x01\0", 2));
    QVERIFY(contentOf(m_file).contains("\nsize=@Size(3 4)\n"));
}

void ProfileStoreTest::keepsUnknownKeysWrittenMeanwhile()
{
    Profile profile = profileNamed(QStringLiteral("a"));
    QVERIFY(store().save(profile));
    Profile newer = profile;
    newer.unknownKeys.insert(QStringLiteral("later"), QStringLiteral("kept"));
    QVERIFY(store().save(newer));

    profile.name = QStringLiteral("b");
    QVERIFY(store().save(profile));
    QCOMPARE(onlyProfile().name, QStringLiteral("b"));
    QCOMPARE(onlyProfile().unknownKeys, newer.unknownKeys);
}

void ProfileStoreTest::removesOneConnectionAndItsKeys()
{
    const Profile first = profileNamed(QStringLiteral("one"));
    const Profile second = profileNamed(QStringLiteral("two"));
    QVERIFY(store().save(first));
    QVERIFY(store().save(second));
    QVERIFY(store().remove(first.id));
    QCOMPARE(store().load().value(), QList<Profile>{second});
    QVERIFY(!contentOf(m_file).contains("one"));
    QVERIFY(!contentOf(m_file).contains("2\\"));

    QVERIFY(store().remove(first.id)); // already gone is as good as removed
    QVERIFY(store().remove(second.id));
    QVERIFY(store().load().value().isEmpty());
}

void ProfileStoreTest::forgetsTheLastConnectionWithIt()
{
    const Profile first = profileNamed(QStringLiteral("one"));
    const Profile second = profileNamed(QStringLiteral("two"));
    QVERIFY(store().save(first));
    QVERIFY(store().save(second));
    QVERIFY(store().setLastConnection(first.id));
    QCOMPARE(store().lastConnection(), first.id);
    QVERIFY(store().remove(second.id));
    QCOMPARE(store().lastConnection(), first.id);
    QVERIFY(store().remove(first.id));
    QVERIFY(store().lastConnection().isNull());

    QVERIFY(store().setLastConnection(second.id));
    QVERIFY(store().setLastConnection({}));
    QVERIFY(store().lastConnection().isNull());
}

void ProfileStoreTest::keepsTheLastConnectionOnAWorkerInOrder()
{
    ProfileStore one(m_file);
    const Profile first = profileNamed(QStringLiteral("one"));
    const Profile second = profileNamed(QStringLiteral("two"));
    QVERIFY(one.save(first));
    QVERIFY(one.save(second));
    for (int round = 0; round < 10; ++round) {
        one.keepLastConnection(first.id);
        one.keepLastConnection(second.id);
        QCOMPARE(one.lastConnection(), second.id);
        one.keepLastConnection(first.id);
        QVERIFY(one.setLastConnection(second.id)); // behind it
        QCOMPARE(one.lastConnection(), second.id);
    }
    one.keepLastConnection(first.id);
    QVERIFY(one.remove(first.id)); // a connection that is gone is nobody's last one
    QVERIFY(one.lastConnection().isNull());
    QCOMPARE(one.load().value(), QList<Profile>{second});
}

void ProfileStoreTest::hasKeptTheLastConnectionWhenItGoes()
{
    const QUuid last = QUuid::createUuid();
    {
        ProfileStore going(m_file);
        for (int i = 0; i < 5; ++i)
            going.keepLastConnection(QUuid::createUuid());
        going.keepLastConnection(last);
    }
    QCOMPARE(store().lastConnection(), last);
}

void ProfileStoreTest::saysWhatAWorkerCouldNotKeep()
{
    writeFile(m_file, "a file");
    ProfileStore below(m_file + QStringLiteral("/below/gatehouse.ini"));
    const auto kept = below.keepLastConnection(QUuid::createUuid()).result();
    QVERIFY(!kept);
    QVERIFY2(kept.error().contains(QStringLiteral("folder")), qPrintable(kept.error()));
}

void ProfileStoreTest::saysThatAWorkerSetADamagedFileAside()
{
    writeFile(m_file, "garbage");
    ProfileStore damaged(m_file);
    const QUuid last = QUuid::createUuid();
    QVERIFY(damaged.keepLastConnection(last).result());
    QVERIFY(!damaged.takeNotice().isEmpty());
    QVERIFY(damaged.takeNotice().isEmpty());
    QCOMPARE(damaged.lastConnection(), last);
}

void ProfileStoreTest::keepsATokenOutOfTheFileThatIsKeptElsewhere()
{
    Profile profile = profileNamed(QStringLiteral("a"));
    QVERIFY(store().save(profile));
    QVERIFY(contentOf(m_file).contains("s3cret"));
    profile.tokenStore = QStringLiteral("keychain");
    QVERIFY(store().save(profile));
    QVERIFY(!contentOf(m_file).contains("s3cret"));
    QCOMPARE(onlyProfile().tokenStore, QStringLiteral("keychain"));
}

void ProfileStoreTest::remembersTheWindow()
{
    const QByteArray geometry("\x01\xd9\xd0\xcb\x00\x03,\";\n", 10);
    QVERIFY(store().setWindowValue(QStringLiteral("geometry"), geometry));
    QVERIFY(store().setWindowValue(QStringLiteral("columns/widths"), QVariantList{100, 80}));
    QVERIFY(store().setWindowValue(QStringLiteral("dark"), true));
    QCOMPARE(store().windowValue(QStringLiteral("geometry")).toByteArray(), geometry);
    QCOMPARE(store().windowValue(QStringLiteral("columns/widths")).toStringList(),
             (QStringList{QStringLiteral("100"), QStringLiteral("80")}));
    QCOMPARE(store().windowValue(QStringLiteral("dark")).toBool(), true);
    QCOMPARE(store().windowValue(QStringLiteral("none"), 5), QVariant(5));
    QVERIFY(contentOf(m_file).startsWith("[window]\n"));
}

void ProfileStoreTest::remembersHowTheRecordIsKept_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::newRow("both") << QStringLiteral("Ada Admin") << QStringLiteral("/srv/receipts");
    QTest::newRow("hard") << QStringLiteral("Zoë, \"A;d\\a\" = 例") << QStringLiteral("/srv/50% of, all; \"x\"");
    QTest::newRow("a name only") << QStringLiteral("Ada") << QString();
    QTest::newRow("a folder only") << QString() << QStringLiteral("/srv");
    QTest::newRow("neither") << QString() << QString();
}

void ProfileStoreTest::remembersHowTheRecordIsKept()
{
    QFETCH(QString, name);
    QFETCH(QString, folder);
    QCOMPARE(store().recordSettings(), RecordSettings());
    QVERIFY(store().setRecordSettings({QStringLiteral("before"), QStringLiteral("/before")}));
    QVERIFY(store().setRecordSettings({name, folder}));
    QCOMPARE(store().recordSettings(), (RecordSettings{name, folder}));
    const QSettings settings(m_file, QSettings::IniFormat);
    QCOMPARE(settings.value(QStringLiteral("record/name")).toString(), name);
    QCOMPARE(settings.contains(QStringLiteral("record/receiptFolder")), !folder.isEmpty());
}

void ProfileStoreTest::leavesTheRestAloneWhenItKeepsTheRecord()
{
    writeFile(m_file, "[record]\nname=old\nnewer=7\n\n[other]\nkey=value\n");
    QVERIFY(store().save(profileNamed(QStringLiteral("EU"))));
    QVERIFY(store().setRecordSettings({{}, QStringLiteral("/srv")}));
    const QSettings settings(m_file, QSettings::IniFormat);
    QVERIFY(!settings.contains(QStringLiteral("record/name")));
    QCOMPARE(settings.value(QStringLiteral("record/newer")).toInt(), 7);
    QCOMPARE(settings.value(QStringLiteral("other/key")).toString(), QStringLiteral("value"));
    QCOMPARE(onlyProfile().name, QStringLiteral("EU"));
}

void ProfileStoreTest::readsARecordNameWithACommaByHand()
{
    writeFile(m_file, "[record]\nname=Admin, Ada\n");
    QCOMPARE(store().recordSettings().name, QStringLiteral("Admin, Ada"));
}

void ProfileStoreTest::seesWhatAnotherStoreSaved()
{
    auto one = store();
    auto other = store();
    // Same length, same moment: a cache that goes by size and time would not notice.
    for (int i = 10; i < 60; ++i) {
        QVERIFY(one.setWindowValue(QStringLiteral("n"), i));
        QCOMPARE(other.windowValue(QStringLiteral("n")).toInt(), i);
    }
}

void ProfileStoreTest::namesTheStandardFile()
{
    const QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Gatehouse"),
                             QStringLiteral("gatehouse"));
    QCOMPARE(ProfileStore::standardFile(), settings.fileName());
}

QTEST_GUILESS_MAIN(ProfileStoreTest)
#include "tst_profilestore.moc"
