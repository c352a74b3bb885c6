// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/tablenames.h"

#include "lists/formguess.h"
#include "lists/formulaguard.h"
#include "lists/listdates.h"
#include "lists/mailaddress.h"
#include "lists/namepiles.h"
#include "lists/recipientnames.h"
#include "lists/stopglance.h"
#include "lists/tableshape.h"
#include "users/exacttext.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

/// A cell of Gatehouse's own without the apostrophe that was put before what a spreadsheet takes for a formula.
QString unguarded(const QString &cell)
{
    static const QString kDangerous = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
    if (!cell.startsWith(QLatin1Char('\'')))
        return cell;
    qsizetype first = 1;
    while (first < cell.size() && cell[first] == QLatin1Char(' '))
        ++first;
    return first < cell.size() && kDangerous.contains(cell[first]) ? cell.mid(1) : cell;
}

/// The same of a cell in an export, whose rule is another one.
QString unguardedExport(const QString &cell)
{
    const QByteArray utf8 = cell.toUtf8();
    return exactText(withoutGuard({utf8.constData(), static_cast<std::size_t>(utf8.size())}));
}

/// Takes the names out of a table.
class TableNames final
{
public:
    /// The table begins at this line of the source: before it stands what says how the table is cut.
    TableNames(const ListSource &source, std::size_t firstLine, const CellTable &table, const ReadChoices &choices)
        : m_source(source),
          m_firstLine(firstLine),
          m_table(table),
          m_choices(choices),
          m_shape(shapeOf(table, choices.heading))
    {}

    void read(ListReading &reading)
    {
        chooseColumns(reading);
        m_piles.reserve(m_source.lines.size());
        if (m_firstLine > 0)
            m_piles.add(LinePile::Heading, 0, m_firstLine, m_source.given(0, m_firstLine));
        m_place = m_firstLine > 0 ? 1 : 0;
        StopGlance glance(m_source.stop);
        for (std::size_t row = 0; row < m_table.rowCount() && !glance.isDue(); ++row, ++m_place)
            addRow(row);
        reading.names = m_piles.take();
        reading.heading = m_shape.headingRow ? ListHeading::Written : ListHeading::None;
        if (m_dateColumn && m_dates.hasAny())
            reading.dates = m_dates.giveTo(reading.names, m_choices.dateOrder, reading.problems);
        if (reading.dates)
            reading.dates->column = *m_dateColumn;
        tell(reading.problems);
    }

private:
    void tell(QStringList &problems) const
    {
        if (m_lostStatuses > 0) {
            problems.append(
                QCoreApplication::translate("NameList",
                                            "%n line(s) say that a user is disabled, but not since when; their status "
                                            "is left out.",
                                            nullptr, static_cast<int>(m_lostStatuses)));
        }
        if (m_doubtful > 0) {
            problems.append(QCoreApplication::translate(
                                "NameList",
                                "%n line(s) have more cells than the list has columns, so the name in them is "
                                "not certain and is left out, first in line %1.",
                                nullptr, static_cast<int>(m_doubtful))
                                .arg(m_firstDoubtful));
        }
    }

    void chooseColumns(ListReading &reading)
    {
        NameColumnGuess names = guessNameColumn(m_shape);
        if (const auto chosen = m_choices.nameColumn; chosen && *chosen >= 0 && *chosen < m_shape.columns.size())
            names = {*chosen, true};
        m_nameColumn = names.column;
        DateColumnGuess dates = guessDateColumn(m_shape, names.column);
        const auto realColumns = static_cast<int>(m_shape.contents.size());
        if (const auto chosen = m_choices.dateColumn; chosen && *chosen < realColumns)
            dates = {*chosen < 0 ? std::nullopt : chosen};
        m_dateColumn = dates.column;
        reading.columns = m_shape.columns;
        reading.nameColumn = names.column;
        reading.isNameColumnCertain = names.isCertain;
        for (const QString &problem : {names.problem, dates.problem}) {
            if (!problem.isEmpty())
                reading.problems.append(problem);
        }
    }

    bool holdsAddress(std::size_t row, std::size_t column) const
    {
        return isMailAddress(nameInCell(m_table.text(row, column)));
    }

    /// Whether a row has cells too many, so that its name may be somebody else's: unless the only mail address in it
    /// stands where the names are.
    bool isDoubtful(std::size_t row) const
    {
        std::size_t filled = m_table.cellCount(row);
        if (m_shape.width == 0 || filled <= m_shape.width)
            return false;
        while (filled > 0 && isBlank(m_table.cell(row, filled - 1)))
            --filled;
        if (filled <= m_shape.width)
            return false;
        for (std::size_t column = 0; column < filled; ++column) {
            if (holdsAddress(row, column) != (static_cast<int>(column) == m_nameColumn))
                return true;
        }
        return false;
    }

    bool holdsNothing(std::size_t row) const
    {
        // A cell is looked at twice only where it begins with more than white space of ASCII.
        for (std::size_t column = 0; column < m_table.cellCount(row); ++column) {
            if (!isBlank(m_table.cell(row, column)))
                return false;
        }
        return true;
    }

