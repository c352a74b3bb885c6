// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "ui/profiles/proxysection.h"

#include <QComboBox>
#include <QSpinBox>
#include <QTest>

using namespace gatehouse;

/// The way to the server in a connection's form.
class TestProxySection final : public QObject
{
    Q_OBJECT

private slots:
    void theUsualPortFollowsTheKindOfProxy()
    {
        Section proxy;
        proxy.choose("HTTP proxy");
        QCOMPARE(proxy.port->value(), 8080);
        proxy.choose("SOCKS5 proxy");
        QCOMPARE(proxy.port->value(), 1080);
        proxy.choose("HTTP proxy");
        QCOMPARE(proxy.port->value(), 8080);
    }

    void aPortThatWasTypedStays()
    {
        Section proxy;
        proxy.choose("HTTP proxy");
        proxy.port->setValue(3128);
        proxy.choose("SOCKS5 proxy");
        QCOMPARE(proxy.port->value(), 3128);
    }

    void aSavedPortStays()
    {
        Profile saved;
        saved.proxy.use = ProxySettings::Use::Socks5;
        saved.proxy.host = QStringLiteral("proxy.example.com");
        saved.proxy.port = 8080;
        Section proxy(saved);
        QCOMPARE(proxy.port->value(), 8080);
        Profile again = saved;
        proxy.section.putInto(again);
        QCOMPARE(again, saved);
    }

private:
    struct Section
    {
        explicit Section(const Profile &profile = {})
        {
            section.setProfile(profile);
            section.show();
            section.unfold();
        }
        void choose(const char *text) { use->setCurrentIndex(use->findText(QString::fromUtf8(text))); }

        ProxySection section{nullptr};
        QComboBox *use = findNamed<QComboBox>(&section, "Use proxy");
        QSpinBox *port = findNamed<QSpinBox>(&section, "Proxy port");
    };
};

QTEST_MAIN(TestProxySection)
#include "tst_proxysection.moc"
