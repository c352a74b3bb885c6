// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace gatehouse {

/// How the characters of a file are written down.
enum class TextEncoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252, ShiftJis, Count };

/// Its name for people, which is no word of a language: "UTF-8", "Shift_JIS".
QString encodingName(TextEncoding encoding);

/// How a file seems to be written; a value.
struct EncodingGuess
{
    TextEncoding encoding = TextEncoding::Utf8;
    bool isCertain = false; ///< it says so itself by a byte order mark, or nothing else writes such bytes
    bool operator==(const EncodingGuess &) const = default;
};

/// From a byte order mark, or the heading of an export; else UTF-8 where all bytes are that; else UTF-16 by where zero
/// bytes stand; else Shift_JIS or Windows-1252 by which of them makes the more plausible text.
EncodingGuess guessEncoding(QByteArrayView bytes);

/// A text and what could not be read of it; a value.
struct DecodedText
{
    QString text;        ///< without a byte order mark; never a lone surrogate
    qint64 replaced = 0; ///< how many U+FFFD stand for bytes that are nothing in that encoding
};

/// The text of the bytes. The error, one sentence for people, is that this computer has no converter for the encoding.
/// Any thread.
tl::expected<DecodedText, QString> decodeText(QByteArrayView bytes, TextEncoding encoding);

/// A text that is there already, from the clipboard, say, with lone surrogates replaced and counted.
DecodedText cleanText(QString text);

/// What a person chooses an encoding by; a value.
struct EncodingPreview
{
    TextEncoding encoding = TextEncoding::Utf8;
    QStringList lines;   ///< those that look different in different encodings, if there are any
    qint64 replaced = 0; ///< in these lines
};

/// The first lines under every encoding that the bytes could be written in, the guess first. Of a large file only its
/// beginning is looked at.
QList<EncodingPreview> previewEncodings(QByteArrayView bytes, int mostLines);

} // namespace gatehouse
