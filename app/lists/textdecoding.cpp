// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/textdecoding.h"

#include "lists/textlines.h"
#include "users/exacttext.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr QChar kReplacement(QChar::ReplacementCharacter);
/// What ICU puts where the bytes of a character set older than Unicode are none of its characters.
constexpr char kSubstitute = '\x1A';

DecodedText decodedUtf8(QByteArrayView bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    DecodedText decoded{exactText(bytes), 0};
    qint64 written = 0; // U+FFFD that stand in the file as such
    for (qsizetype at = bytes.indexOf("\xEF\xBF\xBD"); at >= 0; at = bytes.indexOf("\xEF\xBF\xBD", at + 3))
        ++written;
    decoded.replaced = decoded.text.count(kReplacement) - written;
    return decoded;
}

DecodedText decodedUtf16(QByteArrayView bytes, TextEncoding encoding)
{
    const bool isLittle = encoding == TextEncoding::Utf16LittleEndian;
    QString text(bytes.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(bytes[2 * i]);
        const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
        text[i] = QChar(static_cast<char16_t>(isLittle ? first | second << 8 : first << 8 | second));
    }
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);
    DecodedText decoded = cleanText(std::move(text));
    if (bytes.size() % 2 != 0) {
        decoded.text += kReplacement;
        ++decoded.replaced;
    }
    return decoded;
}

bool isShiftJisLead(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

/// Whether the last byte is the first half of a character, which a converter would wait for the rest of.
bool endsWithinCharacter(QByteArrayView bytes)
{
    bool isWithin = false;
    for (const char c : bytes)
        isWithin = !isWithin && isShiftJisLead(c);
    return isWithin;
}

/// A piece without the substitute in it, so that every one that comes out stands for bytes that are nothing.
DecodedText decodedShiftJis(QByteArrayView piece)
{
    const bool isCut = endsWithinCharacter(piece);
    QStringDecoder decoder("Shift_JIS");
    DecodedText decoded{decoder.decode(isCut ? piece.chopped(1) : piece), 0};
    decoded.text.replace(QLatin1Char(kSubstitute), kReplacement);
    if (isCut)
        decoded.text += kReplacement;
    decoded.replaced = decoded.text.count(kReplacement);
    return decoded;
}

DecodedText decodedShiftJisPieces(QByteArrayView bytes)
{
    DecodedText whole;
    while (true) {
        const qsizetype end = bytes.indexOf(kSubstitute);
        const DecodedText piece = decodedShiftJis(end < 0 ? bytes : bytes.first(end));
        whole.text += piece.text;
        whole.replaced += piece.replaced;
        if (end < 0)
            return whole;
        whole.text += QLatin1Char(kSubstitute);
        bytes = bytes.sliced(end + 1);
    }
}

/// Five bytes are nothing in it; converters make control characters of them, which no text holds.
DecodedText decodedWindows(QByteArrayView bytes)
{
    QStringDecoder decoder("windows-1252");
    DecodedText decoded{decoder.decode(bytes), 0};
    for (QChar &c : decoded.text) {
        if (c >= QChar(0x80) && c <= QChar(0x9F))
            c = kReplacement;
    }
    decoded.replaced = decoded.text.count(kReplacement);
    return decoded;
}

/// The lines whose bytes are not all ASCII, else the first ones; whole lines of one byte a letter only.
QByteArray tellingLines(QByteArrayView bytes, int mostLines)
{
    const std::string_view text(bytes.data(), static_cast<std::size_t>(bytes.size()));
    QByteArray telling;
    QByteArray first;
    int found = 0;
    int seen = 0;
    for (const TextLine &line : splitTextLines(text)) {
        const QByteArrayView whole =
            bytes.sliced(static_cast<qsizetype>(line.begin), static_cast<qsizetype>(line.whole));
        if (seen++ < mostLines)
            first += whole;
        const bool isTelling =
            std::any_of(whole.begin(), whole.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (isTelling && found++ < mostLines)
            telling += whole;
    }
    return found > 0 ? telling : first;
}

QStringList firstLines(const QString &text, int most)
{
    const QByteArray utf8 = text.toUtf8();
    const std::string_view view(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    QStringList lines;
    for (const TextLine &line : splitTextLines(view)) {
        if (lines.size() == most)
            break;
        lines.append(exactText(view.substr(line.begin, line.size)));
    }
    return lines;
}

} // namespace

QString encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringLiteral("UTF-8");
    case TextEncoding::Utf16LittleEndian:
        return QStringLiteral("UTF-16LE");
    case TextEncoding::Utf16BigEndian:
        return QStringLiteral("UTF-16BE");
    case TextEncoding::Windows1252:
        return QStringLiteral("Windows-1252");
    case TextEncoding::ShiftJis:
        return QStringLiteral("Shift_JIS");
    case TextEncoding::Count:
        break;
    }
    return {};
}

DecodedText cleanText(QString text)
{
    DecodedText decoded{std::move(text), 0};
    for (qsizetype i = 0; i < decoded.text.size(); ++i) {
        const QChar c = std::as_const(decoded.text)[i];
        if (!c.isSurrogate())
            continue;
        if (c.isHighSurrogate() && i + 1 < decoded.text.size() && std::as_const(decoded.text)[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        decoded.text[i] = kReplacement;
        ++decoded.replaced;
    }
    return decoded;
}

tl::expected<DecodedText, QString> decodeText(QByteArrayView bytes, TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
    case TextEncoding::Count:
        return decodedUtf8(bytes);
    case TextEncoding::Utf16LittleEndian:
    case TextEncoding::Utf16BigEndian:
        return decodedUtf16(bytes, encoding);
    case TextEncoding::Windows1252:
    case TextEncoding::ShiftJis:
        break;
    }
    const bool isJapanese = encoding == TextEncoding::ShiftJis;
    if (!QStringDecoder(isJapanese ? "Shift_JIS" : "windows-1252").isValid()) {
        return tl::unexpected(
            QCoreApplication::translate("NameList", "This computer cannot read %1; save the list as UTF-8.")
                .arg(encodingName(encoding)));
    }
    return isJapanese ? decodedShiftJisPieces(bytes) : decodedWindows(bytes);
}

QList<EncodingPreview> previewEncodings(QByteArrayView bytes, int mostLines)
{
    constexpr qsizetype kMostBytes = 4 * 1024 * 1024;
    const EncodingGuess guess = guessEncoding(bytes);
    const QByteArrayView beginning = bytes.first(std::min(bytes.size(), kMostBytes));
    const QByteArray lines = tellingLines(beginning, mostLines);
    QList<EncodingPreview> previews;
    for (int i = 0; i < static_cast<int>(TextEncoding::Count); ++i) {
        const auto encoding = static_cast<TextEncoding>(i);
        const bool isWide = encoding == TextEncoding::Utf16LittleEndian || encoding == TextEncoding::Utf16BigEndian;
        const auto decoded = decodeText(
            isWide ? beginning.first(std::min(beginning.size(), qsizetype(0xFFFE))) : QByteArrayView(lines), encoding);
        if (!decoded || (encoding != guess.encoding && (isWide || decoded->replaced > 0)))
            continue;
        const EncodingPreview preview{encoding, firstLines(decoded->text, mostLines), decoded->replaced};
        if (encoding == guess.encoding)
            previews.prepend(preview);
        else
            previews.append(preview);
    }
    return previews;
}

} // namespace gatehouse
