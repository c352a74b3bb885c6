// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/userlisting.h"

#include <QRandomGenerator>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace gatehouse;

class TestUserListing final : public QObject
{
    Q_OBJECT
private slots:
    void showsAListInOrder();
    void searchesAsOneTypes();
    void findsTheSameLetterByLetterAndAtOnce();
    void countsALargeSelectionAsASmallOne();
    void combinesSearchAndChip();
    void keepsOutcomesInTheirPlaceUntilTheNextSearch();
    void appendsWhatWasCreated();
    void keepsTheSelectionWhileFiltered();
    void keepsTheSelectionByNameOverARefresh();
    void countsVanishedSelectedUsers();
    void deselectsWhoseStatusWasDeleted();
    void keepsTheOldListUntilTheNewOneIsReady();
    void keepsAnAnswerThatCameWhileAListWasPrepared();
    void keepsASelectionThatWasMadeWhileAListWasPrepared();
    void dropsStaleWork();
    void doesNotLoseAnOrderWhenASearchOvertakesIt();
    void showsOnlyTheNewestOfManySearches();
    void noticesAnOutcomeThatCameWhileAnOrderWasMade();
    void countsHitsUnderOtherChipsAsTheyAreNow();
    void countsHitsOfUsersWhoWereCreatedMeanwhile();
    void leavesAnOldTableToAWorker();
    void forgetsEverything();
    void forgetsFailuresWithARefresh();

private:
    static StatusList listOf(const QList<QByteArray> &names)
    {
        StatusListBuilder builder;
        for (const QByteArray &name : names)
            builder.add(UserStatus::enabled(name));
        return std::move(builder).build();
    }
    /// Enough users for a worker.
    static StatusList largeList(int users)
    {
        StatusListBuilder builder;
        for (int i = 0; i < users; ++i)
            builder.add(UserStatus::enabled("user" + QByteArray::number(i).rightJustified(7, '0')));
        return std::move(builder).build();
    }
    static QByteArrayList shown(const UserListing &listing)
    {
        QByteArrayList names;
        for (const Row row : listing.visible().rows())
            names.append(listing.table().nameBytes(row));
        return names;
    }
    static void load(UserListing &listing, const QList<QByteArray> &names)
    {
        listing.replace(listOf(names), listing.nextSequence());
    }
    /// Keeps the only thread of the pool busy, so that nothing that is given to it gets on.
    class BusyPool final
    {
    public:
        BusyPool()
        {
            m_pool.waitForDone();
            m_pool.setMaxThreadCount(1);
            m_pool.start([this] { m_gate.acquire(); });
        }
        ~BusyPool()
        {
            release();
            m_pool.waitForDone();
            m_pool.setMaxThreadCount(QThread::idealThreadCount());
        }
        void release() { m_gate.release(); }

    private:
        QThreadPool &m_pool = *QThreadPool::globalInstance();
        QSemaphore m_gate;
    };
    static Row rowOf(const UserListing &listing, const QByteArray &name) { return *listing.table().find(name); }
};

void TestUserListing::showsAListInOrder()
{
    UserListing listing;
    QSignalSpy reset(&listing, &UserListing::reset);
    load(listing, {"b", "A", "\u00e5b", "c"});
    QCOMPARE(shown(listing), (QByteArrayList{"A", "\u00e5b", "b", "c"}));
    QCOMPARE(reset.count(), 1);
    listing.setOrder({SortKey::Name, SortDirection::Descending});
    QCOMPARE(shown(listing), (QByteArrayList{"c", "b", "\u00e5b", "A"}));
    QVERIFY(listing.isConsistent());
}

void TestUserListing::searchesAsOneTypes()
{
    UserListing listing;
    load(listing, {"anna", "bo", "\u00c5nnika"});
    QSignalSpy reset(&listing, &UserListing::reset);
    listing.setSearch(QStringLiteral("ANN"));
    QCOMPARE(shown(listing), (QByteArrayList{"anna", "\u00c5nnika"}));
    listing.setSearch(QStringLiteral("ann "));
    QCOMPARE(reset.count(), 1); // means the same
    listing.setSearch(QStringLiteral("x"));
    QCOMPARE(shown(listing), QByteArrayList());
    listing.setSearch({});
    QCOMPARE(listing.visible().count(), 3);
    QVERIFY(listing.isConsistent());
}

