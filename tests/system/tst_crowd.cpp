// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QHeaderView>

using namespace gatehouse;
using Column = UserModel::Column;

/// A hundred thousand users: the same window, the same truth.
class TestCrowd final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_demo = std::make_unique<DemoServer>();
        DemoServer::Options options;
        options.users = 100'000;
        QVERIFY(m_demo->start(options));
    }

    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_demo->url(), m_demo->token())));
        // The persons come behind the list, and those without a status are rows too.
        WAIT_FOR(listing().table().directory() && !listing().isWorking());
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        WAIT_FOR(!listing().isWorking());
        QVERIFY(listing().isConsistent());
        m_bench.reset();
    }

    void cleanupTestCase() { m_demo.reset(); }

    void showsSearchesSelectsRefreshes()
    {
        const qint64 everybody = listing().table().counts().all();
        QCOMPARE(m_bench->table()->model()->rowCount(), everybody);
        const StatusCounts counts = listing().table().counts();
        QCOMPARE(counts.enabled + counts.disabled, qint64(m_demo->entries().size()));
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("mar"));
        WAIT_FOR(!listing().isWorking());
        const auto hits = listing().visible().count();
        QVERIFY(hits > 0 && hits < everybody);
        QCOMPARE(m_bench->table()->model()->rowCount(), hits);
        for (qsizetype at = 0; at < hits; at += 97)
            QVERIFY(m_bench->table()
                        ->model()
                        ->index(int(at), 0)
                        .data()
                        .toString()
                        .contains(QStringLiteral("mar"), Qt::CaseInsensitive));
        m_bench->key(Qt::Key_Return);
        m_bench->key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(listing().selectionCounts().selected, hits);
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->key(Qt::Key_Escape);
        WAIT_EQUAL(listing().visible().count(), everybody);
        QCOMPARE(listing().selectionCounts().selected, hits);
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->session().isRefreshing());
        WAIT_FOR(!m_bench->session().isRefreshing() && !listing().isWorking());
        QCOMPARE(listing().selectionCounts().selected, hits);
        QCOMPARE(listing().table().counts().all(), everybody);
        WAIT_FOR(m_bench->summary().contains(QStringLiteral("selected")));
    }

    void selectsEverybodyAndActsOnNobody()
    {
        const int before = m_demo->requests("POST");
        m_bench->key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(listing().selectionCounts().selected, listing().table().counts().all());
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_Delete);
        QVERIFY(!m_bench->hasDialog());
        QVERIFY(m_bench->settle());
        QCOMPARE(m_demo->requests("POST"), before);
    }

    void aSwitchInTheMiddleIsTheRightOne()
    {
        const Entries before = m_demo->entries();
        const auto &rows = listing().visible().rows();
        const auto middle = std::find_if(rows.begin() + 50'000, rows.end(), [this](Row row) {
            return listing().table().state(row) == StatusState::Enabled;
        });
        const QByteArray name = listing().table().nameBytes(*middle);
        m_bench->clickSwitch(name);
        WAIT_FOR(m_bench->toastUndo());
        QCOMPARE(differences(before, m_demo->entries()), QByteArrayList{name});
        click(m_bench->toastUndo());
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(differences(before, m_demo->entries()), QByteArrayList());
    }

    // While a worker still sorts, the row on the screen is not yet the one that was typed.
    void aKeyThatIsQuickerThanTheSearchMeansNobodyElse()
    {
        const Entries before = m_demo->entries();
        const QByteArray first = uniqueOne(20'000);
        const QByteArray second = uniqueOne(70'000);
        QVERIFY(!first.isEmpty() && !second.isEmpty());
        UserView *table = m_bench->table();
        QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(table->columnViewportPosition(2) + 20, table->horizontalHeader()->height() / 2));
        WAIT_FOR(!listing().isWorking());
        find(first);
        WAIT_EQUAL(listing().visible().count(), 1);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(differences(before, m_demo->entries()), QByteArrayList{first});
        // The order is by date and has to be made anew, which takes a worker's time.
        m_bench->search()->selectAll();
        m_bench->search()->insert(QString::fromUtf8(second));
        QVERIFY(listing().isWorking());
        m_bench->key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_bench->waitIdle());
        WAIT_FOR(!listing().isWorking());
        QVERIFY2(disabledSince(m_demo->entries(), first), "the key met the row of the search before");
    }

private:
    UserListing &listing() { return m_bench->session().listing(); }

    void find(const QByteArray &text)
    {
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->search()->insert(QString::fromUtf8(text));
    }

    /// An enabled user from that place on whose name is part of no other.
    QByteArray uniqueOne(Row from)
    {
        const StatusTable &table = listing().table();
        for (Row row = from; row < from + 2000; ++row) {
            if (table.state(row) != StatusState::Enabled || m_bench->session().isProtected(row))
                continue;
            const QByteArray name = table.nameBytes(row);
            const RowFilter filter = RowFilter::of(QString::fromUtf8(name), StatusChip::All);
            if (matchingRows(table.snapshot(StatusTable::Dates::LeftOut), filter).size() == 1)
                return name;
        }
        return {};
    }

    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestCrowd)
#include "tst_crowd.moc"
