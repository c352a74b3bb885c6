// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lastlook.h"

#include "users/lookbytes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>
#include <utility>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

const ConnectionKey kConnection{QUuid::fromString(QStringLiteral("{9f0e7f4c-6d0c-4b57-8a53-1d2f7d0f6f11}")),
                                QStringLiteral("https://pivot.example.com")};

Instant minute(int minutes)
{
    return Instant{std::chrono::minutes{minutes}};
}

UserStatus enabledUser(const char *name)
{
    return UserStatus::enabled(name);
}

UserStatus disabledUser(const char *name, int since = 1)
{
    return UserStatus::disabled(name, minute(since));
}

StatusTable tableOf(const QList<UserStatus> &statuses)
{
    StatusListBuilder builder;
    for (const UserStatus &status : statuses)
        builder.add(status);
    return StatusTable().replacedBy(std::move(builder).build(), 0);
}

const StatusTable &morning()
{
    static const StatusTable table =
        tableOf({enabledUser("ann"), enabledUser("bob"), disabledUser("cid"), enabledUser("dan")});
    return table;
}

/// Of those of the morning, ann is disabled, cid enabled, dan gone; eve is new.
const StatusTable &evening()
{
    static const StatusTable table =
        tableOf({disabledUser("ann", 5), enabledUser("bob"), enabledUser("cid"), enabledUser("eve")});
    return table;
}