void TestUserListing::findsTheSameLetterByLetterAndAtOnce()
{
    // So many that a worker is asked for what has to be looked for everywhere.
    UserListing typed;
    UserListing pasted;
    for (UserListing *listing : {&typed, &pasted}) {
        listing->replace(largeList(160'000), listing->nextSequence());
        QTRY_VERIFY(!listing->isWorking());
        listing->noteAnswer(UserStatus::disabled("user0012345", {}), listing->nextSequence());
        listing->noteAnswer(UserStatus::none("user0012346"), listing->nextSequence());
        listing->noteAnswer(UserStatus::enabled("user0012345b"), listing->nextSequence());
    }
    const auto agree = [&](const char *text, StatusChip chip) {
        pasted.setSearchAndChip({}, StatusChip::All);
        pasted.setSearchAndChip(QString::fromLatin1(text), chip);
        typed.setSearchAndChip(QString::fromLatin1(text), chip);
        QTRY_VERIFY(!typed.isWorking() && !pasted.isWorking());
        QCOMPARE(shown(typed), shown(pasted));
        QVERIFY(typed.isConsistent() && pasted.isConsistent());
    };
    for (const char *text : {"u", "user00", "user001234", "user0012345", "user0012345b", "user0012345", "2345", ""})
        agree(text, StatusChip::All);
    agree("12345", StatusChip::All);
    agree("12345", StatusChip::Disabled);
    QCOMPARE(shown(typed), (QByteArrayList{"user0012345"}));
    agree("", StatusChip::Disabled);
    agree("", StatusChip::Enabled);
    agree("", StatusChip::All);
}

void TestUserListing::countsALargeSelectionAsASmallOne()
{
    UserListing listing;
    listing.replace(largeList(1000), listing.nextSequence());
    for (int i = 0; i < 300; ++i)
        listing.noteAnswer(UserStatus::disabled("user" + QByteArray::number(i).rightJustified(7, '0'), {}),
                           listing.nextSequence());
    listing.noteAnswer(UserStatus::none("user0000299"), listing.nextSequence());
    listing.setOrder({SortKey::Name, SortDirection::Descending});
    QSignalSpy changed(&listing, &UserListing::selectionChanged);
    listing.selectAllVisible();
    listing.selectAllVisible();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(listing.selectionCounts(), (SelectionCounts{999, 0, 700, 299}));
    QCOMPARE(listing.selectedVisibleRows(), listing.visible().rows());
    listing.setSearch(QStringLiteral("user00002"));
    QCOMPARE(listing.selectionCounts(), (SelectionCounts{999, 900, 0, 99}));
    QCOMPARE(listing.selectedVisibleRows(), listing.visible().rows());
    listing.selectOnly({rowOf(listing, "user0000205"), rowOf(listing, "user0000250"), rowOf(listing, "user0000900")});
    QCOMPARE(listing.selectedVisibleRows(),
             (std::vector<Row>{rowOf(listing, "user0000250"), rowOf(listing, "user0000205")}));
}

void TestUserListing::combinesSearchAndChip()
{
    UserListing listing;
    load(listing, {"anna", "anton", "bo"});
    listing.noteAnswer(UserStatus::disabled("anton", {}), listing.nextSequence());
    listing.setChip(StatusChip::Disabled);
    QCOMPARE(shown(listing), QByteArrayList{"anton"});
    listing.setSearch(QStringLiteral("bo"));
    QCOMPARE(shown(listing), QByteArrayList());
    QCOMPARE(listing.hitsUnder(StatusChip::All), 1);
    listing.setSearchAndChip(QStringLiteral("an"), StatusChip::Enabled);
    QCOMPARE(shown(listing), QByteArrayList{"anna"});
}

void TestUserListing::keepsOutcomesInTheirPlaceUntilTheNextSearch()
{
    UserListing listing;
    load(listing, {"a", "b", "c"});
    listing.setChip(StatusChip::Enabled);
    listing.setOrder({SortKey::State, SortDirection::Ascending});
    QSignalSpy reset(&listing, &UserListing::reset);
    QSignalSpy changed(&listing, &UserListing::rowChanged);
    listing.noteAnswer(UserStatus::disabled("a", {}), listing.nextSequence());
    listing.noteAnswer(UserStatus::none("b"), listing.nextSequence());
    QCOMPARE(shown(listing), (QByteArrayList{"a", "b", "c"}));
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 2);
    listing.setChip(StatusChip::All);
    QCOMPARE(shown(listing), (QByteArrayList{"c", "a"}));
    QVERIFY(listing.isConsistent());
}

void TestUserListing::appendsWhatWasCreated()
{
    UserListing listing;
    load(listing, {"b", "c"});
    QSignalSpy appended(&listing, &UserListing::rowAppended);
    listing.noteAnswer(UserStatus::enabled("a"), listing.nextSequence());
    QCOMPARE(appended.count(), 1);
    QCOMPARE(shown(listing), (QByteArrayList{"b", "c", "a"}));
    QVERIFY(listing.isConsistent());
    listing.setChip(StatusChip::Enabled);
    QCOMPARE(shown(listing), (QByteArrayList{"a", "b", "c"}));
}

void TestUserListing::keepsTheSelectionWhileFiltered()
{
    UserListing listing;
    load(listing, {"a", "b", "c"});
    listing.selectOnly({rowOf(listing, "a"), rowOf(listing, "b")});
    listing.setSearch(QStringLiteral("b"));
    QCOMPARE(listing.selectionCounts(), (SelectionCounts{2, 1, 1, 0}));
    QCOMPARE(listing.selectedVisibleRows(), std::vector<Row>{rowOf(listing, "b")});
    listing.setSearch({});
    QCOMPARE(listing.selectionCounts().hidden, 0);
    QVERIFY(listing.isConsistent());
}

void TestUserListing::keepsTheSelectionByNameOverARefresh()
{
    UserListing listing;
    load(listing, {"a", "b", "c"});
    listing.selectOnly({rowOf(listing, "c")});
    load(listing, {"c", "z", "b", "a"});
    QCOMPARE(listing.selectedVisibleRows(), std::vector<Row>{rowOf(listing, "c")});
    QVERIFY(listing.isConsistent());
}

void TestUserListing::countsVanishedSelectedUsers()
{
    UserListing listing;
    load(listing, {"a", "b", "c"});
    listing.selectAllVisible();
    QSignalSpy dropped(&listing, &UserListing::selectionDropped);
    load(listing, {"b"});
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped.first().first().toLongLong(), 2);
    QCOMPARE(listing.selectionCounts().selected, 1);
}

