// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/textdecoding.h"

#include <QStringEncoder>
#include <QTest>

using namespace gatehouse;

namespace {

QByteArray encoded(const char *encoding, const QString &text)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::Default);
    return encoder.encode(text);
}

const QString kGerman = QStringLiteral("Jürgen Groß\r\nÄnne Öztürk\r\n");
const QString kFrench = QStringLiteral("François Lefèvre\nZoë d’Aubigné\nprix: 3 €\n");
const QString kJapanese = QStringLiteral("田中太郎\r\nスズキ花子\r\n");
const QString kHalfWidth = QStringLiteral("ﾀﾅｶ ﾀﾛｳ,tanaka@example.jp\r\n");

} // namespace

class TestTextDecoding final : public QObject
{
    Q_OBJECT
private slots:
    void guessesTheEncoding_data();
    void guessesTheEncoding();
    void readsBackWhatWasWritten_data();
    void readsBackWhatWasWritten();
    void countsWhatItCannotRead_data();
    void countsWhatItCannotRead();
    void replacesLoneSurrogates();
    void previewsTheTellingLines();
    void previewsOneEncodingOfPlainAscii();
};

void TestTextDecoding::guessesTheEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<bool>("isCertain");
    const QByteArray ascii("ann@x\nbob@x\n");
    const QString plain = QString::fromLatin1(ascii);
    QTest::newRow("nothing") << QByteArray() << TextEncoding::Utf8 << true;
    QTest::newRow("ascii") << ascii << TextEncoding::Utf8 << true;
    QTest::newRow("utf-8") << kJapanese.toUtf8() << TextEncoding::Utf8 << true;
    QTest::newRow("utf-8 with a mark") << "\xEF\xBB\xBF" + ascii << TextEncoding::Utf8 << true;
    QTest::newRow("a mark before other bytes") << QByteArray("\xEF\xBB\xBF\xFF") << TextEncoding::Utf8 << true;
    QTest::newRow("damaged utf-8") << kGerman.repeated(9).toUtf8() + "\xE4\n" << TextEncoding::Utf8 << false;
    QTest::newRow("utf-16le with a mark")
        << "\xFF\xFE" + encoded("UTF-16LE", kJapanese) << TextEncoding::Utf16LittleEndian << true;
    QTest::newRow("utf-16be with a mark")
        << "\xFE\xFF" + encoded("UTF-16BE", kJapanese) << TextEncoding::Utf16BigEndian << true;
    QTest::newRow("utf-16le") << encoded("UTF-16LE", plain) << TextEncoding::Utf16LittleEndian << false;
    QTest::newRow("utf-16be") << encoded("UTF-16BE", plain) << TextEncoding::Utf16BigEndian << false;
    QTest::newRow("some zeros") << QByteArray("ann@x\0\0bob@x", 12) << TextEncoding::Utf8 << true;
    QTest::newRow("german") << encoded("windows-1252", kGerman) << TextEncoding::Windows1252 << false;
    QTest::newRow("french") << encoded("windows-1252", kFrench) << TextEncoding::Windows1252 << false;
    QTest::newRow("one umlaut") << QByteArray("M\xFCller\n") << TextEncoding::Windows1252 << false;
    QTest::newRow("one umlaut at an end") << QByteArray("Andr\xE9\n") << TextEncoding::Windows1252 << false;
    QTest::newRow("a curly quote") << QByteArray("O\x92Neill\n") << TextEncoding::Windows1252 << false;
    QTest::newRow("japanese") << encoded("Shift_JIS", kJapanese) << TextEncoding::ShiftJis << false;
    QTest::newRow("katakana of half a width") << encoded("Shift_JIS", kHalfWidth) << TextEncoding::ShiftJis << false;
    QTest::newRow("a letter that is a sign in Latin-1")
        << QByteArray("\x8Akoda\n") << TextEncoding::Windows1252 << false;
    QTest::newRow("one word") << encoded("Shift_JIS", QStringLiteral("テスト,user")) << TextEncoding::ShiftJis << false;
    QTest::newRow("japanese among ascii")
        << encoded("Shift_JIS", QStringLiteral("jdoe,田中 (IT)\nbroe,表\n")) << TextEncoding::ShiftJis << false;
    QTest::newRow("neither") << QByteArray("\x81\n\xFF\n") << TextEncoding::Windows1252 << false;
}

void TestTextDecoding::guessesTheEncoding()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    QFETCH(bool, isCertain);
    const EncodingGuess guess = guessEncoding(bytes);
    QCOMPARE(encodingName(guess.encoding), encodingName(encoding));
    QCOMPARE(guess.isCertain, isCertain);
}

