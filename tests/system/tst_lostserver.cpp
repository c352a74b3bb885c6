// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

using namespace gatehouse;
using Column = UserModel::Column;

/// The server goes away, refuses, lies or loses an answer: the list stays, one sentence says what is, and what the
/// window shows is what the server holds.
class TestLostServer final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setToken("test-token");
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"},
                              {"ben@x", R"({"name":"ben@x","disabled":"2022-09-21T19:01:25.872Z"})"},
                              {"cas@x", R"({"name":"cas@x"})"}});
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>(WindowBench::Parts{.timeout = std::chrono::seconds(3)});
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

    void aRefreshThatFailsKeepsTheList_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("said");
        QTest::newRow("gone") << 0 << QStringLiteral("cannot be reached");
        QTest::newRow("500") << 1 << QStringLiteral("problem of its own (HTTP status 500)");
        QTest::newRow("web page") << 2 << QStringLiteral("answered with a web page");
        QTest::newRow("redirect") << 3 << QStringLiteral("another address");
        QTest::newRow("cut short") << 4 << QString();
        QTest::newRow("no JSON") << 5 << QString();
        QTest::newRow("token refused") << 6 << QStringLiteral("refused the token");
        QTest::newRow("forbidden") << 7 << QStringLiteral("may not do that");
        QTest::newRow("too many") << 8 << QStringLiteral("too often");
        QTest::newRow("another body") << 9 << QString();
    }
    void aRefreshThatFailsKeepsTheList()
    {
        QFETCH(int, fault);
        QFETCH(QString, said);
        open();
        misbehave(fault);
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(!m_bench->bannerText().isEmpty());
        QVERIFY2(m_bench->bannerText().contains(said), qPrintable(m_bench->bannerText()));
        QCOMPARE(m_bench->listedNames().size(), 3);
        WAIT_FOR(m_bench->bannerButton("Try again"));
        click(m_bench->bannerButton("Try again")); // still so
        WAIT_FOR(m_bench->bannerButton("Try again"));
        QCOMPARE(m_bench->listedNames().size(), 3);

        m_server->behave();
        m_server->setClosingOnAccept(false);
        m_server->addEntry("dan@x", R"({"name":"dan@x"})");
        click(m_bench->bannerButton("Try again"));
        WAIT_FOR(m_bench->isListed("dan@x"));
        WAIT_FOR(m_bench->bannerText().isEmpty());
    }

    void aFirstListThatFailsIsToldAndTriedAgain()
    {
        m_server->always("GET", Fault::answer(FaultReply::json(500, "{}")));
        QVERIFY(m_bench->store().save(m_profile = WindowBench::profileFor(m_server->url())));
        m_bench->workspace().reload();
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->workspace().open(m_profile.id));
        WAIT_FOR(!m_bench->bannerText().isEmpty());
        QVERIFY(!m_bench->table());
        for (const char *name : {"Disable", "Enable", "Delete"})
            QVERIFY(!byName<QPushButton>(&m_bench->window(), name)->isEnabled());
        m_bench->key(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!m_bench->hasDialog());
        // Nothing is said twice: why in the banner, what to do where the list would be.
        QCOMPARE(wordsOf(&m_bench->window()).count(m_bench->bannerText()), 1);
        QVERIFY(!m_bench->bannerButton("Try again"));
        WAIT_FOR(byText(&m_bench->window(), "Try again"));
        click(byText(&m_bench->window(), "Try again")); // still so
        WAIT_FOR(m_server->count("GET") == 2 && byText(&m_bench->window(), "Try again"));
        m_server->behave();
        click(byText(&m_bench->window(), "Try again"));
        WAIT_FOR(m_bench->table() && m_bench->table()->hasFocus());
        QVERIFY(m_bench->bannerText().isEmpty());
    }

    void aRefusedTokenLeadsToItsField()
    {
        open();
        m_server->setToken("another-token");
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerButton("Enter new token\u2026"));
        click(m_bench->bannerButton("Enter new token\u2026"));
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        auto *token = byName<QLineEdit>(dialog, "API token");
        WAIT_FOR(token->hasFocus());
        QCOMPARE(byName<QLineEdit>(dialog, "Name")->text(), QStringLiteral("Test Pivot"));
        token->selectAll();
        m_bench->type(QStringLiteral("another-token"));
        click(byText(dialog, "Connect"));
        WAIT_FOR(m_bench->table() && m_bench->listedNames().size() == 3);
        WAIT_FOR(m_bench->bannerText().isEmpty());
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
    }

    // Who saves and closes expects the same as who connects.
    void aNewTokenThatIsSavedIsUsed()
    {
        open();
        m_server->setToken("another-token");
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerButton("Enter new token\u2026"));
        click(m_bench->bannerButton("Enter new token\u2026"));
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        WAIT_FOR(byName<QLineEdit>(dialog, "API token")->hasFocus());
        byName<QLineEdit>(dialog, "API token")->selectAll();
        m_bench->type(QStringLiteral("another-token"));
        click(byText(dialog, "Save"));
        click(byText(dialog, "Close"));
        WAIT_FOR(!m_bench->hasDialog());
        if (QAbstractButton *again = m_bench->bannerButton("Try again"))
            click(again);
        WAIT_EQUAL(m_bench->listedNames().size(), 3);
        QVERIFY(m_bench->bannerText().isEmpty());
    }

    void aWriteThatIsRefusedIsToldAndPutBack_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("tries");
        QTest::newRow("401") << 401 << QStringLiteral("refused the token") << 1;
        QTest::newRow("403") << 403 << QStringLiteral("may not do that") << 1;
        QTest::newRow("400") << 400 << QStringLiteral("no such thing") << 1;
        QTest::newRow("404") << 404 << QString() << 1;
        QTest::newRow("409") << 409 << QString() << 1;
        QTest::newRow("429") << 429 << QStringLiteral("too often") << 4;
        QTest::newRow("500") << 500 << QStringLiteral("HTTP status 500") << 1;
        QTest::newRow("503") << 503 << QStringLiteral("HTTP status 503") << 4;
    }
    void aWriteThatIsRefusedIsToldAndPutBack()
    {
        QFETCH(int, status);
        QFETCH(QString, said);
        QFETCH(int, tries);
        open();
        m_server->always("POST", Fault::answer(FaultReply::json(status, R"({"error":"no such thing"})")));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(!m_bench->toastText().isEmpty());
        QVERIFY2(m_bench->toastText().contains(said), qPrintable(m_bench->toastText()));
        wasPutBack(tries);
    }

    void aWebPageForAWriteIsToldAndPutBack()
    {
        open();
        m_server->always("POST", Fault::answer(FaultReply::page(200, "<html>Please sign in</html>")));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("web page")));
        wasPutBack();
    }

    void aForbiddenWriteLeavesABannerUntilTheNextRefresh()
    {
        open();
        m_server->always("POST", Fault::answer(FaultReply::json(403, "{}")));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("may not do that")));
        QCOMPARE(m_bench->listedNames().size(), 3);
        m_server->behave();
        m_bench->key(Qt::Key_F5);
        WAIT_FOR(m_bench->bannerText().isEmpty());
    }

    void aLostAnswerIsAskedForAndCountsAsDone_data()
    {
        QTest::addColumn<int>("delivery");
        for (const auto &[delivery, name] :
             {std::pair(Delivery::Close, "close"), std::pair(Delivery::Reset, "reset"),
              std::pair(Delivery::CutInStatusLine, "cut in the status line"),
              std::pair(Delivery::CutInHead, "cut in head"), std::pair(Delivery::CutInBody, "cut in body"),
              std::pair(Delivery::CutInBodyThenReset, "cut, reset"), std::pair(Delivery::Stall, "stall"),
              std::pair(Delivery::StallInBody, "stall in body")})
            QTest::newRow(name) << static_cast<int>(delivery);
    }
    void aLostAnswerIsAskedForAndCountsAsDone()
    {
        QFETCH(int, delivery);
        open();
        m_server->on("POST", 1, Fault::done(static_cast<Delivery>(delivery)));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().startsWith(QStringLiteral("ann@x disabled")));
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"ann@x"});
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Disabled"));
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_server->count("POST"), 2);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(m_server->entries(), m_before);
    }

    void aLostRequestThatDidNotArriveIsSentAgain_data()
    {
        QTest::addColumn<int>("delivery");
        QTest::newRow("close") << static_cast<int>(Delivery::Close);
        QTest::newRow("reset") << static_cast<int>(Delivery::Reset);
        QTest::newRow("before its body") << static_cast<int>(Delivery::CloseAfterHead);
    }
    void aLostRequestThatDidNotArriveIsSentAgain()
    {
        QFETCH(int, delivery);
        open();
        m_server->on("POST", 1, Fault::notDone(static_cast<Delivery>(delivery)));
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        QCOMPARE(m_server->count("POST"), 2);
        // The list, the compare, what became of the first try, and the look at the end.
        WAIT_EQUAL(m_server->count("GET"), 4);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{"ann@x"});
    }

    void aRequestThatMayStillArriveIsNotSentAgain()
    {
        open();
        m_server->on("POST", 1, Fault::notDone(Delivery::Stall));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("not known yet")));
        QVERIFY(!m_bench->toastUndo());
        // Nothing came of it for long after: it did not arrive.
        WAIT_FOR(m_bench->text("ann@x", Column::DisabledSince).startsWith(QStringLiteral("Failed: ")));
        wasPutBack();
        // And it can simply be done again.
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
    }

    void aDeleteWhoseAnswerIsLostIsDoneOnce()
    {
        open();
        m_server->on("DELETE", 1, Fault::done(Delivery::Close));
        m_bench->clickName("ben@x");
        m_bench->key(Qt::Key_Delete);
        QVERIFY(m_bench->waitForDialog("Review changes"));
        click(byText(m_bench->dialog("Review changes"), "Delete 1 status"));
        WAIT_FOR(m_bench->toastUndo());
        QCOMPARE(m_server->count("DELETE"), 1);
        QVERIFY(!m_server->entries().contains("ben@x"));
        QCOMPARE(m_bench->text("ben@x", Column::SignIn), QStringLiteral("No status yet"));
    }

    void aServerThatDiesDuringAWriteIsAskedUntilItIsKnown()
    {
        open();
        m_server->on("POST", 1, Fault::done(Delivery::Close));
        for (int nth = 3; nth < 300; ++nth) // the list, the compare, then these
            m_server->on("GET", nth, Fault::answer(FaultReply::json(500, "{}")));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("asks again until it is known")));
        QVERIFY(!m_bench->toastUndo());
        WAIT_EQUAL(m_bench->text("ann@x", Column::DisabledSince), QStringLiteral("Result not known yet\u2026"));
        m_bench->clickSwitch("ann@x"); // one at a time
        m_server->behave();
        WAIT_FOR(m_bench->toastText().startsWith(QStringLiteral("ann@x disabled")));
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Disabled"));
        QCOMPARE(m_server->count("POST"), 1);
    }

    void theServersDateIsANoteAndStands()
    {
        open();
        const QByteArray theirs = R"({"name":"ann@x","disabled":"2026-01-01T00:00:00.000Z"})";
        m_server->on("POST", 1,
                     Fault::answer(FaultReply::json(200, "{\"status\":\"ok\",\"userStatus\":" + theirs + "}")));
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("its own date")));
        QCOMPARE(m_bench->cell("ann@x", Column::DisabledSince).data(UserModel::RawRole).toString(),
                 QStringLiteral("2026-01-01T00:00:00.000Z"));
    }

    void theServersClockIsUsedWhenOursIsWrong()
    {
        m_bench->setClock([] { return computerNow() - std::chrono::hours(72); });
        open();
        WAIT_FOR(m_bench->bannerText().contains(QStringLiteral("behind the server")));
        const Instant from = computerNow() - std::chrono::seconds(5);
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x disabled"));
        const auto since = disabledSince(m_server->entries(), "ann@x");
        QVERIFY(since && *since >= from);
    }

