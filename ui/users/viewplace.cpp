// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/viewplace.h"

#include <algorithm>

namespace gatehouse {

namespace {

std::optional<int> positionOf(const UserListing &listing, const std::optional<ViewPlace::Spot> &spot)
{
    if (!spot)
        return std::nullopt;
    const auto row = listing.table().find(spot->name);
    const auto position = row ? listing.visible().position(*row) : std::nullopt;
    return position ? std::optional<int>(static_cast<int>(*position)) : std::nullopt;
}

int nearest(const ViewPlace::Spot &spot, const UserListing &listing)
{
    return std::min(spot.position, static_cast<int>(listing.visible().count()) - 1);
}

} // namespace

RestoredPlace restoredPlace(const ViewPlace &before, const UserListing &listing, int rowHeight)
{
    RestoredPlace place;
    if (listing.visible().count() == 0)
        return place;
    const bool sameOrder = before.order == listing.order();
    const bool sameList = sameOrder && before.search == listing.search() && before.chip == listing.chip();
    place.current = positionOf(listing, before.current);
    place.isSameUser = place.current.has_value();
    if (!place.current && before.current && sameList)
        place.current = nearest(*before.current, listing);

    const auto keep = [&](int position, const ViewPlace::Spot &spot) {
        place.scroll = std::max(0, position * rowHeight - spot.onScreen);
    };
    const auto top = positionOf(listing, before.top);
    if (!sameList && before.currentIsKept && place.isSameUser)
        keep(*place.current, *before.current);
    else if (before.isAtTop)
        place.scroll = 0;
    else if (top && sameOrder)
        keep(*top, *before.top);
    else if (sameList && before.top)
        keep(nearest(*before.top, listing), *before.top);
    return place;
}

} // namespace gatehouse
