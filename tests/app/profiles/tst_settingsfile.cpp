// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"
#include "profiles/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace gatehouse;

namespace {

/// No file can grow beyond `bytes`, as on a disk that is full: a write is cut short, the next one fails.
class SmallDisk final
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

/// Takes root's right to go past permissions from this thread; for anybody else it changes nothing.
class NoPrivilege final
{
public:
    NoPrivilege()
    {
        m_works = syscall(SYS_capget, &m_header, m_before) == 0;
        __user_cap_data_struct less[2] = {m_before[0], m_before[1]};
        less[0].effective &= ~((1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH));
        m_works = m_works && syscall(SYS_capset, &m_header, less) == 0;
    }
    ~NoPrivilege() { syscall(SYS_capset, &m_header, m_before); }
    Q_DISABLE_COPY_MOVE(NoPrivilege)
    bool works() const { return m_works; }

private:
    __user_cap_header_struct m_header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_before[2]{};
    bool m_works = false;
};

int modeOf(const QString &path)
{
    struct stat answer = {};
    return stat(QFile::encodeName(path).constData(), &answer) == 0 ? int(answer.st_mode & 07777) : -1;
}

QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void putBytes(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

Profile someProfile(const QString &name)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.token = QByteArrayLiteral("s3cret");
    return profile;
}

} // namespace

class SettingsFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void isReadableByItsOwnerAlone();
    void closesAFileThatOthersCouldRead();
    void noticesAFullDisk_data();
    void noticesAFullDisk();
    void replacesNothingOnAFullDisk();
    void readsInAFolderItCannotWrite();
    void refusesToOverwriteADamagedFileThatItCannotSetAside();
    void tellsThatAFileCannotBeRead();
    void tellsThatTheFolderCannotBeMade();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void setsASecondDamagedFileAsideUnderAnotherName();
    void saysNothingOfAHealthyFile_data();
    void saysNothingOfAHealthyFile();
    void setsADamagedFileAsideBeforeSaving();
    void readsWindowStateOfADamagedFileAsMissing();
    void keepsASymbolicLink();
    void writesThroughADanglingLink();
    void ignoresTheLockOfACrashedProgram();
    void givesUpWhenTheLockIsHeld();
    void writesNothingWhenNothingChanged();

private:
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden | QDir::System); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void SettingsFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("gatehouse.ini"));
}

void SettingsFileTest::cleanup()
{
    chmod(QFile::encodeName(m_folder->path()).constData(), 0700);
}

void SettingsFileTest::isReadableByItsOwnerAlone()
{
    const mode_t before = umask(0);
    ProfileStore store(m_file);
    QVERIFY(store.save(someProfile(QStringLiteral("a"))));
    const int mode = modeOf(m_file);
    QVERIFY(store.save(someProfile(QStringLiteral("b"))));
    umask(before);
    QCOMPARE(mode, 0600);
    QCOMPARE(modeOf(m_file), 0600);
}

void SettingsFileTest::closesAFileThatOthersCouldRead()
{
    putBytes(m_file, "[connections]\n1\\name=a\nsize=1\n");
    const QByteArray native = QFile::encodeName(m_file);
    chmod(native.constData(), 0644);
    QVERIFY(ProfileStore(m_file).load());
    QCOMPARE(modeOf(m_file), 0600);

    chmod(native.constData(), 0644);
    QVERIFY(ProfileStore(m_file).save(someProfile(QStringLiteral("b"))));
    QCOMPARE(modeOf(m_file), 0600);
}

void SettingsFileTest::noticesAFullDisk_data()
{
    QTest::addColumn<int>("bytes");
    // From the lock's few bytes to almost enough.
    for (const int bytes : {0, 1, 10, 200, 4096, 20'000, 39'999})
        QTest::addRow("%d", bytes) << bytes;
}

