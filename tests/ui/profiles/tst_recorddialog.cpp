// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "ui/profiles/recorddialog.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

const QString systemName = QStringLiteral("ada@desk");

QLineEdit *nameField(const QDialog &dialog)
{
    return findNamed<QLineEdit>(&dialog, "Your name for the record");
}

QLineEdit *folderField(const QDialog &dialog)
{
    return findNamed<QLineEdit>(&dialog, "Save receipts to");
}

/// What Save gives; fails the test that asks when it is not told once.
RecordSettings savedBy(RecordDialog &dialog)
{
    const QSignalSpy spy(&dialog, &RecordDialog::saved);
    findButton(&dialog, "Save")->click();
    return spy.size() == 1 ? spy.constFirst().constFirst().value<RecordSettings>()
                           : RecordSettings{QStringLiteral("not told once"), {}};
}

} // namespace

class RecordDialogTest final : public QObject
{
    Q_OBJECT
private slots:
    void showsWhatIsSet();
    void showsWhoStandsThereWithoutAName();
    void savesWhatWasTyped_data();
    void savesWhatWasTyped();
    void savesNothingWhenCancelled();
    void clearsTheFolder();
    void takesTheFolderThatIsChosen();
    void keepsTheFolderWhenNoneIsChosen();
    void isNotFiredByEnter();
    void savesOnce();
};

void RecordDialogTest::showsWhatIsSet()
{
    RecordDialog dialog({QStringLiteral("Ada Admin"), QStringLiteral("/srv/receipts")}, systemName);
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Record and receipts"));
    QCOMPARE(nameField(dialog)->text(), QStringLiteral("Ada Admin"));
    QCOMPARE(folderField(dialog)->text(), QDir::toNativeSeparators(QStringLiteral("/srv/receipts")));
    QCOMPARE(savedBy(dialog), (RecordSettings{QStringLiteral("Ada Admin"), QStringLiteral("/srv/receipts")}));
}

void RecordDialogTest::showsWhoStandsThereWithoutAName()
{
    RecordDialog dialog({}, systemName);
    QCOMPARE(nameField(dialog)->text(), QString());
    QCOMPARE(nameField(dialog)->placeholderText(), systemName);
    QVERIFY(!findNamed<QAbstractButton>(&dialog, "Save no receipts")->isEnabled());
}

void RecordDialogTest::savesWhatWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::newRow("a name") << QStringLiteral("Zoë Admin") << QStringLiteral("Zoë Admin");
    QTest::newRow("space around") << QStringLiteral("  Ada  Admin ") << QStringLiteral("Ada Admin");
    QTest::newRow("only space") << QStringLiteral("   ") << QString();
}

void RecordDialogTest::savesWhatWasTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    RecordDialog dialog({QStringLiteral("before"), {}}, systemName);
    nameField(dialog)->setText(typed);
    QCOMPARE(savedBy(dialog), (RecordSettings{name, {}}));
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
}

void RecordDialogTest::savesNothingWhenCancelled()
{
    RecordDialog dialog({}, systemName);
    const QSignalSpy spy(&dialog, &RecordDialog::saved);
    const QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.open();
    nameField(dialog)->setText(QStringLiteral("Ada"));
    findButton(&dialog, "Cancel")->click();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(spy.size(), 0);
}

void RecordDialogTest::clearsTheFolder()
{
    RecordDialog dialog({{}, QStringLiteral("/srv/receipts")}, systemName);
    auto *clear = findNamed<QAbstractButton>(&dialog, "Save no receipts");
    QVERIFY(clear->isEnabled());
    clear->click();
    QVERIFY(!clear->isEnabled());
    QCOMPARE(folderField(dialog)->text(), QString());
    QCOMPARE(savedBy(dialog), RecordSettings());
}

void RecordDialogTest::takesTheFolderThatIsChosen()
{
    const QTemporaryDir folder;
    RecordDialog dialog({}, systemName);
    dialog.open();
    findNamed<QAbstractButton>(&dialog, "Choose a folder for receipts")->click();
    auto *files = dialog.findChild<QFileDialog *>();
    QVERIFY(files);
    QTRY_VERIFY(files->isVisible());
    QCOMPARE(files->fileMode(), QFileDialog::Directory);
    files->setDirectory(folder.path());
    files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(folder.path());
    QMetaObject::invokeMethod(files, "accept");
    QTRY_COMPARE(folderField(dialog)->text(), QDir::toNativeSeparators(folder.path()));
    QTRY_VERIFY(!dialog.findChild<QFileDialog *>());
    QCOMPARE(savedBy(dialog), (RecordSettings{{}, folder.path()}));
}

void RecordDialogTest::keepsTheFolderWhenNoneIsChosen()
{
    const QTemporaryDir folder;
    RecordDialog dialog({{}, folder.path()}, systemName);
    dialog.open();
    findNamed<QAbstractButton>(&dialog, "Choose a folder for receipts")->click();
    auto *files = dialog.findChild<QFileDialog *>();
    QVERIFY(files);
    files->reject();
    QTRY_VERIFY(!dialog.findChild<QFileDialog *>());
    QCOMPARE(savedBy(dialog), (RecordSettings{{}, folder.path()}));
}

void RecordDialogTest::isNotFiredByEnter()
{
    RecordDialog dialog({}, systemName);
    const QSignalSpy spy(&dialog, &RecordDialog::saved);
    dialog.open();
    QTest::keyClick(nameField(dialog), Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QCOMPARE(spy.size(), 0);
}

void RecordDialogTest::savesOnce()
{
    RecordDialog dialog({}, systemName);
    const QSignalSpy spy(&dialog, &RecordDialog::saved);
    findButton(&dialog, "Save")->click();
    findButton(&dialog, "Save")->click();
    QCOMPARE(spy.size(), 1);
}

QTEST_MAIN(RecordDialogTest)
#include "tst_recorddialog.moc"
