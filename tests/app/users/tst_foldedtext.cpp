// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/foldedtext.h"

#include <QString>
#include <QTest>

#include <random>

using namespace gatehouse;

class TestFoldedText final : public QObject
{
    Q_OBJECT
private slots:
    void foldsCaseAndAccents_data();
    void foldsCaseAndAccents();
    void foldsEveryCharacterAsDefined();
    void foldsEveryTextAsDefined_data();
    void foldsEveryTextAsDefined();
    void survivesWhatIsNotUtf8();
    void appendsBehindWhatIsThere();
    void seesWhatIsFoldedAlready();
};

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What folding means, written down without thinking of speed.
QByteArray plainlyFolded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c < QChar(0x300) || c > QChar(0x36F))
            plain += c;
    }
    return plain.toCaseFolded().normalized(QString::NormalizationForm_C).toUtf8();
}

} // namespace

void TestFoldedText::foldsCaseAndAccents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("folded");
    QTest::newRow("ASCII") << QByteArray("Ada@Example.COM") << QByteArray("ada@example.com");
    QTest::newRow("accents") << QByteArray("\u00c5kerstr\u00f6m.Zo\u00eb") << QByteArray("akerstrom.zoe");
    QTest::newRow("decomposed") << QByteArray("A\u030akerstro\u0308m") << QByteArray("akerstrom");
    QTest::newRow("Greek") << QByteArray("\u0391\u03bd\u03b1\u03c3\u03c4\u03b1\u03c3\u03af\u03b1")
                           << QByteArray("\u03b1\u03bd\u03b1\u03c3\u03c4\u03b1\u03c3\u03b9\u03b1");
    QTest::newRow("kana keep their marks") << QByteArray("\u304c") << QByteArray("\u304c");
    QTest::newRow("Hangul") << QByteArray("\ubbfc\uc900") << QByteArray("\ubbfc\uc900");
}

void TestFoldedText::foldsCaseAndAccents()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, folded);
    QCOMPARE(foldText({text.constData(), static_cast<std::size_t>(text.size())}), folded);
}

void TestFoldedText::foldsEveryCharacterAsDefined()
{
    for (char32_t c = 0; c < 0x11000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        const QString text = QString::fromUcs4(&c, 1);
        QVERIFY2(foldText(viewOf(text.toUtf8())) == plainlyFolded(text), qPrintable(QString::number(c, 16)));
    }
}

void TestFoldedText::foldsEveryTextAsDefined_data()
{
    QTest::addColumn<char32_t>("end");
    QTest::newRow("ASCII") << char32_t{0x80};
    QTest::newRow("Latin") << char32_t{0x250};
    QTest::newRow("accents standing alone") << char32_t{0x400};
    QTest::newRow("two bytes") << char32_t{0x800};
    QTest::newRow("three bytes") << char32_t{0xD800};
}

void TestFoldedText::foldsEveryTextAsDefined()
{
    QFETCH(const char32_t, end);
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (quint32 size = random() % 40; size > 0; --size) {
            // Mostly from the front, so that every text mixes the short way with the long one.
            const char32_t c =
                static_cast<char32_t>(random()) % (random() % 4 == 0 ? end : std::min(end, char32_t{0x180}));
            text += QString::fromUcs4(&c, 1);
        }
        QCOMPARE(foldText(viewOf(text.toUtf8())), plainlyFolded(text));
    }
}

void TestFoldedText::survivesWhatIsNotUtf8()
{
    for (const char *bytes : {"\xC3", "a\xC3", "\xC3\xC3", "\xC0\xAF", "\xC1z", "\x80", "\xFF\xFE", "\xE6\x97"})
        QCOMPARE(foldText(bytes), plainlyFolded(QString::fromUtf8(bytes)));
}

void TestFoldedText::appendsBehindWhatIsThere()
{
    Arena arena = "X";
    for (const char *text : {"Ab", "\u00c5\u00df", "", "\u65e5\u00c4", "\u05d0\u05b8\u00c4"})
        appendFolded(arena, text);
    QCOMPARE(QByteArray(arena.data(), static_cast<qsizetype>(arena.size())),
             QByteArray("Xaba\u00df\u65e5a\u05d0\u05b8a"));
}

void TestFoldedText::seesWhatIsFoldedAlready()
{
    const QByteArray plain = "a{`@[z0 9~\x7f\x01-_./+%";
    for (qsizetype size = 0; size <= plain.size(); ++size) {
        const QByteArray text = plain.left(size);
        QVERIFY(isFolded(viewOf(text)));
        for (qsizetype at = 0; at < size; ++at) {
            for (const char c : {'A', 'M', 'Z', '\x80', '\xC3', '\xFF'}) {
                QByteArray other = text;
                other[at] = c;
                QVERIFY2(!isFolded(viewOf(other)), other.constData());
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestFoldedText)
#include "tst_foldedtext.moc"
