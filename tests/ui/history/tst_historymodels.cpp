// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/history/historybench.h"

#include "ui/history/rowmodel.h"
#include "ui/history/setmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

QString titleAt(const QAbstractItemModel &model, int row)
{
    return model.index(row, 0).data().toString();
}

} // namespace

class HistoryModelsTest final : public QObject
{
    Q_OBJECT
private slots:
    void readsOnlyThePagesThatAreLookedAt();
    void asksForTheLastLookedAtFirst();
    void dropsAnAnswerToAnOldFilter();
    void insertsWhatIsNewAtTheTop();
    void keepsFewPages();
    void tellsOfAFailure();
    void outlivesItsModel();
    void rowsOfAnotherSetNeverMix();
    void showsWhatWasLeftAloneFromItsBeginning();
    void readsAgainOnlyWhenTheAnswersAreHere();
    void takesRowsInBetweenTheOthers();
    void saysSomethingNewOfOneSet();
};

void HistoryModelsTest::readsOnlyThePagesThatAreLookedAt()
{
    MadeUpJournal journal(1'000'000);
    SetModel model(journal, clockOfBench);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter({});
    QCOMPARE(journal.asked.size(), 1);
    journal.answerSets(0);
    QCOMPARE(model.rowCount(), 1'000'000);
    QCOMPARE(titleAt(model, 199), QStringLiteral("Set 999801"));
    QCOMPARE(journal.asked.size(), 1);
    QCOMPARE(titleAt(model, 500'123), QStringLiteral("…"));
    QCOMPARE(titleAt(model, 500'124), QStringLiteral("…"));
    QCOMPARE(journal.asked.size(), 2);
    QCOMPARE(journal.asked.at(1).first, 500'000);
    QCOMPARE(journal.asked.at(1).limit, 200);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    journal.answerSets(1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 500'000);
    QCOMPARE(titleAt(model, 500'123), QStringLiteral("Set 499877"));
    QCOMPARE(journal.asked.size(), 2);
}

void HistoryModelsTest::asksForTheLastLookedAtFirst()
{
    MadeUpJournal journal(100'000);
    SetModel model(journal, clockOfBench);
    model.setFilter({});
    journal.answerSets(0);
    for (const int row : {1'000, 2'000, 3'000, 4'000, 5'000, 6'000, 7'000})
        titleAt(model, row);
    QCOMPARE(journal.asked.size(), 2); // one at a time
    journal.answerSets(1);
    QCOMPARE(journal.asked.at(2).first, 7'000);
    for (qsizetype i = 2; i < journal.asked.size(); ++i)
        journal.answerSets(i);
    QCOMPARE(journal.asked.size(), 6); // what was scrolled past long ago is not read
    QCOMPARE(journal.asked.at(5).first, 4'000);
}

void HistoryModelsTest::dropsAnAnswerToAnOldFilter()
{
    MadeUpJournal journal(3);
    SetModel model(journal, clockOfBench);
    model.setFilter({});
    HistoryFilter other;
    other.user = QStringLiteral("jane");
    model.setFilter(other);
    QCOMPARE(journal.asked.size(), 2);
    journal.answerSets(0);
    QCOMPARE(model.rowCount(), 0);
    journal.total = 1;
    journal.answerSets(1);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(journal.asked.at(1).filter.user, QStringLiteral("jane"));
}

void HistoryModelsTest::insertsWhatIsNewAtTheTop()
{
    MadeUpJournal journal(500);
    SetModel model(journal, clockOfBench);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter({});
    journal.answerSets(0);
    const QPersistentModelIndex third = model.index(3, 0);
    const QString title = titleAt(model, 3);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    journal.total = 502;
    model.refresh();
    QCOMPARE(titleAt(model, 3), title); // the old ones stay until the new are here
    journal.answerSets(1);
    QCOMPARE(model.rowCount(), 502);
    QCOMPARE(third.row(), 5);
    QCOMPARE(third.data().toString(), title);
    QCOMPARE(reset.size(), 0);
}

void HistoryModelsTest::keepsFewPages()
{
    MadeUpJournal journal(1'000'000);
    SetModel model(journal, clockOfBench);
    model.setFilter({});
    journal.answerSets(0);
    constexpr int pages = PagedList<SetSummary>::pagesKept;
    for (int page = 1; page <= pages; ++page) {
        titleAt(model, page * 200);
        journal.answerSets(page);
    }
    QCOMPARE(titleAt(model, pages * 200), QStringLiteral("Set %1").arg(1'000'000 - pages * 200));
    QCOMPARE(titleAt(model, 0), QStringLiteral("…")); // the first page had to go, and is asked for again
    QCOMPARE(journal.asked.constLast().first, 0);
}

void HistoryModelsTest::tellsOfAFailure()
{
    MadeUpJournal journal(3);
    SetModel model(journal, clockOfBench);
    QSignalSpy failed(&model, &SetModel::failed);
    model.setFilter({});
    journal.asked.at(0).answer(tl::unexpected(QStringLiteral("The journal cannot be read.")));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).toString(), QStringLiteral("The journal cannot be read."));
    QCOMPARE(model.rowCount(), 0);
}

void HistoryModelsTest::outlivesItsModel()
{
    MadeUpJournal journal(3);
    {
        SetModel model(journal, clockOfBench);
        model.setFilter({});
        RowModel rows(journal);
        rows.show(QUuid::createUuid(), {});
        rows.show(QUuid::createUuid(), {{}, true});
    }
    journal.answerSets(0);
    for (qsizetype i = 0; i < journal.askedRows.size(); ++i)
        journal.answerRows(i);
    QCOMPARE(journal.askedRows.size(), 3); // what was left alone is asked for in two steps, and the second goes nowhere
}

void HistoryModelsTest::rowsOfAnotherSetNeverMix()
{
    MadeUpJournal journal(1'000);
    RowModel model(journal);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(QUuid::createUuid(), {});
    journal.answerRows(0);
    QCOMPARE(model.rowCount(), 1'000);
    model.index(900, 0).data();
    QCOMPARE(journal.askedRows.size(), 2);
    model.show(QUuid::createUuid(), {});
    QCOMPARE(model.rowCount(), 0);
    journal.answerRows(1);
    QCOMPARE(model.rowCount(), 0);
    journal.total = 2;
    journal.answerRows(2);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(titleAt(model, 1), QStringLiteral("user1"));
}

void HistoryModelsTest::showsWhatWasLeftAloneFromItsBeginning()
{
    MadeUpJournal journal(300); // changes
    RowModel model(journal);
    model.show(QUuid::createUuid(), {{}, true});
    QVERIFY(journal.askedRows.at(0).filter.changesOnly);
    journal.answerRows(0);
    QVERIFY(!journal.askedRows.at(1).filter.changesOnly);
    QCOMPARE(journal.askedRows.at(1).first, 300);
    journal.total = 340; // and what was left alone
    journal.answerRows(1);
    QCOMPARE(model.rowCount(), 40);
    QCOMPARE(titleAt(model, 0), QStringLiteral("user300"));
}

void HistoryModelsTest::readsAgainOnlyWhenTheAnswersAreHere()
{
    MadeUpJournal journal(1'000);
    RowModel model(journal);
    model.show(QUuid::createUuid(), {});
    journal.answerRows(0);
    model.index(900, 0).data();
    for (int i = 0; i < 5; ++i)
        model.refresh(); // while the page at 900 is awaited
    QCOMPARE(journal.askedRows.size(), 2);
    journal.answerRows(1);
    QCOMPARE(titleAt(model, 900), QStringLiteral("user900")); // it was not dropped
    QTRY_COMPARE(journal.askedRows.size(), 3);
    QCOMPARE(journal.askedRows.at(2).first, 0);
    QSignalSpy loaded(&model, &RowModel::loaded);
    journal.answerRows(2);
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(journal.askedRows.size(), 3);
    model.index(900, 0).data(); // looked at again, it is read again
    QCOMPARE(journal.askedRows.size(), 4);
    QCOMPARE(journal.askedRows.at(3).first, 800);
}

void HistoryModelsTest::takesRowsInBetweenTheOthers()
{
    MadeUpJournal journal(0);
    RowModel model(journal);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto answer = [&journal](const QList<int> &places) {
        SetRowPage page{{}, 0, places.size()};
        for (const int place : places) {
            SetRow row;
            row.place = place;
            row.planned.change.before = UserStatus::enabled("user" + QByteArray::number(place));
            row.planned.change.after = UserStatus::none("user" + QByteArray::number(place));
            page.rows.append(row);
        }
        journal.askedRows.constLast().answer(page);
    };
    const auto titles = [&model] {
        QStringList places;
        for (int row = 0; row < model.rowCount(); ++row)
            places.append(titleAt(model, row).mid(4));
        return places.join(QLatin1Char(' '));
    };
    model.show(QUuid::createUuid(), {{{}, OutcomeKind::Failed, false}, false});
    answer({3, 7});
    const QPersistentModelIndex seven = model.index(1, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.refresh();
    answer({1, 3, 4, 5, 7, 9});
    QCOMPARE(titles(), QStringLiteral("1 3 4 5 7 9"));
    QCOMPARE(seven.row(), 4);
    QCOMPARE(reset.size(), 0);
    model.refresh();
    answer({1, 9}); // a row may end once more, and otherwise
    QCOMPARE(titles(), QStringLiteral("1 9"));
    QCOMPARE(reset.size(), 1);
    model.refresh();
    answer({2, 3, 4}); // others altogether
    QCOMPARE(titles(), QStringLiteral("2 3 4"));
}

void HistoryModelsTest::saysSomethingNewOfOneSet()
{
    MadeUpJournal journal(3);
    SetModel model(journal, clockOfBench);
    model.setFilter({});
    journal.answerSets(0);
    SetSummary set = journal.made(1);
    set.outcomes.add(OutcomeKind::Failed, 4);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(model.put(set));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(model.index(1, 0).data(SetModel::CountsRole).toString(), QStringLiteral("4 failed"));
    set.id = QUuid::createUuid();
    QVERIFY(!model.put(set));
    QCOMPARE(journal.asked.size(), 1);
}

QTEST_GUILESS_MAIN(HistoryModelsTest)
#include "tst_historymodels.moc"