    void addRow(std::size_t row)
    {
        const std::size_t first = m_firstLine + m_table.line(row);
        const QString given = m_source.given(first, m_table.lines(row));
        if (holdsNothing(row)) {
            m_piles.add(LinePile::Blank, first, m_table.lines(row), given);
            return;
        }
        if (m_shape.headingRow && row <= *m_shape.headingRow) {
            m_piles.add(LinePile::Heading, first, m_table.lines(row), given);
            return;
        }
        ListLine line;
        line.number = static_cast<qint64>(first) + 1;
        line.lines = static_cast<qint64>(m_table.lines(row));
        line.given = given;
        if (isDoubtful(row))
            m_firstDoubtful = m_doubtful++ == 0 ? line.number : m_firstDoubtful;
        else
            line.name = nameOf(row);
        if (line.name == given)
            line.name = given; // one text in memory
        if (line.name.isEmpty()) {
            m_piles.addName(std::move(line));
            return;
        }
        if (m_shape.origin == TableOrigin::Export)
            line.status = statusOf(row, line.name.toUtf8());
        m_piles.addName(std::move(line));
        if (m_dateColumn)
            m_dates.add(m_place, m_table.text(row, static_cast<std::size_t>(*m_dateColumn)));
    }

    QString nameOf(std::size_t row) const
    {
        const ListColumn *const column =
            m_nameColumn < m_shape.columns.size() ? &m_shape.columns[m_nameColumn] : nullptr;
        if (!column || column->parts.empty()) {
            const QString cell = m_table.text(row, static_cast<std::size_t>(m_nameColumn));
            if (m_shape.origin == TableOrigin::Export)
                return unguardedExport(cell);
            return m_shape.origin == TableOrigin::Foreign ? nameInCell(cell) : unguarded(cell);
        }
        QStringList parts;
        for (const int part : column->parts) {
            const QString cell = m_table.text(row, static_cast<std::size_t>(part));
            const QStringView text = trimmedCell(cell);
            if (text.isEmpty())
                return {}; // half a name could be somebody else's
            parts.append(text.toString());
        }
        return parts.join(QLatin1Char(' '));
    }

    std::optional<UserStatus> statusOf(std::size_t row, const QByteArray &name)
    {
        const std::string_view word = m_table.cell(row, 1);
        if (word == "enabled")
            return UserStatus::enabled(name);
        if (word != "disabled")
            return {};
        if (const auto since = parseInstant(m_table.cell(row, 2)))
            return UserStatus::disabled(name, *since);
        ++m_lostStatuses;
        return {};
    }

    const ListSource &m_source;
    std::size_t m_firstLine;
    const CellTable &m_table;
    const ReadChoices &m_choices;
    TableShape m_shape;
    NamePiles m_piles;
    DateReader m_dates;
    int m_nameColumn = 0;
    std::optional<int> m_dateColumn;
    qsizetype m_place = 0; ///< in the list that is made
    qint64 m_lostStatuses = 0;
    qint64 m_doubtful = 0;
    qint64 m_firstDoubtful = 0; ///< its line
};

void tellOfQuotes(const CellReading &cells, std::size_t firstLine, QStringList &problems)
{
    if (cells.brokenQuotes) {
        problems.append(QCoreApplication::translate(
                            "NameList",
                            "The quotation marks from line %1 on are not closed or stand inside a cell, so every "
                            "line was read on its own.")
                            .arg(firstLine + *cells.brokenQuotes + 1));
    }
    qint64 longRows = 0;
    std::size_t firstLong = 0;
    for (std::size_t row = 0; row < cells.table.rowCount(); ++row) {
        if (cells.table.lines(row) > 1 && longRows++ == 0)
            firstLong = firstLine + cells.table.line(row) + 1;
    }
    if (longRows > 0) {
        problems.append(QCoreApplication::translate(
                            "NameList",
                            "%n cell(s) in quotation marks go over several lines, the first from line %1 on.", nullptr,
                            static_cast<int>(longRows))
                            .arg(firstLong));
    }
}

} // namespace

ListReading readTableNames(const ListSource &source, const ReadChoices &choices)
{
    ListReading reading;
    const auto named = source.lines.empty() ? std::nullopt : namedSeparator(source.line(0));
    ReadChoices all = choices;
    if (named && !choices.separator && choices.form.value_or(ListForm::Cells) == ListForm::Cells)
        all.separator = named;
    const FormGuess guess = guessForm(source.text, source.lines, all);
    reading.form = guess.form;
    reading.separator = guess.separator;
    if (guess.form == ListForm::Recipients) {
        readRecipients(source, choices, reading);
        return reading;
    }
    const std::size_t firstLine = named && guess.form == ListForm::Cells ? 1 : 0;
    const CellReading cells =
        readCells(source.text, source.lines.subspan(firstLine), {guess.separator, guess.quotes, source.stop});
    tellOfQuotes(cells, firstLine, reading.problems);
    TableNames(source, firstLine, cells.table, choices).read(reading);
    return reading;
}

} // namespace gatehouse
