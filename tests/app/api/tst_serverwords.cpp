// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serverwords.h"

#include <QTest>

using namespace gatehouse;

class TestServerWords : public QObject
{
    Q_OBJECT

private slots:
    void findsTheWords_data();
    void findsTheWords();
    void cutsLongWords();
    void neverShowsTheToken_data();
    void neverShowsTheToken();
    void endsOnHugeBodies();
};

void TestServerWords::findsTheWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &body, const char *words) {
        QTest::newRow(name) << body << QString::fromUtf8(words);
    };
    row("nothing", "", "");
    row("error", R"({"error":"This user status does not exist."})", "This user status does not exist.");
    row("message", R"({"message":"no"})", "no");
    row("error before message", R"({"message":"no","error":"because"})", "because");
    row("error object", R"({"error":{"code":5,"message":"because"}})", "because");
    row("no words in JSON", R"({"code":5})", "");
    row("plain text", "Not\r\n  allowed\n", "Not allowed");
    row("title", "<!DOCTYPE html><html><head><title>Sign in &amp; go</title></head><body>x</body>", "Sign in & go");
    row("page without title", "<html><style>p{}</style><body><h1>Oh</h1><p>no</p><script>alert(1)</script></body>",
        "Oh no");
    row("unclosed script", "<html>Hm<script>alert(1)", "Hm");
    row("markup in JSON", R"({"error":"<b>bold</b> words"})", "bold words");
    row("text that mentions tags", R"({"error":"a <b> c"})", "a <b> c");
    row("bidi", R"({"error":"evil\u202etxt"})", "evil⟨U+202E⟩txt");
    row("control", R"({"error":"bell\u0007"})", "bell⟨U+0007⟩");
    row("not UTF-8", "caf\xE9", "caf\uFFFD");
}

void TestServerWords::findsTheWords()
{
    QFETCH(const QByteArray, body);
    QTEST(serverWords(body, "token"), "words");
}

void TestServerWords::cutsLongWords()
{
    QCOMPARE(serverWords(QByteArray(200, 'x'), "t0ken"), QString(200, u'x'));
    const QString words = serverWords(QByteArray(5000, 'x'), "t0ken");
    QCOMPARE(words, QString(199, u'x') + u'…');
    const QString faces = serverWords(QByteArray("x") + QByteArray("😀").repeated(300), "t0ken");
    QVERIFY(faces.size() <= 200);
    QVERIFY(faces.isValidUtf16());
}

void TestServerWords::neverShowsTheToken_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("body");
    const QByteArray token = "s3cret+/T0ken";
    QTest::newRow("plain") << token << "invalid token " + token + "!";
    QTest::newRow("JSON") << token << "{\"error\":\"invalid token " + token + "\"}";
    QTest::newRow("page") << token << "<title>Bad " + token + "</title>";
    QTest::newRow("in tags") << token << QByteArray("<p>Bad s3<b></b>cret+/T0ken</p>");
    QTest::newRow("other case") << token << "bad " + token.toUpper();
    QTest::newRow("percent encoded") << token << "bad " + token.toPercentEncoding();
    QTest::newRow("escaped") << token << QByteArray(R"({"error":"bad s3cret+\/T0ken"})");
    QTest::newRow("at the cut") << token << QByteArray(190, 'x') + token;
    QTest::newRow("entity") << QByteArray("a&b<c") << QByteArray("<p>bad a&amp;b&lt;c</p>");
}

void TestServerWords::neverShowsTheToken()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, body);
    const QString words = serverWords(body, token);
    const QString lower = words.toLower();
    QVERIFY2(!lower.contains(QString::fromUtf8(token).toLower()), qPrintable(words));
    QVERIFY2(!lower.contains(QString::fromUtf8(token.toPercentEncoding()).toLower()), qPrintable(words));
    QVERIFY2(!lower.contains(QLatin1String("s3cret")), qPrintable(words));
}

void TestServerWords::endsOnHugeBodies()
{
    QVERIFY(serverWords(QByteArray("<").repeated(1000000), "t0ken").size() <= 200);
    QVERIFY(serverWords(QByteArray("<script>").repeated(100000), "t0ken").size() <= 200);
    QVERIFY(serverWords(QByteArray("[").repeated(1000000), "t0ken").size() <= 200);
    QVERIFY(serverWords(QByteArray("<!--").repeated(100000), "t0ken").size() <= 200);
}

QTEST_GUILESS_MAIN(TestServerWords)
#include "tst_serverwords.moc"
