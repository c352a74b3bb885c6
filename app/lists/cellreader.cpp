// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/cellreader.h"

#include "lists/mailaddress.h"
#include "lists/stopglance.h"
#include "users/exacttext.h"

#include <csv.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>

namespace gatehouse {

namespace {

/// Nobody writes a cell of so many lines; a quote that was meant for something else does.
constexpr std::size_t kMostLinesOfARow = 100;

constexpr std::string_view kPadding = " \t";

std::string_view withoutPadding(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kPadding);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kPadding) - first + 1);
}

/// The place behind the quote that closes the one at `at`, or npos.
std::size_t behindClosingQuote(std::string_view line, std::size_t at)
{
    for (std::size_t i = line.find('"', at + 1); i != std::string_view::npos; i = line.find('"', i + 2)) {
        if (i + 1 >= line.size() || line[i + 1] != '"')
            return i + 1;
    }
    return std::string_view::npos;
}

/// The inside of a cell that is quoted from its first to its last character, else the cell.
std::string unquoted(std::string_view cell)
{
    if (cell.size() < 2 || cell.front() != '"' || behindClosingQuote(cell, 0) != cell.size())
        return std::string(cell);
    std::string inside;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
        inside += cell[i];
        if (cell[i] == '"')
            ++i;
    }
    return inside;
}

/// libcsv's parser, fed line by line, so that what each row spans is known. Strict: what is no RFC 4180 is an error.
class CsvRows final
{
public:
    explicit CsvRows(const CellManner &manner)
        : m_stop(manner.stop),
          m_mostLines(manner.quotes == QuoteOrigin::Own ? std::numeric_limits<std::size_t>::max() : kMostLinesOfARow)
    {
        csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&m_parser, static_cast<unsigned char>(separatorCharacter(manner.separator)));
    }
    ~CsvRows() { csv_free(&m_parser); }
    Q_DISABLE_COPY_MOVE(CsvRows)

    /// Whether the text was RFC 4180; where not, the row begins at brokenAt().
    bool read(std::string_view text, std::span<const TextLine> lines)
    {
        m_table.reserve(lines.size(), text.size());
        for (std::size_t i = 0; i < lines.size() && !m_stop.isDue(); ++i) {
            const std::string_view line = text.substr(lines[i].begin, lines[i].size);
            if (!m_isOpen && isBlank(line)) {
                m_table.endRow(i, 1);
                continue;
            }
            if (!m_isOpen)
                m_first = i;
            m_line = i;
            m_isOpen = true;
            if (!feed(text.substr(lines[i].begin, lines[i].whole)) || (m_isOpen && i - m_first >= m_mostLines))
                return false;
        }
        return csv_fini(&m_parser, &CsvRows::takeCell, &CsvRows::takeRow, this) == 0;
    }
    std::size_t brokenAt() const { return m_first; }
    CellTable takeTable() { return std::move(m_table); }

private:
    bool feed(std::string_view line)
    {
        return csv_parse(&m_parser, line.data(), line.size(), &CsvRows::takeCell, &CsvRows::takeRow, this) ==
               line.size();
    }
    static void takeCell(void *cell, std::size_t size, void *rows)
    {
        static_cast<CsvRows *>(rows)->m_table.addCell({static_cast<const char *>(cell), size});
    }
    static void takeRow(int, void *rows)
    {
        auto *const self = static_cast<CsvRows *>(rows);
        self->m_table.endRow(self->m_first, self->m_line - self->m_first + 1);
        self->m_isOpen = false;
    }

    csv_parser m_parser{};
    StopGlance m_stop;
    std::size_t m_mostLines;
    CellTable m_table;
    std::size_t m_first = 0; ///< line of the row that is read
    std::size_t m_line = 0;
    bool m_isOpen = false;
};

std::size_t usualCells(const CellTable &table)
{
    std::map<std::size_t, std::size_t> rowsByCells;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (table.cellCount(row) > 0 && table.lines(row) == 1)
            ++rowsByCells[table.cellCount(row)];
    }
    const auto usual = std::max_element(rowsByCells.cbegin(), rowsByCells.cend(),
                                        [](const auto &a, const auto &b) { return a.second < b.second; });
    return usual == rowsByCells.cend() ? 0 : usual->first;
}

