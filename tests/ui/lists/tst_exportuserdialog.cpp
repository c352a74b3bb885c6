// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportend.h"
#include "tests/support/find.h"
#include "ui/lists/userexportdialog.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace gatehouse;

namespace {

ExportOffer someOffer(ExportChoice choice = {})
{
    return {{1234, 30}, {7, 0}, {5000, 35}, choice, QStringLiteral("/srv"), QStringLiteral("users")};
}

/// Stands in for the person before the dialog for the file.
struct Person
{
    QList<SaveQuestion> asked;
    std::function<void(const QString &)> answer;

    SavePrompt prompt()
    {
        return [this](QWidget *, const SaveQuestion &question, const std::function<void(const QString &)> &take) {
            asked.append(question);
            answer = take;
        };
    }
};

void choose(const QDialog &dialog, const char *name)
{
    auto *button = findNamed<QAbstractButton>(&dialog, name);
    QVERIFY2(button, name);
    button->click();
}

bool isChosen(const QDialog &dialog, const char *name)
{
    const auto *button = findNamed<QAbstractButton>(&dialog, name);
    return button && button->isChecked();
}

bool shows(const QDialog &dialog, const QString &text)
{
    for (const TextLabel *label : dialog.findChildren<TextLabel *>()) {
        if (label->text() == text)
            return true;
    }
    return false;
}

} // namespace

class ExportUserDialogTest final : public QObject
{
    Q_OBJECT
private slots:
    void saysHowManyThereAre();
    void startsWithWhatWasChosenLast_data();
    void startsWithWhatWasChosenLast();
    void givesWhatIsChosen_data();
    void givesWhatIsChosen();
    void choosesAmongThePersonsWhoAreThere_data();
    void choosesAmongThePersonsWhoAreThere();
    void saysWhatIsLeftOut();
    void offersTheCsvItsOptionsAlone();
    void asksForAFileThatFits_data();
    void asksForAFileThatFits();
    void wantsWhatStandsThereOnce();
    void staysWhenNoFileIsChosen();
    void wantsNothingWhenCancelled();
    void isNotFiredByEnter();
    void takesTheFileOfTheRealDialog();
    void fitsItsTexts();
};

void ExportUserDialogTest::saysHowManyThereAre()
{
    UserExportDialog dialog(someOffer());
    QCOMPARE(dialog.accessibleName(), QStringLiteral("Export"));
    const QLocale locale;
    QVERIFY(findNamed<QRadioButton>(&dialog, "Visible")->text().contains(locale.toString(1234)));
    QVERIFY(findNamed<QRadioButton>(&dialog, "Selected")->text().contains(locale.toString(7)));
    QVERIFY(findNamed<QRadioButton>(&dialog, "All")->text().contains(locale.toString(5000)));
}

void ExportUserDialogTest::startsWithWhatWasChosenLast_data()
{
    QTest::addColumn<QString>("choice");
    for (const char *choice :
         {"visible csv comma plain", "selected json semicolon mark", "all names tab plain", "all csv semicolon mark"})
        QTest::newRow(choice) << QString::fromLatin1(choice);
}

void ExportUserDialogTest::startsWithWhatWasChosenLast()
{
    QFETCH(QString, choice);
    UserExportDialog dialog(someOffer(ExportChoice::fromText(choice)));
    QCOMPARE(dialog.choice().toText(), choice);
}

void ExportUserDialogTest::givesWhatIsChosen_data()
{
    QTest::addColumn<QList<QByteArray>>("clicks");
    QTest::addColumn<QString>("choice");
    const auto row = [](const QList<QByteArray> &clicks, const char *choice) {
        QTest::newRow(choice) << clicks << QString::fromLatin1(choice);
    };
    row({}, "visible csv comma plain");
    row({"Selected"}, "selected csv comma plain");
    row({"All", "JSON"}, "all json comma plain");
    row({"All", "Names", "Visible"}, "visible names comma plain");
    row({"Semicolon", "Byte order mark, for Excel"}, "visible csv semicolon mark");
    row({"Tab", "JSON", "CSV", "Selected"}, "selected csv tab plain");
}

