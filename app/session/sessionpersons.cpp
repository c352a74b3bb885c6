// SPDX-License-Identifier: GPL-3.0-or-later
// The persons beside a session's list: put together with it, and the guard that leaves one of the admins able to sign
// in; and what others changed since the last look.
#include "changes/adminguard.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

/// What is put together on the window's thread: 5 ms.
constexpr Row kJoinedAtOnce = 20'000;

} // namespace

void Session::takePersons()
{
    if (m_directory.directory())
        m_superAdmins = superAdminNames(*m_directory.directory());
    if (m_directory.directory() != m_joinedWith)
        joinPersons();
}

// The list and the persons come in any order, each as often as it likes; what is on the screen stays until both are put
// together, which takes a worker where there are many.
void Session::joinPersons()
{
    if (!m_list)
        return;
    const std::shared_ptr<const Directory> directory = m_directory.directory();
    const quint64 joining = ++m_joining;
    m_joinedWith = directory;
    const auto together = [list = m_list, directory] { return directory ? joined(*list, directory) : *list; };
    if (m_list->count() + (directory ? directory->count() : 0) <= kJoinedAtOnce) {
        m_listing.replace(together(), m_listAskedAt);
        return;
    }
    auto *worker = new QFutureWatcher<std::shared_ptr<StatusList>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, joining, askedAt = m_listAskedAt] {
        worker->deleteLater();
        if (joining == m_joining)
            m_listing.replace(std::move(*worker->result()), askedAt);
    });
    worker->setFuture(QtConcurrent::run([together] { return std::make_shared<StatusList>(together()); }));
}

// Of whose change it is not decided yet, here or on a connection that was left, it is taken for done: for the worse.
std::vector<UserStatus> Session::superAdminsNow(const ChangeSet *own) const
{
    const auto isOwn = [own](const QByteArray &name) {
        return own && std::any_of(own->changes.cbegin(), own->changes.cend(),
                                  [&name](const Change &change) { return change.name() == name; });
    };
    std::vector<UserStatus> admins;
    const StatusTable &table = m_listing.table();
    const IsChanged isChangedElsewhere = changedElsewhere();
    for (const QByteArray &name : m_superAdmins) {
        const auto row = table.find(name);
        UserStatus status = row ? table.status(*row) : UserStatus::none(name);
        const bool isOpen = isChanging(name) || (isChangedElsewhere && isChangedElsewhere(name));
        if (status.state == StatusState::Enabled && isOpen && !isOwn(name))
            status.state = StatusState::DisabledOdd;
        admins.push_back(std::move(status));
    }
    return admins;
}

// By any way: a toggle, a bulk, a list, an undo, a run that goes on.
QString Session::adminRefusal(const ChangeSet &set) const
{
    return !m_superAdmins.isEmpty() && leavesNoAdmin(superAdminsNow(), set) ? adminRefusalWords() : QString();
}

QString Session::refusalOf(const OutlinedPlan &plan) const
{
    return !m_superAdmins.isEmpty() && leavesNoAdmin(superAdminsNow(), plan) ? adminRefusalWords() : QString();
}

QString Session::adminRefusalWords()
{
    return QCoreApplication::translate("Session", "After this nobody with the role super-admin could sign in any more, "
                                                  "so it is not sent. Leave at least one of them enabled.");
}

void Session::resume(const QUuid &set)
{
    if (!m_isReady && m_isSetUp) { // what the server refused would be refused again
        m_resumedWhenReady = set;
        refreshAnew();
        return;
    }
    const ChangeSet ofAdmins = m_runner.onlyOf(set, m_superAdmins);
    if (leavesNoAdmin(superAdminsNow(&ofAdmins), ofAdmins))
        emit notRecorded(adminRefusalWords());
    else
        m_runner.resume(set);
}

// A list that is doubted is no news, and never counts as seen.
void Session::compareWithLook()
{
    const bool isBelieved = !doubt() || doubt()->screen == DoubtfulList::Screen::OldList;
    if (isBelieved && m_listTakenAt)
        m_look->compare(m_listing.table(), *m_listTakenAt);
}

} // namespace gatehouse
