// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/tableshape.h"

#include "lists/mailaddress.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <map>

namespace gatehouse {

namespace {

constexpr std::size_t kSampleRows = 500;
constexpr qsizetype kSampleCells = 5;

/// What tells whether a row is a heading.
struct HeadingSigns
{
    int filled = 0;
    int known = 0;  ///< words that head some column
    int strong = 0; ///< those that head a column of people or dates
    bool hasAddress = false;
};

bool isStrong(HeadingKind kind)
{
    return kind != HeadingKind::Unknown && kind != HeadingKind::Other && kind != HeadingKind::Status;
}

HeadingSigns signsOf(const CellTable &table, std::size_t row)
{
    HeadingSigns signs;
    for (std::size_t column = 0; column < std::min(table.cellCount(row), CellTable::kMostColumns); ++column) {
        const QString cell = table.text(row, column);
        if (trimmedCell(cell).isEmpty())
            continue;
        ++signs.filled;
        signs.hasAddress = signs.hasAddress || isMailAddress(nameInCell(cell));
        const HeadingKind kind = exactHeading(cell);
        signs.known += kind != HeadingKind::Unknown ? 1 : 0;
        signs.strong += isStrong(kind) ? 1 : 0;
    }
    return signs;
}

/// Among several columns half of the words must be known: a person can be called like one of them.
bool isHeading(const HeadingSigns &signs)
{
    return signs.strong > 0 && !signs.hasAddress && 2 * signs.known >= signs.filled;
}

/// What the table is if this row is its heading.
TableOrigin originOf(const CellTable &table, std::size_t heading)
{
    const auto starts = [&](std::initializer_list<std::string_view> names) {
        std::size_t column = 0;
        return std::all_of(names.begin(), names.end(),
                           [&](std::string_view name) { return table.cell(heading, column++) == name; });
    };
    if (starts({"name", "status", "disabled"}))
        return TableOrigin::Export;
    return starts({"user", "before", "after", "verdict"}) ? TableOrigin::Receipt : TableOrigin::Foreign;
}

/// The first row that names columns; a title of a cell may stand above it, a row of cells or an address may not.
std::optional<std::size_t> findHeading(const CellTable &table)
{
    constexpr int kMostTitles = 5;
    int titles = 0;
    for (std::size_t row = 0; row < table.rowCount() && titles <= kMostTitles; ++row) {
        const HeadingSigns signs = signsOf(table, row);
        if (signs.filled == 0)
            continue;
        if ((isHeading(signs) && (titles == 0 || signs.filled > 1)) || originOf(table, row) != TableOrigin::Foreign)
            return row;
        if (signs.filled > 1 || signs.hasAddress || table.columnCount() == 1)
            return {};
        ++titles;
    }
    return {};
}

std::optional<std::size_t> firstFilledRow(const CellTable &table)
{
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (signsOf(table, row).filled > 0)
            return row;
    }
    return {};
}

std::size_t widthOf(const CellTable &table, std::optional<std::size_t> heading)
{
    std::map<std::size_t, std::size_t> rowsByCells;
    std::size_t rows = 0;
    for (std::size_t row = heading ? *heading + 1 : 0; row < table.rowCount(); ++row) {
        if (table.cellCount(row) == 0)
            continue;
        ++rows;
        ++rowsByCells[table.cellCount(row)];
    }
    std::size_t width = heading ? table.cellCount(*heading) : 0;
    for (const auto &[cells, count] : rowsByCells) {
        if (4 * count >= 3 * rows)
            width = std::max(width, cells);
    }
    return width;
}

ColumnContent contentOf(const CellTable &table, std::size_t column, std::size_t from, QStringList &samples)
{
    ColumnContent content;
    QSet<QString> distinct;
    std::size_t rows = 0;
    for (std::size_t row = from; row < table.rowCount() && rows < kSampleRows; ++row) {
        if (table.cellCount(row) == 0)
            continue;
        ++rows;
        const QString cell = table.text(row, column);
        const QString text = trimmedCell(cell).toString();
        if (text.isEmpty())
            continue;
        ++content.filled;
        if (samples.size() < kSampleCells)
            samples.append(cell);
        distinct.insert(text);
        if (isMailAddress(nameInCell(text)))
            ++content.addresses;
        else if (readWrittenDate(text).isDate())
            ++content.dates;
        else if (std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter() || c.isSurrogate(); }))
            ++content.words;
    }
    content.distinct = distinct.size();
    return content;
}

int columnOf(const TableShape &shape, HeadingKind kind)
{
    const auto found = std::find_if(shape.contents.cbegin(), shape.contents.cend(),
                                    [kind](const ColumnContent &content) { return content.kind == kind; });
    return found == shape.contents.cend() ? -1 : static_cast<int>(found - shape.contents.cbegin());
}

void addJoined(TableShape &shape, int first, int second)
{
    ListColumn joined{QCoreApplication::translate("NameList", "%1 and %2", "two columns of a table put together")
                          .arg(shape.columns[first].title, shape.columns[second].title),
                      {},
                      {first, second}};
    const qsizetype samples = std::min(shape.columns[first].samples.size(), shape.columns[second].samples.size());
    for (qsizetype i = 0; i < samples; ++i)
        joined.samples.append(shape.columns[first].samples[i] + QLatin1Char(' ') + shape.columns[second].samples[i]);
    shape.columns.append(joined);
}

/// First and last names, where the headings name them; or, in a table of two columns of words, both ways round.
void addJoinedColumns(TableShape &shape)
{
    const int first = columnOf(shape, HeadingKind::FirstName);
    int last = columnOf(shape, HeadingKind::LastName);
    if (last < 0 && first >= 0)
        last = columnOf(shape, HeadingKind::Name); // "Vorname, Name"
    if (first >= 0 && last >= 0) {
        if (shape.contents[static_cast<std::size_t>(last)].kind == HeadingKind::Name)
            shape.contents[static_cast<std::size_t>(last)].kind = HeadingKind::LastName;
        addJoined(shape, first, last);
        return;
    }
    const bool areWords = shape.contents.size() == 2 &&
                          std::all_of(shape.contents.cbegin(), shape.contents.cend(), [](const ColumnContent &content) {
                              return content.kind == HeadingKind::Unknown && 2 * content.words > content.filled;
                          });
    if (areWords) {
        addJoined(shape, 0, 1);
        addJoined(shape, 1, 0);
    }
}

} // namespace

bool isHeadingRow(const CellTable &table, std::size_t row)
{
    return isHeading(signsOf(table, row));
}

TableShape shapeOf(const CellTable &table, std::optional<ListHeading> heading)
{
    TableShape shape;
    if (!heading)
        shape.headingRow = findHeading(table);
    else if (*heading == ListHeading::Written)
        shape.headingRow = firstFilledRow(table);
    if (shape.headingRow)
        shape.origin = originOf(table, *shape.headingRow);
    shape.width = widthOf(table, shape.headingRow);
    const std::size_t from = shape.headingRow ? *shape.headingRow + 1 : 0;
    for (std::size_t column = 0; column < table.columnCount(); ++column) {
        ListColumn described;
        shape.contents.push_back(contentOf(table, column, from, described.samples));
        const QString title =
            shape.headingRow ? trimmedCell(table.text(*shape.headingRow, column)).toString() : QString();
        shape.contents.back().kind = looseHeading(title);
        described.title =
            title.isEmpty() ? QCoreApplication::translate("NameList", "Column %1").arg(column + 1) : title;
        shape.columns.append(described);
    }
    if (shape.origin == TableOrigin::Foreign)
        addJoinedColumns(shape);
    return shape;
}

} // namespace gatehouse
