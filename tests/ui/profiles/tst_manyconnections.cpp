// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"

#include "ui/look/banner.h"
#include "ui/profiles/connectionsdialog.h"
#include "ui/profiles/exportdialog.h"
#include "ui/profiles/profileexchange.h"
#include "ui/profiles/profilelist.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

/// A dialog over some saved connections, "Pivot 1" on host1.example.com and so on.
struct Desk
{
    explicit Desk(int connections)
    {
        for (int i = 1; i <= connections; ++i) {
            Profile profile;
            profile.id = QUuid::createUuid();
            profile.name = QStringLiteral("Pivot %1").arg(i);
            profile.url = QStringLiteral("https://host%1.example.com").arg(i);
            profile.token = "token";
            profile.environment = Environment::Staging;
            if (!store.save(profile))
                qFatal("the profile cannot be saved");
        }
        dialog = std::make_unique<ConnectionsDialog>(store);
        list = findNamed<ProfileList>(dialog.get(), "Saved connections");
        search = findNamed<QLineEdit>(dialog.get(), "Search connections");
        dialog->show();
    }
    QStringList shown() const
    {
        QStringList names;
        for (int row = 0; row < list->count(); ++row) {
            if (!list->isRowHidden(row))
                names.append(list->item(row)->text());
        }
        return names;
    }
    QStringList saved()
    {
        QStringList names;
        for (const Profile &profile : store.load().value_or(QList<Profile>()))
            names.append(profile.name);
        return names;
    }
    QString current() const { return findNamed<QLineEdit>(dialog.get(), "Name")->text(); }

    QTemporaryDir folder;
    ProfileStore store{folder.filePath(QStringLiteral("gatehouse.ini"))};
    std::unique_ptr<ConnectionsDialog> dialog;
    ProfileList *list;
    QLineEdit *search;
};

ProfileExchange *exchange(const Desk &desk)
{
    return desk.dialog->findChild<ProfileExchange *>();
}

QString banner(const Desk &desk)
{
    return desk.dialog->findChild<Banner *>()->message();
}

QStringList pivots(const QList<int> &numbers)
{
    QStringList names;
    for (const int number : numbers)
        names.append(QStringLiteral("Pivot %1").arg(number));
    return names;
}

} // namespace

/// Finding and ordering connections where there are many of them.
class TestManyConnections final : public QObject
{
    Q_OBJECT

private slots:
    void offersASearchOnlyInLongLists_data()
    {
        QTest::addColumn<int>("connections");
        QTest::addColumn<bool>("isOffered");
        QTest::newRow("one") << 1 << false;
        QTest::newRow("as many as are seen") << 7 << false;
        QTest::newRow("more") << 8 << true;
        QTest::newRow("fifty") << 50 << true;
    }
    void offersASearchOnlyInLongLists()
    {
        QFETCH(int, connections);
        const Desk desk(connections);
        QTEST(desk.search->isVisible(), "isOffered");
        QCOMPARE(desk.shown().size(), connections);
    }

