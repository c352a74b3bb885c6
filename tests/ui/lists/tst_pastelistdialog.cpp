// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/linetable.h"
#include "ui/lists/namesedit.h"
#include "ui/lists/pastelistdialog.h"
#include "ui/look/gatestyle.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

/// ann and ben have a status, cas has none, twin and Twin differ in case, gus is nobody.
StatusTable users()
{
    StatusListBuilder list;
    list.add(UserStatus::enabled("ann@x"));
    list.add(UserStatus::disabled("ben@x", fromMilliseconds(1'600'000'000'000)));
    for (const char *name : {"twin@x", "Twin@x", "gus@x"})
        list.add(UserStatus::enabled(name));
    Directory::Builder persons;
    persons.add({"ann@x", "ann@mail", "Ann", "Lee", {}});
    for (const char *name : {"ben@x", "cas@x", "twin@x", "Twin@x"})
        persons.add({name, "", "", "", {}});
    return StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
}

const QString kList =
    QStringLiteral("ann@x\nben@x\ncas@x\nTWIN@x\ngus@x\nnobody@nowhere\nbem@x\n\nANN@x\nann@x\nAnn Lee\n");

} // namespace

class TestPasteListDialog final : public QObject
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
        m_list = std::make_unique<PastedList>();
        m_list->setUsers(users());
        m_list->setNewText(kList);
        QTRY_VERIFY(!m_list->isWorking());
        m_refusal.clear();
        open();
    }

    void cleanup()
    {
        m_dialog.reset();
        m_list.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void putsEveryLineInOneGroup()
    {
        QCOMPARE(count("Found"), QStringLiteral("3"));
        QCOMPARE(count("Ambiguous"), QStringLiteral("2"));
        QCOMPARE(count("Not found"), QStringLiteral("2"));
        QCOMPARE(count("Said again"), QStringLiteral("3"));
        QCOMPARE(count("Left out"), QStringLiteral("1"));
        QVERIFY(words().contains(QStringLiteral("11 lines were read.")));
        QCOMPARE(run()->text(), QStringLiteral("Disable 3…"));
    }

    void isKnownByItsNames()
    {
        QCOMPARE(m_dialog->accessibleName(), QStringLiteral("Paste a list"));
        QCOMPARE(named<NamesEdit>("Names")->toPlainText(), kList);
        QVERIFY(named<QComboBox>("What to do"));
        QCOMPARE(table()->accessibleName(), QStringLiteral("Lines"));
    }

    void acceptsNobodyWhoWasTakenOut()
    {
        showGroup("Found");
        tick(0); // ann, whom three more lines mean
        QCOMPARE(run()->text(), QStringLiteral("Disable 2…"));
        for (const NameMatch &match : m_list->matches())
            QVERIFY(match.user != QByteArray("ann@x") || !match.isTicked);
    }

    void letsAPersonSayWhoIsMeant()
    {
        showGroup("Not found");
        QCOMPARE(cell(1, ListLines::Column::User), QStringLiteral("ben@x?"));
        table()->setCurrentIndex(table()->model()->index(1, 1));
        QTest::keyClick(table(), Qt::Key_Return);
        auto *menu = m_dialog->findChild<QMenu *>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("ben@x"));
        menu->actions().constFirst()->trigger();
        QTRY_COMPARE(cell(1, ListLines::Column::User), QStringLiteral("ben@x"));
        QVERIFY(cell(1, ListLines::Column::Matched).contains(QStringLiteral("line 2"))); // who stands there already
        QCOMPARE(run()->text(), QStringLiteral("Disable 3…"));
    }

    void offersAnyOtherUser()
    {
        showGroup("Not found");
        emit table()->choiceWanted(0, QPoint());
        auto *menu = m_dialog->findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().constLast()->trigger();
        auto *chooser = m_dialog->findChild<UserChooser *>();
        QVERIFY(chooser);
        QTest::keyClicks(chooser->findChild<QLineEdit *>(), QStringLiteral("cas"));
        QTRY_COMPARE(chooser->findChild<QListWidget *>()->count(), 1);
        QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_COMPARE(m_list->matches().at(5).way, MatchWay::Chosen);
        QCOMPARE(m_list->matches().at(5).user, QByteArray("cas@x"));
    }

    void copiesWhatWasNotFound()
    {
        QSignalSpy copied(m_dialog.get(), &PasteListDialog::notFoundCopied);
        click("Copy what was not found");
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("nobody@nowhere\nbem@x\n"));
        QCOMPARE(copied.size(), 1);
        QCOMPARE(copied.at(0).at(0).toLongLong(), 2);
    }

    void goesOnToTheReviewWithCtrlEnterAlsoWhileItReads()
    {
        QSignalSpy wanted(m_dialog.get(), &PasteListDialog::planWanted);
        named<NamesEdit>("Names")->setPlainText(QStringLiteral("ann@x\ncas@x\n"));
        QVERIFY(m_list->isWorking());
        QTest::keyClick(named<NamesEdit>("Names"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(wanted.wait());
        QCOMPARE(m_list->ticked(), 2); // what was meant, and not what stood there before
        QCOMPARE(wanted.at(0).at(0).toBool(), false);
    }

    void sendsNothingWhereNothingMayBeChanged()
    {
        m_refusal = QStringLiteral("This connection is read-only: nothing can be changed here.");
        m_dialog->refreshButtons();
        QVERIFY(!run()->isEnabled());
        QCOMPARE(run()->accessibleDescription(), m_refusal);
        QSignalSpy wanted(m_dialog.get(), &PasteListDialog::planWanted);
        QTest::keyClick(named<NamesEdit>("Names"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(button("Check only")->isEnabled());
        QVERIFY(button("Select these rows")->isEnabled());
        m_refusal.clear();
        m_dialog->refreshButtons();
        QVERIFY(run()->isEnabled());
    }

    void takesAFileInsteadOfItsAddress()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/some/list.csv"))});
        QSignalSpy given(m_dialog.get(), &PasteListDialog::fileGiven);
        QApplication::clipboard()->setMimeData([] {
            auto *copied = new QMimeData;
            copied->setUrls({QUrl::fromLocalFile(QStringLiteral("/some/list.csv"))});
            return copied;
        }());
        named<NamesEdit>("Names")->paste();
        QCOMPARE(given.size(), 1);
        QCOMPARE(given.at(0).at(0).toString(), QStringLiteral("/some/list.csv"));
        QCOMPARE(named<NamesEdit>("Names")->toPlainText(), kList);
    }

    void doesNotLayOutATextThatIsTooLarge()
    {
        QApplication::clipboard()->setText(QStringLiteral("ann@x\n").repeated(NamesEdit::kLargest / 5));
        named<NamesEdit>("Names")->selectAll();
        named<NamesEdit>("Names")->paste();
        QTRY_VERIFY(!m_list->isWorking());
        QVERIFY(!named<NamesEdit>("Names"));
        QVERIFY(words().contains(QStringLiteral("A large text")));
        QCOMPARE(count("Found"), QStringLiteral("1"));
        click("Remove");
        QTRY_VERIFY(named<NamesEdit>("Names"));
    }

    void ticksAllThatAreShown()
    {
        named<NamesEdit>("Names")->setPlainText(QStringLiteral("Ann Lee\n"));
        QTRY_COMPARE(count("Found"), QStringLiteral("1"));
        QCOMPARE(run()->text(), QStringLiteral("Disable…")); // a full name alone is not certain
        click("Tick all of these");
        QCOMPARE(run()->text(), QStringLiteral("Disable 1…"));
        QVERIFY(!button("Tick all of these"));
    }

    void fitsALowScreenAndLongWords_data()
    {
        QTest::addColumn<bool>("isMirrored");
        QTest::newRow("left to right") << false;
        QTest::newRow("right to left") << true;
    }
    void fitsALowScreenAndLongWords()
    {
        QFETCH(bool, isMirrored);
        QApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
        open();
        m_dialog->resize(800, 480);
        QCoreApplication::processEvents();
        QVERIFY2(m_dialog->minimumSizeHint().width() <= 800,
                 qPrintable(QString::number(m_dialog->minimumSizeHint().width())));
        QVERIFY2(m_dialog->minimumSizeHint().height() <= 480,
                 qPrintable(QString::number(m_dialog->minimumSizeHint().height())));
        for (const char *name : {"Close", "Check only", "Select these rows"})
            QVERIFY(
                m_dialog->rect().contains(QRect(button(name)->mapTo(m_dialog.get(), QPoint()), button(name)->size())));
    }

private:
    void open()
    {
        const auto find = [](const QString &typed, const UserChooser::Found &found) {
            found(typed == QStringLiteral("cas") ? QList<QByteArray>{"cas@x"} : QList<QByteArray>{});
        };
        m_dialog = std::make_unique<PasteListDialog>(
            *m_list,
            PasteListDialog::Parts{{QStringLiteral("Pivot EU"), QStringLiteral("pivot.example.com")},
                                   [this] { return m_refusal; },
                                   [](Instant) { return QStringLiteral("a date"); },
                                   find},
            nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    template<typename T>
    T *named(const char *name) const
    {
        for (T *child : m_dialog->findChildren<T *>()) {
            if (child->isVisible() && child->accessibleName() == QString::fromUtf8(name))
                return child;
        }
        return nullptr;
    }
    QAbstractButton *button(const char *text) const
    {
        for (QAbstractButton *child : m_dialog->findChildren<QAbstractButton *>()) {
            if (child->isVisible() && child->text() == QString::fromUtf8(text))
                return child;
        }
        return nullptr;
    }
    void click(const char *text) const { QTest::mouseClick(button(text), Qt::LeftButton); }
    QAbstractButton *run() const { return m_dialog->findChild<QAbstractButton *>(QStringLiteral("runListButton")); }
    QString count(const char *group) const
    {
        const auto *chip = named<Chip>(group);
        return chip ? chip->accessibleDescription() : QString();
    }
    void showGroup(const char *group) const { QTest::mouseClick(named<Chip>(group), Qt::LeftButton); }
    LineTable *table() const { return m_dialog->findChild<LineTable *>(); }
    QString cell(int row, ListLines::Column column) const
    {
        return table()->model()->index(row, static_cast<int>(column)).data().toString();
    }
    void tick(int row) const
    {
        table()->setCurrentIndex(table()->model()->index(row, 1));
        QTest::keyClick(table(), Qt::Key_Space);
    }
    QString words() const
    {
        QStringList all;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
            if (label->isVisible())
                all << label->text();
        }
        return all.join(QLatin1Char('\n'));
    }

    QString m_refusal;
    std::unique_ptr<PastedList> m_list;
    std::unique_ptr<PasteListDialog> m_dialog;
};

QTEST_MAIN(TestPasteListDialog)
#include "tst_pastelistdialog.moc"
