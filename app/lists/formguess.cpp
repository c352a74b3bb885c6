// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/formguess.h"

#include "lists/mailaddress.h"
#include "lists/tableshape.h"

#include <algorithm>
#include <map>
#include <string>

namespace gatehouse {

namespace {

constexpr std::size_t kSampleLines = 400;

/// In the order in which they are believed where several would do.
constexpr CellSeparator kSeparators[] = {CellSeparator::Tab, CellSeparator::Semicolon, CellSeparator::Bar,
                                         CellSeparator::Comma};

/// How well a separator makes a table.
struct SeparatorScore
{
    CellSeparator separator = CellSeparator::None;
    std::size_t cells = 0; ///< of most rows
    double share = 0;      ///< of the rows that have so many
};

std::size_t filledRows(const CellTable &table)
{
    std::size_t rows = 0;
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        rows += table.cellCount(row) > 0 ? 1 : 0;
    return rows;
}

SeparatorScore scoreOf(std::string_view text, std::span<const TextLine> sample, CellSeparator separator)
{
    const CellReading reading = readCells(text, sample, separator);
    std::map<std::size_t, std::size_t> rowsByCells;
    for (std::size_t row = 0; row < reading.table.rowCount(); ++row) {
        if (const std::size_t cells = reading.table.cellCount(row); cells > 0)
            ++rowsByCells[cells];
    }
    SeparatorScore score{separator, 0, 0};
    const auto rows = static_cast<double>(filledRows(reading.table));
    for (const auto &[cells, count] : rowsByCells) {
        if (cells > 1 && static_cast<double>(count) / rows > score.share)
            score = {separator, cells, static_cast<double>(count) / rows};
    }
    return score;
}

bool holdsAddress(const CellTable &table, std::size_t row, std::size_t column)
{
    return isMailAddress(nameInCell(table.text(row, column)));
}

/// Whether there is nothing but mail addresses, several in some line, and no table of them.
bool areRecipients(std::string_view text, std::span<const TextLine> lines, CellSeparator separator)
{
    const CellTable table = readCellsByLine(text, lines, separator);
    bool hasAddress = false;
    std::size_t rows = 0;
    std::size_t fewest = CellTable::kMostColumns;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        const std::size_t cells = table.cellCount(row);
        for (std::size_t column = 0; column < cells; ++column) {
            if (isBlank(table.cell(row, column)))
                continue;
            if (!holdsAddress(table, row, column))
                return false;
            hasAddress = true;
        }
        rows += cells > 0 ? 1 : 0;
        fewest = cells > 0 ? std::min(fewest, cells) : fewest;
    }
    return hasAddress && table.columnCount() > 1 && (rows == 1 || fewest < table.columnCount());
}

/// "Doe, Jane" a line: the comma belongs to the name.
bool areReversedNames(std::string_view text, std::span<const TextLine> sample)
{
    const CellTable table = readCellsByLine(text, sample, CellSeparator::Comma);
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (table.cellCount(row) == 0)
            continue;
        const std::string_view line = text.substr(sample[row].begin, sample[row].size);
        if (table.cellCount(row) != 2 || line.find(", ") == std::string_view::npos || line.find('"') != line.npos ||
            holdsAddress(table, row, 0) || holdsAddress(table, row, 1))
            return false;
    }
    return true;
}

std::span<const TextLine> sampleOf(std::string_view text, std::span<const TextLine> lines)
{
    std::size_t filled = 0;
    std::size_t end = 0;
    while (end < lines.size() && end < 10 * kSampleLines && filled < kSampleLines) {
        filled += isBlank(text.substr(lines[end].begin, lines[end].size)) ? 0 : 1;
        ++end;
    }
    return lines.first(end);
}

SeparatorScore bestScore(std::string_view text, std::span<const TextLine> sample)
{
    SeparatorScore best;
    for (const CellSeparator separator : kSeparators) {
        if (const SeparatorScore score = scoreOf(text, sample, separator); score.share > best.share)
            best = score;
    }
    return best;
}

/// The separator by which the first line names several columns.
std::optional<CellSeparator> byHeadingLine(std::string_view text, std::span<const TextLine> sample)
{
    std::size_t first = 0;
    while (first < sample.size() && isBlank(text.substr(sample[first].begin, sample[first].size)))
        ++first;
    if (first == sample.size())
        return {};
    for (const CellSeparator separator : kSeparators) {
        const CellTable heading = readCellsByLine(text, sample.subspan(first, 1), separator);
        if (heading.cellCount(0) > 1 && isHeadingRow(heading, 0))
            return separator;
    }
    return {};
}

/// Of an export, where nobody has said that it is something else.
std::optional<FormGuess> exportForm(std::string_view text, std::span<const TextLine> lines, const ReadChoices &choices)
{
    if (lines.empty() || choices.form.value_or(ListForm::Cells) != ListForm::Cells)
        return {};
    const auto separator = exportSeparator(text.substr(lines.front().begin, lines.front().size));
    if (!separator || choices.separator.value_or(*separator) != *separator)
        return {};
    return FormGuess{ListForm::Cells, *separator, QuoteOrigin::Own};
}

FormGuess recipientsForm(std::string_view text, const ReadChoices &choices)
{
    const CellSeparator present =
        text.find(';') == std::string_view::npos ? CellSeparator::Comma : CellSeparator::Semicolon;
    return {ListForm::Recipients, choices.separator.value_or(present)};
}

FormGuess guessFreely(std::string_view text, std::span<const TextLine> sample)
{
    for (const CellSeparator separator : {CellSeparator::Semicolon, CellSeparator::Comma}) {
        if (areRecipients(text, sample, separator))
            return {ListForm::Recipients, separator};
    }
    if (const auto separator = byHeadingLine(text, sample))
        return {ListForm::Cells, *separator};
    constexpr double kMostRows = 0.6;
    const SeparatorScore best = bestScore(text, sample);
    if (best.share < kMostRows || (best.separator == CellSeparator::Comma && areReversedNames(text, sample)))
        return {};
    return {ListForm::Cells, best.separator};
}

} // namespace

FormGuess guessForm(std::string_view text, std::span<const TextLine> lines, const ReadChoices &choices)
{
    const auto form = choices.form;
    const auto separator = choices.separator;
    if (form == ListForm::Lines || (separator == CellSeparator::None && form != ListForm::Cells))
        return {};
    if (form == ListForm::Recipients)
        return recipientsForm(text, choices);
    if (const auto own = exportForm(text, lines, choices))
        return *own;
    if (separator)
        return {ListForm::Cells, *separator};
    const std::span<const TextLine> sample = sampleOf(text, lines);
    if (form == ListForm::Cells)
        return {ListForm::Cells, bestScore(text, sample).separator};
    return guessFreely(text, sample);
}

std::optional<CellSeparator> exportSeparator(std::string_view line)
{
    for (const CellSeparator separator : kSeparators) {
        const char character = separatorCharacter(separator);
        const std::string heading = std::string("name") + character + "status" + character + "disabled";
        if (line == heading || line.starts_with(heading + character))
            return separator;
    }
    return {};
}

std::optional<CellSeparator> namedSeparator(std::string_view line)
{
    constexpr std::string_view kNaming = "sep=";
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
        line = line.substr(1, line.size() - 2);
    if (line.size() != kNaming.size() + 1 || !line.starts_with(kNaming))
        return {};
    for (const CellSeparator separator : kSeparators) {
        if (line.back() == separatorCharacter(separator))
            return separator;
    }
    return {};
}

} // namespace gatehouse
