// SPDX-License-Identifier: GPL-3.0-or-later
// The persons beside the statuses, in the real window.
#include "tests/system/windowbench.h"

#include <QHeaderView>

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

QByteArray person(const QByteArray &name, const QByteArray &first, const QByteArray &last, const QByteArray &role)
{
    return R"({"name":")" + name + R"(","email":")" + name + R"(","firstName":")" + first + R"(","lastName":")" + last +
           R"(","roles":[")" + role + R"("]})";
}

QByteArray enabled(const QByteArray &name)
{
    return R"({"name":")" + name + R"("})";
}

} // namespace

class TestKnownPersons final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ada@x", enabled("ada@x")},
                              {"jane.doe@x", enabled("jane.doe@x")},
                              {"Jane.Doe@x", enabled("Jane.Doe@x")},
                              {"gone@x", enabled("gone@x")}});
        m_server->setPersons(FaultReply::json(200, "{\"users\":[" + person("ada@x", "Ada", "Admin", "super-admin") +
                                                       "," + person("jane.doe@x", "Jane", "Doe", "viewer") + "," +
                                                       person("new@x", "Nora", "New", "analyst") + "]}"));
        m_bench = std::make_unique<WindowBench>();
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void showsWhoEverybodyIs()
    {
        QVERIFY(openWithPersons());
        QCOMPARE(m_bench->text("jane.doe@x", Column::Person), QStringLiteral("Jane Doe"));
        QCOMPARE(m_bench->text("jane.doe@x", Column::Roles), QStringLiteral("viewer"));
        QCOMPARE(m_bench->text("gone@x", Column::Person), QStringLiteral("No such person"));
        WAIT_EQUAL(m_bench->text("Jane.Doe@x", Column::Person),
                   QStringLiteral("No such person \u00B7 but there is jane.doe@x"));
        QCOMPARE(m_bench->text("new@x", Column::SignIn), QStringLiteral("No status yet"));
        QVERIFY(m_bench->table()->isColumnHidden(static_cast<int>(Column::Email)));
        QCOMPARE(m_bench->button("No status yet")->accessibleDescription(), QStringLiteral("1"));
        QCOMPARE(m_bench->button("No such person")->accessibleDescription(), QStringLiteral("2"));
        QCOMPARE(m_bench->button("All")->accessibleDescription(), QStringLiteral("5"));
    }

    void searchesPersonsToo()
    {
        QVERIFY(openWithPersons());
        m_bench->key(Qt::Key_F, Qt::ControlModifier);
        m_bench->type(QStringLiteral("nora"));
        QCOMPARE(m_bench->listedNames(), QStringList{QStringLiteral("new@x")});
    }

    void greysTheChipsWhereNobodyIsKnown()
    {
        m_server->setPersons({});
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        WAIT_FOR(!m_bench->session().directoryReason().isEmpty());
        for (const char *name : {"No status yet", "No such person"}) {
            QVERIFY(!m_bench->button(name)->isEnabled());
            QCOMPARE(m_bench->button(name)->accessibleDescription(), m_bench->session().directoryReason());
        }
        QVERIFY(m_bench->table()->isColumnHidden(static_cast<int>(Column::Person)));
        QCOMPARE(m_bench->text("gone@x", Column::Person), QString());
        m_bench->clickSwitch("gone@x"); // everything else works
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("gone@x disabled"));
    }

    void disablesAPersonWithoutAStatusAndTakesItBack()
    {
        QVERIFY(openWithPersons());
        m_bench->clickSwitch("new@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("new@x disabled; the status for it was created"));
        QVERIFY(m_server->entries().contains("new@x"));
        QCOMPARE(m_bench->text("new@x", Column::SignIn), QStringLiteral("Disabled"));
        click(m_bench->toastUndo());
        WAIT_FOR(!m_server->entries().contains("new@x"));
        WAIT_EQUAL(m_bench->text("new@x", Column::SignIn), QStringLiteral("No status yet"));
    }

    void saysInTheReviewThatAStatusIsCreated()
    {
        QVERIFY(openWithPersons(Environment::Production));
        m_bench->clickSwitch("new@x");
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QVERIFY2(wordsOf(review).contains(QStringLiteral("no status yet: one is created, disabled. Undo deletes it")),
                 qPrintable(wordsOf(review)));
        QTest::keyClick(review, Qt::Key_Escape);
    }

    void cleansStatusesOfNobodyWithOneClickAndFiveKeys()
    {
        QVERIFY(openWithPersons());
        click(m_bench->button("No such person"));
        QCOMPARE(m_bench->listedNames(), (QStringList{QStringLiteral("gone@x"), QStringLiteral("Jane.Doe@x")}));
        m_bench->key(Qt::Key_A, Qt::ControlModifier); // 1
        m_bench->key(Qt::Key_Delete);                 // 2
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QTest::keyClick(review->focusWidget(), Qt::Key_Return); // 3
        QTest::keyClicks(review->focusWidget(), QStringLiteral("2"));
        QTest::keyClick(review->focusWidget(), Qt::Key_Return); // 4
        QTest::keyClick(review->focusWidget(), Qt::Key_Space);  // 5
        WAIT_EQUAL(m_server->entries().size(), std::size_t(2));
        QVERIFY(m_server->entries().contains("jane.doe@x"));
    }

    void neverTakesTheLastAdmin()
    {
        QVERIFY(openWithPersons());
        m_bench->clickSwitch("ada@x");
        WAIT_FOR(m_bench->toastText().contains(QStringLiteral("super-admin")));
        m_bench->goTo("ada@x", Column::User);
        m_bench->key(Qt::Key_Space); // selects
        m_bench->key(Qt::Key_Delete);
        QDialog *review = m_bench->waitForDialog("Review changes");
        QVERIFY(review);
        QVERIFY(wordsOf(review).contains(QStringLiteral("nobody with the role super-admin")));
        QVERIFY(!review->findChild<QAbstractButton *>(QStringLiteral("runButton"))->isEnabled());
        QTest::keyClick(review, Qt::Key_Escape);
        QCOMPARE(m_server->count("POST") + m_server->count("DELETE"), 0);
    }

private:
    bool openWithPersons(Environment environment = Environment::Development)
    {
        return m_bench->open(WindowBench::profileFor(m_server->url(), "test-token", environment)) &&
               QTest::qWaitFor([this] { return m_bench->session().listing().table().directory() != nullptr; }, 30000);
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestKnownPersons)
#include "tst_knownpersons.moc"