LookCounts eveningCounts()
{
    return {.disabled = 1, .enabled = 1, .fresh = 1, .gone = 1, .dateChanged = 0};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void putBytes(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Lets no file of this program grow beyond so many bytes, which stands for a full disk.
class SmallDisk final
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestLastLook final : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void tellsNothingAtTheFirstLook();
    void tellsWhatOthersChanged();
    void tellsNothingOnceItIsMarkedAsSeen();
    void survivesARestart();
    void keepsNothingWithoutAFolder();
    void doesNotTellOwnChanges_data();
    void doesNotTellOwnChanges();
    void tellsNoMoreOfAUserWhoWasChangedHere();
    void keepsOwnChangesWhenItIsMarkedAsSeen();
    void heedsOwnChangesWhileItCompares();
    void tellsTheNewestListOnly();
    void marksWhatWasToldAndNotWhatIsBeingCompared();
    void tellsNothingOfRowsOfAnotherTable();
    void leavesAloneWhatAWorkerHas();
    void remembersWhatManySawAfterAFewChanges();
    void waitsForItsFile();
    void canGoWhileItWorks();

    void keepsEachConnectionAndAddressApart();
    void namesNobodyInTheNameOfItsFile();
    void isReadableByItsOwnerAlone();
    void takesAnyDamagedFileForNone();
    void leavesABadFileAloneUntilItSaves_data();
    void leavesABadFileAloneUntilItSaves();
    void saysWhenTheDiskIsFull();
    void leavesTheOldFileWhenHalfOfTheNewOneFits();
    void saysWhenTheFolderCannotBeWritten();
    void writesInTheEndWhatCouldNotBeWrittenBefore();
    void keepsTheLastWriterOfTwo();
    void forgetsAConnection();

private:
    using Look = std::unique_ptr<LastLook>;
    QString folder() const { return m_home->filePath(QStringLiteral("data/seen")); }
    QString path() const { return LookFile(folder(), kConnection).path(); }
    Look look(const ConnectionKey &connection = kConnection)
    {
        return std::make_unique<LastLook>(connection, LastLook::Parts{folder(), &m_files, 0ms});
    }
    /// Compares and waits for it.
    static bool compared(LastLook &look, const StatusTable &table, int at)
    {
        const QSignalSpy spy(&look, &LastLook::compared);
        look.compare(table, minute(at));
        return QTest::qWaitFor([&] { return !spy.isEmpty() && !look.isComparing(); });
    }
    /// Lets it go and waits for what it still writes.
    void end(Look look)
    {
        look.reset();
        m_files.waitForDone();
    }
    /// A look that has seen the morning, and ended.
    void seeMorning()
    {
        auto first = look();
        QVERIFY(compared(*first, morning(), 10));
        end(std::move(first));
    }
    static LookChange change(const LastLook &look, const StatusTable &table, const char *name)
    {
        const auto row = table.find(QByteArrayView(name));
        return row ? look.changeOf(table, *row) : LookChange::None;
    }

    QThreadPool m_files;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestLastLook::init()
{
    m_files.setMaxThreadCount(1);
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
}

void TestLastLook::cleanup()
{
    m_files.waitForDone();
    QThreadPool::globalInstance()->waitForDone();
}

void TestLastLook::tellsNothingAtTheFirstLook()
{
    const auto first = look();
    QCOMPARE(first->seenAt(), std::nullopt);
    first->markAsSeen(); // nothing was compared yet
    QVERIFY(compared(*first, morning(), 10));
    QCOMPARE(first->counts(), LookCounts());
    QVERIFY(first->gone().isEmpty());
    QCOMPARE(first->seenAt(), std::optional(minute(10)));
    QVERIFY(first->trouble().isEmpty());
    QTRY_VERIFY(QFileInfo::exists(path())); // or the next program would take its first list for the first
}

void TestLastLook::tellsWhatOthersChanged()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    QCOMPARE(it->counts(), eveningCounts());
    QCOMPARE(change(*it, evening(), "ann"), LookChange::Disabled);
    QCOMPARE(change(*it, evening(), "bob"), LookChange::None);
    QCOMPARE(change(*it, evening(), "cid"), LookChange::Enabled);
    QCOMPARE(change(*it, evening(), "eve"), LookChange::New);
    QCOMPARE(change(*it, morning(), "ann"), LookChange::None); // another table, of as many rows
    QCOMPARE(it->gone(), (QList<GoneUser>{{"dan", {StatusState::Enabled, {}}}}));
    QCOMPARE(it->changes(evening())->counts, eveningCounts());
    QCOMPARE(it->seenAt(), std::optional(minute(10)));
    QVERIFY(compared(*it, evening(), 30)); // until it is seen
    QCOMPARE(it->counts(), eveningCounts());
    QVERIFY(compared(*it, morning(), 40)); // somebody took it all back
    QCOMPARE(it->counts(), LookCounts());
}

void TestLastLook::tellsNothingOnceItIsMarkedAsSeen()
{
    auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    const QSignalSpy changed(it.get(), &LastLook::changed);
    it->markAsSeen();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(it->counts(), LookCounts());
    QVERIFY(it->gone().isEmpty());
    QCOMPARE(change(*it, evening(), "ann"), LookChange::None);
    QCOMPARE(it->seenAt(), std::optional(minute(20)));
    QVERIFY(compared(*it, evening(), 30));
    QCOMPARE(it->counts(), LookCounts());
    QCOMPARE(it->seenAt(), std::optional(minute(20)));
    end(std::move(it));

    const auto next = look();
    QVERIFY(compared(*next, morning(), 40));
    QCOMPARE(next->seenAt(), std::optional(minute(20)));
    QCOMPARE(next->counts(), (LookCounts{.disabled = 1, .enabled = 1, .fresh = 1, .gone = 1, .dateChanged = 0}));
}

void TestLastLook::survivesARestart()
{
    seeMorning();
    for (int start = 0; start < 2; ++start) { // it is told until it is marked
        auto it = look();
        QVERIFY(compared(*it, evening(), 20));
        QCOMPARE(it->counts(), eveningCounts());
        QCOMPARE(it->seenAt(), std::optional(minute(10)));
        QCOMPARE(it->gone(), (QList<GoneUser>{{"dan", {StatusState::Enabled, {}}}}));
        end(std::move(it));
    }
}

void TestLastLook::keepsNothingWithoutAFolder()
{
    LastLook it(kConnection, {});
    QVERIFY(compared(it, morning(), 10));
    QVERIFY(compared(it, evening(), 20));
    QCOMPARE(it.counts(), eveningCounts());
    it.noteOwn(enabledUser("ann"));
    it.markAsSeen();
    QCOMPARE(it.counts(), LookCounts());
    QVERIFY(it.trouble().isEmpty());
    QVERIFY(!QFileInfo::exists(QFileInfo(path()).path()));
}

void TestLastLook::doesNotTellOwnChanges_data()
{
    QTest::addColumn<bool>("restarts");
    QTest::newRow("in one program") << false;
    QTest::newRow("over a restart") << true;
}

void TestLastLook::doesNotTellOwnChanges()
{
    QFETCH(bool, restarts);
    auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    it->noteOwn(disabledUser("ann", 5));
    it->noteOwn(disabledUser("cid", 2));
    it->noteOwn(enabledUser("cid"));
    it->noteOwn(UserStatus::none("dan"));
    it->noteOwn(enabledUser("eve"));
    if (restarts) {
        end(std::move(it));
        it = look();
    }
    QVERIFY(compared(*it, evening(), 20));
    QCOMPARE(it->counts(), LookCounts());
    QVERIFY(it->gone().isEmpty());
    QCOMPARE(it->seenAt(), std::optional(minute(10)));
    QVERIFY(compared(*it, morning(), 30)); // and somebody else undoes them
    QCOMPARE(it->counts(), eveningCounts());
}

void TestLastLook::tellsNoMoreOfAUserWhoWasChangedHere()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    const QSignalSpy changed(it.get(), &LastLook::changed);
    LookCounts left = eveningCounts();
    const auto note = [&](const UserStatus &status, LookChange told) {
        left.add(told, -1);
        it->noteOwn(status);
    };
    note(enabledUser("ann"), LookChange::Disabled);
    QCOMPARE(it->counts(), left);
    QCOMPARE(change(*it, evening(), "ann"), LookChange::None);
    note(UserStatus::none("eve"), LookChange::New);
    QCOMPARE(it->counts(), left);
    note(enabledUser("dan"), LookChange::Gone);
    QCOMPARE(it->counts(), left);
    QVERIFY(it->gone().isEmpty());
    QCOMPARE(changed.size(), 3);
    note(disabledUser("bob"), LookChange::None);
    note(enabledUser("fay"), LookChange::None);
    note(enabledUser("ann"), LookChange::None);
    QCOMPARE(it->counts(), left);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(change(*it, evening(), "cid"), LookChange::Enabled);
}

