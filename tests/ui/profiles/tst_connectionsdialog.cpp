// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"

#include "profiles/secretkeeper.h"
#include "tests/support/fakekeychain.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"
#include "ui/look/banner.h"
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"
#include "ui/profiles/connectioncard.h"
#include "ui/profiles/connectionsdialog.h"
#include "ui/profiles/environmentbox.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profileform.h"
#include "ui/profiles/profilelist.h"
#include "ui/profiles/questiondialog.h"
#include "ui/profiles/trustdialog.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace gatehouse;

namespace {

/// A dialog on a settings file of its own, with two connections.
struct Desk
{
    QTemporaryDir folder;
    ProfileStore store{folder.filePath(QStringLiteral("gatehouse.ini"))};
    Profile eu = add("Pivot EU", "https://pivot.example.com", Environment::Production);
    Profile lab = add("Lab", "http://127.0.0.1:9095", Environment::Development);

    Profile add(const char *name, const char *url, std::optional<Environment> environment)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = QString::fromUtf8(name);
        profile.url = QString::fromUtf8(url);
        profile.token = "secret-token";
        profile.environment = environment;
        const auto saved = store.save(profile);
        Q_ASSERT(saved);
        return profile;
    }
    QList<Profile> saved() { return store.load().value(); }
    QByteArray bytes() const
    {
        QFile file(store.file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

struct Fields
{
    explicit Fields(const ConnectionsDialog &dialog)
        : name(findNamed<QLineEdit>(&dialog, "Name")),
          address(findNamed<QLineEdit>(&dialog, "Server address")),
          token(findNamed<TokenField>(&dialog, "API token")),
          environment(findNamed<EnvironmentBox>(&dialog, "Environment")),
          readOnly(findNamed<QCheckBox>(&dialog, "Read-only")),
          protectedNames(findNamed<QLineEdit>(&dialog, "Protected names")),
          list(findNamed<ProfileList>(&dialog, "Saved connections"))
    {}
    QLineEdit *name;
    QLineEdit *address;
    TokenField *token;
    EnvironmentBox *environment;
    QCheckBox *readOnly;
    QLineEdit *protectedNames;
    ProfileList *list;
};

QString shownText(const QWidget &dialog, const char *objectName)
{
    const auto *label = dialog.findChild<QLabel *>(QString::fromUtf8(objectName));
    return label && label->isVisibleTo(&dialog) ? label->text() : QString();
}

void press(const QWidget &dialog, const char *button)
{
    QAbstractButton *found = findButton(&dialog, button);
    if (!found)
        found = findNamed<QAbstractButton>(&dialog, button);
    QVERIFY2(found, button);
    found->click();
}

/// As a person types: the text counts as edited.
void type(QLineEdit *edit, const QString &text)
{
    edit->selectAll();
    edit->del();
    QTest::keyClicks(edit, text);
}

QuestionDialog *question(const ConnectionsDialog &dialog)
{
    for (QuestionDialog *each : dialog.findChildren<QuestionDialog *>()) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

} // namespace

class ConnectionsDialogTest final : public QObject
{
    Q_OBJECT

private slots:
    void isKnownByItsNames();
    void showsWhatIsSaved();
    void startsWithANewOneWhenNothingIsSaved();
    void savesWhatWasTyped();
    void keepsWhatItDoesNotShow();
    void movesTheTokenToWhereItIsToBeKept();
    void losesNoTokenToAKeychainThatRefuses();
    void showsEveryProblemOnSave();
    void putsTheFocusOnTheFirstProblem();
    void tellsAProblemWhenAFieldIsLeft();
    void leavesAnUntouchedFieldAlone();
    void refusesNamesUsedTwice();
    void trimsAPastedToken();
    void refusesATokenOfTwoLines();
    void warnsOfPlainText();
    void environmentIsChangedByNoWheelAndNoLetter();
    void duplicatesWithEnvironmentAndToken();
    void asksBeforeAnythingUnsavedIsLost_data();
    void asksBeforeAnythingUnsavedIsLost();
    void closesWithoutAQuestionWhenNothingIsUnsaved();
    void savingFromTheQuestionCanFail();
    void asksBeforeDeleting();
    void connectsAfterSaving();
    void connectsToNothingThatIsWrong();
    void tellsWhenItCannotBeSaved();
    void testsWhatIsTyped();
    void trustsACertificateThatATestMet_data();
    void trustsACertificateThatATestMet();
    void scrollsWhatATestFoundIntoView_data();
    void scrollsWhatATestFoundIntoView();
    void clickingTestNextToAProblemHitsTheButton();
    void aTestCanBeCancelledAndIsForgottenByEdits();
    void focusesTheToken();
    void hidesTheTokenAgainForAnotherConnection();
    void enterInAFieldFiresNothing();
    void fitsALowScreen();
};

void ConnectionsDialogTest::isKnownByItsNames()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QCOMPARE(dialog.accessibleName(), QStringLiteral("Connections"));
    const Fields fields(dialog);
    QVERIFY(fields.name && fields.address && fields.token && fields.environment && fields.readOnly &&
            fields.protectedNames && fields.list);
    for (const char *name : {"Test connection", "Save", "Connect", "Close"})
        QVERIFY2(findButton(&dialog, name), name);
    for (const char *name : {"Add", "Duplicate", "Delete"})
        QVERIFY2(findNamed<QToolButton>(&dialog, name), name);
    QCOMPARE(fields.environment->placeholderText(), QStringLiteral("Choose…"));
    QCOMPARE(fields.token->echoMode(), QLineEdit::Password);
}

void ConnectionsDialogTest::showsWhatIsSaved()
{
    Desk desk;
    QVERIFY(desk.store.setLastConnection(desk.lab.id));
    ConnectionsDialog dialog(desk.store);
    const Fields fields(dialog);
    QCOMPARE(fields.name->text(), QStringLiteral("Lab"));
    QCOMPARE(fields.environment->environment(), Environment::Development);
    QCOMPARE(fields.list->count(), 2);
    QCOMPARE(fields.list->currentItem()->text(), QStringLiteral("Lab"));
    QCOMPARE(fields.list->item(0)->data(HostRole).toString(), QStringLiteral("pivot.example.com"));
    fields.list->setCurrentRow(0);
    QTRY_COMPARE(fields.name->text(), QStringLiteral("Pivot EU"));
    QCOMPARE(fields.list->currentItem()->text(), QStringLiteral("Pivot EU"));
}

void ConnectionsDialogTest::startsWithANewOneWhenNothingIsSaved()
{
    QTemporaryDir folder;
    ProfileStore store(folder.filePath(QStringLiteral("gatehouse.ini")));
    ConnectionsDialog dialog(store);
    const Fields fields(dialog);
    QCOMPARE(fields.name->text(), QString());
    QVERIFY(!fields.environment->environment());
    QVERIFY(!findNamed<QToolButton>(&dialog, "Delete")->isEnabled());
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    press(dialog, "Close");
    QCOMPARE(finished.count(), 1);
}

void ConnectionsDialogTest::savesWhatWasTyped()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy changed(&dialog, &ConnectionsDialog::profilesChanged);
    const Fields fields(dialog);
    dialog.startNew();
    type(fields.name, QStringLiteral("  Rehearsal "));
    type(fields.address, QStringLiteral(" staging.example.com:9095"));
    type(fields.token, QStringLiteral("abc"));
    fields.environment->setEnvironment(Environment::Staging);
    fields.readOnly->setChecked(true);
    type(fields.protectedNames, QStringLiteral("admin*,  root ,,admin*"));
    press(dialog, "Save");
    QCOMPARE(changed.count(), 1);
    const QList<Profile> saved = desk.saved();
    QCOMPARE(saved.size(), 3);
    const Profile &profile = saved.constLast();
    QVERIFY(!profile.id.isNull());
    QCOMPARE(profile.name, QStringLiteral("Rehearsal"));
    QCOMPARE(profile.url, QStringLiteral("staging.example.com:9095"));
    QCOMPARE(profile.token, QByteArray("abc"));
    QCOMPARE(profile.environment, Environment::Staging);
    QVERIFY(profile.readOnly);
    QCOMPARE(profile.protectedNames, (QStringList{QStringLiteral("admin*"), QStringLiteral("root")}));
    QCOMPARE(fields.list->currentItem()->text(), QStringLiteral("Rehearsal"));
    // Saved is saved: nothing is asked, and nothing is written again.
    press(dialog, "Save");
    QCOMPARE(changed.count(), 1);
    dialog.selectProfile(desk.eu.id);
    QVERIFY(!question(dialog));
    QCOMPARE(fields.name->text(), QStringLiteral("Pivot EU"));
}

void ConnectionsDialogTest::keepsWhatItDoesNotShow()
{
    Desk desk;
    desk.eu.tokenStore = QStringLiteral("keychain");
    desk.eu.token.clear();
    desk.eu.unknownKeys.insert(QStringLiteral("colour"), QStringLiteral("blue"));
    desk.eu.protectedNames = {QStringLiteral("a,b"), QStringLiteral(" c")};
    QVERIFY(desk.store.save(desk.eu));
    const Profile before = desk.saved().constFirst();
    ConnectionsDialog dialog(desk.store);
    dialog.selectProfile(desk.eu.id);
    const Fields fields(dialog);
    type(fields.name, QStringLiteral("Other"));
    press(dialog, "Save");
    Profile wanted = before;
    wanted.name = QStringLiteral("Other");
    QCOMPARE(desk.saved().constFirst(), wanted);
}

void ConnectionsDialogTest::movesTheTokenToWhereItIsToBeKept()
{
    Desk desk;
    auto keychain = std::make_shared<FakeKeychain::State>();
    SecretKeeper keeper(std::make_unique<FakeKeychain>(keychain));
    ConnectionsDialog dialog(desk.store, nullptr, &keeper);
    dialog.selectProfile(desk.eu.id);
    const Fields fields(dialog);
    auto *store = findNamed<QComboBox>(&dialog, "Keep token");
    store->setCurrentIndex(store->findData(QString(tokenstore::keychain)));
    press(dialog, "Save");
    QTRY_COMPARE(desk.saved().constFirst().tokenStore, QString(tokenstore::keychain));
    QVERIFY(!desk.bytes().contains("secret-token") || desk.saved().constLast().token == "secret-token");
    QCOMPARE(desk.saved().constFirst().token, QByteArray());
    QCOMPARE(keychain->entries.size(), 1);
    QCOMPARE(fields.token->text(), QString());
    QVERIFY(fields.token->placeholderText().contains(QStringLiteral("keychain")));
    // Another name moves nothing, and a token that is typed replaces the one in the keychain.
    type(fields.name, QStringLiteral("Other"));
    press(dialog, "Save");
    QCOMPARE(desk.saved().constFirst().name, QStringLiteral("Other"));
    type(fields.token, QStringLiteral("new-token"));
    press(dialog, "Save");
    QTRY_COMPARE(fields.token->text(), QString());
    QVERIFY(!desk.bytes().contains("new-token"));
    // Back again: brought from the keychain, which is emptied last.
    store->setCurrentIndex(store->findData(QString(tokenstore::settings)));
    press(dialog, "Save");
    QTRY_COMPARE(desk.saved().constFirst().token, QByteArray("new-token"));
    QTRY_VERIFY(keychain->entries.isEmpty());
}

void ConnectionsDialogTest::losesNoTokenToAKeychainThatRefuses()
{
    Desk desk;
    auto keychain = std::make_shared<FakeKeychain::State>();
    keychain->mood = FakeKeychain::Mood::Refuses;
    SecretKeeper keeper(std::make_unique<FakeKeychain>(keychain));
    ConnectionsDialog dialog(desk.store, nullptr, &keeper);
    dialog.selectProfile(desk.eu.id);
    const Fields fields(dialog);
    auto *store = findNamed<QComboBox>(&dialog, "Keep token");
    store->setCurrentIndex(store->findData(QString(tokenstore::keychain)));
    press(dialog, "Save");
    QTRY_VERIFY(dialog.findChild<Banner *>()->isVisibleTo(&dialog));
    QCOMPARE(desk.saved().constFirst(), desk.eu);
    QCOMPARE(fields.token->text(), QStringLiteral("secret-token"));
}

void ConnectionsDialogTest::showsEveryProblemOnSave()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.startNew();
    press(dialog, "Save");
    for (const char *problem : {"nameProblem", "addressProblem", "tokenProblem", "environmentProblem"})
        QVERIFY2(!shownText(dialog, problem).isEmpty(), problem);
    QCOMPARE(desk.saved().size(), 2);
    const Fields fields(dialog);
    QCOMPARE(fields.environment->accessibleDescription(), shownText(dialog, "environmentProblem"));
    // Each goes as soon as it does not hold any more.
    type(fields.name, QStringLiteral("x"));
    QCOMPARE(shownText(dialog, "nameProblem"), QString());
    QVERIFY(!shownText(dialog, "addressProblem").isEmpty());
}

