// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"

namespace gatehouse {

/// A fault with its name, for tables of cases, and with what is true of it whatever the client makes of it.
struct NamedFault
{
    enum class Kind {
        Lost,        ///< the connection ends before the head of an answer is whole
        Silent,      ///< nothing comes, the connection stays
        NoHttp,      ///< bytes come that are no HTTP
        Broken,      ///< a head; then a body that is not as long as it promises, or never ends
        Slow,        ///< the true answer, byte after byte
        Mute,        ///< 200 with a body that does not say what was done
        Elsewhere,   ///< a web page, or a redirect
        Refused,     ///< 4xx for good: the same request would be refused again
        Busy,        ///< 429 or 503
        ServerError, ///< 500, 502, 504
    };

    const char *name;
    Fault fault;
    Kind kind;

    /// Of a write that the store would take.
    bool isCarriedOut() const { return fault.deed == Fault::Deed::Done; }
    /// Whether the whole head of an answer in HTTP comes.
    bool isAnswered() const { return kind != Kind::Lost && kind != Kind::Silent && kind != Kind::NoHttp; }
};

/// Every fault that may hit one write, carried out and not where both can be; the names are distinct. Those that leave
/// the connection open without an end (Silent, some Broken) last as long as the client waits.
QList<NamedFault> everyWriteFault();

} // namespace gatehouse
