// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/cellreader.h"
#include "lists/namelist.h"
#include "lists/textdecoding.h"
#include "lists/writtendate.h"

#include <vector>

namespace gatehouse {

/// What a list is made of.
enum class ListForm {
    Lines,      ///< a name a line
    Cells,      ///< a table: columns, one of which holds the names
    Recipients, ///< mail addresses, several a line: what stands in the To of a mail
    Json,       ///< the API's own entries, or an array of names
};

/// Whether the first line that is not blank names the columns.
enum class ListHeading { Written, None };

/// What a person said of a list; where nothing was said its content decides. A value. A column that the list does not
/// have (another separator was chosen since) counts as nothing said.
struct ReadChoices
{
    std::optional<TextEncoding> encoding = {}; ///< of bytes
    std::optional<ListForm> form = {};
    std::optional<CellSeparator> separator = {}; ///< of Cells and Recipients
    std::optional<ListHeading> heading = {};
    std::optional<int> nameColumn = {}; ///< a place in ListReading::columns
    std::optional<int> dateColumn = {}; ///< kNoColumn for "there are no dates"
    std::optional<DateOrder> dateOrder = {};

    static constexpr int kNoColumn = -1;
    bool operator==(const ReadChoices &) const = default;
};

/// One column of a list, for a person to know it by; a value.
struct ListColumn
{
    QString title;       ///< its heading, or "Column 2"
    QStringList samples; ///< its first cells that are not empty, as they were written
    /// Of a column that is put together of others ("First name Last name"): their places. Empty for a real one.
    std::vector<int> parts = {};
};

/// The dates of a list; a value.
struct ListDates
{
    int column = 0;
    DateOrder order = DateOrder::DayFirst;
    bool isCertain =
        false;       ///< some date can be read in this order alone and none in the other alone, or a person said so
    qint64 read = 0; ///< names whose date was read
    qint64 ambiguous = 0;       ///< names whose date means two days, and has been left out until a person says which
    qint64 unreadable = 0;      ///< names with something that is no date in this order
    qint64 firstUnreadable = 0; ///< the line of the first of them
};

/// A list and what was found on the way to it; a value.
struct ListReading
{
    NameList names;
    qint64 lineCount = 0; ///< what the piles add up to
    ListForm form = ListForm::Lines;
    CellSeparator separator = CellSeparator::None;
    ListHeading heading = ListHeading::None;
    QList<ListColumn>
        columns;        ///< real ones from the left, then those that are put together; none of Json and Recipients
    int nameColumn = 0; ///< a place in columns
    bool isNameColumnCertain = false; ///< a person said so, or the cells or the heading do
    std::optional<ListDates> dates;
    /// Of bytes; certain also when a person chose it.
    std::optional<EncodingGuess> encoding;
    qint64 replaced = 0;  ///< characters that could not be read, U+FFFD in the text
    QStringList problems; ///< what a person should know before trusting it: a whole sentence each
};

} // namespace gatehouse
