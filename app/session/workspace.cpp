// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace.h"

#include "api/serveraddress.h"

#include <algorithm>

namespace gatehouse {

Workspace::Workspace(Parts parts, QObject *parent) : QObject(parent), m_parts(std::move(parts))
{
    connect(&m_parts.journal, &Journal::notice, this, &Workspace::journalNotice);
}
Workspace::~Workspace() = default;

QUuid Workspace::demoId()
{
    return QUuid::fromString(QStringLiteral("{6f6d9c55-7f0b-4c0e-9d0a-de3000000001}"));
}

std::optional<Profile> Workspace::profile(const QUuid &id) const
{
    const auto found =
        std::find_if(m_profiles.cbegin(), m_profiles.cend(), [&](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? std::nullopt : std::optional<Profile>(*found);
}

void Workspace::reload()
{
    auto loaded = m_parts.store.load();
    if (loaded)
        m_profiles = std::move(*loaded);
    if (m_demoProfile) {
        m_profiles.removeIf([](const Profile &profile) { return profile.id == demoId(); });
        m_profiles.append(*m_demoProfile);
    }
    emit profilesChanged();
    if (!loaded)
        emit problem(loaded.error());
    if (const QString notice = m_parts.store.takeNotice(); !notice.isEmpty())
        emit problem(notice);
}

bool Workspace::open(const QUuid &id)
{
    const auto found = profile(id);
    return found && openProfile(*found);
}

bool Workspace::openLast()
{
    const QUuid last = m_parts.store.lastConnection();
    if (!last.isNull() && profile(last))
        return open(last);
    return m_profiles.size() == 1 && openProfile(m_profiles.first());
}

bool Workspace::openNamed(const QString &name)
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        QList<Profile> named = m_profiles;
        named.removeIf([&](const Profile &profile) { return profile.name.compare(name, sensitivity) != 0; });
        if (named.size() > 1) { // the wrong one could be another server
            emit problem(tr("There are %1 connections named “%2”. Choose one of them in the window.")
                             .arg(named.size())
                             .arg(name));
            return false;
        }
        if (!named.isEmpty())
            return openProfile(named.constFirst());
    }
    emit problem(tr("There is no connection named “%1”.").arg(name));
    return false;
}

bool Workspace::openDemo()
{
    if (!m_demo) {
        auto demo = std::make_unique<DemoServer>();
        if (const auto started = demo->start(m_parts.demo); !started) {
            emit problem(started.error());
            return false;
        }
        Profile profile;
        profile.id = demoId();
        profile.name = tr("Demo server");
        profile.url = demo->url().toString();
        profile.token = demo->token();
        profile.environment = Environment::Development;
        profile.protectedNames = {QStringLiteral("ada.admin@*")};
        m_demo = std::move(demo);
        if (m_parts.makeDemoJournal)
            m_demoJournal = m_parts.makeDemoJournal();
        if (m_demoJournal)
            connect(m_demoJournal.get(), &Journal::notice, this, &Workspace::journalNotice);
        m_demoProfile = profile;
        m_profiles.append(profile);
        emit profilesChanged();
    }
    return openProfile(*m_demoProfile);
}

void Workspace::reopen()
{
    if (!m_session)
        return;
    if (const auto again = profile(m_session->profile().id))
        openProfile(*again);
    else
        close();
}

void Workspace::close()
{
    leaveSession();
    emit sessionChanged();
}

// By value: what is told on the way may make somebody reload the list that it stands in.
bool Workspace::openProfile(Profile profile)
{
    const auto address = readServerAddress(profile.url);
    if (!address) {
        emit problem(address.error());
        return false;
    }
    // An empty token is the server's to refuse; one that no header can carry would be called refused unasked.
    if (const auto wrong = tokenProblem(profile.token); wrong && !profile.token.isEmpty()) {
        emit problem(*wrong);
        return false;
    }
    leaveSession();
    const QUuid id = profile.id;
    const auto known = m_usersBefore.find({id, addressText(*address)});
    const auto before = known == m_usersBefore.end() ? std::nullopt : std::optional(known->second);
    Session::Parts parts{isDemo(id) && m_demoJournal ? *m_demoJournal : m_parts.journal, m_parts.computerNow,
                         m_parts.orderedBy, m_parts.client};
    parts.usersBefore = before;
    parts.isChangedElsewhere = [this, base = *address](const QByteArray &name) { return isLeftChanging(base, name); };
    m_session = std::make_unique<Session>(std::move(profile), *address, std::move(parts));
    connect(m_session.get(), &Session::idle, this, &Workspace::retireIdle, Qt::QueuedConnection);
    if (!isDemo(id)) {
        if (const auto saved = m_parts.store.setLastConnection(id); !saved)
            emit problem(saved.error());
    }
    emit sessionChanged();
    m_session->refresh();
    return true;
}

void Workspace::leaveSession()
{
    emit sessionAboutToChange();
    if (const auto users = m_session ? m_session->believedUsers() : std::nullopt)
        m_usersBefore[{m_session->key().id, m_session->key().address}] = *users;
    if (m_session && !m_session->isIdle()) {
        connect(m_session.get(), &Session::actEnded, this,
                [this, left = m_session.get()](const ActReport &report) { leftActHasEnded(*left, report); });
        m_leaving.push_back(std::move(m_session));
    } else if (m_session)
        m_session.release()->deleteLater(); // it may be one of its own signals that led here
}

void Workspace::leftActHasEnded(const Session &left, const ActReport &report)
{
    emit leftActEnded(left.profile().name, report); // a slot may open another connection
    if (m_session && m_session->address() == left.address())
        m_session->refreshAnew();
}

bool Workspace::isLeftChanging(const QUrl &address, const QByteArray &name) const
{
    return std::any_of(m_leaving.cbegin(), m_leaving.cend(),
                       [&](const auto &left) { return left->address() == address && left->isChanging(name); });
}

void Workspace::setOrderedBy(const QString &person)
{
    m_parts.orderedBy = person;
    if (m_session)
        m_session->setOrderedBy(person);
}

QList<Session *> Workspace::sessions() const
{
    QList<Session *> all;
    for (const auto &left : m_leaving)
        all.append(left.get());
    if (m_session)
        all.append(m_session.get());
    return all;
}

QList<RunProgress> Workspace::runs() const
{
    QList<RunProgress> runs;
    for (const Session *session : sessions()) {
        for (const QUuid &set : session->bulks())
            runs.append(*session->progress(set));
    }
    return runs;
}

void Workspace::stopRuns()
{
    for (Session *session : sessions()) {
        for (const QUuid &set : session->bulks())
            session->stop(set);
    }
}

bool Workspace::isIdle() const
{
    return m_leaving.empty() && (!m_session || m_session->isIdle());
}

void Workspace::retireIdle()
{
    std::erase_if(m_leaving, [](const auto &session) { return session->isIdle(); });
    if (isIdle())
        emit idle();
}

} // namespace gatehouse