void ConnectionsDialogTest::putsTheFocusOnTheFirstProblem()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    const Fields fields(dialog);
    fields.address->clear();
    fields.token->clear();
    press(dialog, "Save");
    QVERIFY(fields.address->hasFocus());
    fields.address->setText(QStringLiteral("pivot.example.com"));
    press(dialog, "Connect");
    QVERIFY(fields.token->hasFocus());
}

void ConnectionsDialogTest::tellsAProblemWhenAFieldIsLeft()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    const Fields fields(dialog);
    fields.address->setFocus();
    type(fields.address, QStringLiteral("ftp://x"));
    QCOMPARE(shownText(dialog, "addressProblem"), QString());
    fields.token->setFocus();
    QVERIFY(!shownText(dialog, "addressProblem").isEmpty());
    QVERIFY(fields.token->hasFocus());
}

void ConnectionsDialogTest::leavesAnUntouchedFieldAlone()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.startNew();
    const Fields fields(dialog);
    QVERIFY(fields.name->hasFocus());
    fields.address->setFocus();
    fields.token->setFocus();
    QCOMPARE(shownText(dialog, "nameProblem"), QString());
    QCOMPARE(shownText(dialog, "addressProblem"), QString());
}

void ConnectionsDialogTest::refusesNamesUsedTwice()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    const Fields fields(dialog);
    dialog.selectProfile(desk.lab.id);
    type(fields.name, QStringLiteral(" pivot eu"));
    // Saved by another window while this one is open.
    desk.add("Brand new", "https://other.example.com", Environment::Staging);
    press(dialog, "Save");
    QVERIFY(!shownText(dialog, "nameProblem").isEmpty());
    type(fields.name, QStringLiteral("Brand new"));
    press(dialog, "Save");
    QVERIFY(!shownText(dialog, "nameProblem").isEmpty());
    type(fields.name, QStringLiteral("lab"));
    press(dialog, "Save");
    QCOMPARE(shownText(dialog, "nameProblem"), QString());
    QCOMPARE(desk.saved().at(1).name, QStringLiteral("lab"));
    QCOMPARE(desk.saved().size(), 3);
}

