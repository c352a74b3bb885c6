// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/windowbench.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QMetaProperty>

using namespace gatehouse;
using Column = UserModel::Column;

namespace {

const QByteArray theSecret = "sekrit-7Qx!token";
QStringList theLog;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    theLog.append(text);
}

/// Everything that an object could show: its properties that are text.
QStringList textsOf(const QObject *object)
{
    QStringList texts;
    const auto *edit = qobject_cast<const QLineEdit *>(object);
    for (int at = 0; at < object->metaObject()->propertyCount(); ++at) {
        const QMetaProperty property = object->metaObject()->property(at);
        // A token that is being edited is in its field; what counts is what can be seen of it.
        if (edit && qstrcmp(property.name(), "text") == 0 && edit->echoMode() == QLineEdit::Password)
            continue;
        if (property.typeId() == QMetaType::QString)
            texts.append(property.read(object).toString());
    }
    return texts;
}

} // namespace

/// The token goes to its server and nowhere else.
class TestSecrets final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        theLog.clear();
        m_handler = qInstallMessageHandler(keepLog);
        m_server = std::make_unique<FaultServer>();
        m_server->setToken(theSecret);
        m_server->setEntries({{"ann@x", R"({"name":"ann@x"})"}, {"ben@x", R"({"name":"ben@x"})"}});
        m_bench = std::make_unique<WindowBench>();
        QVERIFY(m_bench->open(WindowBench::profileFor(m_server->url(), theSecret)));
    }

    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
        qInstallMessageHandler(m_handler);
        for (const QString &line : std::as_const(theLog))
            QVERIFY2(!line.contains(QString::fromLatin1(theSecret)), qPrintable(line));
    }

    void standsInItsKeyAlone()
    {
        m_bench->clickSwitch("ann@x");
        QVERIFY(m_bench->settle());
        m_bench->window().close();
        int seen = 0;
        for (const QByteArray &line : m_bench->settingsBytes().split('\n')) {
            if (!line.contains(theSecret))
                continue;
            ++seen;
            QVERIFY2(line.startsWith("1\\token=") || line.contains("\\token="), line.constData());
        }
        QCOMPARE(seen, 1);
        for (const SeenRequest &request : m_server->requests()) {
            QVERIFY(!request.line.contains(theSecret));
            QVERIFY(!request.body.contains(theSecret));
        }
    }

    void isNotShownInNormalWork()
    {
        nothingShowsIt();
        m_bench->clickSwitch("ann@x");
        WAIT_FOR(m_bench->toastUndo());
        nothingShowsIt();
        m_bench->clickName("ann@x");
        m_bench->key(Qt::Key_Delete);
        QVERIFY(m_bench->waitForDialog("Review changes"));
        nothingShowsIt();
    }

    void isNotShownInConnections()
    {
        m_bench->key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *dialog = m_bench->waitForDialog("Connections");
        QVERIFY(dialog);
        auto *token = byName<QLineEdit>(dialog, "API token");
        QCOMPARE(token->text(), QString::fromLatin1(theSecret));
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        QVERIFY(!token->displayText().contains(QString::fromLatin1(theSecret)));
        nothingShowsIt();
    }

    // A server, or a proxy before it, may say back what it was sent.
    void isNotShownWhenAServerSaysItBack_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isList");
        for (const int status : {400, 401, 403, 422, 500}) {
            QTest::addRow("%d to a write", status) << status << false;
            QTest::addRow("%d to the list", status) << status << true;
        }
    }
    void isNotShownWhenAServerSaysItBack()
    {
        QFETCH(int, status);
        QFETCH(bool, isList);
        const QByteArray body = "{\"error\":\"The token " + theSecret + " is not good\"}";
        m_server->always(isList ? "GET" : "POST", Fault::answer(FaultReply::json(status, body)));
        if (isList) {
            m_bench->key(Qt::Key_F5);
            WAIT_FOR(!m_bench->bannerText().isEmpty());
        } else {
            m_bench->clickSwitch("ann@x");
            WAIT_FOR(!m_bench->toastText().isEmpty());
        }
        nothingShowsIt();
        m_bench->key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_bench->waitForDialog("Messages"));
        nothingShowsIt();
    }

private:
    void nothingShowsIt()
    {
        const QString secret = QString::fromLatin1(theSecret);
        for (const QWidget *widget : QApplication::allWidgets()) {
            for (const QString &text : textsOf(widget))
                QVERIFY2(!text.contains(secret), widget->metaObject()->className());
            for (const QAction *action : widget->actions()) {
                for (const QString &text : textsOf(action))
                    QVERIFY2(!text.contains(secret), qPrintable(action->objectName()));
            }
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
                nothingShowsIt(*view->model());
        }
    }

    static void nothingShowsIt(const QAbstractItemModel &model)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                for (int role = 0; role < Qt::UserRole + 16; ++role) {
                    const QVariant data = model.index(row, column).data(role);
                    QVERIFY2(!data.toString().contains(QString::fromLatin1(theSecret)),
                             model.metaObject()->className());
                }
            }
        }
    }

    QtMessageHandler m_handler = nullptr;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
