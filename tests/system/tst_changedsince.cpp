// SPDX-License-Identifier: GPL-3.0-or-later
// What others changed since the admin last looked, in the real window.
#include "tests/system/windowbench.h"

#include <QSignalSpy>

using namespace gatehouse;

namespace {

QByteArray enabled(const QByteArray &name)
{
    return R"({"name":")" + name + R"("})";
}

QByteArray disabled(const QByteArray &name)
{
    return R"({"name":")" + name + R"(","disabled":"2022-09-21T19:01:25.872Z"})";
}

} // namespace

class TestChangedSince final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        m_server->setEntries({{"ann@x", enabled("ann@x")},
                              {"ben@x", disabled("ben@x")},
                              {"cas@x", enabled("cas@x")},
                              {"dan@x", enabled("dan@x")},
                              {"eve@x", enabled("eve@x")}});
        m_bench = std::make_unique<WindowBench>();
        m_profile = WindowBench::profileFor(m_server->url());
        QVERIFY(m_bench->open(m_profile));
        WAIT_FOR(!m_bench->session().look().isComparing());
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void tellsNothingAtFirst()
    {
        QCOMPARE(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("0"));
        click(m_bench->button("Changed"));
        QVERIFY(wordsOf(&m_bench->window()).contains(QStringLiteral("Nothing was changed by others")));
    }

    void tellsWhatOthersChanged()
    {
        changeByOthers();
        QVERIFY(refresh());
        WAIT_EQUAL(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("4"));
        click(m_bench->button("Changed"));
        WAIT_EQUAL(m_bench->listedNames(),
                   (QStringList{QStringLiteral("ann@x"), QStringLiteral("ben@x"), QStringLiteral("new@x")}));
        const QString words = wordsOf(&m_bench->window());
        for (const char *part : {"1 disabled", "1 enabled", "1 new", "1 gone"})
            QVERIFY2(words.contains(QString::fromLatin1(part)), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("Gone: dan@x.")), qPrintable(words));
        QVERIFY(m_bench->cell("ann@x", UserModel::Column::User)
                    .data(Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(QStringLiteral("Disabled by somebody else")));
        click(byText(&m_bench->window(), "Mark as seen"));
        WAIT_EQUAL(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("0"));
        QCOMPARE(m_bench->listedNames().size(), 5);
    }

    void leavesOutWhatItDidItself()
    {
        m_bench->clickSwitch("cas@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("cas@x disabled"));
        QVERIFY(m_bench->settle());
        QVERIFY(refresh());
        WAIT_FOR(!m_bench->session().look().isComparing());
        QCOMPARE(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("0"));
    }

    void leavesEverybodyWhereTheyAreWhenOneIsSwitched()
    {
        changeByOthers();
        QVERIFY(refresh());
        WAIT_EQUAL(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("4"));
        click(m_bench->button("Changed"));
        WAIT_EQUAL(m_bench->listedNames().size(), 3);
        m_bench->clickSwitch("ann@x");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("ann@x enabled"));
        WAIT_EQUAL(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("3"));
        QCOMPARE(m_bench->listedNames().size(), 3);
        QVERIFY(refresh());
        WAIT_EQUAL(m_bench->listedNames().size(), 2);
    }

    void remembersOverAConnectionThatIsLeft()
    {
        m_bench->workspace().close();
        changeByOthers();
        QVERIFY(m_bench->workspace().open(m_profile.id));
        WAIT_FOR(m_bench->button("Changed") != nullptr);
        WAIT_EQUAL(m_bench->button("Changed")->accessibleDescription(), QStringLiteral("4"));
    }

private:
    void changeByOthers()
    {
        m_server->setEntries({{"ann@x", disabled("ann@x")},
                              {"ben@x", enabled("ben@x")},
                              {"cas@x", enabled("cas@x")},
                              {"eve@x", enabled("eve@x")},
                              {"new@x", enabled("new@x")}});
    }
    bool refresh()
    {
        QSignalSpy replaced(&m_bench->session().listing(), &UserListing::replaced);
        m_bench->key(Qt::Key_F5);
        return replaced.wait(30000);
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Profile m_profile;
};

QTEST_MAIN(TestChangedSince)
#include "tst_changedsince.moc"
