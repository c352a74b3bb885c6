// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/program.h"

#include "ui/look/gatestyle.h"
#include "ui/mainwindow/savedappearance.h"

#include <QTimer>

#include <utility>

namespace gatehouse {

namespace {

std::optional<QTemporaryDir> folderFor(Program::Start::With with)
{
    return with == Program::Start::With::Demo ? std::optional<QTemporaryDir>(std::in_place) : std::nullopt;
}

/// Before the window: it is built in what the person chose.
Workspace &dressed(Workspace &workspace)
{
    GateStyle::apply(savedAppearance(workspace.store()));
    return workspace;
}

} // namespace

Program::Program(Start start)
    : m_start(std::move(start)),
      m_demoFolder(folderFor(m_start.with)),
      m_store(fileFor(QStringLiteral("gatehouse.ini"), ProfileStore::standardFile())),
      m_journal(fileFor(QStringLiteral("journal.sqlite"), SqliteJournal::standardFile()), computerNow),
      m_workspace(parts()),
      m_window(dressed(m_workspace), computerNow)
{}

Program::~Program() = default;

QString Program::fileFor(const QString &name, const QString &standard) const
{
    return m_demoFolder ? m_demoFolder->filePath(name) : standard;
}

Workspace::Parts Program::parts()
{
    const auto makeDemoJournal = [this] {
        return std::make_unique<SqliteJournal>(m_demoJournalFolder.filePath(QStringLiteral("journal.sqlite")),
                                               computerNow);
    };
    Workspace::Parts parts{m_store, m_journal, computerNow, m_start.orderedBy, m_start.demo, {}, makeDemoJournal};
    parts.looksFolder = m_demoFolder ? QString() : LookFile::standardFolder();
    return parts;
}

void Program::show()
{
    m_window.show();
    m_journal.open(); // what is wrong with it is told now, before somebody relies on it
    QTimer::singleShot(0, &m_workspace, [this] { openFirst(); });
}

void Program::openFirst()
{
    m_workspace.reload();
    if (m_start.with == Start::With::Demo)
        m_workspace.openDemo();
    else if (m_start.connection)
        m_workspace.openNamed(*m_start.connection);
    else
        m_workspace.openLast();
}

} // namespace gatehouse