void TestLastLook::keepsOwnChangesWhenItIsMarkedAsSeen()
{
    auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    it->noteOwn(disabledUser("bob", 7));
    it->markAsSeen();
    end(std::move(it));
    const auto next = look();
    QVERIFY(compared(*next, evening(), 30)); // bob is enabled in it
    QCOMPARE(next->counts(), (LookCounts{.disabled = 0, .enabled = 1, .fresh = 0, .gone = 0, .dateChanged = 0}));
}

void TestLastLook::heedsOwnChangesWhileItCompares()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    const QSignalSpy spy(it.get(), &LastLook::compared);
    it->compare(evening(), minute(20));
    it->noteOwn(enabledUser("ann"));
    it->noteOwn(enabledUser("dan"));
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(it->counts(), (LookCounts{.disabled = 0, .enabled = 1, .fresh = 1, .gone = 0, .dateChanged = 0}));
    QCOMPARE(change(*it, evening(), "ann"), LookChange::None);
    it->markAsSeen();
    QVERIFY(compared(*it, evening(), 30)); // somebody disabled ann once more, and deleted dan
    QCOMPARE(it->counts(), (LookCounts{.disabled = 1, .enabled = 0, .fresh = 0, .gone = 1, .dateChanged = 0}));
}

void TestLastLook::tellsTheNewestListOnly()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    const QSignalSpy spy(it.get(), &LastLook::compared);
    for (int i = 0; i < 20; ++i)
        it->compare(i % 2 ? evening() : morning(), minute(20 + i));
    it->compare(evening(), minute(50));
    QTRY_VERIFY(!it->isComparing());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(it->counts(), eveningCounts());
    it->markAsSeen();
    QCOMPARE(it->seenAt(), std::optional(minute(50)));
}

void TestLastLook::marksWhatWasToldAndNotWhatIsBeingCompared()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    const StatusTable night = tableOf({disabledUser("ann", 5), disabledUser("bob", 6), enabledUser("cid")});
    const QSignalSpy spy(it.get(), &LastLook::compared);
    it->compare(night, minute(30));
    it->markAsSeen(); // of the evening: the night is not on the screen yet
    QCOMPARE(it->seenAt(), std::optional(minute(20)));
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(it->counts(), (LookCounts{.disabled = 1, .enabled = 0, .fresh = 0, .gone = 1, .dateChanged = 0}));
    QCOMPARE(change(*it, night, "bob"), LookChange::Disabled);
    QCOMPARE(change(*it, night, "ann"), LookChange::None);
}

