// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/look/emptystate.h"
#include "ui/look/gatestyle.h"
#include "ui/look/onceaframe.h"
#include "ui/look/widgets.h"
#include "ui/users/actionbutton.h"
#include "ui/users/userpane.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::samples;

namespace {

struct PaintCounter : QObject
{
    int paints = 0;
    bool eventFilter(QObject *, QEvent *event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// What has to be painted takes a few rounds of the event loop.
void paintWhatIsToBePainted()
{
    for (int round = 0; round < 200; ++round)
        QCoreApplication::processEvents();
}

std::shared_ptr<LookChanges> changesOf(std::vector<LookChange> rows)
{
    auto changes = std::make_shared<LookChanges>();
    for (const LookChange change : rows) {
        if (change != LookChange::None)
            changes->counts.add(change, 1);
    }
    changes->rows = std::move(rows);
    return changes;
}

} // namespace

class TestUserPane final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        GateStyle::apply(Appearance::Light);
    }

    void init()
    {
        m_listing = std::make_unique<UserListing>();
        m_disable = std::make_unique<QAction>(QStringLiteral("Disable"));
        m_enable = std::make_unique<QAction>(QStringLiteral("Enable"));
        m_delete = std::make_unique<QAction>(QStringLiteral("Delete\u2026"));
        m_pane = std::make_unique<UserPane>(*m_listing, UserActs{m_disable.get(), m_enable.get(), m_delete.get()});
        m_pane->resize(900, 480);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    }

    void cleanup()
    {
        QVERIFY(m_listing->isConsistent());
        m_pane.reset();
        m_listing.reset();
    }

    void saysThatItLoadsAndHowMuchCame()
    {
        QCOMPARE(words().constFirst(), QStringLiteral("Loading the list\u2026"));
        QCOMPARE(m_pane->summary(), QString());
        QCOMPARE(chip("All")->accessibleDescription(), QString());
        m_pane->setReceived(12'400'000);
        QVERIFY2(words().contains(QStringLiteral("12.4 MB received")), qPrintable(words().join(QLatin1Char('|'))));
        m_pane->setReceived(12'400'000, 45'000'000);
        QVERIFY2(words().contains(QStringLiteral("12.4 MB of 45.0 MB received")),
                 qPrintable(words().join(QLatin1Char('|'))));
    }

    void canBeToldToStopLoading()
    {
        QSignalSpy stopped(m_pane.get(), &UserPane::stopWanted);
        QCOMPARE(remedy()->text(), QStringLiteral("&Stop"));
        QCOMPARE(remedy()->focusPolicy(), Qt::NoFocus);
        remedy()->click();
        QCOMPARE(stopped.size(), 1);
        m_pane->setPhase(UserPane::Phase::Failed);
        QVERIFY(words().contains(QStringLiteral("No list yet")));
    }

    void isQuietWhenNothingHappens()
    {
        load(listOf({"ann", "-ben"}));
        PaintCounter counter;
        chip("All")->installEventFilter(&counter);
        paintWhatIsToBePainted(); // a layout that asks for itself paints in every round
        QVERIFY2(counter.paints < 10, qPrintable(QString::number(counter.paints)));
    }

    void paintsTheRowsAgainOnlyForUsersWhoWereChanged()
    {
        load(listOf({"ann", "-ben"}));
        paintWhatIsToBePainted();
        PaintCounter counter;
        m_pane->view()->viewport()->installEventFilter(&counter);
        const auto nobody = changesOf({LookChange::None, LookChange::None});
        const auto ben = changesOf({LookChange::None, LookChange::Disabled});
        const auto paintsFor = [&](const std::shared_ptr<LookChanges> &changes) {
            counter.paints = 0;
            m_listing->setChanges(changes, UserListing::Refilter::Now);
            paintWhatIsToBePainted();
            return counter.paints;
        };
        QCOMPARE(paintsFor(nobody), 0);
        QVERIFY(paintsFor(ben) > 0);
        QVERIFY(paintsFor(nobody) > 0); // the mark goes
        QCOMPARE(paintsFor(changesOf({LookChange::None, LookChange::None})), 0);
    }

    void showsTheTableOnceTheListIsThere()
    {
        load(listOf({"ann", "-ben"}));
        QVERIFY(m_pane->view()->isVisible());
        QCOMPARE(m_pane->summary(), QStringLiteral("2 users \u00B7 1 disabled"));
        QCOMPARE(chip("All")->accessibleDescription(), QStringLiteral("2"));
        QCOMPARE(chip("Enabled")->accessibleDescription(), QStringLiteral("1"));
        QCOMPARE(chip("Disabled")->accessibleDescription(), QStringLiteral("1"));
        QVERIFY(chip("All")->isChecked());
    }

    void givesTheFocusToTheTableThatWasAwaited()
    {
        m_pane->focusTable();
        QVERIFY(m_pane->focusWidget() != m_pane->view());
        load(listOf({"ann", "-ben"}));
        QCOMPARE(m_pane->focusWidget(), m_pane->view());
    }

