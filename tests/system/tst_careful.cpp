// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include "ui/look/widgets.h"

using namespace gatehouse;
using Column = UserModel::Column;

/// Where a person must look twice: production, deletes, read-only connections, protected names.
class TestCareful final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"admin@x", R"({"name":"admin@x"})"},
                              {"ann@x", R"({"name":"ann@x"})"},
                              {"ben@x", R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"})"},
                              {"cas@x", R"({"name":"cas@x","locked":true,"rank":12345678901234567890})"},
                              {"dan@x", R"({"name":"dan@x","disabled":"yesterday"})"},
                              {"eve@x", R"({"disabled":true,"name":"eve@x"})"},
                              {"fay@x", R"({"name":"fay@x","disabled":null})"},
                              {"old-admin@x", R"({"name":"old-admin@x","disabled":"2021-01-01T00:00:00.000Z"})"}});
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        if (m_bench->workspace().session()) {
            QVERIFY(m_bench->waitIdle());
            QVERIFY(m_bench->session().listing().isConsistent());
        }
        m_bench.reset();
        m_server.reset();
    }

    void aReviewComesBeforeEveryDelete_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isWarned");
        QTest::newRow("enabled") << QByteArray("ann@x") << false;
        QTest::newRow("disabled") << QByteArray("ben@x") << true;
        QTest::newRow("unknown members") << QByteArray("cas@x") << false;
        QTest::newRow("odd word") << QByteArray("dan@x") << true;
        QTest::newRow("odd truth") << QByteArray("eve@x") << true;
        QTest::newRow("null") << QByteArray("fay@x") << false;
    }
    void aReviewComesBeforeEveryDelete()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, isWarned);
        openWith({});
        QDialog *review = askToDelete(name);
        QVERIFY(review);
        const bool warns = wordsOf(review).contains(QStringLiteral("may be able to sign in again"));
        QCOMPARE(warns, isWarned);
        QVERIFY(!byName<QLineEdit>(review, "Type the number to confirm"));
        QAbstractButton *run = byText(review, "Delete 1 status");
        QVERIFY2(run, qPrintable(buttonsOf(review)));
        click(run);
        QVERIFY(m_bench->waitForNoDialog());
        WAIT_EQUAL(m_server->count("DELETE"), 1);
        WAIT_FOR(m_bench->toastText().startsWith(displayName(name)));
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{name});
        QCOMPARE(m_bench->text(name, Column::SignIn), QStringLiteral("No status yet"));
        QCOMPARE(m_bench->text(name, Column::DisabledSince), QStringLiteral("Status deleted"));

        WAIT_FOR(m_bench->toastUndo());
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        Entries expected = m_before;
        if (name == "fay@x") // null means the same as no such member, and is never sent
            expected[name] = R"({"name":"fay@x"})";
        QCOMPARE(m_server->entries(), expected); // every byte of it
    }

    void escapeDeletesNobody()
    {
        openWith({});
        QVERIFY(askToDelete("ben@x"));
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
        nothingWasSent();
        // The window's own focus: without a window manager the window itself is not active again.
        WAIT_EQUAL(m_bench->window().focusWidget(), static_cast<QWidget *>(m_bench->table()));
    }

    void enterInReasonDoesNotDelete()
    {
        openWith({});
        QDialog *review = askToDelete("ben@x");
        QVERIFY(review);
        auto *reason = byName<QLineEdit>(review, "Reason");
        WAIT_FOR(reason->hasFocus());
        m_bench->type(QStringLiteral("left"));
        for (int press = 0; press < 3; ++press)
            m_bench->key(Qt::Key_Return);
        QVERIFY(review->isVisible());
        QCOMPARE(m_server->count("DELETE"), 0);
        m_bench->key(Qt::Key_Space); // Enter led to the button; Space presses it
        WAIT_EQUAL(m_server->count("DELETE"), 1);
    }

    void productionAsksForTheNumber()
    {
        openWith({.environment = Environment::Production});
        QCOMPARE(m_bench->window().windowTitle(), QStringLiteral("Test Pivot (Production) \u2014 Gatehouse"));
        auto *strip = m_bench->window().findChild<EnvironmentStrip *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(strip && strip->isVisible());
        QVERIFY(strip->accessibleName().contains(QStringLiteral("Production")));
        m_bench->clickSwitch("ann@x");
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QAbstractButton *run = byText(review, "Disable 1 user");
        QVERIFY2(run, qPrintable(buttonsOf(review)));
        QVERIFY(!run->isEnabled());
        auto *reason = byName<QLineEdit>(review, "Reason");
        WAIT_FOR(reason->hasFocus());
        m_bench->key(Qt::Key_Return);
        auto *number = byName<QLineEdit>(review, "Type the number to confirm");
        WAIT_FOR(number->hasFocus());
        for (const char *wrong : {"2", "11", "0", "-1", "one", "1x"}) {
            number->clear();
            m_bench->type(QLatin1String(wrong));
            QVERIFY2(!run->isEnabled(), wrong);
            m_bench->key(Qt::Key_Return);
        }
        QVERIFY(m_bench->isShownEnabled("ann@x"));
        QCOMPARE(m_server->count("POST"), 0);
        number->clear();
        m_bench->type(QStringLiteral("1"));
        QVERIFY(run->isEnabled());
        click(run);
        WAIT_EQUAL(m_server->count("POST"), 1);
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"ann@x"});
    }

    void whatIsNotConfirmedStays()
    {
        openWith({.environment = Environment::Production});
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->waitForDialog("Review changes"));
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->waitForNoDialog());
        QVERIFY(m_bench->isShownEnabled("ann@x"));
        nothingWasSent();
        m_bench->clickSwitch("ann@x"); // and it can be asked for again
        QVERIFY(m_bench->waitForDialog("Review changes"));
    }

    void aConnectionWithoutAnEnvironmentIsTakenForProduction()
    {
        openWith({.environment = std::nullopt});
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->waitForDialog("Review changes"));
        QVERIFY(byName<QLineEdit>(m_bench->dialog("Review changes"), "Type the number to confirm"));
    }

    void readOnlyWritesNothing()
    {
        openWith({.readOnly = true});
        m_bench->clickSwitch("ann@x");
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("read-only")), qPrintable(m_bench->toastText()));
        QVERIFY(!m_bench->toastUndo());
        m_bench->toast()->dismiss();
        WAIT_FOR(m_bench->toastText().isEmpty());
        m_bench->goTo("ann@x", Column::SignIn);
        m_bench->key(Qt::Key_Space);
        QVERIFY2(m_bench->toastText().contains(QStringLiteral("read-only")), qPrintable(m_bench->toastText()));
        m_bench->key(Qt::Key_Delete);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_N, Qt::ControlModifier);
        m_bench->clickName("ben@x");
        for (const char *name : {"Disable", "Enable", "Delete"})
            QVERIFY2(!byName<QPushButton>(&m_bench->window(), name)->isEnabled(), name);
        m_bench->key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!m_bench->hasDialog());
        QVERIFY(!(m_bench->cell("ann@x", Column::SignIn).flags() & Qt::ItemIsUserCheckable));
        nothingWasSent();
    }

    void protectedNamesAreRefusedWithAReason_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("mouse") << 0;
        QTest::newRow("Space") << 1;
    }
    void protectedNamesAreRefusedWithAReason()
    {
        QFETCH(int, way);
        openWith({.protectedNames = {QStringLiteral("*admin@*")}});
        if (way == 0) {
            m_bench->clickSwitch("admin@x");
        } else {
            m_bench->goTo("admin@x", Column::SignIn);
            m_bench->key(Qt::Key_Space);
        }
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("admin@x is protected")));
        QVERIFY(m_bench->isShownEnabled("admin@x"));
        nothingWasSent();
    }

    void protectedNamesCannotBeDeletedOrDisabledByKeys()
    {
        openWith({.protectedNames = {QStringLiteral("*admin@*")}});
        for (const char *name : {"admin@x", "old-admin@x"}) {
            m_bench->clickName(name);
            m_bench->key(Qt::Key_Delete);
            m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(!m_bench->hasDialog());
            QVERIFY(!byName<QPushButton>(&m_bench->window(), "Delete")->isEnabled());
        }
        nothingWasSent();
    }

    void enablingAProtectedNameIsNeverBlocked()
    {
        openWith({.protectedNames = {QStringLiteral("*admin@*")}});
        m_bench->clickSwitch("old-admin@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("old-admin@x enabled"));
        QCOMPARE(m_server->entries().at("old-admin@x"), QByteArray(R"({"name":"old-admin@x"})"));
        // Taking it back would disable a protected name.
        QVERIFY(m_bench->toastUndo());
        click(m_bench->toastUndo());
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("protected")));
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 1);
    }

    void aRequiredReasonIsAskedForToChangeAndToTakeBack()
    {
        openWith({.reasonRequired = true});
        m_bench->clickSwitch("ann@x");
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QAbstractButton *run = byText(review, "Disable 1 user");
        QVERIFY2(run, qPrintable(buttonsOf(review)));
        auto *reason = byName<QLineEdit>(review, "Reason");
        WAIT_FOR(reason->hasFocus());
        QVERIFY(reason->placeholderText().startsWith(QStringLiteral("This connection requires a reason")));
        m_bench->type(QStringLiteral("  "));
        QVERIFY(!run->isEnabled());
        m_bench->type(QStringLiteral("left"));
        QVERIFY(run->isEnabled());
        click(run);
        WAIT_EQUAL(m_server->count("POST"), 1);
        WAIT_FOR(m_bench->toastUndo());

        click(m_bench->toastUndo()); // elsewhere it is sent at once
        review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QCOMPARE(m_server->count("POST"), 1);
        run = byText(review, "Enable 1 user");
        QVERIFY2(run && !run->isEnabled(), qPrintable(buttonsOf(review)));
        WAIT_FOR(byName<QLineEdit>(review, "Reason")->hasFocus());
        m_bench->type(QStringLiteral("came back"));
        click(run);
        WAIT_EQUAL(m_server->count("POST"), 2);
    }

    void anOwnColourIsOnTheStripOfTheWindowAndOfTheReview()
    {
        openWith({.environment = Environment::Production, .colour = QStringLiteral("#246ddb")});
        const QColor blue(0x24, 0x6d, 0xdb);
        const auto colourOf = [](QWidget *window) {
            auto *strip = window->findChild<EnvironmentStrip *>(QString(), Qt::FindDirectChildrenOnly);
            return QColor(strip->grab().toImage().pixel(strip->width() - 2, 1));
        };
        QCOMPARE(colourOf(&m_bench->window()), blue);
        m_bench->clickSwitch("ann@x");
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QCOMPARE(colourOf(review), blue);
    }

    void theReviewShowsWhatSomebodyElseChanged()
    {
        openWith({.environment = Environment::Production});
        m_server->addEntry("ann@x", R"({"name":"ann@x","vip":true})");
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->waitForDialog("Review changes"));
        WAIT_FOR(!m_bench->session().isRefreshing());
        // A member more does not stand against disabling, but what is confirmed must say what is.
        QDialog *review = m_bench->dialog("Review changes");
        if (auto *number = byName<QLineEdit>(review, "Type the number to confirm")) {
            number->setFocus();
            m_bench->type(QStringLiteral("1"));
        }
        if (QAbstractButton *run = byText(review, "Disable 1 user"); run && run->isEnabled())
            click(run);
        else
            m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->settle());
        // Either nothing was sent, or what they added is still there.
        QVERIFY(m_server->entries().at("ann@x").contains("\"vip\":true"));
    }

    void theReviewGivesUpWhatIsSoAlready()
    {
        openWith({.environment = Environment::Production});
        const QByteArray theirs = R"({"name":"ann@x","disabled":"2001-01-01T00:00:00.000Z"})";
        m_server->addEntry("ann@x", theirs);
        m_bench->clickSwitch("ann@x");
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        WAIT_FOR(byText(review, "Already disabled")); // the fresh list arrived
        QVERIFY(!byName<QLineEdit>(review, "Type the number to confirm"));
        QVERIFY(!byText(review, "Disable 1 user"));
        m_bench->key(Qt::Key_Escape);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(m_server->entries().at("ann@x"), theirs);
    }

    void whatChangesBehindTheReviewIsNotOverwritten()
    {
        openWith({});
        QDialog *review = askToDelete("ann@x");
        QVERIFY(review);
        WAIT_FOR(!m_bench->session().isRefreshing());
        const QByteArray theirs = R"({"name":"ann@x","disabled":"2001-01-01T00:00:00.000Z"})";
        m_server->addEntry("ann@x", theirs); // after the review's own look
        click(byText(review, "Delete 1 status"));
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("Nothing was sent")));
        QCOMPARE(m_server->count("DELETE"), 0);
        QCOMPARE(m_server->entries().at("ann@x"), theirs);
    }