void ConnectionsDialogTest::trimsAPastedToken()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    Fields(dialog).token->setText(QStringLiteral(" \tabc-123\r\n"));
    press(dialog, "Save");
    QCOMPARE(shownText(dialog, "tokenProblem"), QString());
    QCOMPARE(desk.saved().constFirst().token, QByteArray("abc-123"));
}

void ConnectionsDialogTest::refusesATokenOfTwoLines()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    Fields(dialog).token->setText(QStringLiteral("abc\n123"));
    press(dialog, "Save");
    QVERIFY(!shownText(dialog, "tokenProblem").isEmpty());
    QVERIFY(!shownText(dialog, "tokenProblem").contains(QStringLiteral("abc")));
    QCOMPARE(desk.saved().constFirst().token, QByteArray("secret-token"));
}

void ConnectionsDialogTest::warnsOfPlainText()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    const Fields fields(dialog);
    QCOMPARE(shownText(dialog, "plainTextWarning"), QString());
    fields.address->setText(QStringLiteral("http://127.0.0.1:9095"));
    QCOMPARE(shownText(dialog, "plainTextWarning"), QString());
    fields.address->setText(QStringLiteral("http://pivot.example.com"));
    QVERIFY(!shownText(dialog, "plainTextWarning").isEmpty());
    press(dialog, "Save");
    QCOMPARE(desk.saved().constFirst().url, QStringLiteral("http://pivot.example.com"));
}

