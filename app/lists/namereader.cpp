// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namereader.h"

#include "lists/jsonlist.h"
#include "lists/jsonnames.h"
#include "lists/tablenames.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse {

namespace {

using ReadingOrProblem = tl::expected<ListReading, QString>;

QString tooLarge(const ListBounds &bounds)
{
    return QCoreApplication::translate("NameList",
                                       "The list is too large: at most %1 and %2 lines can be read at a time.")
        .arg(QLocale().formattedDataSize(bounds.bytes), QLocale().toString(bounds.lines));
}

/// The text of a list, and what was found on the way to it.
struct ListText
{
    QByteArray utf8; ///< valid, and without a byte order mark
    qint64 replaced = 0;
    std::optional<EncodingGuess> encoding = {};
};

/// What UTF-8 is as it came needs no going through UTF-16, which takes twice its room.
tl::expected<ListText, QString> textOf(const QByteArray &bytes, const EncodingGuess &encoding)
{
    if (encoding.encoding == TextEncoding::Utf8 && bytes.isValidUtf8())
        return ListText{bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes, 0, encoding};
    return decodeText(bytes, encoding.encoding).map([&encoding](const DecodedText &decoded) {
        return ListText{decoded.text.toUtf8(), decoded.replaced, encoding};
    });
}

/// What is said first, since everything else stands on it.
QStringList problemsOf(const ListText &text)
{
    QStringList problems;
    if (text.encoding && !text.encoding->isCertain) {
        problems.append(QCoreApplication::translate("NameList", "The list does not say how its letters are written; it "
                                                                "was read as %1.")
                            .arg(encodingName(text.encoding->encoding)));
    }
    if (text.replaced > 0) {
        problems.append(QCoreApplication::translate("NameList", "%n character(s) could not be read and show as %1.",
                                                    nullptr, static_cast<int>(text.replaced))
                            .arg(QChar(QChar::ReplacementCharacter)));
    }
    if (text.utf8.contains('\0'))
        problems.append(QCoreApplication::translate("NameList", "There are zero bytes within the text of the list."));
    return problems;
}

bool isStopped(const std::atomic_bool *stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

ReadingOrProblem readText(const ListText &list, const ReadChoices &choices, const ListBounds &bounds,
                          const std::atomic_bool *stop)
{
    if (isStopped(stop))
        return tl::unexpected(QString());
    const std::string_view text(list.utf8.constData(), static_cast<std::size_t>(list.utf8.size()));
    const std::vector<TextLine> lines = splitTextLines(text);
    if (static_cast<qint64>(lines.size()) > bounds.lines)
        return tl::unexpected(tooLarge(bounds));
    const ListSource source{text, lines, stop};
    const bool isJson = choices.form ? choices.form == ListForm::Json : looksLikeJson(text);
    ReadingOrProblem reading = isJson ? readJsonNames(source) : readTableNames(source, choices);
    if (isStopped(stop))
        return tl::unexpected(QString());
    if (!reading)
        return reading;
    reading->lineCount = static_cast<qint64>(lines.size());
    reading->encoding = list.encoding;
    reading->replaced = list.replaced;
    reading->problems = problemsOf(list) + reading->problems;
    return reading;
}

} // namespace

ReadingOrProblem readNames(const QByteArray &bytes, const ReadChoices &choices, const ListBounds &bounds,
                           const std::atomic_bool *stop)
{
    if (bytes.size() > bounds.bytes)
        return tl::unexpected(tooLarge(bounds));
    const EncodingGuess encoding = choices.encoding ? EncodingGuess{*choices.encoding, true} : guessEncoding(bytes);
    if (isStopped(stop))
        return tl::unexpected(QString());
    return textOf(bytes, encoding).and_then([&](const ListText &list) {
        return readText(list, choices, bounds, stop);
    });
}

ReadingOrProblem readNames(const QString &text, const ReadChoices &choices, const ListBounds &bounds,
                           const std::atomic_bool *stop)
{
    if (text.size() > bounds.bytes)
        return tl::unexpected(tooLarge(bounds));
    const bool hasMark = text.startsWith(QChar(QChar::ByteOrderMark));
    const DecodedText clean = cleanText(hasMark ? text.mid(1) : text);
    return readText({clean.text.toUtf8(), clean.replaced}, choices, bounds, stop);
}

} // namespace gatehouse
