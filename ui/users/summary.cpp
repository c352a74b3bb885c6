// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/summary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace gatehouse {

namespace {

struct SummaryTexts
{
    Q_DECLARE_TR_FUNCTIONS(Summary)
public:
    static QString users(qint64 n) { return n == 1 ? tr("1 user") : tr("%Ln users", nullptr, static_cast<int>(n)); }
    //: How many users a search finds
    static QString found(qint64 n) { return tr("%Ln found", nullptr, static_cast<int>(n)); }
    static QString disabled(qint64 n) { return tr("%Ln disabled", nullptr, static_cast<int>(n)); }
    static QString selected(const SelectionCounts &selection);
    static QString hidden(qint64 n)
    {
        return n == 1 ? tr("1 selected user is hidden.")
                      : tr("%Ln selected users are hidden.", nullptr, static_cast<int>(n));
    }
};

QString SummaryTexts::selected(const SelectionCounts &selection)
{
    const QString visible = QLocale().toString(selection.visible());
    if (selection.hidden == 0)
        return tr("%1 selected").arg(visible);
    const QString hidden = QLocale().toString(selection.hidden);
    if (selection.visible() == 0)
        //: Every selected user is hidden; %1 is how many
        return tr("%1 selected, all hidden by the filter").arg(hidden);
    //: %1 selected users can be seen, %2 others cannot
    return tr("%1 selected, %2 more hidden by the filter").arg(visible, hidden);
}

} // namespace

QString summaryText(const StatusCounts &counts, const SelectionCounts &selection, std::optional<qint64> found)
{
    QStringList parts;
    if (found)
        parts << SummaryTexts::found(*found);
    parts << QStringList{SummaryTexts::users(counts.all()), SummaryTexts::disabled(counts.disabled)};
    if (selection.selected > 0)
        parts << SummaryTexts::selected(selection);
    return parts.join(QStringLiteral(" \u00B7 "));
}

QString summaryText(const UserListing &listing)
{
    const bool isSearching = !RowFilter::of(listing.search(), StatusChip::All).needle.isEmpty();
    // Counted by words of bits: the states of those who are selected, which take a walk over them, are not told here.
    SelectionCounts selection;
    selection.selected = listing.selection().size();
    selection.hidden = selection.selected - listing.selection().sizeOfIntersection(listing.visible().set());
    return summaryText(listing.table().counts(), selection,
                       isSearching ? std::optional<qint64>(listing.visible().count()) : std::nullopt);
}

QString userCountText(qint64 users)
{
    return SummaryTexts::users(users);
}

QString hiddenSelectionText(qint64 hidden)
{
    return hidden == 0 ? QString() : SummaryTexts::hidden(hidden);
}

} // namespace gatehouse
