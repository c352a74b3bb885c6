// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/selectedplaces.h"

#include <algorithm>
#include <memory>

namespace gatehouse {
namespace {

constexpr int rowsAtOnce = 1000;

/// What is still to be asked, handed on from answer to answer.
struct PlacesAsked
{
    QPointer<Journal> journal;
    QUuid set;
    SetRowFilter filter;
    QList<std::pair<int, int>> ranges;
    Journal::Answer<QList<qint64>> answer;
    QList<qint64> places;
};

void askNextPlaces(const std::shared_ptr<PlacesAsked> &asked)
{
    if (!asked->journal)
        return;
    if (asked->ranges.isEmpty()) {
        std::sort(asked->places.begin(), asked->places.end());
        asked->answer(asked->places);
        return;
    }
    auto &[first, last] = asked->ranges.first();
    const int from = first;
    const int count = std::min(rowsAtOnce, last - first + 1);
    first += count;
    if (first > last)
        asked->ranges.removeFirst();
    asked->journal->rows(asked->set, asked->filter, from, count,
                         [asked](const tl::expected<SetRowPage, QString> &page) {
                             if (!page) {
                                 asked->answer(tl::unexpected(page.error()));
                                 return;
                             }
                             for (const SetRow &row : page->rows) {
                                 if (row.outcome && row.outcome->changedSomething())
                                     asked->places.append(row.place);
                             }
                             askNextPlaces(asked);
                         });
}

} // namespace

void askSelectedPlaces(const QPointer<Journal> &journal, const QUuid &set, const SetRowFilter &filter,
                       QList<std::pair<int, int>> ranges, Journal::Answer<QList<qint64>> answer)
{
    ranges.removeIf([](const std::pair<int, int> &range) { return range.second < range.first; });
    askNextPlaces(
        std::make_shared<PlacesAsked>(PlacesAsked{journal, set, filter, std::move(ranges), std::move(answer), {}}));
}

} // namespace gatehouse