    void leavesTheFocusWhereItWasMovedMeanwhile()
    {
        QWidget elsewhere(m_pane.get());
        elsewhere.setFocusPolicy(Qt::StrongFocus);
        elsewhere.show();
        m_pane->focusTable();
        elsewhere.setFocus();
        load(listOf({"ann", "-ben"}));
        QCOMPARE(m_pane->focusWidget(), &elsewhere);
    }

    void listsWhomTheChipNames()
    {
        load(listOf({"ann", "-ben", "cas"}));
        QTest::mouseClick(chip("Disabled"), Qt::LeftButton);
        QCOMPARE(m_listing->chip(), StatusChip::Disabled);
        QCOMPARE(m_listing->visible().count(), 1);
        // Counts are of the whole list.
        QCOMPARE(chip("All")->accessibleDescription(), QStringLiteral("3"));
        m_listing->setChip(StatusChip::Enabled);
        QVERIFY(chip("Enabled")->isChecked());
    }

    void saysHowManyASearchFinds()
    {
        load(listOf({"ann", "-ben", "-anton"}));
        m_listing->setSearch(QStringLiteral("an"));
        QCOMPARE(m_pane->summary(), QStringLiteral("2 found \u00B7 3 users \u00B7 2 disabled"));
        m_listing->setChip(StatusChip::Disabled);
        QCOMPARE(m_pane->summary(), QStringLiteral("1 found \u00B7 3 users \u00B7 2 disabled"));
        m_listing->setSearch(QStringLiteral("  "));
        QCOMPARE(m_pane->summary(), QStringLiteral("3 users \u00B7 2 disabled"));
    }

    void countsAnswersInTheChips()
    {
        load(listOf({"ann", "-ben"}));
        QSignalSpy changed(m_pane.get(), &UserPane::summaryChanged);
        m_listing->noteAnswer(UserStatus::enabled("ben"), m_listing->nextSequence());
        QTRY_COMPARE(chip("Disabled")->accessibleDescription(), QStringLiteral("0"));
        QVERIFY(changed.size() > 0);
    }

    void countsManyAnswersAtOnceAndEndsWithTheLast()
    {
        load(manyUsers(2000));
        const QString before = chip("Disabled")->accessibleDescription();
        QSignalSpy changed(m_pane.get(), &UserPane::summaryChanged);
        QTRY_VERIFY(m_pane->isVisible());
        QVERIFY(aFrameGoesBy()); // what loading led to
        changed.clear();
        for (Row row = 0; row < 1999; ++row)
            m_listing->noteAnswer(UserStatus::enabled(m_listing->table().nameBytes(row)), m_listing->nextSequence());
        QCOMPARE(chip("Disabled")->accessibleDescription(), before);
        QTRY_COMPARE(chip("Disabled")->accessibleDescription(), QStringLiteral("0"));
        QCOMPARE(chip("Enabled")->accessibleDescription(), m_pane->locale().toString(2000));
        QCOMPARE(changed.size(), 1);
    }

    void placesTheChipsAnewWhenACountGetsLonger()
    {
        QList<QByteArray> names;
        for (int i = 0; i < 9; ++i)
            names << "user" + QByteArray::number(i);
        load(listOf(names));
        QVERIFY(aFrameGoesBy());
        const int before = chip("All")->width();
        m_listing->noteAnswer(UserStatus::enabled("user9"), m_listing->nextSequence());
        QTRY_VERIFY(chip("All")->width() > before);
        QTRY_COMPARE(chip("All")->width(), chip("All")->sizeHint().width());
        QTRY_VERIFY(!chip("Enabled")->geometry().intersects(chip("All")->geometry()));
    }

    void saysThatNobodyMatchesAndClearsTheSearch()
    {
        load(listOf({"ann", "-ben"}));
        m_listing->setSelected({0, 1}, true);
        m_listing->setSearch(QStringLiteral(" kowalsky"));
        QVERIFY(!m_pane->view()->isVisible());
        QCOMPARE(words(), (QStringList{QStringLiteral("Nobody matches \u201Ckowalsky\u201D"),
                                       QStringLiteral("Searched the names of 2 users. 2 selected users are hidden.")}));
        QSignalSpy cleared(m_pane.get(), &UserPane::searchCleared);
        QVERIFY(remedy()->isVisible());
        QCOMPARE(remedy()->text(), QStringLiteral("Clear search"));
        QTest::mouseClick(remedy(), Qt::LeftButton);
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(m_listing->search(), QString());
        QVERIFY(m_pane->view()->isVisible());
    }

