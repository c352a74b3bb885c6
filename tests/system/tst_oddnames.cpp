// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gatehouse;
using Column = UserModel::Column;

/// Names that break URLs, HTML and eyes: shown as plain text, and the right entry is changed, no other.
class TestOddNames final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FaultServer>();
        Entries entries;
        for (const QByteArray &name : names())
            entries[name] = entryOf(name);
        for (const char *dots : {".", ".."})
            entries[dots] = entryOf(dots);
        m_server->setEntries(entries);
        m_before = m_server->entries();
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url())));
        QCOMPARE(m_bench->listedNames().size(), qsizetype(entries.size()));
    }

    void cleanup()
    {
        QVERIFY(m_bench->waitIdle());
        QVERIFY(m_bench->session().listing().isConsistent());
        m_bench.reset();
        m_server.reset();
    }

    void theRightOneIsSwitchedAndBack_data() { nameRows(); }
    void theRightOneIsSwitchedAndBack()
    {
        QFETCH(QByteArray, name);
        m_bench->clickSwitch(name);
        WAIT_FOR(m_bench->toastUndo());
        QCOMPARE(m_server->count("POST"), 1);
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{name});
        QCOMPARE(m_bench->text(name, Column::SignIn), QStringLiteral("Disabled"));
        QVERIFY2(m_bench->toastText().startsWith(displayName(name)), qPrintable(m_bench->toastText()));
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_server->count("POST"), 2);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(meaningOf(m_server->entries()), meaningOf(m_before));
    }

    void theRightOneIsDeletedAndMadeAgain_data() { nameRows(); }
    void theRightOneIsDeletedAndMadeAgain()
    {
        QFETCH(QByteArray, name);
        m_bench->clickName(name);
        QCOMPARE(m_bench->selectedNames(), QList<QByteArray>{name});
        m_bench->key(Qt::Key_Delete);
        QVERIFY(m_bench->waitForDialog("Review changes"));
        click(byText(m_bench->dialog("Review changes"), "Delete 1 status"));
        WAIT_FOR(m_bench->toastUndo());
        QCOMPARE(differences(m_before, m_server->entries()), QByteArrayList{name});
        QVERIFY(!m_server->entries().contains(name));
        click(m_bench->toastUndo());
        WAIT_EQUAL(m_server->count("POST"), 1);
        QVERIFY(m_bench->waitIdle());
        QCOMPARE(meaningOf(m_server->entries()), meaningOf(m_before));
    }

    void areShownAsPlainText()
    {
        const QString listed = m_bench->listedNames().join(QLatin1Char('\n'));
        QVERIFY(listed.contains(QStringLiteral("<b>x</b>")));
        QVERIFY(listed.contains(QStringLiteral("q\"uote")));
        QVERIFY(!listed.contains(QChar(0x202E)));
        QVERIFY(listed.contains(QStringLiteral("\u27E8U+202E\u27E9")));
        m_bench->clickSwitch("<b>x</b>");
        WAIT_EQUAL(m_bench->toastText(), QStringLiteral("<b>x</b> disabled"));
        const QString tip = m_bench->cell("<b>x</b>", Column::User).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("&lt;b&gt;")), qPrintable(tip));
        for (const auto *label : m_bench->window().findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(QLatin1Char('<')),
                     qPrintable(label->text()));
    }

    void areFoundByTheSearch()
    {
        for (const char *typed : {"a/b", "100%", "?y#", "\u00FC@", "\u65E5", "%2F", "<b>", "+"}) {
            m_bench->search()->setFocus();
            m_bench->search()->selectAll();
            m_bench->type(QString::fromUtf8(typed));
            QVERIFY2(m_bench->listedNames().contains(shownWith(typed)), typed);
        }
    }

    void dotsAreListedAndRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow(".") << QByteArray(".");
        QTest::newRow("..") << QByteArray("..");
    }
    void dotsAreListedAndRefused()
    {
        QFETCH(QByteArray, name);
        QVERIFY(m_bench->isListed(name));
        m_bench->clickSwitch(name);
        m_bench->clickName(name);
        m_bench->key(Qt::Key_Delete);
        m_bench->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        m_bench->goTo(name, Column::SignIn);
        m_bench->key(Qt::Key_Space);
        QVERIFY(!m_bench->hasDialog());
        QVERIFY(!byName<QPushButton>(&m_bench->window(), "Delete")->isEnabled());
        const QString tip =
            m_bench->cell(name, Column::SignIn).data(Qt::ToolTipRole).toString().replace(QChar::Nbsp, QLatin1Char(' '));
        QVERIFY2(tip.contains(QStringLiteral("cannot be sent")), qPrintable(tip));
        QVERIFY(m_bench->settle());
        QCOMPARE(m_server->count("POST") + m_server->count("DELETE"), 0);
        QCOMPARE(m_server->entries(), m_before);
    }

private:
    static QList<QByteArray> names()
    {
        return {"a/b@x",
                "100%",
                "x?y#z",
                "a b",
                "+",
                "\xC3\xBC@x",
                "\xE6\x97\xA5\xE6\x9C\xAC",
                "%2F",
                "q\"uote",
                "<b>x</b>",
                "a\xE2\x80\xAE"
                "b@x",
                "back\\slash",
                "semi;colon",
                "tab\there",
                " lead",
                "trail ",
                "ANN@x",
                "ann@x",
                "a%2Fb@x",
                "&amp;",
                QByteArray(300, 'n')};
    }

    static QByteArray entryOf(const QByteArray &name)
    {
        QJsonObject entry;
        entry.insert(QStringLiteral("name"), QString::fromUtf8(name));
        return QJsonDocument(entry).toJson(QJsonDocument::Compact);
    }

    static void nameRows()
    {
        QTest::addColumn<QByteArray>("name");
        for (const QByteArray &name : names())
            QTest::newRow(name.left(20).constData()) << name;
    }

    static QString shownWith(const char *part)
    {
        for (const QByteArray &name : names()) {
            if (name.contains(part))
                return displayName(name);
        }
        return {};
    }

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
    Entries m_before;
};

QTEST_MAIN(TestOddNames)
#include "tst_oddnames.moc"
