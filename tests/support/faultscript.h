// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

#include <array>
#include <vector>

namespace gatehouse {

/// Which fault a request meets, as the test said, for FaultServer; and how many of each kind came. Not thread-safe.
class FaultScript final
{
public:
    /// A request's place, from 1: among those of its method, and among all.
    struct Turn
    {
        int ofMethod = 0;
        int ofAll = 0;
    };

    void on(const QByteArray &method, int nth, Fault fault);
    void byName(const QByteArray &method, const QByteArray &name, Fault fault, int times);
    void byRate(const QByteArray &method, double share, quint64 seed, Fault fault);
    void always(const QByteArray &method, Fault fault);
    /// Ends all faults; counting goes on.
    void clear();

    /// Counts a request, when its head has come.
    Turn take(const QByteArray &method);
    /// Counts it once more, for the user whom it is about, when it is whole.
    void arrived(const SeenRequest &request);

    /// What becomes of it. Nothing as long as that hangs on whom it is about and only a body that is not here yet says
    /// so.
    std::optional<Fault> fate(const SeenRequest &request, Turn turn, bool isWhole) const;

    int count(const QByteArray &method) const;
    int count(const QByteArray &method, const QByteArray &name) const;

private:
    struct Named
    {
        Fault fault;
        int times = 0;
    };
    struct Rated
    {
        double share = 0;
        quint64 seed = 0;
        Fault fault;
    };
    struct Part
    {
        std::map<int, Fault> nth{};
        std::map<QByteArray, Named> named{};
        std::vector<Rated> rated{};
        std::optional<Fault> always{};
        int seen = 0;
    };
    /// What was said of the method, and of any.
    using Parts = std::array<const Part *, 2>;

    const Part &part(const QByteArray &method) const;
    std::optional<Fault> named(const Parts &parts, const SeenRequest &request) const;
    std::optional<Fault> rated(const Parts &parts, const SeenRequest &request) const;

    std::map<QByteArray, Part> m_parts;
    std::map<QByteArray, std::map<QByteArray, int>> m_arrived; ///< by name, then by method
};

} // namespace gatehouse