void ConnectionsDialogTest::environmentIsChangedByNoWheelAndNoLetter()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const Fields fields(dialog);
    dialog.startNew();
    for (const int turn : {120, -120}) {
        QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(fields.environment, &wheel);
        QVERIFY(!fields.environment->environment());
    }
    fields.environment->setFocus();
    QTest::keyClicks(fields.environment, QStringLiteral("pds"));
    QVERIFY(!fields.environment->environment());
    QTest::keyClick(fields.environment, Qt::Key_Home);
    QTest::keyClick(fields.environment, Qt::Key_PageDown);
    QVERIFY(!fields.environment->environment());
    QTest::keyClick(fields.environment, Qt::Key_Down);
    QVERIFY(!fields.environment->environment());
    QTRY_VERIFY(fields.environment->view()->isVisible());
}

void ConnectionsDialogTest::duplicatesWithEnvironmentAndToken()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.selectProfile(desk.eu.id);
    press(dialog, "Duplicate");
    const Fields fields(dialog);
    QCOMPARE(fields.name->text(), QStringLiteral("Pivot EU (copy)"));
    QCOMPARE(fields.environment->environment(), Environment::Production);
    QCOMPARE(desk.saved().size(), 2);
    // The copy is something: it is not lost without a question.
    dialog.selectProfile(desk.lab.id);
    QVERIFY(question(dialog));
    press(*question(dialog), "Save");
    QCOMPARE(desk.saved().size(), 3);
    const Profile copy = desk.saved().constLast();
    QVERIFY(copy.id != desk.eu.id);
    Profile wanted = desk.eu;
    wanted.id = copy.id;
    wanted.name = QStringLiteral("Pivot EU (copy)");
    QCOMPARE(copy, wanted);
    QCOMPARE(fields.name->text(), QStringLiteral("Lab"));
    dialog.selectProfile(desk.eu.id);
    press(dialog, "Duplicate");
    QCOMPARE(fields.name->text(), QStringLiteral("Pivot EU (copy 2)"));
}

