// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tour/stage.h"

#include "changes/actwords.h"
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

bool Stage::leaveUnfinished()
{
    constexpr int changes = 40;
    constexpr int done = 12;
    Session *session = m_workspace.session();
    if (!session || session->listing().visible().count() < changes || !session->isSettled())
        return false;
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.act = Act::Disable;
    set.connection = session->key();
    set.connectionName = session->profile().name;
    set.orderedAt = session->now() - std::chrono::hours(9);
    const StatusTable &table = session->listing().table();
    for (Row row = 0; row < table.count() && set.changes.size() < changes; ++row) {
        if (table.state(row) == StatusState::Enabled)
            set.changes.append({table.status(row), UserStatus::disabled(table.nameBytes(row), set.orderedAt)});
    }
    set.title = setTitle(set.act, set.changes);
    Journal &journal = session->journal();
    journal.record(set, [](const tl::expected<RecordedSet, QString> &) {});
    for (int i = 0; i < done; ++i) {
        Outcome outcome;
        outcome.kind = OutcomeKind::Done;
        outcome.at = set.orderedAt;
        journal.noteOutcome(set.id, i, outcome);
    }
    journal.letGo(set.id);
    return m_workspace.openDemo();
}

void Stage::leave()
{
    m_window.hide();
    m_workspace.close();
}

} // namespace gatehouse
