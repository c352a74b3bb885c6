// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/weather.h"

namespace gatehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kFairLatency = 2ms;

enum Kind { Fair, Slow, Busy, Broken, SheddingInHand, SheddingRate, Losing, NotTheApi, Gone, Dropping, Count };

} // namespace

bool Weather::change()
{
    const bool wasFair = m_kind == Fair;
    clear();
    if (!wasFair) // every trouble passes before the next one
        return true;
    m_kind = m_random.bounded(1, static_cast<int>(Count));
    switch (static_cast<Kind>(m_kind)) {
    case Fair:
    case Count:
        break;
    case Slow:
        m_server.setLatency(std::chrono::milliseconds(m_random.bounded(20, 150)));
        break;
    case Busy:
        m_server.always("*", Fault::answer(FaultReply::busy()));
        break;
    case Broken:
        m_server.byRate("*", 0.3, m_random.generate(), Fault::answer(FaultReply::json(500, R"({"error":"oh"})")));
        break;
    case SheddingInHand:
        m_server.setLatency(10ms);
        m_server.shedInHand(2);
        break;
    case SheddingRate:
        m_server.shedRate(20, 200ms, FaultReply::busy(429).withRetryAfter(1s));
        break;
    case Losing:
        for (const char *method : {"GET", "POST", "DELETE"})
            lose(method, 0.05);
        break;
    case NotTheApi:
        m_server.always("*", Fault::answer(FaultReply::page(200, "<html>Please sign in</html>")));
        break;
    case Gone:
        m_server.setClosingOnAccept(true);
        m_server.dropConnections();
        break;
    case Dropping:
        m_server.dropConnections();
        break;
    }
    return false;
}

void Weather::clear()
{
    m_kind = Fair;
    m_server.behave();
    m_server.setClosingOnAccept(false);
    m_server.setLatency(kFairLatency);
}

void Weather::lose(const QByteArray &method, double share)
{
    for (const Fault &fault : {Fault::done(Delivery::Close), Fault::notDone(Delivery::Reset),
                               Fault::done(Delivery::CutInBodyThenReset), Fault::notDone(Delivery::CloseAfterHead)})
        m_server.byRate(method, share, m_random.generate(), fault);
    m_server.byRate(method, share / 20, m_random.generate(), Fault::done(Delivery::Stall));
}

} // namespace gatehouse
