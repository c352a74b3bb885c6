// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/users/viewplace.h"

using namespace gatehouse;
using namespace gatehouse::samples;

namespace {

constexpr int kRow = 32;

/// Where somebody is who sees `top` as the first row, 10 pixels of it cut off, and has `current` 100 pixels below.
ViewPlace placeOf(const UserListing &listing, const QByteArray &current, const QByteArray &top)
{
    ViewPlace place;
    const auto position = [&](const QByteArray &name) {
        return static_cast<int>(listing.visible().position(rowOf(listing, name)).value());
    };
    place.current = ViewPlace::Spot{current, position(current), 100};
    place.top = ViewPlace::Spot{top, position(top), -10};
    place.isAtTop = false;
    place.search = listing.search();
    place.chip = listing.chip();
    place.order = listing.order();
    return place;
}

} // namespace

class TestViewPlace final : public QObject
{
    Q_OBJECT

private slots:
    void init() { fill(m_listing, manyUsers(1000)); }
    void cleanup()
    {
        m_listing.setSearchAndChip({}, StatusChip::All);
        m_listing.setOrder({});
        QTRY_VERIFY(!m_listing.isWorking());
    }

    void staysByNameWhenAnEarlierUserIsNew()
    {
        const ViewPlace place = placeOf(m_listing, "user000505@example.com", "user000500@example.com");
        StatusList longer;
        {
            StatusListBuilder builder;
            builder.add(UserStatus::enabled("aaa"));
            const StatusList many = manyUsers(1000);
            for (Row row = 0; row < many.count(); ++row)
                builder.add(many.names->name(row), many.states[row], many.since[row]);
            longer = std::move(builder).build();
        }
        fill(m_listing, std::move(longer));
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::optional<int>(506));
        QVERIFY(restored.isSameUser);
        QCOMPARE(restored.scroll, 501 * kRow + 10);
    }

    void takesTheNearestRowWhenTheUserIsGone()
    {
        const ViewPlace place = placeOf(m_listing, "user000995@example.com", "user000990@example.com");
        fill(m_listing, manyUsers(600));
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::optional<int>(599));
        QVERIFY(!restored.isSameUser);
        QCOMPARE(restored.scroll, 599 * kRow + 10);
    }

    void goesToTheTopOfOtherHits()
    {
        const ViewPlace place = placeOf(m_listing, "user000505@example.com", "user000500@example.com");
        m_listing.setSearch(QStringLiteral("user00009"));
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::nullopt);
        QCOMPARE(restored.scroll, 0);
    }

    void keepsASelectedCurrentRowUnderTheEye()
    {
        m_listing.setSearch(QStringLiteral("50"));
        ViewPlace place = placeOf(m_listing, "user000500@example.com", "user000050@example.com");
        place.isAtTop = true;
        place.currentIsKept = true;
        m_listing.setSearch({});
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::optional<int>(500));
        QCOMPARE(restored.scroll, 500 * kRow - 100);
    }

    void staysAtTheTopWhenTheOrderTurns()
    {
        ViewPlace place = placeOf(m_listing, "user000000@example.com", "user000000@example.com");
        place.isAtTop = true;
        m_listing.setOrder({SortKey::Name, SortDirection::Descending});
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::optional<int>(999));
        QCOMPARE(restored.scroll, 0);
    }

    void hasNoPlaceInAnEmptyTable()
    {
        const ViewPlace place = placeOf(m_listing, "user000505@example.com", "user000500@example.com");
        m_listing.setSearch(QStringLiteral("nobody"));
        const RestoredPlace restored = restoredPlace(place, m_listing, kRow);
        QCOMPARE(restored.current, std::nullopt);
        QCOMPARE(restored.scroll, 0);
    }

private:
    UserListing m_listing;
};

QTEST_GUILESS_MAIN(TestViewPlace)
#include "tst_viewplace.moc"