    void findsByNameAndHost_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("name in any case") << " pIVOT 5" << (pivots({5}) + pivots({50}));
        QTest::newRow("host") << "host12." << pivots({12});
        QTest::newRow("nothing") << "elsewhere" << QStringList();
    }
    void findsByNameAndHost()
    {
        QFETCH(QString, text);
        Desk desk(50);
        desk.search->setText(text);
        QTEST(desk.shown(), "names");
        QCOMPARE(desk.current(), QStringLiteral("Pivot 1")); // the form stays with its own
        bool isSaid = false;
        for (const QLabel *label : desk.dialog->findChildren<QLabel *>())
            isSaid |= label->isVisible() && label->text() == QStringLiteral("No connection matches.");
        QCOMPARE(isSaid, desk.shown().isEmpty());
    }

    void escapeTakesTheSearchBackBeforeItCloses()
    {
        Desk desk(8);
        desk.search->setText(QStringLiteral("5"));
        QTest::keyClick(desk.search, Qt::Key_Escape);
        QVERIFY(desk.dialog->isVisible());
        QCOMPARE(desk.shown().size(), 8);
        QTest::keyClick(desk.search, Qt::Key_Escape);
        QVERIFY(!desk.dialog->isVisible());
    }

    void theArrowsGoFromTheSearchToWhatWasFound()
    {
        Desk desk(12);
        desk.dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.dialog.get()));
        desk.search->setFocus();
        desk.search->setText(QStringLiteral("2"));
        QTest::keyClick(desk.search, Qt::Key_Down);
        QVERIFY(desk.list->hasFocus());
        QCoreApplication::processEvents();
        QCOMPARE(desk.current(), QStringLiteral("Pivot 1")); // looking is not choosing
        QVERIFY(desk.list->selectedItems().isEmpty());
        QTest::keyClick(desk.list, Qt::Key_Down);
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot 2"));
        QTest::keyClick(desk.list, Qt::Key_Down);
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot 12"));
        QTest::keyClick(desk.list, Qt::Key_Up);
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot 2"));
    }

    void aNewOneIsSeenWhateverIsSearched()
    {
        Desk desk(8);
        desk.search->setText(QStringLiteral("5"));
        findNamed<QAbstractButton>(desk.dialog.get(), "Add")->click();
        QCOMPARE(desk.shown(), pivots({5}) + QStringList(QStringLiteral("New connection")));
        QCOMPARE(desk.list->selectedItems().value(0)->text(), QStringLiteral("New connection"));
    }

    void aClickOnWhatWasFoundChoosesIt()
    {
        Desk desk(12);
        desk.search->setText(QStringLiteral("2"));
        desk.list->setFocus();
        const QRect first = desk.list->visualItemRect(desk.list->item(1));
        QTest::mouseClick(desk.list->viewport(), Qt::LeftButton, {}, first.center());
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot 2"));
        desk.search->clear();
        QCOMPARE(desk.list->currentItem()->text(), QStringLiteral("Pivot 2"));
    }

    void theChosenOneIsSelectedAgainWhenTheSearchIsOver()
    {
        Desk desk(12);
        desk.search->setText(QStringLiteral("2"));
        QVERIFY(desk.list->selectedItems().isEmpty());
        desk.search->clear();
        QCOMPARE(desk.list->selectedItems().value(0)->text(), QStringLiteral("Pivot 1"));
    }

    void aLongListStaysWhereItWasScrolledTo()
    {
        Desk desk(40);
        QVERIFY(QTest::qWaitForWindowExposed(desk.dialog.get()));
        desk.list->scrollToItem(desk.list->item(25), QAbstractItemView::PositionAtTop);
        const int place = desk.list->verticalScrollBar()->value();
        QVERIFY(place > 0);
        const QRect row = desk.list->visualItemRect(desk.list->item(27));
        QTest::mouseClick(desk.list->viewport(), Qt::LeftButton, {}, row.center());
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot 28"));
        QCOMPARE(desk.list->verticalScrollBar()->value(), place);
        auto *name = findNamed<QLineEdit>(desk.dialog.get(), "Name");
        name->setText(QStringLiteral("Pivot XXVIII"));
        findButton(desk.dialog.get(), "Save")->click();
        QCOMPARE(desk.list->item(27)->text(), QStringLiteral("Pivot XXVIII"));
        QCOMPARE(desk.list->verticalScrollBar()->value(), place);
    }

    void altWithAnArrowMovesAConnection_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("key");
        QTest::addColumn<QStringList>("order");
        QTest::newRow("up") << 1 << int(Qt::Key_Up) << pivots({2, 1, 3});
        QTest::newRow("down") << 0 << int(Qt::Key_Down) << pivots({2, 1, 3});
        QTest::newRow("down to the end") << 1 << int(Qt::Key_Down) << pivots({1, 3, 2});
        QTest::newRow("above the first") << 0 << int(Qt::Key_Up) << pivots({1, 2, 3});
        QTest::newRow("below the last") << 2 << int(Qt::Key_Down) << pivots({1, 2, 3});
    }
    void altWithAnArrowMovesAConnection()
    {
        QFETCH(int, row);
        QFETCH(int, key);
        QFETCH(QStringList, order);
        Desk desk(3);
        desk.list->setCurrentRow(row);
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot %1").arg(row + 1));
        QTest::keyClick(desk.list, static_cast<Qt::Key>(key), Qt::AltModifier);
        QCoreApplication::processEvents();
        QCOMPARE(desk.saved(), order);
        QCOMPARE(desk.shown(), order);
        QCOMPARE(desk.list->currentItem()->text(), QStringLiteral("Pivot %1").arg(row + 1));
    }

    void movingKeepsWhatIsTyped()
    {
        Desk desk(3);
        auto *name = findNamed<QLineEdit>(desk.dialog.get(), "Name");
        name->setText(QStringLiteral("Not saved yet"));
        QTest::keyClick(desk.list, Qt::Key_Down, Qt::AltModifier);
        QCoreApplication::processEvents();
        QCOMPARE(desk.saved(), pivots({2, 1, 3}));
        QCOMPARE(name->text(), QStringLiteral("Not saved yet"));
    }

    void aDropMovesTheDraggedOne_data()
    {
        QTest::addColumn<int>("dragged");
        QTest::addColumn<int>("onto");
        QTest::addColumn<bool>("isBelow");
        QTest::addColumn<QStringList>("order");
        QTest::newRow("to the top") << 2 << 0 << false << pivots({3, 1, 2});
        QTest::newRow("below the last") << 0 << 2 << true << pivots({2, 3, 1});
        QTest::newRow("between") << 0 << 1 << true << pivots({2, 1, 3});
        QTest::newRow("onto itself") << 1 << 1 << true << pivots({1, 2, 3});
        QTest::newRow("where it was") << 1 << 0 << true << pivots({1, 2, 3});
    }
    void aDropMovesTheDraggedOne()
    {
        QFETCH(int, dragged);
        QFETCH(int, onto);
        QFETCH(bool, isBelow);
        QFETCH(QStringList, order);
        Desk desk(3);
        desk.list->setCurrentRow(dragged);
        QTRY_COMPARE(desk.current(), QStringLiteral("Pivot %1").arg(dragged + 1));
        const QRect row = desk.list->visualItemRect(desk.list->item(onto));
        desk.list->noteDragged();
        desk.list->dropAt({row.center().x(), isBelow ? row.bottom() - 1 : row.top() + 1});
        QCoreApplication::processEvents();
        QCOMPARE(desk.saved(), order);
        QCOMPARE(desk.shown(), order);
    }

    void aFileTakesConnectionsToAnotherComputer()
    {
        Desk here(3);
        const QString path = here.folder.filePath(QStringLiteral("out.ini"));
        exchange(here)->exportTo(path, here.store.load().value(), ExportSecrets::Without);
        QVERIFY(banner(here).contains(QStringLiteral("out.ini")));
        Desk there(0);
        exchange(there)->importFrom(path);
        QCOMPARE(there.saved(), pivots({1, 2, 3}));
        QCOMPARE(there.shown(), pivots({1, 2, 3}));
        QCOMPARE(there.current(), QStringLiteral("Pivot 1"));
        QCOMPARE(banner(there), QStringLiteral("3 connections were imported."));
        exchange(there)->importFrom(path);
        QCOMPARE(there.saved().size(), 3);
        QCOMPARE(banner(there), QStringLiteral("Nothing was imported. 3 were there already."));
    }

    void importingKeepsWhatIsTyped()
    {
        Desk here(1);
        const QString path = here.folder.filePath(QStringLiteral("out.ini"));
        exchange(here)->exportTo(path, here.store.load().value(), ExportSecrets::Without);
        Desk there(0);
        auto *name = findNamed<QLineEdit>(there.dialog.get(), "Name");
        name->setText(QStringLiteral("Not saved yet"));
        exchange(there)->importFrom(path);
        QCOMPARE(there.saved(), pivots({1}));
        QCOMPARE(name->text(), QStringLiteral("Not saved yet"));
    }

    void neverExportsOverItsOwnSettings()
    {
        Desk desk(2);
        exchange(desk)->exportTo(desk.store.file(), desk.store.load().value().first(1), ExportSecrets::Without);
        QCOMPARE(desk.saved(), pivots({1, 2}));
        QVERIFY(banner(desk).contains(QStringLiteral("own settings file")));
    }

    void exportsSecretsOnlyByATickWithAWarning()
    {
        ExportDialog dialog(3, QStringLiteral("Pivot 1"), nullptr);
        QList<ExportSecrets> chosen;
        connect(&dialog, &ExportDialog::chosen, this,
                [&chosen](bool, ExportSecrets secrets) { chosen.append(secrets); });
        dialog.show();
        auto *tick = findButton(&dialog, "With tokens and passwords");
        QVERIFY(!tick->isChecked());
        const auto warning = [&dialog] {
            for (const QLabel *label : dialog.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(QStringLiteral("who may log in")))
                    return true;
            }
            return false;
        };
        QVERIFY(!warning());
        findButton(&dialog, "Choose file…")->click();
        dialog.show();
        tick->click();
        QVERIFY(warning());
        findButton(&dialog, "Choose file…")->click();
        QCOMPARE(chosen, QList<ExportSecrets>({ExportSecrets::Without, ExportSecrets::With}));
    }

    void theWarningOfSecretsIsShownWhole()
    {
        ExportDialog dialog(3, QStringLiteral("Pivot 1"), nullptr);
        dialog.show();
        findButton(&dialog, "With tokens and passwords")->click();
        int seen = 0;
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (!label->isVisible() || !label->wordWrap())
                continue;
            ++seen;
            QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        QCOMPARE(seen, 2);
    }

    void nothingMovesWhileASearchHidesSome()
    {
        Desk desk(8);
        desk.search->setText(QStringLiteral("Pivot"));
        QTest::keyClick(desk.list, Qt::Key_Down, Qt::AltModifier);
        QCoreApplication::processEvents();
        QCOMPARE(desk.saved().first(), QStringLiteral("Pivot 1"));
        QVERIFY(!desk.list->dragEnabled());
    }
};

QTEST_MAIN(TestManyConnections)
#include "tst_manyconnections.moc"
