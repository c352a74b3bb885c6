// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serveraddress.h"

#include <QTest>

using namespace gatehouse;

class TestServerAddress : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void readsItsOwnTextBack_data();
    void readsItsOwnTextBack();
    void knowsPlainTextBeyondLoopback_data();
    void knowsPlainTextBeyondLoopback();
    void encodesNamesAsOneSegment_data();
    void encodesNamesAsOneSegment();
};

void TestServerAddress::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address");
    const auto row = [](const char *typed, const char *address) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(address);
    };
    row("https://bi.example.com", "https://bi.example.com");
    row("https://bi.example.com/", "https://bi.example.com");
    row("  https://bi.example.com//  ", "https://bi.example.com");
    row("https://bi.example.com/pivot", "https://bi.example.com/pivot");
    row("https://bi.example.com/pivot/", "https://bi.example.com/pivot");
    row("bi.example.com", "https://bi.example.com");
    row("bi.example.com:9095", "https://bi.example.com:9095");
    row("localhost:9095/pivot", "https://localhost:9095/pivot");
    row("//bi.example.com", "https://bi.example.com");
    row("HTTPS://BI.Example.com/Pivot", "https://bi.example.com/Pivot");
    row("http://[::1]:9095", "http://[::1]:9095");
    row("[::1]:9095", "https://[::1]:9095");
    row("https://bi.example.com:443", "https://bi.example.com");
    row("http://bi.example.com:80/", "http://bi.example.com");
    row("http://bi.example.com:443", "http://bi.example.com:443");
    row("https://bi.example.com/api/v1", "https://bi.example.com");
    row("https://bi.example.com/api/v1/", "https://bi.example.com");
    row("https://bi.example.com/api/v1/user-statuses", "https://bi.example.com");
    row("https://bi.example.com/pivot/api/v1/user-statuses/a%2Fb%40x", "https://bi.example.com/pivot");
    row("https://bi.example.com/api/v1/users?pretty=true", "https://bi.example.com");
    row("https://bi.example.com/api/v1x", "https://bi.example.com/api/v1x");
    row("https://bi.example.com/api/v1x/api/v1/users", "https://bi.example.com/api/v1x");
    row("https://bi.example.com/pivot/#settings/users", "https://bi.example.com/pivot");
    row("https://bi.example.com/a%20b", "https://bi.example.com/a%20b");
    row("https://bi.example.com/x/../pivot", "https://bi.example.com/pivot");
    row("https://bücher.example", "https://xn--bcher-kva.example");
}

void TestServerAddress::readsWhatPeopleType()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, address);
    const auto read = readServerAddress(typed);
    QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error()));
    QCOMPARE(addressText(*read), address);
}

void TestServerAddress::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"", "   ", "https://", "http:///pivot", "ftp://bi.example.com", "javascript://x",
          "https://user:secret@bi.example.com", "user@bi.example.com", "bi example com", "https://bi.example.com:99999",
          "https://bi.example.com:0", "https://[::1", "::1", "https://bi.exa mple.com", "mailto:ada@example.com",
          "https://bi.example.com/a b", "https://<b>"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TestServerAddress::refusesWhatIsNoAddress()
{
    QFETCH(const QString, typed);
    const auto read = readServerAddress(typed);
    QVERIFY2(!read, qPrintable(read ? addressText(*read) : QString()));
    QVERIFY(read.error().endsWith(u'.'));
    QVERIFY(!read.error().contains(QLatin1String("secret")));
}

void TestServerAddress::readsItsOwnTextBack_data()
{
    readsWhatPeopleType_data();
}

void TestServerAddress::readsItsOwnTextBack()
{
    QFETCH(const QString, address);
    const auto read = readServerAddress(address);
    QVERIFY(read.has_value());
    QCOMPARE(addressText(*read), address);
}

void TestServerAddress::knowsPlainTextBeyondLoopback_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isPlain");
    const auto row = [](const char *address, bool isPlain) {
        QTest::newRow(address) << QString::fromUtf8(address) << isPlain;
    };
    row("http://bi.example.com", true);
    row("http://192.168.1.4:9095", true);
    row("http://localhost.example.com", true);
    row("http://[fe80::1]", true);
    row("https://bi.example.com", false);
    row("http://localhost:9095", false);
    row("http://pivot.localhost", false);
    row("http://127.0.0.1", false);
    row("http://127.8.9.1", false);
    row("http://[::1]:9095", false);
}

void TestServerAddress::knowsPlainTextBeyondLoopback()
{
    QFETCH(const QString, address);
    QTEST(isPlainTextBeyondLoopback(*readServerAddress(address)), "isPlain");
}

void TestServerAddress::encodesNamesAsOneSegment_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("segment");
    const auto row = [](const QByteArray &name, const QByteArray &segment) {
        QTest::newRow(name.left(40).constData()) << name << segment;
    };
    row("admin@example.com", "admin%40example.com");
    row("a/b@x", "a%2Fb%40x");
    row("100%", "100%25");
    row("x?y#z", "x%3Fy%23z");
    row("a b", "a%20b");
    row("+", "%2B");
    row("ü@x", "%C3%BC%40x");
    row("日本", "%E6%97%A5%E6%9C%AC");
    row("%2F", "%252F");
    row("q\"uote", "q%22uote");
    row("A-Z.a_z~0", "A-Z.a_z~0");
    row("...", "...");
    row(".a", ".a");
    row("a;b=c&d,e:f!g'h(i)j*k", "a%3Bb%3Dc%26d%2Ce%3Af%21g%27h%28i%29j%2Ak");
    row("back\\slash|^`{}[]<>", "back%5Cslash%7C%5E%60%7B%7D%5B%5D%3C%3E");
    row(QByteArray("nul\0x", 5), "nul%00x");
    row(QByteArray(300, 'n'), QByteArray(300, 'n'));
}

void TestServerAddress::encodesNamesAsOneSegment()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, segment);
    QCOMPARE(encodeSegment(name), segment);
    for (const char *base : {"https://h", "https://h:9095/pivot", "http://[::1]:9095/a%20b"}) {
        const QUrl url = statusUrl(*readServerAddress(QString::fromUtf8(base)), name);
        QVERIFY(url.isValid());
        QCOMPARE(url.toEncoded(), base + QByteArray("/api/v1/user-statuses/") + segment);
    }
}

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_serveraddress.moc"