void TestUserListing::deselectsWhoseStatusWasDeleted()
{
    UserListing listing;
    load(listing, {"a", "b"});
    listing.selectAllVisible();
    listing.noteAnswer(UserStatus::none("a"), listing.nextSequence());
    QCOMPARE(listing.selectedVisibleRows(), std::vector<Row>{rowOf(listing, "b")});
}

void TestUserListing::keepsTheOldListUntilTheNewOneIsReady()
{
    UserListing listing;
    load(listing, {"old"});
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QVERIFY(listing.isWorking());
    QCOMPARE(shown(listing), QByteArrayList{"old"});
    QTRY_COMPARE(replaced.count(), 1);
    QCOMPARE(listing.visible().count(), 50'000);
    QVERIFY(!listing.isWorking());
    QVERIFY(listing.isConsistent());
}

void TestUserListing::keepsAnAnswerThatCameWhileAListWasPrepared()
{
    UserListing listing;
    load(listing, {"user0000001"});
    const quint64 askedAt = listing.nextSequence();
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), askedAt);
    listing.noteAnswer(UserStatus::disabled("user0000001", {}), listing.nextSequence());
    listing.noteAnswer(UserStatus::enabled("new"), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    QCOMPARE(listing.table().state(rowOf(listing, "user0000001")), StatusState::Disabled);
    QVERIFY(listing.visible().contains(rowOf(listing, "new")));
    QVERIFY(listing.isConsistent());
}

void TestUserListing::keepsASelectionThatWasMadeWhileAListWasPrepared()
{
    UserListing listing;
    load(listing, {"user0000001", "user0000002"});
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    listing.selectOnly({rowOf(listing, "user0000002")});
    QTRY_COMPARE(replaced.count(), 1);
    QCOMPARE(listing.selectedVisibleRows(), std::vector<Row>{rowOf(listing, "user0000002")});
}

void TestUserListing::dropsStaleWork()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    listing.setOrder({SortKey::Name, SortDirection::Descending});
    listing.setOrder({SortKey::Name, SortDirection::Ascending});
    listing.setOrder({SortKey::Name, SortDirection::Descending});
    QTRY_VERIFY(!listing.isWorking());
    QCOMPARE(listing.table().nameBytes(listing.visible().row(0)), QByteArray("user0049999"));
    QVERIFY(listing.isConsistent());
}

void TestUserListing::doesNotLoseAnOrderWhenASearchOvertakesIt()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    listing.setOrder({SortKey::Name, SortDirection::Descending});
    listing.setSearch(QStringLiteral("user00499"));
    QTRY_VERIFY(!listing.isWorking());
    QCOMPARE(listing.visible().count(), 100);
    QCOMPARE(listing.table().nameBytes(listing.visible().row(0)), QByteArray("user0049999"));
}

void TestUserListing::showsOnlyTheNewestOfManySearches()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    BusyPool pool;
    QSignalSpy reset(&listing, &UserListing::reset);
    listing.setOrder({SortKey::State, SortDirection::Descending});
    for (const char *typed : {"u", "us", "user004", "user00499"})
        listing.setSearch(QString::fromLatin1(typed));
    QVERIFY(listing.isWorking());
    QCOMPARE(listing.visible().count(), 50'000);
    pool.release();
    QTRY_VERIFY(!listing.isWorking());
    QCOMPARE(reset.count(), 1);
    QCOMPARE(listing.visible().count(), 100);
    QVERIFY(listing.isConsistent());
}