void ConnectionsDialogTest::asksBeforeAnythingUnsavedIsLost_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("answer");
    for (const char *way : {"list", "new", "duplicate", "close", "escape", "window"}) {
        for (const char *answer : {"Save", "Discard", "Keep editing", "escape"})
            QTest::addRow("%s, %s", way, answer) << QString::fromUtf8(way) << QString::fromUtf8(answer);
    }
}

void ConnectionsDialogTest::asksBeforeAnythingUnsavedIsLost()
{
    QFETCH(QString, way);
    QFETCH(QString, answer);
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    const Fields fields(dialog);
    dialog.selectProfile(desk.eu.id);
    type(fields.name, QStringLiteral("Other name"));
    if (way == QLatin1String("list"))
        fields.list->setCurrentRow(1);
    else if (way == QLatin1String("new"))
        press(dialog, "Add");
    else if (way == QLatin1String("duplicate"))
        press(dialog, "Duplicate");
    else if (way == QLatin1String("close"))
        press(dialog, "Close");
    else if (way == QLatin1String("escape"))
        QTest::keyClick(&dialog, Qt::Key_Escape);
    else
        dialog.close();
    QTRY_VERIFY(question(dialog));
    QCOMPARE(finished.count(), 0);
    QCOMPARE(fields.list->currentItem()->text(), QStringLiteral("Pivot EU"));
    QCOMPARE(desk.saved().constFirst().name, QStringLiteral("Pivot EU"));
    if (answer == QLatin1String("escape"))
        QTest::keyClick(question(dialog), Qt::Key_Escape);
    else
        press(*question(dialog), answer.toUtf8().constData());
    QVERIFY(!question(dialog));

    const bool keeps = answer == QLatin1String("escape") || answer == QLatin1String("Keep editing");
    const bool isClosing =
        way == QLatin1String("close") || way == QLatin1String("escape") || way == QLatin1String("window");
    const QString saved = answer == QLatin1String("Save") ? QStringLiteral("Other name") : QStringLiteral("Pivot EU");
    QCOMPARE(desk.saved().constFirst().name, saved);
    QCOMPARE(finished.count(), isClosing && !keeps ? 1 : 0);
    if (keeps) {
        QCOMPARE(fields.name->text(), QStringLiteral("Other name"));
        QCOMPARE(fields.list->currentItem()->text(), QStringLiteral("Pivot EU"));
    } else if (way == QLatin1String("list")) {
        QCOMPARE(fields.name->text(), QStringLiteral("Lab"));
    } else if (way == QLatin1String("new")) {
        QCOMPARE(fields.name->text(), QString());
    } else if (way == QLatin1String("duplicate")) {
        QCOMPARE(fields.name->text(), saved + QStringLiteral(" (copy)"));
    }
}