    void saysWhereTheHitsAreWhenTheChipHidesThem()
    {
        load(listOf({"ann", "-ben"}));
        m_listing->setSearchAndChip(QStringLiteral("an"), StatusChip::Disabled);
        QCOMPARE(words(), (QStringList{QStringLiteral("None among Disabled"), QStringLiteral("1 in All.")}));
        QCOMPARE(remedy()->text(), QStringLiteral("Show"));
        QTest::mouseClick(remedy(), Qt::LeftButton);
        QVERIFY(chip("All")->isChecked());
        QCOMPARE(m_listing->search(), QStringLiteral("an"));
        QCOMPARE(m_listing->visible().count(), 1);
    }

    void saysThatTheServerListsNobody()
    {
        load(listOf({}));
        QCOMPARE(words(), QStringList(QStringLiteral("The server lists no users")));
        QVERIFY(!remedy()->isVisible());
        m_listing->noteAnswer(UserStatus::enabled("ann"), m_listing->nextSequence());
        QVERIFY(m_pane->view()->isVisible());
    }

    void offersToTryAgainWhereThereIsNoList()
    {
        m_pane->setPhase(UserPane::Phase::Failed);
        QCOMPARE(words(), QStringList(QStringLiteral("No list yet")));
        QVERIFY(!chip("All")->isEnabled());
        QCOMPARE(remedy()->text(), QStringLiteral("Try again"));
        QSignalSpy wanted(m_pane.get(), &UserPane::retryWanted);
        QTest::mouseClick(remedy(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        load(listOf({"ann", "-ben"}));
        QCOMPARE(m_pane->focusWidget(), m_pane->view());
    }

    void triggersTheActsByItsButtons()
    {
        load(listOf({"ann"}));
        m_disable->setEnabled(false);
        m_enable->setText(QStringLiteral("Enable 9"));
        QVERIFY(!button("Disable")->isEnabled());
        QCOMPARE(button("Enable")->text(), QStringLiteral("Enable 9"));
        QCOMPARE(button("Delete")->text(), QStringLiteral("Delete"));
        QSignalSpy triggered(m_enable.get(), &QAction::triggered);
        QTest::mouseClick(button("Enable"), Qt::LeftButton);
        QCOMPARE(triggered.size(), 1);
    }

    void givesUpCountsFirstWhenItGetsNarrowThenTheRow()
    {
        load(manyUsers(12'345));
        m_pane->setMinimumWidth(1);
        const auto settle = [this](int width) {
            m_pane->resize(width, 480);
            QTRY_COMPARE(m_pane->width(), width);
            QCoreApplication::processEvents();
        };
        settle(1300);
        const int wideChip = chip("All")->width();
        const int oneRow = bar()->height();
        QVERIFY(button("Disable")->y() < chip("All")->geometry().bottom());
        int width = 1300;
        while (chip("All")->width() == wideChip && bar()->height() == oneRow && width > 300)
            settle(width -= 5);
        // First the counts go.
        QVERIFY2(chip("All")->width() < wideChip, qPrintable(QString::number(width)));
        QCOMPARE(bar()->height(), oneRow);
        QVERIFY(button("Disable")->x() > chip("Disabled")->geometry().right());
        while (bar()->height() == oneRow && width > 300)
            settle(width -= 5);
        // Then the buttons stand below, and the counts are back.
        QVERIFY(bar()->height() > oneRow);
        QCOMPARE(chip("All")->width(), wideChip);
        QVERIFY(button("Disable")->y() > chip("All")->geometry().bottom());
        QCOMPARE(button("Disable")->x(), chip("All")->x());
        QVERIFY(button("Delete")->geometry().right() <= bar()->width());
        QVERIFY(bar()->rect().contains(button("Delete")->geometry()));
    }

private:
    void load(StatusList list)
    {
        fill(*m_listing, std::move(list));
        m_pane->setPhase(UserPane::Phase::Loaded);
    }
    Chip *chip(const char *name) const { return named<Chip>(name); }
    ActionButton *button(const char *name) const { return named<ActionButton>(name); }
    /// An update that is asked for now has run: whatever was due is over.
    static bool aFrameGoesBy()
    {
        bool isOver = false;
        OnceAFrame other([&isOver] { isOver = true; });
        other.ask();
        return QTest::qWaitFor([&isOver] { return isOver; });
    }
    QWidget *bar() const { return m_pane->findChild<ChipBar *>(); }
    QPushButton *remedy() const { return m_pane->findChild<EmptyState *>()->button(); }
    /// What the empty state says.
    QStringList words() const
    {
        QStringList texts;
        for (const QLabel *label : m_pane->findChild<EmptyState *>()->findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                texts << label->text();
        }
        return texts;
    }
    template<typename T>
    T *named(const char *name) const
    {
        for (T *widget : m_pane->findChildren<T *>()) {
            if (widget->accessibleName() == QLatin1StringView(name))
                return widget;
        }
        return nullptr;
    }

    std::unique_ptr<UserListing> m_listing;
    std::unique_ptr<QAction> m_disable, m_enable, m_delete;
    std::unique_ptr<UserPane> m_pane;
};

QTEST_MAIN(TestUserPane)
#include "tst_userpane.moc"