void TestLastLook::tellsNothingOfRowsOfAnotherTable()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    StatusTable table = evening();
    table.noteAnswer(enabledUser("fay"), 1);
    QVERIFY(compared(*it, table, 20));
    QCOMPARE(change(*it, table, "fay"), LookChange::New);
    QCOMPARE(it->changeOf(morning(), 0), LookChange::None);
    QVERIFY(!it->changes(morning()));

    StatusTable grown = table; // rows that came since
    grown.noteAnswer(enabledUser("gus"), 2);
    QCOMPARE(change(*it, grown, "ann"), LookChange::Disabled);
    QCOMPARE(change(*it, grown, "gus"), LookChange::None);
    QVERIFY(it->changes(grown));

    StatusTable other = evening(); // the same list, with another user behind it
    other.noteAnswer(enabledUser("hal"), 1);
    QCOMPARE(change(*it, other, "hal"), LookChange::None);
    QVERIFY(!it->changes(other));
    QVERIFY(!it->changes(evening()));

    it->compare(table, minute(30));
    QCOMPARE(change(*it, table, "ann"), LookChange::None);
    QVERIFY(!it->changes(table));
    QTRY_COMPARE(change(*it, table, "ann"), LookChange::Disabled);
}

void TestLastLook::leavesAloneWhatAWorkerHas()
{
    const auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QVERIFY(compared(*it, evening(), 20));
    const auto held = it->changes(evening());
    it->noteOwn(enabledUser("ann"));
    it->markAsSeen();
    QCOMPARE(held->counts, eveningCounts());
    QCOMPARE(held->rows[*evening().find("ann")], LookChange::Disabled);
}

// Of a few changes among many users a note is kept in place of all the names.
void TestLastLook::remembersWhatManySawAfterAFewChanges()
{
    const auto tableWith = [](const UserStatus &ann, bool hasDan) {
        QList<UserStatus> statuses;
        for (int i = 0; i < 100; ++i)
            statuses.append(UserStatus::enabled("user" + QByteArray::number(i)));
        statuses.append(ann);
        if (hasDan)
            statuses.append(disabledUser("dan", 4));
        return tableOf(statuses);
    };
    const StatusTable first = tableWith(enabledUser("ann"), true);
    const StatusTable second = tableWith(disabledUser("ann"), false);
    auto it = look();
    QVERIFY(compared(*it, first, 10));
    for (int at = 20; at < 50; at += 10) {
        QVERIFY(compared(*it, second, at));
        QCOMPARE(it->counts(), (LookCounts{.disabled = 1, .enabled = 0, .fresh = 0, .gone = 1, .dateChanged = 0}));
        QCOMPARE(it->gone(), (QList<GoneUser>{{"dan", {StatusState::Disabled, minute(4)}}}));
        QCOMPARE(it->seenAt(), std::optional(minute(10)));
    }
    it->compare(second, minute(50));
    it->noteOwn(disabledUser("user7")); // while it is compared
    QTRY_VERIFY(!it->isComparing());
    for (const bool restarts : {false, true}) {
        if (restarts) {
            end(std::move(it));
            it = look();
        }
        QVERIFY(compared(*it, first, 60)); // somebody took it all back, and enabled user7
        QCOMPARE(it->counts(), (LookCounts{.disabled = 0, .enabled = 1, .fresh = 0, .gone = 0, .dateChanged = 0}));
    }
    QCOMPARE(change(*it, first, "user7"), LookChange::Enabled);
}

void TestLastLook::waitsForItsFile()
{
    seeMorning();
    QSemaphore mayRead;
    m_files.start([&mayRead] { mayRead.acquire(); });
    auto it = look();
    const QSignalSpy spy(it.get(), &LastLook::compared);
    it->compare(evening(), minute(20));
    it->noteOwn(disabledUser("bob", 3));
    QVERIFY(it->isComparing());
    mayRead.release();
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(it->counts(), eveningCounts());
    end(std::move(it));
    it = look();
    QVERIFY(compared(*it, evening(), 30));
    LookCounts expected = eveningCounts();
    expected.add(LookChange::Enabled, 1); // bob was disabled here
    QCOMPARE(it->counts(), expected);
}