void SettingsFileTest::noticesAFullDisk()
{
    QFETCH(int, bytes);
    ProfileStore store(m_file);
    const Profile first = someProfile(QStringLiteral("first"));
    QVERIFY(store.save(first));
    const QByteArray before = bytesIn(m_file);

    tl::expected<void, QString> saved;
    {
        const SmallDisk disk{rlim_t(bytes)};
        saved = store.save(someProfile(QString(40'000, QChar(u'x'))));
    }
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(QStringLiteral("not saved")), qPrintable(saved.error()));
    QCOMPARE(bytesIn(m_file), before);
    QCOMPARE(store.load().value(), QList<Profile>{first});
    QVERIFY(store.takeNotice().isEmpty());
    QCOMPARE(names(), QStringList{QStringLiteral("gatehouse.ini")});

    QVERIFY(store.save(someProfile(QStringLiteral("room again"))));
    QCOMPARE(store.load().value().size(), 2);
}

void SettingsFileTest::replacesNothingOnAFullDisk()
{
    putBytes(m_file, "old");
    // Around the size of a buffer: what fits in one is only written at the end.
    for (const int size : {2, 1000, 16'384, 16'385, 100'000}) {
        tl::expected<void, QString> replaced;
        {
            const SmallDisk disk{rlim_t(size - 1)};
            replaced = replaceFile(m_file, QByteArray(size, 'n'));
        }
        QVERIFY(!replaced);
        QCOMPARE(bytesIn(m_file), QByteArrayLiteral("old"));
        QCOMPARE(names(), QStringList{QStringLiteral("gatehouse.ini")});
    }
    QVERIFY(replaceFile(m_file, QByteArrayLiteral("new")));
    QCOMPARE(bytesIn(m_file), QByteArrayLiteral("new"));
    QCOMPARE(modeOf(m_file), 0600);
}

void SettingsFileTest::readsInAFolderItCannotWrite()
{
    const Profile profile = someProfile(QStringLiteral("a"));
    QVERIFY(ProfileStore(m_file).save(profile));
    chmod(QFile::encodeName(m_folder->path()).constData(), 0500);
    const NoPrivilege person;
    if (!person.works())
        QSKIP("The right to go past permissions cannot be given up here.");
    ProfileStore store(m_file);
    QCOMPARE(store.load().value(), QList<Profile>{profile});
    const auto saved = store.save(someProfile(QStringLiteral("b")));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(QStringLiteral("could not be written")), qPrintable(saved.error()));
    QVERIFY(!store.setWindowValue(QStringLiteral("w"), 1));
    QCOMPARE(store.load().value(), QList<Profile>{profile});
}

void SettingsFileTest::refusesToOverwriteADamagedFileThatItCannotSetAside()
{
    const QByteArray garbage("\0\x01\x02 not settings", 16);
    putBytes(m_file, garbage);
    chmod(QFile::encodeName(m_folder->path()).constData(), 0500);
    const NoPrivilege person;
    if (!person.works())
        QSKIP("The right to go past permissions cannot be given up here.");
    ProfileStore store(m_file);
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().contains(QStringLiteral("is damaged")), qPrintable(loaded.error()));
    QVERIFY(!store.save(someProfile(QStringLiteral("a"))));
    QCOMPARE(bytesIn(m_file), garbage);
}

void SettingsFileTest::tellsThatAFileCannotBeRead()
{
    putBytes(m_file, "[connections]\n1\\name=a\nsize=1\n");
    chmod(QFile::encodeName(m_file).constData(), 0000);
    {
        const NoPrivilege person;
        if (!person.works())
            QSKIP("The right to go past permissions cannot be given up here.");
        ProfileStore store(m_file);
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().contains(QStringLiteral("could not be read")), qPrintable(loaded.error()));
        QVERIFY(!store.save(someProfile(QStringLiteral("b"))));
    }
    QCOMPARE(bytesIn(m_file), QByteArrayLiteral("[connections]\n1\\name=a\nsize=1\n"));
}

void SettingsFileTest::tellsThatTheFolderCannotBeMade()
{
    putBytes(m_file, "a file");
    ProfileStore store(m_file + QStringLiteral("/below/gatehouse.ini"));
    const auto saved = store.save(someProfile(QStringLiteral("a")));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(QStringLiteral("folder")), qPrintable(saved.error()));
}

