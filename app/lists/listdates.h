// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/listreading.h"

#include <QHash>

namespace gatehouse {

/// Finds out in which order the dates of a column are written, and gives each line its date. A date that can be read as
/// two days is given to nobody until the order is certain.
class DateReader final
{
public:
    /// What stands in the column of dates beside the name at this place of the list.
    void add(qsizetype place, QStringView cell);
    /// Whether anything stood in that column.
    bool hasAny() const { return !m_cells.empty(); }
    /// Sets the dates of the list and says what came of it; what a person should know goes to problems.
    ListDates giveTo(NameList &list, std::optional<DateOrder> chosen, QStringList &problems) const;

private:
    struct Cell
    {
        qsizetype place;
        WrittenDate date;
        QString text; ///< kept of those that could be trouble
    };
    static constexpr qsizetype kMostKnown = 4096;
    WrittenDate dateOf(const QString &text);
    void tell(const ListDates &dates, QStringList &problems) const;

    QHash<QString, WrittenDate> m_known; ///< lists say few days many times
    std::vector<Cell> m_cells;           ///< those that are not empty
    qint64 m_dayFirst = 0;               ///< dates that prove it
    qint64 m_monthFirst = 0;
};

} // namespace gatehouse