void TestLastLook::canGoWhileItWorks()
{
    seeMorning();
    auto it = look();
    it->compare(evening(), minute(20));
    it.reset(); // while it reads
    it = look();
    QVERIFY(compared(*it, evening(), 30));
    it->compare(morning(), minute(40));
    it->markAsSeen();
    it.reset(); // while it compares and writes
    m_files.waitForDone();
    QThreadPool::globalInstance()->waitForDone();
    const auto next = look();
    QVERIFY(compared(*next, evening(), 50));
    QCOMPARE(next->counts(), LookCounts());
    QCOMPARE(next->seenAt(), std::optional(minute(30)));
}

void TestLastLook::keepsEachConnectionAndAddressApart()
{
    seeMorning();
    const ConnectionKey elsewhere{kConnection.id, QStringLiteral("https://other.example.com")};
    const ConnectionKey another{QUuid::createUuid(), kConnection.address};
    for (const ConnectionKey &connection : {elsewhere, another}) {
        auto it = look(connection);
        QVERIFY(compared(*it, evening(), 20));
        QCOMPARE(it->counts(), LookCounts());
        end(std::move(it));
    }
    QCOMPARE(QDir(folder()).entryList(QDir::Files).size(), 3);
    // A file under another's name is not believed either.
    QVERIFY(QFile::remove(LookFile(folder(), elsewhere).path()));
    QVERIFY(QFile::copy(path(), LookFile(folder(), elsewhere).path()));
    const auto it = look(elsewhere);
    QVERIFY(compared(*it, evening(), 20));
    QCOMPARE(it->counts(), LookCounts());
    QVERIFY(!it->trouble().isEmpty());
}

void TestLastLook::namesNobodyInTheNameOfItsFile()
{
    const QRegularExpression wanted(QStringLiteral("^9f0e7f4c-6d0c-4b57-8a53-1d2f7d0f6f11-[0-9a-f]{16}\\.look$"));
    QVERIFY(wanted.match(QFileInfo(path()).fileName()).hasMatch());
    QVERIFY(LookFile::standardFolder().endsWith(QStringLiteral("/Gatehouse/seen")));
}

