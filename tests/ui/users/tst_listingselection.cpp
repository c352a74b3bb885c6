// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/users/listingselection.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::samples;
using Flags = QItemSelectionModel::SelectionFlags;

class TestListingSelection final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_listing = std::make_unique<UserListing>();
        m_model = std::make_unique<UserModel>(*m_listing);
        m_selection = std::make_unique<ListingSelection>(*m_model, *m_listing);
    }

    void cleanup()
    {
        QVERIFY(m_listing->isConsistent());
        m_selection.reset();
        m_model.reset();
        m_listing.reset();
    }

    /// Random commands as views send them, against Qt's own selection model on a model that never resets.
    void doesWhatQtsOwnSelectionDoes()
    {
        constexpr int kRows = 40;
        fill(*m_listing, manyUsers(kRows));
        QItemSelectionModel plain(m_model.get());
        QRandomGenerator random(4711);
        const Flags commands[] = {QItemSelectionModel::ClearAndSelect,
                                  QItemSelectionModel::Select,
                                  QItemSelectionModel::Deselect,
                                  QItemSelectionModel::Toggle,
                                  QItemSelectionModel::SelectCurrent,
                                  QItemSelectionModel::ToggleCurrent,
                                  QItemSelectionModel::Deselect | QItemSelectionModel::Current,
                                  QItemSelectionModel::Clear,
                                  QItemSelectionModel::NoUpdate};
        for (int step = 0; step < 3000; ++step) {
            int first = random.bounded(kRows);
            int last = random.bounded(kRows);
            if (first > last)
                std::swap(first, last);
            const Flags command =
                commands[random.bounded(static_cast<int>(std::size(commands)))] | QItemSelectionModel::Rows;
            const QItemSelection rows(m_model->index(first, 0), m_model->index(last, 0));
            plain.select(rows, command);
            m_selection->select(rows, command);
            for (int row = 0; row < kRows; ++row) {
                const QModelIndex index = m_model->index(row, 1);
                QVERIFY2(m_selection->isSelected(index) == plain.isSelected(index),
                         qPrintable(QStringLiteral("step %1, row %2").arg(step).arg(row)));
                QCOMPARE(m_listing->selection().contains(m_model->rowAt(row)), plain.isSelected(index));
            }
        }
    }

    void takesEverySelectionOfTheListingOver()
    {
        fill(*m_listing, listOf({"ann", "ben", "cas"}));
        m_listing->setSelected({rowOf(*m_listing, "ben"), rowOf(*m_listing, "cas")}, true);
        QCOMPARE(m_selection->selectedRows().size(), 2);
        QVERIFY(m_selection->isRowSelected(1, {}));
        m_listing->clearSelection();
        QVERIFY(!m_selection->hasSelection());
    }

    void keepsWhoIsHiddenByTheFilter()
    {
        fill(*m_listing, listOf({"ann", "ben", "cas"}));
        m_selection->select(m_model->index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_listing->setSearch(QStringLiteral("ben"));
        QVERIFY(!m_selection->hasSelection());
        m_selection->select(m_model->index(0, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        QCOMPARE(namesOf(*m_listing, m_listing->selection()),
                 (QStringList{QStringLiteral("ann"), QStringLiteral("ben")}));
        QCOMPARE(m_listing->selectionCounts().hidden, 1);
        m_listing->setSearch({});
        QCOMPARE(m_selection->selectedRows().size(), 2);
        // A plain click chooses one and lets everybody else go, also those that cannot be seen.
        m_listing->setSearch(QStringLiteral("cas"));
        m_selection->select(m_model->index(0, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(namesOf(*m_listing, m_listing->selection()), QStringList(QStringLiteral("cas")));
    }

    void survivesSortAndRefreshByName()
    {
        fill(*m_listing, listOf({"ann", "ben", "cas"}));
        m_selection->select(m_model->index(1, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_listing->setOrder({SortKey::Name, SortDirection::Descending});
        QVERIFY(m_selection->isRowSelected(1, {}));
        QSignalSpy dropped(m_listing.get(), &UserListing::selectionDropped);
        fill(*m_listing, listOf({"zoe", "ben", "aaa", "dan"}));
        QCOMPARE(m_selection->selectedRows().size(), 1);
        QCOMPARE(m_selection->selectedRows().at(0).data().toString(), QStringLiteral("ben"));
        fill(*m_listing, listOf({"zoe"}));
        QVERIFY(!m_selection->hasSelection());
        QCOMPARE(dropped.size(), 1);
    }

    void mirrorsEverybodyAsOneRange()
    {
        fill(*m_listing, manyUsers(1000));
        m_listing->selectAllVisible();
        QCOMPARE(m_selection->selection().size(), 1);
        QCOMPARE(m_selection->selection().front().top(), 0);
        QCOMPARE(m_selection->selection().front().bottom(), 999);
        QVERIFY(!m_selection->isScattered());
        m_listing->setSelected({m_model->rowAt(500)}, false);
        QCOMPARE(m_selection->selection().size(), 2);
        m_listing->selectOnly({m_model->rowAt(999)});
        QCOMPARE(m_selection->selection().size(), 1);
        QVERIFY(m_selection->isSelected(m_model->index(999, 0)));
    }

    void mirrorsOnlyTheScreenWhenRowsAreScattered()
    {
        fill(*m_listing, manyUsers(100'000));
        std::vector<Row> every;
        for (Row row = 0; row < 100'000; row += 2)
            every.push_back(row);
        m_selection->setScreen(50'000, 50'018);
        QElapsedTimer timer;
        timer.start();
        m_listing->selectOnly(every);
        // Qt's own would take minutes; this is generous for any machine.
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(m_selection->isScattered());
        QVERIFY(m_selection->selection().size() < 300);
        const auto agrees = [this](int first, int last) {
            for (int row = first; row <= last; ++row) {
                if (m_selection->isSelected(m_model->index(row, 0)) !=
                    m_listing->selection().contains(m_model->rowAt(row)))
                    return false;
            }
            return true;
        };
        QVERIFY(agrees(49'990, 50'030));
        m_selection->setScreen(99'981, 99'999);
        QVERIFY(agrees(99'981, 99'999));
        // Acting on what is on the screen leaves all others as they are.
        m_selection->select(m_model->index(99'990, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        QCOMPARE(m_listing->selection().size(), 49'999U);
        m_selection->select(m_model->index(99'990, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(m_listing->selection().size(), 1U);
        QVERIFY(!m_selection->isScattered());
    }

private:
    std::unique_ptr<UserListing> m_listing;
    std::unique_ptr<UserModel> m_model;
    std::unique_ptr<ListingSelection> m_selection;
};

QTEST_GUILESS_MAIN(TestListingSelection)
#include "tst_listingselection.moc"