void ExportUserDialogTest::givesWhatIsChosen()
{
    QFETCH(QList<QByteArray>, clicks);
    QFETCH(QString, choice);
    UserExportDialog dialog(someOffer());
    for (const QByteArray &name : clicks)
        choose(dialog, name.constData());
    QCOMPARE(dialog.choice().toText(), choice);
}

void ExportUserDialogTest::choosesAmongThePersonsWhoAreThere_data()
{
    QTest::addColumn<qint64>("visible");
    QTest::addColumn<qint64>("selected");
    QTest::addColumn<qint64>("all");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<bool>("canExport");
    QTest::newRow("some selected") << qint64(5) << qint64(2) << qint64(9) << QStringLiteral("Selected") << true;
    QTest::newRow("nobody selected") << qint64(5) << qint64(0) << qint64(9) << QStringLiteral("Visible") << true;
    QTest::newRow("nobody visible") << qint64(0) << qint64(0) << qint64(9) << QStringLiteral("All") << true;
    QTest::newRow("nobody at all") << qint64(0) << qint64(0) << qint64(0) << QStringLiteral("All") << false;
}

void ExportUserDialogTest::choosesAmongThePersonsWhoAreThere()
{
    QFETCH(qint64, visible);
    QFETCH(qint64, selected);
    QFETCH(qint64, all);
    QFETCH(QString, chosen);
    QFETCH(bool, canExport);
    const ExportChoice last{ExportPart::Selected, {}};
    UserExportDialog dialog({{visible, 0}, {selected, 0}, {all, 0}, last, {}, QStringLiteral("users")});
    QVERIFY(isChosen(dialog, qPrintable(chosen)));
    QCOMPARE(findNamed<QRadioButton>(&dialog, "Selected")->isEnabled(), selected > 0);
    QCOMPARE(findNamed<QRadioButton>(&dialog, "Visible")->isEnabled(), visible > 0);
    QCOMPARE(findButton(&dialog, "Export…")->isEnabled(), canExport);
    QCOMPARE(shows(dialog, QStringLiteral("There is nobody to export.")), !canExport);
}

void ExportUserDialogTest::saysWhatIsLeftOut()
{
    UserExportDialog dialog(someOffer());
    QVERIFY(shows(dialog, exportHint(ExportFormat::Csv, 30)));
    choose(dialog, "JSON");
    QVERIFY(shows(dialog, QStringLiteral("30 persons without a status are not in a JSON export.")));
    choose(dialog, "All");
    QVERIFY(shows(dialog, QStringLiteral("35 persons without a status are not in a JSON export.")));
    choose(dialog, "Selected");
    QVERIFY(shows(dialog, exportHint(ExportFormat::Json, 0)));
    choose(dialog, "Names");
    QVERIFY(shows(dialog, exportHint(ExportFormat::Names, 0)));
}

void ExportUserDialogTest::offersTheCsvItsOptionsAlone()
{
    UserExportDialog dialog(someOffer());
    const char *const options[]{"Comma", "Semicolon", "Tab", "Byte order mark, for Excel"};
    for (const char *format : {"JSON", "CSV", "Names"}) {
        choose(dialog, format);
        for (const char *option : options)
            QCOMPARE(findNamed<QAbstractButton>(&dialog, option)->isEnabled(), QByteArray(format) == "CSV");
    }
}

void ExportUserDialogTest::asksForAFileThatFits_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("filter");
    QTest::newRow("CSV") << QByteArray("CSV") << QStringLiteral("users.csv") << QStringLiteral("CSV table (*.csv)");
    QTest::newRow("JSON") << QByteArray("JSON") << QStringLiteral("users.json") << QStringLiteral("JSON (*.json)");
    QTest::newRow("names") << QByteArray("Names") << QStringLiteral("users.txt") << QStringLiteral("Names (*.txt)");
}

void ExportUserDialogTest::asksForAFileThatFits()
{
    QFETCH(QByteArray, format);
    QFETCH(QString, fileName);
    QFETCH(QString, filter);
    Person person;
    UserExportDialog dialog(someOffer(), nullptr, person.prompt());
    dialog.open();
    choose(dialog, format.constData());
    findButton(&dialog, "Export…")->click();
    QCOMPARE(person.asked.size(), 1);
    QCOMPARE(person.asked.constFirst().folder, QStringLiteral("/srv"));
    QCOMPARE(person.asked.constFirst().fileName, fileName);
    QCOMPARE(person.asked.constFirst().filter, filter);
    QVERIFY(fileName.endsWith(QLatin1Char('.') + person.asked.constFirst().suffix));
}