private:
    struct With
    {
        std::optional<Environment> environment = Environment::Development;
        bool readOnly = false;
        QStringList protectedNames{};
        bool reasonRequired = false;
        QString colour{};
    };

    void openWith(const With &with)
    {
        Profile profile = WindowBench::profileFor(m_server->url());
        profile.environment = with.environment;
        profile.readOnly = with.readOnly;
        profile.protectedNames = with.protectedNames;
        profile.reasonRequired = with.reasonRequired;
        profile.colour = with.colour;
        QVERIFY(m_bench->open(profile));
    }

    QDialog *askToDelete(const QByteArray &name)
    {
        m_bench->clickName(name);
        m_bench->key(Qt::Key_Delete);
        return m_bench->waitForDialog("Review changes");
    }

    void nothingWasSent()
    {
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST"), 0);
        QCOMPARE(m_server->count("DELETE"), 0);
        QCOMPARE(m_bench->journal().size(), 0);
        QCOMPARE(m_server->entries(), m_before);
    }

    static QString buttonsOf(const QWidget *parent)
    {
        QStringList texts;
        for (const auto *button : parent->findChildren<QAbstractButton *>())
            texts.append(button->text());
        return texts.join(QLatin1Char('|'));
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestCareful)
#include "tst_careful.moc"