void ConnectionsDialogTest::closesWithoutAQuestionWhenNothingIsUnsaved()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    dialog.startNew();
    const Fields fields(dialog);
    dialog.selectProfile(desk.lab.id);
    type(fields.name, QStringLiteral("x"));
    type(fields.name, QStringLiteral("Lab"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!question(dialog));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(desk.saved().size(), 2);
}

void ConnectionsDialogTest::savingFromTheQuestionCanFail()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    const Fields fields(dialog);
    type(fields.address, QStringLiteral("ftp://x"));
    press(dialog, "Close");
    press(*question(dialog), "Save");
    QCOMPARE(finished.count(), 0);
    QVERIFY(!shownText(dialog, "addressProblem").isEmpty());
    QCOMPARE(fields.address->text(), QStringLiteral("ftp://x"));
}

void ConnectionsDialogTest::asksBeforeDeleting()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy changed(&dialog, &ConnectionsDialog::profilesChanged);
    dialog.open();
    const Fields fields(dialog);
    dialog.selectProfile(desk.eu.id);
    press(dialog, "Delete");
    QVERIFY(question(dialog));
    QVERIFY(question(dialog)->accessibleName().contains(QStringLiteral("Pivot EU")));
    QVERIFY(findButton(question(dialog), "Cancel")->hasFocus() || !question(dialog)->isActiveWindow());
    press(*question(dialog), "Cancel");
    QCOMPARE(desk.saved().size(), 2);
    press(dialog, "Delete");
    press(*question(dialog), "Delete");
    QCOMPARE(desk.saved().size(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(fields.name->text(), QStringLiteral("Lab"));
    press(dialog, "Delete");
    press(*question(dialog), "Delete");
    QVERIFY(desk.saved().isEmpty());
    QCOMPARE(fields.name->text(), QString());
}

void ConnectionsDialogTest::connectsAfterSaving()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.open();
    const Fields fields(dialog);
    dialog.selectProfile(desk.lab.id);
    type(fields.name, QStringLiteral("Lab 2"));
    QString savedAtThatTime;
    QSignalSpy requested(&dialog, &ConnectionsDialog::connectRequested);
    connect(&dialog, &ConnectionsDialog::connectRequested, this, [&] { savedAtThatTime = desk.saved().at(1).name; });
    press(dialog, "Connect");
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.constFirst().constFirst().toUuid(), desk.lab.id);
    QCOMPARE(savedAtThatTime, QStringLiteral("Lab 2"));
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void ConnectionsDialogTest::connectsToNothingThatIsWrong()
{
    Desk desk;
    const Profile odd = desk.add("By hand", "https://pivot.example.com", std::nullopt);
    ConnectionsDialog dialog(desk.store);
    dialog.open();
    QSignalSpy requested(&dialog, &ConnectionsDialog::connectRequested);
    dialog.selectProfile(odd.id);
    press(dialog, "Connect");
    QCOMPARE(requested.count(), 0);
    QVERIFY(!shownText(dialog, "environmentProblem").isEmpty());
    QVERIFY(dialog.isVisible());
}

