// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/tableshape.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kExportDateColumn = 2;

/// Columns that fit, from the left.
template<typename Fits>
std::vector<int> columnsThat(const TableShape &shape, Fits fits)
{
    std::vector<int> columns;
    for (std::size_t i = 0; i < shape.contents.size(); ++i) {
        if (fits(shape.contents[i]))
            columns.push_back(static_cast<int>(i));
    }
    return columns;
}

std::vector<int> columnsOfKind(const TableShape &shape, HeadingKind kind)
{
    return columnsThat(shape, [kind](const ColumnContent &content) { return content.kind == kind; });
}

QString titleOf(const TableShape &shape, int column)
{
    return shape.columns[column].title;
}

/// Of columns that are equally likely the one with the most different cells: a manager's stands many times.
NameColumnGuess likeliest(const TableShape &shape, std::vector<int> columns)
{
    const auto distinct = [&shape](int column) { return shape.contents[static_cast<std::size_t>(column)].distinct; };
    std::stable_sort(columns.begin(), columns.end(), [&distinct](int a, int b) { return distinct(a) > distinct(b); });
    if (columns.size() == 1)
        return {columns.front(), true};
    return {columns.front(), false,
            QCoreApplication::translate("NameList", "The names could stand in \"%1\" or in \"%2\"; \"%1\" was taken.")
                .arg(titleOf(shape, columns[0]), titleOf(shape, columns[1]))};
}

/// Columns of mail addresses: the ones that are said to be a user's, else those that are not said to be another's.
std::optional<NameColumnGuess> amongAddresses(const TableShape &shape)
{
    for (const HeadingKind kind : {HeadingKind::User, HeadingKind::Mail, HeadingKind::Name}) {
        const auto columns = columnsThat(shape, [kind](const ColumnContent &content) {
            return content.kind == kind && content.isMostlyAddresses();
        });
        if (!columns.empty())
            return likeliest(shape, columns);
    }
    const auto columns = columnsThat(shape, [](const ColumnContent &content) {
        return content.kind != HeadingKind::Other && content.isMostlyAddresses();
    });
    if (!columns.empty())
        return likeliest(shape, columns);
    return {};
}

std::optional<NameColumnGuess> byHeading(const TableShape &shape)
{
    for (const HeadingKind kind : {HeadingKind::User, HeadingKind::Mail}) {
        if (const auto columns = columnsOfKind(shape, kind); !columns.empty())
            return likeliest(shape, columns);
    }
    const bool isSplit =
        !columnsOfKind(shape, HeadingKind::FirstName).empty() && !columnsOfKind(shape, HeadingKind::LastName).empty();
    if (isSplit && shape.columns.size() > static_cast<qsizetype>(shape.contents.size()))
        return NameColumnGuess{static_cast<int>(shape.contents.size()), true};
    for (const HeadingKind kind : {HeadingKind::FullName, HeadingKind::Name}) {
        if (const auto columns = columnsOfKind(shape, kind); !columns.empty())
            return likeliest(shape, columns);
    }
    return {};
}

/// The column of words with the most different ones.
int byWords(const TableShape &shape)
{
    const auto rank = [](const ColumnContent &content) {
        const bool isOthers = content.kind != HeadingKind::Unknown;
        return isOthers || 2 * content.words < content.filled ? qint64(0) : content.distinct;
    };
    const auto best =
        std::max_element(shape.contents.cbegin(), shape.contents.cend(),
                         [&rank](const ColumnContent &a, const ColumnContent &b) { return rank(a) < rank(b); });
    return static_cast<int>(best - shape.contents.cbegin());
}

} // namespace

NameColumnGuess guessNameColumn(const TableShape &shape)
{
    if (shape.contents.size() <= 1 || shape.origin != TableOrigin::Foreign)
        return {0, true};
    if (const auto guess = amongAddresses(shape))
        return *guess;
    if (const auto guess = byHeading(shape))
        return *guess;
    const int column = byWords(shape);
    return {column, false,
            QCoreApplication::translate("NameList", "Nothing in the list says where the names stand; \"%1\" was taken.")
                .arg(titleOf(shape, column))};
}

DateColumnGuess guessDateColumn(const TableShape &shape, int nameColumn)
{
    if (shape.origin == TableOrigin::Export)
        return {kExportDateColumn};
    const auto candidates = [&](auto isKind) {
        auto columns = columnsThat(
            shape, [&](const ColumnContent &content) { return content.isMostlyDates() && isKind(content.kind); });
        std::erase(columns, nameColumn);
        return columns;
    };
    auto columns = candidates([](HeadingKind kind) { return kind == HeadingKind::LeaveDate; });
    if (columns.empty()) {
        columns =
            candidates([](HeadingKind kind) { return kind != HeadingKind::OtherDate && kind != HeadingKind::Other; });
    }
    if (columns.empty())
        return {};
    if (columns.size() == 1)
        return {columns.front()};
    return {{},
            QCoreApplication::translate("NameList",
                                        "\"%1\" and \"%2\" both hold dates; neither is used until one is chosen.")
                .arg(titleOf(shape, columns[0]), titleOf(shape, columns[1]))};
}

} // namespace gatehouse
