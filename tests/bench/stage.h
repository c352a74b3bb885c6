// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchlists.h"
#include "benchwindow.h"
#include "webserver.h"

#include <map>

namespace gatehouse::bench {

/// The persons of a list: none are offered, or as many as there are users.
enum class Persons { None, Listed };

/// What the contests of the window share, each thing made when it is first needed: lists, the web server that serves
/// them, and windows that have loaded them. Lives on the window's thread, and outlives the contests.
class Stage final
{
public:
    explicit Stage(BenchApplication &application) : m_application(application) {}

    BenchApplication &application() { return m_application; }
    /// Whether there is a display to paint on and a server to load from; what is missing is said on stderr, once.
    bool hasDisplay();
    bool hasServer();
    /// Nothing was missing of what was asked for.
    bool isComplete() const { return m_isComplete; }
    /// Something else is missing that rows need: one sentence, for stderr.
    void miss(const std::string &what);

    const BenchList &list(std::size_t users);
    /// Where that list is served; of hasServer() only.
    BenchServer server(std::size_t users, Persons persons);
    /// A window with that list in it, nothing searched, nobody selected; of hasServer() and hasDisplay() only.
    /// It is the only one of them on the screen: each says how old its list is, and other windows' paints are nobody's
    /// matter.
    BenchWindow &window(std::size_t users, Persons persons);
    /// None of them is on the screen.
    void clear();

private:
    using Key = std::pair<std::size_t, Persons>;
    BenchApplication &m_application;
    std::map<std::size_t, std::unique_ptr<const BenchList>> m_lists;
    std::optional<std::unique_ptr<WebServer>> m_server; ///< null: it could not be started
    std::map<Key, std::unique_ptr<BenchWindow>> m_windows;
    std::optional<bool> m_hasDisplay;
    bool m_isComplete = true;
};

} // namespace gatehouse::bench