private:
    void open()
    {
        m_profile = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->open(m_profile));
    }

    void misbehave(int fault)
    {
        switch (fault) {
        case 0:
            m_server->setClosingOnAccept(true);
            m_server->always("*", Fault::notDone(Delivery::Close));
            break;
        case 1:
            m_server->always("GET", Fault::answer(FaultReply::json(500, "{}")));
            break;
        case 2:
            m_server->always("GET", Fault::answer(FaultReply::page(200, "<html>Please sign in</html>")));
            break;
        case 3:
            m_server->always("GET", Fault::answer(FaultReply::redirect(302, "http://127.0.0.1:1/login")));
            break;
        case 4:
            m_server->always("GET", Fault::notDone(Delivery::CutInBody));
            break;
        case 5:
            m_server->always("GET", Fault::answer(FaultReply::json(200, "{\"userStatuses\":[{]}")));
            break;
        case 6:
            m_server->always("GET", Fault::answer(FaultReply::json(401, "{}")));
            break;
        case 7:
            m_server->always("GET", Fault::answer(FaultReply::json(403, "{}")));
            break;
        case 8:
            m_server->always("GET", Fault::answer(FaultReply::json(429, "{}").with("Retry-After", "7")));
            break;
        default:
            m_server->always("GET", Fault::answer(FaultReply::json(200, "[]")));
            break;
        }
    }

    void wasPutBack(int tries = 1)
    {
        QCOMPARE(m_server->count("POST"), tries);
        QCOMPARE(m_server->entries(), m_before);
        QVERIFY(m_bench->isShownEnabled("ann@x"));
        QCOMPARE(m_bench->text("ann@x", Column::SignIn), QStringLiteral("Enabled"));
        QVERIFY2(m_bench->text("ann@x", Column::DisabledSince).startsWith(QStringLiteral("Failed: ")),
                 qPrintable(m_bench->text("ann@x", Column::DisabledSince)));
        QCOMPARE(m_bench->listedNames().size(), 3);
        QVERIFY(!m_bench->toastUndo());
        QVERIFY(!m_bench->button("Undo")->isEnabled());
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
    Entries m_before;
};

QTEST_MAIN(TestLostServer)
#include "tst_lostserver.moc"