void TestLastLook::isReadableByItsOwnerAlone()
{
    const mode_t before = ::umask(0);
    seeMorning();
    ::umask(before);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(QFile::encodeName(folder()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777U, 0700U);
    QCOMPARE(QDir(folder()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestLastLook::takesAnyDamagedFileForNone()
{
    seeMorning();
    const LookFile file(folder(), kConnection);
    const QByteArray whole = bytesOf(path());
    QVERIFY(file.read() && *file.read());
    QList<QByteArray> damaged;
    for (qsizetype length = 0; length < whole.size(); ++length)
        damaged.append(whole.first(length));
    for (qsizetype place = 0; place < whole.size(); ++place) {
        damaged.append(whole);
        damaged.last()[place] = static_cast<char>(damaged.last().at(place) ^ 0x41);
    }
    for (const QByteArray &bytes : std::as_const(damaged)) {
        putBytes(path(), bytes);
        const auto read = file.read();
        QVERIFY(!read);
        QVERIFY(read.error().contains(QFileInfo(path()).fileName()));
    }
}

void TestLastLook::leavesABadFileAloneUntilItSaves_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    const QByteArray newer = "GHLOOK\r\n" + QByteArray::fromHex("07000000") + "whatever";
    QTest::newRow("empty") << QByteArray() << QStringLiteral("damaged");
    QTest::newRow("foreign") << QByteArray("SQLite format 3") << QStringLiteral("damaged");
    QTest::newRow("newer") << newer << QStringLiteral("newer version");
}

void TestLastLook::leavesABadFileAloneUntilItSaves()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    putBytes(path(), bytes);
    auto it = look();
    const QSignalSpy troubled(it.get(), &LastLook::troubleChanged);
    QTRY_COMPARE(troubled.size(), 1);
    QVERIFY2(it->trouble().contains(word), qPrintable(it->trouble()));
    QCOMPARE(bytesOf(path()), bytes);
    QVERIFY(compared(*it, morning(), 10)); // as the first look
    QCOMPARE(it->counts(), LookCounts());
    QVERIFY(compared(*it, evening(), 20));
    QCOMPARE(it->counts(), eveningCounts());
    m_files.waitForDone();
    QVERIFY(it->trouble().contains(word)); // what happened before is still not known
    it->markAsSeen();
    QVERIFY(it->trouble().isEmpty());
    end(std::move(it));
    QVERIFY(*LookFile(folder(), kConnection).read());
}

void TestLastLook::saysWhenTheDiskIsFull()
{
    seeMorning();
    const QByteArray old = bytesOf(path());
    auto it = look();
    QVERIFY(compared(*it, evening(), 20));
    {
        const SmallDisk disk(60);
        it->markAsSeen();
        QTRY_VERIFY(!it->trouble().isEmpty());
        QVERIFY(it->trouble().contains(QFileInfo(path()).fileName()));
        QCOMPARE(bytesOf(path()), old);
        QCOMPARE(QDir(folder()).entryList(QDir::Files | QDir::Hidden).size(), 1);
        QCOMPARE(it->counts(), LookCounts()); // it goes on all the same
    }
    it->noteOwn(enabledUser("ann"));
    QTRY_VERIFY(it->trouble().isEmpty());
    QVERIFY(bytesOf(path()) != old);
}

void TestLastLook::leavesTheOldFileWhenHalfOfTheNewOneFits()
{
    seeMorning();
    const QByteArray old = bytesOf(path());
    Lookback larger;
    for (int user = 0; user < 1'000; ++user)
        larger.noteOwn(UserStatus::enabled(QByteArray::number(user).rightJustified(1'000, 'n')));
    {
        const SmallDisk disk(500'000);
        QVERIFY(!LookFile(folder(), kConnection).write(larger));
    }
    QCOMPARE(bytesOf(path()), old);
    QCOMPARE(QDir(folder()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QVERIFY(LookFile(folder(), kConnection).write(larger));
    QCOMPARE((*LookFile(folder(), kConnection).read())->countUsers(), 1'000);
}

void TestLastLook::saysWhenTheFolderCannotBeWritten()
{
    putBytes(folder(), "a file where the folder should be");
    auto it = look();
    QVERIFY(compared(*it, morning(), 10));
    QTRY_VERIFY(!it->trouble().isEmpty());
    QVERIFY(compared(*it, evening(), 20));
    QCOMPARE(it->counts(), eveningCounts());
    end(std::move(it));
    QCOMPARE(bytesOf(folder()), QByteArray("a file where the folder should be"));
}

void TestLastLook::writesInTheEndWhatCouldNotBeWrittenBefore()
{
    auto it = look();
    {
        const SmallDisk disk(60);
        QVERIFY(compared(*it, morning(), 10));
        QTRY_VERIFY(!it->trouble().isEmpty());
    }
    QVERIFY(!QFileInfo::exists(path()));
    end(std::move(it));
    const auto next = look();
    QVERIFY(compared(*next, evening(), 20));
    QCOMPARE(next->counts(), eveningCounts());
}

void TestLastLook::keepsTheLastWriterOfTwo()
{
    seeMorning();
    auto one = look();
    auto two = look();
    QVERIFY(compared(*one, evening(), 20));
    QVERIFY(compared(*two, morning(), 30));
    one->markAsSeen();
    m_files.waitForDone();
    two->markAsSeen();
    m_files.waitForDone();
    end(std::move(one));
    end(std::move(two));
    const auto next = look();
    QVERIFY(compared(*next, evening(), 40));
    QCOMPARE(next->seenAt(), std::optional(minute(30)));
    QCOMPARE(next->counts(), eveningCounts());
}

void TestLastLook::forgetsAConnection()
{
    seeMorning();
    const ConnectionKey moved{kConnection.id, QStringLiteral("https://moved.example.com")};
    const ConnectionKey other{QUuid::createUuid(), kConnection.address};
    for (const ConnectionKey &connection : {moved, other}) {
        auto it = look(connection);
        QVERIFY(compared(*it, morning(), 10));
        end(std::move(it));
    }
    QCOMPARE(QDir(folder()).entryList(QDir::Files).size(), 3);
    LookFile::forget(folder(), kConnection.id);
    QCOMPARE(QDir(folder()).entryList(QDir::Files),
             QStringList{QFileInfo(LookFile(folder(), other).path()).fileName()});
    LookFile::forget({}, kConnection.id);
}

QTEST_GUILESS_MAIN(TestLastLook)
#include "tst_lastlook.moc"