void ConnectionsDialogTest::tellsWhenItCannotBeSaved()
{
    QTemporaryDir folder;
    // A file where the folder should be: no user, root neither, can make a file below it.
    QFile inTheWay(folder.filePath(QStringLiteral("x")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    ProfileStore store(folder.filePath(QStringLiteral("x/gatehouse.ini")));
    ConnectionsDialog dialog(store);
    QSignalSpy changed(&dialog, &ConnectionsDialog::profilesChanged);
    QSignalSpy requested(&dialog, &ConnectionsDialog::connectRequested);
    const Fields fields(dialog);
    type(fields.name, QStringLiteral("Pivot"));
    type(fields.address, QStringLiteral("pivot.example.com"));
    type(fields.token, QStringLiteral("abc"));
    fields.environment->setEnvironment(Environment::Staging);
    press(dialog, "Connect");
    QCOMPARE(changed.count(), 0);
    QCOMPARE(requested.count(), 0);
    const auto *banner = dialog.findChild<Banner *>();
    QVERIFY(banner->isVisibleTo(&dialog));
    QVERIFY(!banner->message().isEmpty());
    QCOMPARE(fields.name->text(), QStringLiteral("Pivot"));
}

void ConnectionsDialogTest::testsWhatIsTyped()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray request;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&request, socket] {
            request += socket->readAll();
            const QByteArray body =
                R"({"userStatuses":[{"name":"a@x"},{"name":"b@x","disabled":"2022-09-21T19:01:25Z"}]})";
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
    });
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.startNew();
    const Fields fields(dialog);
    fields.address->setText(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    press(dialog, "Test connection");
    QVERIFY(!shownText(dialog, "tokenProblem").isEmpty());
    QCOMPARE(shownText(dialog, "nameProblem"), QString()); // a test needs neither name nor environment
    fields.token->setText(QStringLiteral("typed-token\n"));
    press(dialog, "Test connection");
    QTRY_COMPARE(shownText(dialog, "testTitle"), QStringLiteral("The connection works"));
    QVERIFY(request.toLower().contains("x-imply-api-token: typed-token\r\n"));
    bool isSaid = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        isSaid |= label->text().startsWith(QStringLiteral("2 users, 1 disabled, "));
    QVERIFY(isSaid);
    QCOMPARE(desk.saved().size(), 2);
}

void ConnectionsDialogTest::trustsACertificateThatATestMet_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("for this test") << "Trust for this test" << false;
    QTest::newRow("always") << "Trust always" << true;
}

void ConnectionsDialogTest::trustsACertificateThatATestMet()
{
    QFETCH(QString, answer);
    QFETCH(bool, isKept);
    TestCertificates certificates;
    const auto identity = certificates.selfSigned();
    FaultServer server(identity.server());
    server.addEntry("ann@x", R"({"name":"ann@x"})");
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.startNew();
    const Fields fields(dialog);
    fields.address->setText(server.url().toString());
    fields.token->setText(QStringLiteral("typed-token"));
    press(dialog, "Test connection");
    QTRY_COMPARE(shownText(dialog, "testTitle"), QStringLiteral("The secure connection failed"));
    QCOMPARE(server.count("*"), 0);
    press(dialog, "Trust this certificate…");
    QTRY_VERIFY(dialog.findChild<TrustDialog *>());
    press(*dialog.findChild<TrustDialog *>(), answer.toUtf8().constData());
    QTRY_COMPARE(shownText(dialog, "testTitle"), QStringLiteral("The connection works"));
    QCOMPARE(server.count("*"), 1);
    QCOMPARE(dialog.findChild<ProfileForm *>()->profile().tls.pin, isKept ? identity.sha256() : QByteArray());
}

void ConnectionsDialogTest::scrollsWhatATestFoundIntoView_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("height");
    const QByteArray ok = "200 OK";
    const QByteArray list = R"({"userStatuses":[{"name":"a@x"}]})";
    const QByteArray doubtful = R"({"userStatuses":[{"name":"a@x"},{"name":"a@x"}],"next":"2"})";
    QTest::newRow("works") << ok << list << 560;
    QTest::newRow("in doubt") << ok << doubtful << 560;
    QTest::newRow("refused") << QByteArray("403 Forbidden") << QByteArray(R"({"error":"no"})") << 560;
    QTest::newRow("higher than what is seen") << ok << doubtful << 280;
}