void SettingsFileTest::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray whole("[connections]\n1\\id={8b1f2c1e-0000-4000-8000-000000000001}\n1\\name=\"Pivot, EU\"\n"
                           "1\\token=s3cret\nsize=1\n");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x02\x01\0\0\xff",
                                          9);
    QTest::newRow("only NUL") << QByteArray(512, '\0');
    QTest::newRow("NUL at the end") << whole + QByteArray(16, '\0');
    QTest::newRow("not UTF-8") << whole + QByteArray("[x]\ny=caf\xe9\n");
    QTest::newRow("no key at all") << QByteArray("hello\n");
    QTest::newRow("a web page") << QByteArray("<html>\n<body>\n</html>\n");
    QTest::newRow("a group cut") << QByteArray("[connec");
    QTest::newRow("a key without a name") << QByteArray("[a]\n=x\n");
    for (const char *const end :
         {"\\name=\"Piv", "1\\na", "1\\name=\"Pivot, EU\"\n", "1\\token=s3c", "1\\token=s3cret\n", "siz"}) {
        const qsizetype cut = whole.indexOf(end) + qsizetype(qstrlen(end));
        QTest::addRow("cut after %d bytes", int(cut)) << whole.left(cut);
    }
}

void SettingsFileTest::setsADamagedFileAside()
{
    QFETCH(QByteArray, content);
    putBytes(m_file, content);
    chmod(QFile::encodeName(m_file).constData(), 0644);
    ProfileStore store(m_file);
    const auto loaded = store.load();
    QVERIFY(loaded);
    QVERIFY(loaded->isEmpty());

    const QRegularExpression form(QStringLiteral("^gatehouse\\.ini\\.damaged-\\d{8}-\\d{6}$"));
    QCOMPARE(names().size(), 1);
    const QString aside = names().first();
    QVERIFY2(form.match(aside).hasMatch(), qPrintable(aside));
    QCOMPARE(bytesIn(m_folder->filePath(aside)), content);
    QCOMPARE(modeOf(m_folder->filePath(aside)), 0600);

    const QString notice = store.takeNotice();
    QVERIFY(notice.contains(QStringLiteral("damaged")));
    QVERIFY2(notice.contains(aside), qPrintable(notice));
    QVERIFY(store.takeNotice().isEmpty());
    QVERIFY(store.load() && store.takeNotice().isEmpty());
}

void SettingsFileTest::setsASecondDamagedFileAsideUnderAnotherName()
{
    ProfileStore store(m_file);
    for (const char *const content : {"first", "second", "third"}) {
        putBytes(m_file, content);
        QVERIFY(store.load());
    }
    QList<QByteArray> kept;
    const QStringList files = names();
    for (const QString &name : files)
        kept.append(bytesIn(m_folder->filePath(name)));
    std::sort(kept.begin(), kept.end());
    QCOMPARE(kept, (QList<QByteArray>{"first", "second", "third"}));
}

void SettingsFileTest::saysNothingOfAHealthyFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("only lines") << QByteArray("\r\n\n  \n");
    QTest::newRow("only a comment") << QByteArray("; it's \"mine\n");
    QTest::newRow("comments with a hash") << QByteArray("# my \"servers\n[window]\n# more\na=\"#1\"\n");
    QTest::newRow("only a group") << QByteArray("[window]\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[window]\na=1\n");
    QTest::newRow("escaped quote") << QByteArray("[window]\na=\"x \\\" y\"\nb=\\\"\n");
    QTest::newRow("no line end") << QByteArray("[window]\na=1");
    QTest::newRow("no connections") << QByteArray("[connections]\nsize=0\n");
}

void SettingsFileTest::saysNothingOfAHealthyFile()
{
    QFETCH(QByteArray, content);
    putBytes(m_file, content);
    ProfileStore store(m_file);
    QVERIFY(store.load());
    QVERIFY(store.takeNotice().isEmpty());
    QCOMPARE(bytesIn(m_file), content);
    QVERIFY(store.save(someProfile(QStringLiteral("a"))));
    QCOMPARE(store.load().value().size(), 1);
    QCOMPARE(names(), QStringList{QStringLiteral("gatehouse.ini")});
}

