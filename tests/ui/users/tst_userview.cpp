// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/look/gatestyle.h"
#include "ui/users/switchpainter.h"
#include "ui/users/userview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::samples;
using Column = UserModel::Column;

class TestUserView final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { GateStyle::apply(Appearance::Light); }

    void init()
    {
        m_listing = std::make_unique<UserListing>();
        m_view = std::make_unique<UserView>(*m_listing);
        m_view->resize(900, 480);
        m_view->users().setRelativeNow([] { return at("2026-06-12T12:00:00Z"); });
        m_view->users().setDateText(DateText(QLocale::c(), QTimeZone::utc()));
        fill(*m_listing, listOf({"ann", "-ben", "cas", "dan", "-eve", "analyst", "\u00C5kerstr\u00F6m"}));
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        QTRY_VERIFY(m_view->hasFocus());
        // The mouse of the display must not stand on a row by chance.
        QTest::mouseMove(m_view->horizontalHeader(), QPoint(2, 2));
        m_wanted = std::make_unique<QSignalSpy>(m_view.get(), &UserView::toggleWanted);
    }

    void cleanup()
    {
        QVERIFY(m_listing->isConsistent());
        m_wanted.reset();
        m_view.reset();
        m_listing.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void isATableCalledUsers()
    {
        QCOMPARE(m_view->accessibleName(), QStringLiteral("Users"));
        QVERIFY(m_view->verticalHeader()->isHidden());
        QVERIFY(!m_view->tabKeyNavigation());
        QVERIFY(m_view->horizontalHeader()->selectionModel() != m_view->selectionModel());
        QCOMPARE(m_view->horizontalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
    }

    void tellsAssistiveTechnologyWhatCanBeSwitched()
    {
        QAccessibleTableInterface *table = QAccessible::queryAccessibleInterface(m_view.get())->tableInterface();
        const auto stateOf = [&](QByteArrayView name) {
            const QModelIndex index = m_view->users().indexOf(rowOf(*m_listing, name), Column::SignIn);
            return table->cellAt(index.row(), index.column())->state();
        };
        QVERIFY(stateOf("ann").checkable && stateOf("ann").checked);
        QVERIFY(stateOf("ben").checkable && !stateOf("ben").checked);
        m_view->users().setAccess(UserModel::Access::ReadOnly);
        QVERIFY(!stateOf("ann").checkable && stateOf("ann").checked);
    }

    void togglesByAClickOnTheSwitchAndLeavesSelectionAndCurrentRow()
    {
        setCurrent("cas", Column::User);
        const QModelIndex current = m_view->currentIndex();
        const RowSet selected = m_listing->selection();
        click(switchPoint("ben"));
        QCOMPARE(m_wanted->size(), 1);
        QCOMPARE(m_wanted->at(0).at(0).value<Row>(), rowOf(*m_listing, "ben"));
        QCOMPARE(m_view->currentIndex(), current);
        QCOMPARE(m_listing->selection(), selected);
    }

    void theStyleTellsWhereTheSwitchIs()
    {
        QStyleOptionViewItem option;
        option.initFrom(m_view.get());
        option.features = QStyleOptionViewItem::HasCheckIndicator | QStyleOptionViewItem::HasDisplay;
        option.rect = cell("ben", Column::SignIn);
        option.widget = m_view.get();
        const QRect indicator =
            m_view->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, m_view.get());
        QCOMPARE(indicator, switchHitRect(option.rect, Qt::LeftToRight));
        QCOMPARE(indicator.width(), 44);
    }

    void selectsByAClickOnTheRestOfTheCell()
    {
        const QRect rect = cell("ben", Column::SignIn);
        click(QPoint(rect.left() + 60, rect.center().y()));
        QCOMPARE(m_wanted->size(), 0);
        QCOMPARE(selectedNames(), QStringList(QStringLiteral("ben")));
        QCOMPARE(currentName(), QStringLiteral("ben"));
    }

    void takesADoubleClickForOneAct()
    {
        const QPoint point = switchPoint("ben");
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(m_wanted->size(), 1);
        // The next click, later, is an act again.
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, point);
        QCOMPARE(m_wanted->size(), 2);
    }

    void takesThreeQuickClicksForOneAct()
    {
        const QPoint point = switchPoint("ben");
        quint64 time = 1'000'000;
        const auto send = [&](QEvent::Type type) {
            QMouseEvent event(type, point, m_view->viewport()->mapToGlobal(point), Qt::LeftButton,
                              type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
            event.setTimestamp(time += 20);
            QApplication::sendEvent(m_view->viewport(), &event);
        };
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        send(QEvent::MouseButtonDblClick);
        send(QEvent::MouseButtonRelease);
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(m_wanted->size(), 1);
        time += 5000;
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(m_wanted->size(), 2);
    }

    void doesNothingWhenTheButtonComesUpElsewhere()
    {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, switchPoint("ben"));
        QTest::mouseMove(m_view->viewport(), switchPoint("cas"));
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, switchPoint("cas"));
        QCOMPARE(m_wanted->size(), 0);
        QVERIFY(m_listing->selection().isEmpty());
    }

    void doesNothingWhenTheListIsResetUnderThePressedButton()
    {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, switchPoint("ben"));
        m_listing->setOrder({SortKey::Name, SortDirection::Descending});
        m_listing->setOrder({SortKey::Name, SortDirection::Ascending});
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, switchPoint("ben"));
        QCOMPARE(m_wanted->size(), 0);
    }

    void togglesBySpaceInSignInOnly()
    {
        setCurrent("ben", Column::User);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_wanted->size(), 0);
        QCOMPARE(currentName(), QStringLiteral("ben"));
        setCurrent("ben", Column::DisabledSince);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_wanted->size(), 0);
        setCurrent("ben", Column::SignIn);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_wanted->size(), 1);
        QCOMPARE(m_wanted->at(0).at(0).value<Row>(), rowOf(*m_listing, "ben"));
        QTest::keyClick(m_view.get(), Qt::Key_Space, Qt::ControlModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QTest::keyClick(m_view.get(), Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(m_wanted->size(), 1);
    }

    void ignoresAHeldSpace()
    {
        setCurrent("ben", Column::SignIn);
        for (int i = 0; i < 5; ++i) {
            QKeyEvent repeat(QEvent::KeyPress, Qt::Key_Space, {}, QStringLiteral(" "), true);
            QApplication::sendEvent(m_view.get(), &repeat);
        }
        QCOMPARE(m_wanted->size(), 0);
    }

    void togglesNothingOnAReadOnlyConnection()
    {
        m_view->users().setAccess(UserModel::Access::ReadOnly);
        QSignalSpy refused(m_view.get(), &UserView::toggleRefused);
        click(switchPoint("ben"));
        QCOMPARE(refused.size(), 1); // so that somebody can say why
        setCurrent("ben", Column::SignIn);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(refused.size(), 2);
        QCOMPARE(refused.last().first().value<Row>(), rowOf(*m_listing, "ben"));
        QCOMPARE(m_wanted->size(), 0);
    }

    void findsByTypingWhateverColumnIsCurrent()
    {
        setCurrent("ann", Column::SignIn);
        QTest::keyClicks(m_view.get(), QStringLiteral("dan"));
        QCOMPARE(currentName(), QStringLiteral("dan"));
        QCOMPARE(m_view->currentIndex().column(), static_cast<int>(Column::SignIn));
        QCOMPARE(m_wanted->size(), 0);
    }

    void switchesNobodyWhileANameIsTyped()
    {
        fill(*m_listing, listOf({"ann", "b c"}));
        setCurrent("ann", Column::SignIn);
        QTest::keyClicks(m_view.get(), QStringLiteral("b c"));
        QCOMPARE(currentName(), QStringLiteral("b c"));
        QCOMPARE(m_wanted->size(), 0);
    }

    void findsNamesWithoutTheirAccentsAndGoesRound()
    {
        const UserListing &listing = *m_listing;
        const auto named = [&](const char *prefix, int from) {
            const auto found = TypeAhead::find(listing, foldText(prefix), from);
            return found ? QString::fromUtf8(listing.table().nameBytes(listing.visible().row(*found))) : QString();
        };
        QCOMPARE(named("aker", 0), QStringLiteral("\u00C5kerstr\u00F6m"));
        QCOMPARE(named("an", 0), QStringLiteral("analyst"));
        QCOMPARE(named("an", 6), QStringLiteral("analyst"));
        QCOMPARE(named("zz", 0), QString());
    }

    void goesOnToTheNextUserWithTheSameLetter()
    {
        setCurrent("dan", Column::User);
        TypeAhead typed;
        const int first = typed.type(*m_listing, QStringLiteral("a"), -1).value();
        const int second = typed.type(*m_listing, QStringLiteral("a"), first).value();
        QCOMPARE(first, 0);
        QCOMPARE(second, 1);
        m_listing->setSearch(QStringLiteral("nobody"));
        QCOMPARE(TypeAhead().type(*m_listing, QStringLiteral("a"), -1), std::nullopt);
    }

    void extendsTheSelectionByKeys()
    {
        setCurrent("ben", Column::User);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(selectedNames(), (QStringList{QStringLiteral("ben"), QStringLiteral("cas")}));
        QTest::keyClick(m_view.get(), Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(m_listing->selection().size(), 4U);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(selectedNames(), QStringList(QStringLiteral("dan")));
    }

    void addsAndRemovesRowsByControlClicks()
    {
        click(cell("ann", Column::User).center());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, cell("cas", Column::User).center());
        QCOMPARE(selectedNames(), (QStringList{QStringLiteral("ann"), QStringLiteral("cas")}));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, cell("ann", Column::User).center());
        QCOMPARE(selectedNames(), QStringList(QStringLiteral("cas")));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, cell("eve", Column::User).center());
        // From where the last click was, as everywhere in Qt.
        QCOMPARE(m_listing->selection().size(), 5U);
    }

    void keepsThePlaceAndTheCurrentRowOverARefresh()
    {
        fill(*m_listing, manyUsers(2000));
        m_view->verticalScrollBar()->setValue(500 * m_view->rowHeight(0) + 7);
        setCurrent("user000505@example.com", Column::SignIn);
        m_view->verticalScrollBar()->setValue(500 * m_view->rowHeight(0) + 7);
        StatusListBuilder builder;
        builder.add(UserStatus::enabled("aaa"));
        const StatusList many = manyUsers(2000);
        for (Row row = 0; row < many.count(); ++row)
            builder.add(many.names->name(row), many.states[row], many.since[row]);
        fill(*m_listing, std::move(builder).build());
        QCOMPARE(currentName(), QStringLiteral("user000505@example.com"));
        QCOMPARE(m_view->currentIndex().column(), static_cast<int>(Column::SignIn));
        QCOMPARE(m_view->verticalScrollBar()->value(), 501 * m_view->rowHeight(0) + 7);
        QCOMPARE(selectedNames(), QStringList(QStringLiteral("user000505@example.com")));
    }

    void neverLeavesTheKeyOnAnotherUsersSwitch()
    {
        setCurrent("cas", Column::SignIn);
        fill(*m_listing, listOf({"ann", "-ben", "dan", "-eve"}));
        QVERIFY(currentName() != QStringLiteral("cas"));
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_wanted->size(), 0);
    }

    void sortsByItsHeadsFirstAscendingThenDescending()
    {
        const auto press = [this](Column column) {
            QHeaderView *const heads = m_view->horizontalHeader();
            const int x = heads->sectionViewportPosition(static_cast<int>(column)) + 20;
            QTest::mouseClick(heads->viewport(), Qt::LeftButton, {}, QPoint(x, heads->height() / 2));
        };
        press(Column::DisabledSince);
        QCOMPARE(m_listing->order(), (RowOrder{SortKey::DisabledSince, SortDirection::Ascending}));
        press(Column::DisabledSince);
        QCOMPARE(m_listing->order(), (RowOrder{SortKey::DisabledSince, SortDirection::Descending}));
        QCOMPARE(m_view->horizontalHeader()->sortIndicatorSection(), static_cast<int>(Column::DisabledSince));
        QCOMPARE(m_view->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        press(Column::User);
        QCOMPARE(m_listing->order(), (RowOrder{SortKey::Name, SortDirection::Ascending}));
        QVERIFY(m_listing->selection().isEmpty());
    }

    void keepsOrderAndColumnsInItsState()
    {
        m_view->columnActions().constFirst()->setChecked(false);
        m_listing->setOrder({SortKey::State, SortDirection::Descending});
        const QVariantMap state = m_view->viewState();
        UserListing other;
        fill(other, listOf({"ann"}));
        UserView view(other);
        view.restoreViewState(state);
        QCOMPARE(other.order(), (RowOrder{SortKey::State, SortDirection::Descending}));
        QVERIFY(view.isColumnHidden(static_cast<int>(Column::DisabledSince)));
        QVERIFY(!view.columnActions().constFirst()->isChecked());
        QCOMPARE(view.viewState(), state);
        view.restoreViewState({{QStringLiteral("sortColumn"), 17}, {QStringLiteral("hiddenColumns"), true}});
        QVERIFY(!view.isColumnHidden(static_cast<int>(Column::User)));
        QVERIFY(other.isConsistent());
    }

    void copiesTheSelectedUsersThatCanBeSeenElseTheCurrentOne()
    {
        setCurrent("ben", Column::User);
        m_listing->clearSelection();
        QCOMPARE(m_view->copyText(), QStringLiteral("ben\tDisabled\t2022-09-21T19:01:25.872Z\n"));
        m_listing->setSelected({rowOf(*m_listing, "eve"), rowOf(*m_listing, "ann"), rowOf(*m_listing, "dan")}, true);
        m_listing->setSearch(QStringLiteral("n"));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("ann\tEnabled\t\ndan\tEnabled\t\n"));
    }

    void selectsAHundredThousandAtOnce()
    {
        fill(*m_listing, manyUsers(100'000));
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_listing->selection().size(), 100'000U);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(m_view->selectionModel()->selection().size(), 1);
        QVERIFY(m_view->selectionModel()->isSelected(m_view->model()->index(99'999, 2)));
        click(cell("user000003@example.com", Column::User).center());
        QCOMPARE(selectedNames(), QStringList(QStringLiteral("user000003@example.com")));
    }

    void showsThatItSendsOnlyAfterAWhile()
    {
        m_view->sendingMarks().setDelay(std::chrono::hours(1));
        m_listing->setMark("ann", {RowMark::Kind::Sending, StatusState::Disabled, {}});
        QVERIFY(!m_view->sendingMarks().isShown(rowOf(*m_listing, "ann")));
        m_view->sendingMarks().setDelay(std::chrono::milliseconds(0));
        QVERIFY(m_view->sendingMarks().isShown(rowOf(*m_listing, "ann")));
        QVERIFY(!m_view->sendingMarks().isShown(rowOf(*m_listing, "cas")));
        m_listing->setMark("ann", {});
        QVERIFY(!m_view->sendingMarks().isShown(rowOf(*m_listing, "ann")));
    }

    void standsTheOtherWayRoundFromRightToLeft()
    {
        m_view->setLayoutDirection(Qt::RightToLeft);
        const QRect rect = cell("ben", Column::SignIn);
        QVERIFY(rect.right() < cell("ben", Column::User).left() + 2);
        QCOMPARE(switchHitRect(rect, Qt::RightToLeft).right(), rect.right());
        click(QPoint(rect.left() + 10, rect.center().y()));
        QCOMPARE(m_wanted->size(), 0);
        click(QPoint(rect.right() - 20, rect.center().y()));
        QCOMPARE(m_wanted->size(), 1);
    }

    // An English date in a right-to-left window is a date still, and not "Sep 2022 21".
    void keepsADateInItsOwnOrderFromRightToLeft()
    {
        m_view->setColumnHidden(static_cast<int>(Column::User), true); // there is room for all words
        const QList<int> date = wordWidths(cell("ben", Column::DisabledSince)).first(3);
        m_view->setLayoutDirection(Qt::RightToLeft);
        const QList<int> words = wordWidths(cell("ben", Column::DisabledSince));
        QVERIFY(date.at(0) + 4 < date.at(2)); // else the order could not be told
        QVERIFY(words.size() > 3);
        for (qsizetype word = 0; word < 3; ++word) // at the right end, in their order
            QVERIFY(std::abs(words.at(words.size() - 3 + word) - date.at(word)) <= 2);
        QVERIFY(words.at(words.size() - 4) < 5); // the dot stands between date and age
    }

    void asksForAContextMenu()
    {
        QSignalSpy asked(m_view.get(), &QWidget::customContextMenuRequested);
        const QPoint point = cell("cas", Column::User).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, m_view->viewport()->mapToGlobal(point));
        QApplication::sendEvent(m_view->viewport(), &event);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(m_view->indexAt(asked.at(0).at(0).toPoint()).data().toString(), QStringLiteral("cas"));
    }

    void paintsAPageQuickly()
    {
        fill(*m_listing, manyUsers(100'000));
        m_listing->setSearch(QStringLiteral("example"));
        QTRY_VERIFY(!m_listing->isWorking());
        m_view->resize(1120, 700);
        QPixmap page = m_view->viewport()->grab();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            page = m_view->viewport()->grab();
        qInfo("one page: %lld us", static_cast<long long>(timer.nsecsElapsed() / 10'000));
        QVERIFY(timer.elapsed() < 2000);
    }

private:
    QRect cell(QByteArrayView name, Column column) const
    {
        return m_view->visualRect(m_view->users().indexOf(rowOf(*m_listing, name), column));
    }
    QPoint switchPoint(QByteArrayView name) const
    {
        return switchRect(cell(name, Column::SignIn), m_view->layoutDirection()).center();
    }
    /// How wide the words are that are painted there, from left to right.
    QList<int> wordWidths(const QRect &part) const
    {
        const QImage image = m_view->viewport()->grab(part.adjusted(0, 0, 0, -1)).toImage();
        const QRgb ground = image.pixel(0, 0);
        QList<int> widths;
        for (int x = 0, empty = 3; x < image.width(); ++x) {
            bool hasInk = false;
            for (int y = 0; y < image.height(); ++y)
                hasInk |= image.pixel(x, y) != ground;
            if (hasInk && empty >= 3)
                widths.append(1);
            else if (hasInk)
                widths.last() += empty + 1;
            empty = hasInk ? 0 : empty + 1;
        }
        return widths;
    }
    void click(const QPoint &point) { QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, point); }
    void setCurrent(QByteArrayView name, Column column) { m_view->setCurrentRow(rowOf(*m_listing, name), column); }
    QString currentName() const { return m_view->currentIndex().siblingAtColumn(0).data().toString(); }
    QStringList selectedNames() const { return namesOf(*m_listing, m_listing->selection()); }

    std::unique_ptr<UserListing> m_listing;
    std::unique_ptr<UserView> m_view;
    std::unique_ptr<QSignalSpy> m_wanted;
};

QTEST_MAIN(TestUserView)
#include "tst_userview.moc"