/// Whether the line, cut on its own, is one of a table of people.
bool isRowOfItsOwn(std::string_view line, char separator)
{
    std::size_t cells = 0;
    bool hasAddress = false;
    cutLine(line, separator, [&](std::string_view cell) {
        ++cells;
        hasAddress = hasAddress || isMailAddress(nameInCell(exactText(cell)));
    });
    return cells > 1 && hasAddress;
}

/// Two stray quotes make one cell of what stands between them. It shows: the row has not the cells of the others, or
/// lines of people are inside it. The first line of such a row.
std::optional<std::size_t> swallowingRow(std::string_view text, std::span<const TextLine> lines, const CellTable &table,
                                         const CellManner &manner)
{
    const char separator = separatorCharacter(manner.separator);
    const std::size_t usual = usualCells(table);
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        const std::size_t first = table.line(row);
        const std::size_t last = first + table.lines(row) - 1;
        if (first == last)
            continue;
        if (usual > 0 && table.cellCount(row) != usual)
            return first;
        for (std::size_t line = first + 1; line < last && manner.quotes == QuoteOrigin::Anybodys; ++line) {
            if (isRowOfItsOwn(text.substr(lines[line].begin, lines[line].size), separator))
                return first;
        }
    }
    return {};
}

} // namespace

char separatorCharacter(CellSeparator separator)
{
    switch (separator) {
    case CellSeparator::Comma:
        return ',';
    case CellSeparator::Semicolon:
        return ';';
    case CellSeparator::Tab:
        return '\t';
    case CellSeparator::Bar:
        return '|';
    case CellSeparator::None:
    case CellSeparator::Count:
        break;
    }
    return '\0';
}

bool isBlank(std::string_view utf8)
{
    const std::string_view rest = withoutPadding(utf8);
    if (rest.empty())
        return true;
    const auto first = static_cast<unsigned char>(rest.front());
    if (first < 0x80 && first > 0x20)
        return false;
    return trimmedCell(exactText(rest)).isEmpty();
}

void cutLine(std::string_view line, char separator, const std::function<void(std::string_view)> &take)
{
    std::size_t begin = 0;
    while (true) {
        std::size_t from = begin;
        while (from < line.size() && line[from] != separator && kPadding.find(line[from]) != std::string_view::npos)
            ++from;
        if (from < line.size() && line[from] == '"') {
            const std::size_t closed = behindClosingQuote(line, from);
            from = closed == std::string_view::npos ? from : closed;
        }
        const std::size_t end = separator == '\0' ? line.size() : std::min(line.find(separator, from), line.size());
        take(withoutPadding(line.substr(begin, end - begin)));
        if (end == line.size())
            return;
        begin = end + 1;
    }
}

CellTable readCellsByLine(std::string_view text, std::span<const TextLine> lines, CellSeparator separator,
                          const std::atomic_bool *stop)
{
    const char character = separatorCharacter(separator);
    CellTable table;
    table.reserve(lines.size(), text.size());
    StopGlance glance(stop);
    for (std::size_t i = 0; i < lines.size() && !glance.isDue(); ++i) {
        const std::string_view line = text.substr(lines[i].begin, lines[i].size);
        if (!isBlank(line))
            cutLine(line, character, [&table](std::string_view cell) { table.addCell(unquoted(cell)); });
        table.endRow(i, 1);
    }
    return table;
}

CellReading readCells(std::string_view text, std::span<const TextLine> lines, const CellManner &manner)
{
    const auto byLine = [&] { return readCellsByLine(text, lines, manner.separator, manner.stop); };
    if (manner.separator == CellSeparator::None)
        return {byLine()};
    CsvRows rows(manner);
    if (!rows.read(text, lines))
        return {byLine(), rows.brokenAt()};
    CellTable table = rows.takeTable();
    if (const auto row = swallowingRow(text, lines, table, manner))
        return {byLine(), row};
    return {std::move(table)};
}

} // namespace gatehouse