void SettingsFileTest::setsADamagedFileAsideBeforeSaving()
{
    putBytes(m_file, "garbage");
    ProfileStore store(m_file);
    const Profile profile = someProfile(QStringLiteral("a"));
    QVERIFY(store.save(profile));
    QVERIFY(!store.takeNotice().isEmpty());
    QCOMPARE(store.load().value(), QList<Profile>{profile});
    QCOMPARE(names().size(), 2);
    QCOMPARE(bytesIn(m_folder->filePath(names().last())), QByteArrayLiteral("garbage"));
}

void SettingsFileTest::readsWindowStateOfADamagedFileAsMissing()
{
    putBytes(m_file, "garbage");
    ProfileStore store(m_file);
    QCOMPARE(store.windowValue(QStringLiteral("w"), 3), QVariant(3));
    QVERIFY(store.lastConnection().isNull());
    QVERIFY(store.load());
    QVERIFY(!store.takeNotice().isEmpty()); // only now, where it is looked for
}

void SettingsFileTest::keepsASymbolicLink()
{
    QTemporaryDir elsewhere;
    const QString target = elsewhere.filePath(QStringLiteral("real.ini"));
    putBytes(target, "[window]\na=1\n");
    QVERIFY(QFile::link(target, m_file));
    ProfileStore store(m_file);
    QVERIFY(store.save(someProfile(QStringLiteral("a"))));
    QVERIFY(QFileInfo(m_file).isSymLink());
    QVERIFY(!QFileInfo(target).isSymLink());
    QVERIFY(bytesIn(target).contains("1\\name=a"));
    QCOMPARE(modeOf(target), 0600);
}

void SettingsFileTest::writesThroughADanglingLink()
{
    const QString middle = m_folder->filePath(QStringLiteral("middle"));
    const QString target = m_folder->filePath(QStringLiteral("not/yet/there.ini"));
    QVERIFY(QFile::link(target, middle));
    QVERIFY(QFile::link(middle, m_file));
    const auto saved = ProfileStore(m_file).save(someProfile(QStringLiteral("a")));
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error()));
    QVERIFY(QFileInfo(m_file).isSymLink());
    QVERIFY(bytesIn(target).contains("1\\name=a"));
}

void SettingsFileTest::ignoresTheLockOfACrashedProgram()
{
    // No process has this number: Linux ends at 4194304.
    putBytes(m_file + QStringLiteral(".lock"), "4194399\ngatehouse\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    QVERIFY(ProfileStore(m_file).save(someProfile(QStringLiteral("a"))));
    QCOMPARE(names(), QStringList{QStringLiteral("gatehouse.ini")});
}

void SettingsFileTest::givesUpWhenTheLockIsHeld()
{
    QLockFile neighbour(m_file + QStringLiteral(".lock"));
    QVERIFY(neighbour.tryLock(0));
    ProfileStore store(m_file);
    const auto saved = store.save(someProfile(QStringLiteral("a")));
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(QStringLiteral("another window")), qPrintable(saved.error()));
    QVERIFY(store.load()); // reading needs no lock
    neighbour.unlock();
    QVERIFY(store.save(someProfile(QStringLiteral("a"))));
}

void SettingsFileTest::writesNothingWhenNothingChanged()
{
    ProfileStore store(m_file);
    const Profile profile = someProfile(QStringLiteral("a"));
    QVERIFY(store.save(profile));
    QVERIFY(store.setLastConnection(profile.id));
    struct stat before = {};
    struct stat after = {};
    const QByteArray native = QFile::encodeName(m_file);
    // A second name holds the inode, so that a new file cannot get the same number.
    QCOMPARE(link(native.constData(), (native + ".held").constData()), 0);
    stat(native.constData(), &before);
    QVERIFY(store.setLastConnection(profile.id));
    QVERIFY(store.remove(QUuid::createUuid()));
    stat(native.constData(), &after);
    QCOMPARE(after.st_ino, before.st_ino);
}

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "tst_settingsfile.moc"
