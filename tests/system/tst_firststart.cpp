// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

using namespace gatehouse;
using Column = UserModel::Column;

class TestFirstStart final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void offersTwoWays()
    {
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->button("Add a connection"));
        QVERIFY(m_bench->button("Try the demo server"));
        QVERIFY(!m_bench->table());
        QVERIFY(!m_bench->search());
        QCOMPARE(m_bench->window().windowTitle(), QStringLiteral("Gatehouse"));
    }

    void addingOpensConnectionsOnANewOne()
    {
        QVERIFY(m_bench->show());
        click(m_bench->button("Add a connection"));
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        WAIT_FOR(byName<QLineEdit>(dialog, "Name")->hasFocus());
        QVERIFY(byName<QLineEdit>(dialog, "Server address")->text().isEmpty());
    }

    void theDemoServerShowsEverybody()
    {
        openDemo();
        QCOMPARE(m_bench->window().windowTitle(), QStringLiteral("Demo server (Development) \u2014 Gatehouse"));
        const StatusCounts counts = m_bench->session().listing().table().counts();
        QCOMPARE(m_bench->table()->model()->rowCount(), counts.all());
        // Most of the 500 have a status, the others are persons without one; a few are nobody's.
        QVERIFY2(counts.all() > 450 && counts.all() <= 520, QByteArray::number(counts.all()).constData());
        QVERIFY(counts.disabled > 0);
        const auto count = [this](const char *chip) { return m_bench->button(chip)->accessibleDescription(); };
        QCOMPARE(count("All"), QString::number(counts.all()));
        QCOMPARE(count("Enabled"), QString::number(counts.enabled));
        QCOMPARE(count("Disabled"), QString::number(counts.disabled));
        WAIT_EQUAL(m_bench->summary(),
                   QStringLiteral("%1 users \u00B7 %2 disabled").arg(counts.all()).arg(counts.disabled));
        QVERIFY(m_bench->bannerText().isEmpty());
        QVERIFY(m_bench->session().listing().isConsistent());
    }

    void theDemoLeavesTheConnectionsAlone()
    {
        openDemo();
        m_bench->clickSwitch(anEnabledOne());
        QVERIFY(m_bench->settle());
        QVERIFY(!m_bench->settingsBytes().contains("connections"));
        QVERIFY(!m_bench->settingsBytes().contains("127.0.0.1"));
        QVERIFY(m_bench->store().lastConnection().isNull());
        QVERIFY(!m_bench->settingsBytes().contains(m_bench->session().profile().token));
    }

    void aSwitchOfTheDemoWorks()
    {
        openDemo();
        const QByteArray name = anEnabledOne();
        m_bench->clickSwitch(name);
        WAIT_EQUAL(m_bench->text(name, Column::SignIn), QStringLiteral("Disabled"));
        QVERIFY(m_bench->settle()); // as the server has it
        QCOMPARE(m_bench->text(name, Column::SignIn), QStringLiteral("Disabled"));
    }

private:
    void openDemo()
    {
        QVERIFY(m_bench->show());
        click(m_bench->button("Try the demo server"));
        WAIT_FOR(m_bench->table() && m_bench->table()->model()->rowCount() > 0);
    }

    QByteArray anEnabledOne()
    {
        const UserListing &listing = m_bench->session().listing();
        for (const Row row : listing.visible().rows()) {
            if (listing.table().state(row) == StatusState::Enabled && !m_bench->session().isProtected(row))
                return listing.table().nameBytes(row);
        }
        return {};
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestFirstStart)
#include "tst_firststart.moc"