void TestTextDecoding::readsBackWhatWasWritten_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8") << kJapanese.toUtf8() << TextEncoding::Utf8 << kJapanese;
    QTest::newRow("utf-8, mark") << "\xEF\xBB\xBF" + kGerman.toUtf8() << TextEncoding::Utf8 << kGerman;
    QTest::newRow("utf-16le, mark") << "\xFF\xFE" + encoded("UTF-16LE", kGerman) << TextEncoding::Utf16LittleEndian
                                    << kGerman;
    QTest::newRow("utf-16be") << encoded("UTF-16BE", kJapanese) << TextEncoding::Utf16BigEndian << kJapanese;
    QTest::newRow("windows-1252") << encoded("windows-1252", kFrench) << TextEncoding::Windows1252 << kFrench;
    QTest::newRow("shift_jis") << encoded("Shift_JIS", kJapanese) << TextEncoding::ShiftJis << kJapanese;
    QTest::newRow("shift_jis, half width") << encoded("Shift_JIS", kHalfWidth) << TextEncoding::ShiftJis << kHalfWidth;
    QTest::newRow("shift_jis, backslash as its half")
        << QByteArray("\x95\x5C\x8E\xA6") << TextEncoding::ShiftJis << QStringLiteral("表示");
    QTest::newRow("a replacement that stood there")
        << QByteArray("a\xEF\xBF\xBD") << TextEncoding::Utf8 << QStringLiteral("a\uFFFD");
    QTest::newRow("a control that converters use")
        << QByteArray("a\x1A\x95\x5C") << TextEncoding::ShiftJis << QStringLiteral("a\u001A表");
}

void TestTextDecoding::readsBackWhatWasWritten()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, text);
    const auto decoded = decodeText(bytes, encoding);
    QVERIFY(decoded.has_value());
    QCOMPARE(decoded->text, text);
    QCOMPARE(decoded->replaced, 0);
}

void TestTextDecoding::countsWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("replaced");
    const QString one = QStringLiteral("a\uFFFDb");
    QTest::newRow("utf-8") << QByteArray("a\xFF"
                                         "b")
                           << TextEncoding::Utf8 << one << 1;
    QTest::newRow("utf-8, cut") << QByteArray("a\xE3\x81") << TextEncoding::Utf8 << QStringLiteral("a\uFFFD\uFFFD")
                                << 2;
    QTest::newRow("utf-16, odd") << QByteArray("a\0b", 3) << TextEncoding::Utf16LittleEndian
                                 << QStringLiteral("a\uFFFD") << 1;
    QTest::newRow("utf-16, lone") << QByteArray("a\0\0\xD8", 4) << TextEncoding::Utf16LittleEndian
                                  << QStringLiteral("a\uFFFD") << 1;
    QTest::newRow("windows-1252") << QByteArray("a\x81"
                                                "b")
                                  << TextEncoding::Windows1252 << one << 1;
    QTest::newRow("shift_jis, cut at the end")
        << QByteArray("a\x83") << TextEncoding::ShiftJis << QStringLiteral("a\uFFFD") << 1;
    QTest::newRow("shift_jis, beside the control")
        << QByteArray("a\x83\x1A") << TextEncoding::ShiftJis << QStringLiteral("a\uFFFD\u001A") << 1;
}

void TestTextDecoding::countsWhatItCannotRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, text);
    QFETCH(int, replaced);
    const auto decoded = decodeText(bytes, encoding);
    QVERIFY(decoded.has_value());
    QCOMPARE(decoded->text, text);
    QCOMPARE(decoded->replaced, replaced);
}

void TestTextDecoding::replacesLoneSurrogates()
{
    QString text = QStringLiteral("a\U0001F600b");
    QCOMPARE(cleanText(text).replaced, 0);
    QCOMPARE(cleanText(text).text, text);
    text.remove(2, 1);
    QCOMPARE(cleanText(text).replaced, 1);
    QCOMPARE(cleanText(text).text, QStringLiteral("a\uFFFDb"));
}

void TestTextDecoding::previewsTheTellingLines()
{
    const QList<EncodingPreview> previews = previewEncodings("Ann\nBob\nM\xFCller\nJ\xFCrgen\nZo\xEB\n", 2);
    QVERIFY(!previews.isEmpty());
    QCOMPARE(encodingName(previews.first().encoding), QStringLiteral("Windows-1252"));
    QCOMPARE(previews.first().lines, QStringList({QStringLiteral("Müller"), QStringLiteral("Jürgen")}));
    for (const EncodingPreview &preview : previews)
        QVERIFY(preview.encoding != TextEncoding::Utf8);

    const QList<EncodingPreview> japanese = previewEncodings(encoded("Shift_JIS", kJapanese), 5);
    QCOMPARE(encodingName(japanese.first().encoding), QStringLiteral("Shift_JIS"));
    QCOMPARE(japanese.first().lines.first(), QStringLiteral("田中太郎"));
}

void TestTextDecoding::previewsOneEncodingOfPlainAscii()
{
    const QList<EncodingPreview> previews = previewEncodings("ann\nbob\ncarl\n", 2);
    QCOMPARE(encodingName(previews.first().encoding), QStringLiteral("UTF-8"));
    for (const EncodingPreview &preview : previews)
        QCOMPARE(preview.lines, QStringList({QStringLiteral("ann"), QStringLiteral("bob")}));
}

QTEST_GUILESS_MAIN(TestTextDecoding)
#include "tst_textdecoding.moc"
