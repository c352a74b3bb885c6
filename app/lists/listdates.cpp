// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listdates.h"

#include "lists/mailaddress.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {

WrittenDate DateReader::dateOf(const QString &text)
{
    const auto known = m_known.constFind(text);
    if (known != m_known.cend())
        return *known;
    if (m_known.size() == kMostKnown)
        m_known.clear();
    return *m_known.insert(text, readWrittenDate(text));
}

void DateReader::add(qsizetype place, QStringView cell)
{
    const QString text = trimmedCell(cell).toString();
    if (text.isEmpty())
        return;
    const WrittenDate date = dateOf(text);
    m_dayFirst += date.proves(DateOrder::DayFirst) ? 1 : 0;
    m_monthFirst += date.proves(DateOrder::MonthFirst) ? 1 : 0;
    m_cells.push_back({place, date, date.isAmbiguous() ? text : QString()});
}

ListDates DateReader::giveTo(NameList &list, std::optional<DateOrder> chosen, QStringList &problems) const
{
    ListDates dates;
    dates.order = chosen.value_or(m_monthFirst > m_dayFirst ? DateOrder::MonthFirst : DateOrder::DayFirst);
    dates.isCertain = chosen || (m_dayFirst > 0) != (m_monthFirst > 0);
    for (const Cell &cell : m_cells) {
        ListLine &line = list.lines[cell.place];
        if (dates.isCertain)
            line.date = cell.date.in(dates.order);
        else if (!cell.date.isAmbiguous())
            line.date = cell.date.dayFirst ? cell.date.dayFirst : cell.date.monthFirst;
        if (line.date)
            ++dates.read;
        else if (cell.date.isAmbiguous())
            ++dates.ambiguous;
        else if (dates.unreadable++ == 0)
            dates.firstUnreadable = line.number;
    }
    tell(dates, problems);
    return dates;
}

void DateReader::tell(const ListDates &dates, QStringList &problems) const
{
    if (m_dayFirst > 0 && m_monthFirst > 0 && !dates.isCertain) {
        problems.append(QCoreApplication::translate(
            "NameList",
            "Some dates begin with the day and some with the month: please look at them before using them."));
    }
    if (dates.ambiguous > 0) {
        const auto sample =
            std::find_if(m_cells.cbegin(), m_cells.cend(), [](const Cell &cell) { return cell.date.isAmbiguous(); });
        problems.append(
            QCoreApplication::translate("NameList",
                                        "%n date(s) can be read as two different days, such as %1; they are "
                                        "left out until it is said whether the day or the month comes first.",
                                        nullptr, static_cast<int>(dates.ambiguous))
                .arg(sample->text));
    }
    if (dates.unreadable > 0) {
        problems.append(QCoreApplication::translate("NameList", "%n date(s) cannot be read, first in line %1.", nullptr,
                                                    static_cast<int>(dates.unreadable))
                            .arg(dates.firstUnreadable));
    }
}

} // namespace gatehouse