void TestUserListing::noticesAnOutcomeThatCameWhileAnOrderWasMade()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    listing.setOrder({SortKey::State, SortDirection::Descending});
    listing.noteAnswer(UserStatus::disabled("user0000007", {}), listing.nextSequence());
    QTRY_VERIFY(!listing.isWorking());
    QVERIFY(listing.visible().row(0) != rowOf(listing, "user0000007")); // it came too late for this order
    listing.setSearch(QStringLiteral("user00000"));
    QTRY_VERIFY(!listing.isWorking());
    QCOMPARE(listing.visible().row(0), rowOf(listing, "user0000007"));
}

void TestUserListing::countsHitsUnderOtherChipsAsTheyAreNow()
{
    UserListing listing;
    QList<QByteArray> names;
    for (int i = 0; i < 60; ++i)
        names.append("user" + QByteArray::number(i));
    load(listing, names);
    QRandomGenerator random(5);
    const QStringList searches{{}, QStringLiteral("1"), QStringLiteral("USER4"), QStringLiteral("nobody")};
    for (int step = 0; step < 500; ++step) {
        const QByteArray name = "user" + QByteArray::number(random.bounded(70));
        switch (random.bounded(5)) {
        case 0:
            listing.setSearchAndChip(searches[random.bounded(4)], static_cast<StatusChip>(random.bounded(3)));
            break;
        case 1:
            listing.noteAnswer(UserStatus::enabled(name), listing.nextSequence());
            break;
        case 2:
            listing.noteAnswer(UserStatus::none(name), listing.nextSequence());
            break;
        default:
            listing.noteAnswer(UserStatus::disabled(name, {}), listing.nextSequence());
        }
        for (const StatusChip chip : {StatusChip::All, StatusChip::Enabled, StatusChip::Disabled}) {
            const TableSnapshot table = listing.table().snapshot(StatusTable::Dates::LeftOut);
            QCOMPARE(listing.hitsUnder(chip), matchingRows(table, RowFilter::of(listing.search(), chip)).size());
        }
    }
    QVERIFY(listing.isConsistent());
}

void TestUserListing::countsHitsOfUsersWhoWereCreatedMeanwhile()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    listing.setOrder({SortKey::State, SortDirection::Ascending});
    listing.setSearchAndChip(QStringLiteral("0049999"), StatusChip::Disabled);
    listing.noteAnswer(UserStatus::disabled("new0049999", {}), listing.nextSequence());
    listing.noteAnswer(UserStatus::enabled("other"), listing.nextSequence());
    listing.noteAnswer(UserStatus::disabled("user0049999", {}), listing.nextSequence());
    QTRY_VERIFY(!listing.isWorking());
    QCOMPARE(listing.hitsUnder(StatusChip::All), 2);
    QCOMPARE(listing.hitsUnder(StatusChip::Disabled), 2);
    QCOMPARE(listing.hitsUnder(StatusChip::Enabled), 0);
    QVERIFY(listing.isConsistent());
}

void TestUserListing::leavesAnOldTableToAWorker()
{
    UserListing listing;
    QSignalSpy replaced(&listing, &UserListing::replaced);
    listing.replace(largeList(50'000), listing.nextSequence());
    QTRY_COMPARE(replaced.count(), 1);
    const std::weak_ptr<const NameColumn> old = listing.table().names();
    BusyPool pool;
    listing.clear();
    QCOMPARE(listing.table().count(), Row(0));
    QVERIFY(!old.expired()); // nobody waited for it to be freed
    pool.release();
    QTRY_VERIFY(old.expired());
}

void TestUserListing::forgetsEverything()
{
    UserListing listing;
    load(listing, {"a"});
    listing.selectAllVisible();
    listing.replace(largeList(50'000), listing.nextSequence());
    listing.clear();
    QCOMPARE(listing.table().count(), Row(0));
    QCOMPARE(listing.visible().count(), 0);
    QVERIFY(listing.selection().isEmpty());
    QVERIFY(!listing.isWorking());
    QVERIFY(listing.isConsistent());
}

void TestUserListing::forgetsFailuresWithARefresh()
{
    UserListing listing;
    load(listing, {"a", "b"});
    listing.setMark("a", {RowMark::Kind::Failed, StatusState::Disabled, QStringLiteral("why")});
    listing.setMark("b", {RowMark::Kind::Sending, StatusState::Disabled, {}});
    QCOMPARE(listing.mark(rowOf(listing, "a")).words, QStringLiteral("why"));
    load(listing, {"a", "b"});
    QCOMPARE(listing.mark(rowOf(listing, "a")).kind, RowMark::Kind::None);
    QCOMPARE(listing.mark(rowOf(listing, "b")).kind, RowMark::Kind::Sending);
}

QTEST_GUILESS_MAIN(TestUserListing)
#include "tst_userlisting.moc"
