// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/stage.h"

#include "ui/mainwindow/savedappearance.h"

namespace gatehouse {

namespace {

Appearance chosen(ProfileStore &store, Appearance appearance)
{
    (void)saveAppearance(store, appearance); // it holds for the tour at least
    GateStyle::apply(appearance);
    return appearance;
}

} // namespace

Stage::Stage(Appearance appearance, const DemoServer::Options &demo, const QString &orderedBy)
    : m_store(m_folder.filePath(QStringLiteral("gatehouse.ini"))),
      m_appearance(chosen(m_store, appearance)),
      m_journal(m_folder.filePath(QStringLiteral("journal.sqlite")), computerNow),
      m_server(std::in_place),
      m_workspace({m_store, m_journal, computerNow, orderedBy, demo, {}}),
      m_window(m_workspace, computerNow)
{
    // Other people than the demo's, so that the two can be told apart.
    DemoServer::Options other = demo;
    other.seed = demo.seed + 1;
    if (const auto started = m_server->start(other); !started)
        m_problem = started.error();
    m_address = m_server->url().toString();
    m_token = QString::fromLatin1(m_server->token());
    m_workspace.reload();
}

Stage::~Stage() = default;

bool Stage::save(const QList<Profile> &profiles)
{
    const bool isSaved = m_store.add(profiles).has_value();
    m_workspace.reload();
    return isSaved;
}

void Stage::leave()
{
    m_window.hide();
    m_workspace.close();
}

} // namespace gatehouse
