// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

#include <cstdio>

namespace gatehouse::bench {

bool Stage::hasDisplay()
{
    if (!m_hasDisplay) {
        m_hasDisplay = QGuiApplication::platformName() != QLatin1String("offscreen");
        if (!*m_hasDisplay)
            miss("There is no display: the rows of the window are left out.");
    }
    return *m_hasDisplay;
}

bool Stage::hasServer()
{
    if (!m_server) {
        m_server = WebServer::start();
        if (!*m_server)
            miss("The rows that load from it are left out.");
    }
    return *m_server != nullptr;
}

void Stage::miss(const std::string &what)
{
    m_isComplete = false;
    std::fprintf(stderr, "%s\n", what.c_str());
}

const BenchList &Stage::list(std::size_t users)
{
    std::unique_ptr<const BenchList> &list = m_lists[users];
    if (!list)
        list = std::make_unique<const BenchList>(makeBenchList(users));
    return *list;
}

BenchServer Stage::server(std::size_t users, Persons persons)
{
    WebServer &server = **m_server;
    const bool hasPersons = persons == Persons::Listed;
    const QString name = QString::number(users) + (hasPersons ? QStringLiteral("-persons") : QString());
    const QString statuses = QStringLiteral("api/v1/user-statuses");
    if (!server.serves(name, statuses)) {
        server.serve(name, statuses, list(users).json);
        if (hasPersons)
            server.serve(name, QStringLiteral("api/v1/users"), personsJson(users));
    }
    return {server.base(name), server.pin(), "bench-token", hasPersons};
}

BenchWindow &Stage::window(std::size_t users, Persons persons)
{
    std::unique_ptr<BenchWindow> &window = m_windows[{users, persons}];
    if (!window) {
        const BenchServer from = server(users, persons);
        window = std::make_unique<BenchWindow>(m_application);
        window->know(from);
        window->load();
        window->settle();
    }
    for (const auto &[key, other] : m_windows) {
        if (other != window)
            other->hide();
    }
    window->show();
    return *window;
}

void Stage::clear()
{
    for (const auto &[key, window] : m_windows)
        window->hide();
}

} // namespace gatehouse::bench
