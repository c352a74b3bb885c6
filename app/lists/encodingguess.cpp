// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/textdecoding.h"

#include "lists/formguess.h"

#include <algorithm>
#include <optional>

namespace gatehouse {

namespace {

/// Enough of a file to tell how it is written.
constexpr qsizetype kEnough = 1024 * 1024;

unsigned char byteAt(QByteArrayView bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

bool isAsciiLetter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether most line ends have a zero beside them, as in UTF-16; zeros in other texts stand anywhere.
bool areLineEndsWide(QByteArrayView bytes)
{
    qint64 ends = 0;
    qint64 wide = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n') {
            ++ends;
            wide += byteAt(bytes, i ^ 1) == 0 ? 1 : 0;
        }
    }
    return 2 * wide >= ends;
}

/// UTF-16 without a mark: of its ASCII characters one half is zero, always the same one.
std::optional<TextEncoding> wideByZeros(QByteArrayView bytes)
{
    qint64 zeros[2] = {0, 0};
    for (qsizetype i = 0; i < bytes.size(); ++i)
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const qint64 pairs = bytes.size() / 2;
    if (std::max(zeros[0], zeros[1]) * 10 < pairs * 3 || std::min(zeros[0], zeros[1]) * 20 > pairs || pairs == 0 ||
        !areLineEndsWide(bytes))
        return {};
    return zeros[1] > zeros[0] ? TextEncoding::Utf16LittleEndian : TextEncoding::Utf16BigEndian;
}

/// Whether the bytes begin with the heading of an export and are UTF-8: then no zero byte in a name means anything.
bool isExport(QByteArrayView bytes)
{
    const std::string_view text(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return exportSeparator(text.substr(0, text.find_first_of("\r\n"))) && bytes.isValidUtf8();
}

/// How well the bytes make a text in the one and in the other encoding.
struct Plausibility
{
    qint64 japanese = 0;
    qint64 western = 0;
};

/// Whether the byte stands alone among ASCII letters, as an accented letter or an apostrophe does.
bool isAmongLetters(unsigned char before, QByteArrayView bytes, qsizetype at)
{
    const unsigned char byte = byteAt(bytes, at);
    const unsigned char next = byteAt(bytes, at + 1);
    if (before >= 0x80 || next >= 0x80)
        return false;
    if (byte >= 0xC0)
        return isAsciiLetter(before) || isAsciiLetter(next);
    return isAsciiLetter(next) && (isAsciiLetter(before) || isAsciiLetter(byteAt(bytes, at + 2)));
}

/// Japanese writes most characters with a first byte that is a sign in Windows-1252 (0x81 to 0x9F), and several of them
/// in a row; western languages have single ones above 0x80 among ASCII letters.
Plausibility plausibility(QByteArrayView bytes)
{
    Plausibility sums;
    unsigned char before = 0; // of two bytes that make one character the first
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const unsigned char byte = byteAt(bytes, i);
        const unsigned char next = byteAt(bytes, i + 1);
        const bool isFirstHalf = (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xEA);
        const bool isSecondHalf = next >= 0x40 && next != 0x7F && next <= 0xFC;
        if (isFirstHalf && isSecondHalf && !isAmongLetters(before, bytes, i)) {
            sums.japanese += byte <= 0x9F ? 2 : 1;
            ++i;
        } else if (byte >= 0xA1 && byte <= 0xDF && next >= 0xA1 && next <= 0xDF) {
            ++sums.japanese; // katakana of half a width come in rows
        } else if (byte >= 0x80 && !(byte <= 0xDF && before >= 0xA1 && before <= 0xDF)) {
            ++sums.western;
        }
        before = byte;
    }
    return sums;
}

/// UTF-8 that was damaged in a few places: nothing else looks like it by chance.
bool isDamagedUtf8(QByteArrayView bytes)
{
    const auto decoded = decodeText(bytes, TextEncoding::Utf8);
    if (!decoded)
        return false;
    const qint64 foreign = std::count_if(decoded->text.cbegin(), decoded->text.cend(),
                                         [](QChar c) { return c >= QChar(0x80) && c != QChar(0xFFFD); });
    return decoded->replaced * 10 < foreign;
}

/// A character for private use is one that the converter knows no better for.
bool isReadable(const tl::expected<DecodedText, QString> &decoded)
{
    return decoded && decoded->replaced == 0 && std::none_of(decoded->text.cbegin(), decoded->text.cend(), [](QChar c) {
               return c.category() == QChar::Other_PrivateUse;
           });
}

} // namespace

EncodingGuess guessEncoding(QByteArrayView bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return {TextEncoding::Utf8, true};
    if (bytes.startsWith("\xFF\xFE"))
        return {TextEncoding::Utf16LittleEndian, true};
    if (bytes.startsWith("\xFE\xFF"))
        return {TextEncoding::Utf16BigEndian, true};
    if (isExport(bytes))
        return {TextEncoding::Utf8, true};
    const QByteArrayView beginning = bytes.first(std::min(bytes.size(), kEnough));
    if (const auto wide = wideByZeros(beginning))
        return {*wide, false};
    if (bytes.isValidUtf8())
        return {TextEncoding::Utf8, true};
    if (isDamagedUtf8(bytes))
        return {TextEncoding::Utf8, false};
    const bool canBeJapanese = isReadable(decodeText(bytes, TextEncoding::ShiftJis));
    const Plausibility sums = plausibility(bytes);
    return {canBeJapanese && sums.japanese > sums.western ? TextEncoding::ShiftJis : TextEncoding::Windows1252, false};
}

} // namespace gatehouse