void ExportUserDialogTest::wantsWhatStandsThereOnce()
{
    Person person;
    UserExportDialog dialog(someOffer(), nullptr, person.prompt());
    const QSignalSpy wanted(&dialog, &UserExportDialog::exportWanted);
    dialog.open();
    choose(dialog, "All");
    findButton(&dialog, "Export…")->click();
    findButton(&dialog, "Export…")->click();
    QCOMPARE(person.asked.size(), 1);
    QCOMPARE(wanted.size(), 0);
    person.answer(QStringLiteral("/srv/x.csv"));
    person.answer(QStringLiteral("/srv/y.csv"));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.constFirst().at(0).value<ExportChoice>(), (ExportChoice{ExportPart::All, {}}));
    QCOMPARE(wanted.constFirst().at(1).toString(), QStringLiteral("/srv/x.csv"));
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
}

void ExportUserDialogTest::staysWhenNoFileIsChosen()
{
    Person person;
    UserExportDialog dialog(someOffer(), nullptr, person.prompt());
    const QSignalSpy wanted(&dialog, &UserExportDialog::exportWanted);
    dialog.open();
    choose(dialog, "JSON");
    findButton(&dialog, "Export…")->click();
    person.answer(QString());
    QVERIFY(dialog.isVisible());
    QCOMPARE(wanted.size(), 0);
    QVERIFY(isChosen(dialog, "JSON"));
    findButton(&dialog, "Export…")->click();
    QCOMPARE(person.asked.size(), 2);
}

void ExportUserDialogTest::wantsNothingWhenCancelled()
{
    Person person;
    UserExportDialog dialog(someOffer(), nullptr, person.prompt());
    const QSignalSpy wanted(&dialog, &UserExportDialog::exportWanted);
    dialog.open();
    findButton(&dialog, "Export…")->click();
    findButton(&dialog, "Cancel")->click();
    QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
    person.answer(QStringLiteral("/srv/late.csv"));
    QCOMPARE(wanted.size(), 0);
}

void ExportUserDialogTest::isNotFiredByEnter()
{
    Person person;
    UserExportDialog dialog(someOffer(), nullptr, person.prompt());
    dialog.open();
    QVERIFY(!qobject_cast<QPushButton *>(findButton(&dialog, "Export…"))->autoDefault());
    QTest::keyClick(findNamed<QRadioButton>(&dialog, "Visible"), Qt::Key_Return);
    QCOMPARE(person.asked.size(), 0);
}

void ExportUserDialogTest::takesTheFileOfTheRealDialog()
{
    const QTemporaryDir folder;
    ExportOffer offer = someOffer();
    offer.folder = folder.path();
    UserExportDialog dialog(offer);
    const QSignalSpy wanted(&dialog, &UserExportDialog::exportWanted);
    dialog.open();
    findButton(&dialog, "Export…")->click();
    auto *files = dialog.findChild<QFileDialog *>();
    QVERIFY(files);
    QTRY_VERIFY(files->isVisible());
    QCOMPARE(files->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(!files->testOption(QFileDialog::DontConfirmOverwrite));
    auto *name = files->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QCOMPARE(name->text(), QStringLiteral("users.csv"));
    name->setText(QStringLiteral("mine"));
    QMetaObject::invokeMethod(files, "accept");
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted.constFirst().at(1).toString(), folder.filePath(QStringLiteral("mine.csv")));
    QVERIFY(QDir(folder.path()).isEmpty()); // who opened it writes
}

void ExportUserDialogTest::fitsItsTexts()
{
    UserExportDialog dialog(someOffer());
    dialog.open();
    for (const char *format : {"CSV", "JSON", "Names"}) {
        choose(dialog, format);
        QVERIFY(dialog.height() >= dialog.layout()->totalHeightForWidth(dialog.width()));
        for (const QAbstractButton *button : dialog.findChildren<QAbstractButton *>())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
}

QTEST_MAIN(ExportUserDialogTest)
#include "tst_exportuserdialog.moc"