void ConnectionsDialogTest::scrollsWhatATestFoundIntoView()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    QFETCH(int, height);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&status, &body, socket] {
            socket->readAll();
            socket->write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
    });
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.resize(784, height);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const Fields fields(dialog);
    fields.address->setText(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    fields.token->setText(QStringLiteral("token"));
    auto *card = dialog.findChild<ConnectionCard *>();
    QSignalSpy finished(card, &ConnectionCard::finished);
    press(dialog, "Test connection");
    QTRY_COMPARE(finished.count(), 1);
    const auto seen = [card] { return card->visibleRegion().boundingRect(); };
    QTRY_COMPARE(seen().top(), 0);
    if (height > 400)
        QTRY_COMPARE(seen(), card->rect());
}

// Were the field left by the click, its problem would appear and push the button from under the mouse.
void ConnectionsDialogTest::clickingTestNextToAProblemHitsTheButton()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    const Fields fields(dialog);
    fields.address->setFocus();
    type(fields.address, QStringLiteral("ftp://x"));
    QAbstractButton *test = findButton(&dialog, "Test connection");
    QSignalSpy clicked(test, &QAbstractButton::clicked);
    const QPoint there = test->rect().center();
    QTest::mousePress(test, Qt::LeftButton, {}, there);
    QCoreApplication::processEvents();
    QVERIFY(fields.address->hasFocus());
    QTest::mouseRelease(test, Qt::LeftButton, {}, there);
    QCOMPARE(clicked.count(), 1);
    QVERIFY(!shownText(dialog, "addressProblem").isEmpty());
}

void ConnectionsDialogTest::aTestCanBeCancelledAndIsForgottenByEdits()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    const Fields fields(dialog);
    fields.address->setText(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    const QString idle = shownText(dialog, "testTitle");
    press(dialog, "Test connection");
    QVERIFY(shownText(dialog, "testTitle") != idle);
    QVERIFY(!findButton(&dialog, "Test connection")->isEnabled());
    press(dialog, "Cancel test");
    QCOMPARE(shownText(dialog, "testTitle"), idle);
    QVERIFY(findButton(&dialog, "Test connection")->isEnabled());
    press(dialog, "Test connection");
    type(fields.token, QStringLiteral("another"));
    QCOMPARE(shownText(dialog, "testTitle"), idle);
}

void ConnectionsDialogTest::focusesTheToken()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.selectProfile(desk.lab.id);
    dialog.focusToken();
    const Fields fields(dialog);
    QVERIFY(fields.token->hasFocus());
    QCOMPARE(fields.token->selectedText().size(), fields.token->text().size());
    QCOMPARE(fields.name->text(), QStringLiteral("Lab"));
}

void ConnectionsDialogTest::hidesTheTokenAgainForAnotherConnection()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    const Fields fields(dialog);
    fields.token->setRevealed(true);
    dialog.selectProfile(desk.lab.id);
    QVERIFY(!fields.token->isRevealed());
}

void ConnectionsDialogTest::enterInAFieldFiresNothing()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    QSignalSpy finished(&dialog, &QDialog::finished);
    QSignalSpy changed(&dialog, &ConnectionsDialog::profilesChanged);
    dialog.open();
    const Fields fields(dialog);
    type(fields.name, QStringLiteral("x"));
    for (QLineEdit *field :
         {fields.name, fields.address, static_cast<QLineEdit *>(fields.token), fields.protectedNames})
        QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(finished.count(), 0);
    QCOMPARE(changed.count(), 0);
    QVERIFY(!question(dialog));
}

void ConnectionsDialogTest::fitsALowScreen()
{
    Desk desk;
    ConnectionsDialog dialog(desk.store);
    dialog.resize(784, 432);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(dialog.minimumSizeHint().width() <= 784);
    QVERIFY(dialog.minimumSizeHint().height() <= 432);
    const QAbstractButton *connectTo = findButton(&dialog, "Connect");
    QVERIFY(dialog.rect().contains(QRect(connectTo->mapTo(&dialog, QPoint()), connectTo->size())));
}

QTEST_MAIN(ConnectionsDialogTest)
#include "tst_connectionsdialog.moc"
