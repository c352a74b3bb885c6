// SPDX-License-Identifier: GPL-3.0-or-later
// A list that somebody pasted or dropped: whatever it is and whatever a person says of it, every line of it is in one
// pile, in its order. The first two bytes are the choices, the others the list.
#include "lists/namereader.h"

#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

namespace {

void requireThat(bool holds)
{
    if (!holds)
        std::abort();
}

ReadChoices choicesOf(std::uint8_t first, std::uint8_t second)
{
    ReadChoices choices;
    if (const int form = first & 7; form < 4)
        choices.form = static_cast<ListForm>(form);
    if (const int separator = first >> 3 & 7; separator < static_cast<int>(CellSeparator::Count))
        choices.separator = static_cast<CellSeparator>(separator);
    if (const int heading = first >> 6; heading < 2)
        choices.heading = static_cast<ListHeading>(heading);
    if (const int encoding = second & 7; encoding < static_cast<int>(TextEncoding::Count))
        choices.encoding = static_cast<TextEncoding>(encoding);
    if (second & 8)
        choices.nameColumn = second >> 6;
    if (second & 16)
        choices.dateColumn = (second >> 6) - 1;
    if (second & 32)
        choices.dateOrder = second & 64 ? DateOrder::MonthFirst : DateOrder::DayFirst;
    return choices;
}

/// Counted here on its own, by the end of each line.
qint64 linesOf(const QString &text)
{
    qint64 lines = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEnd = text[i] == u'\n' || (text[i] == u'\r' && (i + 1 == text.size() || text[i + 1] != u'\n'));
        lines += isEnd ? 1 : 0;
    }
    return lines + (text.isEmpty() || text.endsWith(u'\n') || text.endsWith(u'\r') ? 0 : 1);
}

void checkSum(const ListReading &reading, const QString &text)
{
    qint64 next = 1; // the first line that no value has taken
    for (const ListLine &line : reading.names.lines) {
        requireThat(line.number <= next && line.number + line.lines <= next + line.lines);
        requireThat(line.lines > 0 ? line.number + line.lines >= next : line.number < next);
        const bool hasName = line.pile == LinePile::Name || line.pile == LinePile::Duplicate;
        requireThat(hasName == !line.name.isEmpty());
        requireThat((line.pile == LinePile::Duplicate) == (line.firstLine > 0) && line.firstLine <= line.number);
        next += line.lines;
    }
    requireThat(next - 1 == reading.lineCount && reading.lineCount == linesOf(text));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 2), static_cast<qsizetype>(size - 2));
    const ReadChoices choices = choicesOf(data[0], data[1]);
    if (const auto reading = readNames(bytes, choices)) {
        const auto decoded = decodeText(bytes, reading->encoding->encoding);
        requireThat(decoded.has_value());
        checkSum(*reading, decoded->text);
    }
    const QString text = QString::fromUtf8(bytes);
    if (const auto reading = readNames(text, choices))
        checkSum(*reading, text.startsWith(QChar(QChar::ByteOrderMark)) ? text.mid(1) : text);
    previewEncodings(bytes, 3);
    return 0;
}
