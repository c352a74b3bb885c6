// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workspace.h"

#include "api/serveraddress.h"

#include <QFutureWatcher>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

bool isNewTokenOnly(Profile before, const Profile &after)
{
    const bool isNew = before.token != after.token;
    before.token = after.token;
    return isNew && before == after;
}

} // namespace

Workspace::Workspace(Parts parts, QObject *parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_secrets(m_parts.makeKeychain ? m_parts.makeKeychain() : systemKeychain())
{
    m_lookFiles->setMaxThreadCount(1);
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
        forgetLooks(std::exchange(m_profiles, std::move(*loaded)));
    if (m_demoProfile) {
        m_profiles.removeIf([](const Profile &profile) { return profile.id == demoId(); });
        m_profiles.append(*m_demoProfile);
    }
    for (const auto &left : m_leaving)
        giveSavedToken(*left);
    emit profilesChanged();
    if (!loaded)
        emit problem(loaded.error());
    if (const QString notice = m_parts.store.takeNotice(); !notice.isEmpty())
        emit problem(notice);
    if (!std::exchange(m_isUnfinishedTold, true))
        tellUnfinishedElsewhere();
}

// What the open connection left unfinished is offered there; of the others it is told once, at the start.
void Workspace::tellUnfinishedElsewhere()
{
    const QPointer<Workspace> self(this);
    m_parts.journal.unfinished([self](const tl::expected<QList<SetSummary>, QString> &found) {
        if (!self || !found)
            return;
        for (const SetSummary &set : *found) {
            const auto saved = self->profile(set.connection.id);
            const auto address = saved ? readServerAddress(saved->url) : tl::unexpected(QString());
            const bool isOpen = self->m_session && self->m_session->key() == set.connection;
            if (address && addressText(*address) == set.connection.address && !isOpen)
                emit self->journalNotice(
                    tr("“%1” on “%2” was cut off in the middle. Open that connection to go on with "
                       "it, or to leave it.",
                       "a set of changes, and the connection it is for")
                        .arg(set.title, saved->name));
        }
    });
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
    const auto again = profile(m_session->profile().id);
    if (!again)
        close();
    else if (isNewTokenOnly(m_openedAs, *again))
        takeNewToken(*again);
    else
        openProfile(*again);
}

bool Workspace::isOpenEdited() const
{
    return m_session && profile(m_session->profile().id) != m_openedAs;
}

// The list, the selection and a run that waits for it stay.
void Workspace::takeNewToken(const Profile &profile)
{
    if (!isUsable(profile.token))
        return;
    m_openedAs = profile;
    giveToken(profile, m_session->address());
    m_session->refreshAnew();
}

// A run that was left goes on with it too.
void Workspace::giveToken(const Profile &profile, const QUrl &address)
{
    if (profile.tokenStore != tokenstore::settings)
        return; // it is not in the profile: each session fetches it
    for (Session *session : sessions()) {
        if (session->profile().id == profile.id && session->address() == address)
            session->setToken(profile.token);
    }
}

// What was left goes on with the token that was saved since, as what is open does.
void Workspace::giveSavedToken(Session &session)
{
    const auto saved = profile(session.profile().id);
    if (!saved || saved->token.isEmpty() || saved->token == session.profile().token || tokenProblem(saved->token))
        return;
    const auto address = readServerAddress(saved->url);
    if (address && *address == session.address())
        session.setToken(saved->token);
}

// An empty token is the server's to refuse; one that no header can carry would be called refused unasked.
bool Workspace::isUsable(const QByteArray &token)
{
    const auto wrong = tokenProblem(token);
    if (!wrong || token.isEmpty())
        return true;
    emit problem(*wrong);
    return false;
}

void Workspace::close()
{
    leaveSession();
    emit sessionChanged();
}

bool Workspace::trust(const QByteArray &sha256, Trust how)
{
    if (!m_session)
        return false;
    const QUuid id = m_session->profile().id;
    if (how == Trust::ForNow || isDemo(id)) {
        m_trusted[{id, m_session->key().address}] = sha256;
        return open(id);
    }
    auto changed = profile(id);
    if (!changed)
        return false;
    changed->tls.pin = sha256;
    if (const auto saved = m_parts.store.save(*changed); !saved) {
        emit problem(saved.error());
        return false;
    }
    m_trusted.erase({id, m_session->key().address});
    reload();
    return open(id);
}

// By value: what is told on the way may make somebody reload the list that it stands in.
bool Workspace::openProfile(Profile profile)
{
    const auto address = readServerAddress(profile.url);
    if (!address) {
        emit problem(address.error());
        return false;
    }
    if (!isUsable(profile.token))
        return false;
    giveToken(profile, *address);
    leaveSession();
    m_openedAs = profile;
    const QUuid id = profile.id;
    const auto known = m_usersBefore.find({id, addressText(*address)});
    const auto before = known == m_usersBefore.end() ? std::nullopt : std::optional(known->second);
    Session::Parts parts{isDemo(id) && m_demoJournal ? *m_demoJournal : m_parts.journal, m_parts.computerNow,
                         m_parts.orderedBy, m_parts.client};
    // A word for now goes before the one that was saved: it was given later.
    if (const auto trusted = m_trusted.find({id, addressText(*address)}); trusted != m_trusted.end())
        profile.tls.pin = trusted->second;
    parts.retry = m_parts.retry;
    parts.usersBefore = before;
    parts.changedElsewhere = [this, base = *address] { return changedByThoseLeft(base); };
    parts.fetchSecrets = [this](const Profile &wanted, const SecretsAnswer &answer) {
        m_secrets.fetch(wanted, answer);
    };
    parts.forgetSecrets = [this](const QUuid &refused) { m_secrets.forget(refused); };
    parts.look = lookOf({id, addressText(*address)});
    m_session = std::make_unique<Session>(std::move(profile), *address, std::move(parts));
    connect(m_session.get(), &Session::idle, this, &Workspace::retire, Qt::QueuedConnection);
    connect(m_session.get(), &Session::confirmed, this, &Workspace::retire, Qt::QueuedConnection);
    if (!isDemo(id))
        rememberAsLast(id);
    emit sessionChanged();
    m_session->refresh();
    return true;
}

// One for each connection: what a session that was left still changes is not told as somebody else's.
std::shared_ptr<LastLook> Workspace::lookOf(const ConnectionKey &key)
{
    std::weak_ptr<LastLook> &known = m_looks[{key.id, key.address}];
    std::shared_ptr<LastLook> look = known.lock();
    if (!look) {
        LastLook::Parts parts;
        parts.folder = isDemo(key.id) ? QString() : m_parts.looksFolder;
        parts.files = m_lookFiles.get();
        // It may outlive the workspace, with a session that is left; what it writes then needs the pool.
        look =
            std::shared_ptr<LastLook>(new LastLook(key, parts), [files = m_lookFiles](LastLook *gone) { delete gone; });
        known = look;
    }
    return look;
}

// Of connections that were deleted; one that is still open writes nothing worth keeping, and goes the next time.
void Workspace::forgetLooks(const QList<Profile> &before)
{
    if (m_parts.looksFolder.isEmpty())
        return;
    for (const Profile &gone : before) {
        const bool isOpen = m_session && m_session->profile().id == gone.id;
        if (!profile(gone.id) && !isDemo(gone.id) && !isOpen)
            m_lookFiles->start([folder = m_parts.looksFolder, id = gone.id] { LookFile::forget(folder, id); });
    }
}

// The disk takes several frames for it. Settings that cannot be written are told once, not at each opening.
void Workspace::rememberAsLast(const QUuid &id)
{
    using Kept = tl::expected<void, ProfileStore::Failure>;
    auto *worker = new QFutureWatcher<Kept>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker] {
        worker->deleteLater();
        const Kept kept = worker->result();
        const QString trouble = kept ? QString() : kept.error();
        if (std::exchange(m_lastTrouble, trouble) != trouble && !trouble.isEmpty())
            emit problem(trouble);
    });
    worker->setFuture(m_parts.store.keepLastConnection(id));
}

void Workspace::leaveSession()
{
    emit sessionAboutToChange();
    if (m_session)
        m_session->letUnfinishedGo();
    if (const auto users = m_session ? m_session->believedUsers() : std::nullopt)
        m_usersBefore[{m_session->key().id, m_session->key().address}] = *users;
    if (m_session && !m_session->isSettled()) {
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

Session::IsChanged Workspace::changedByThoseLeft(const QUrl &address) const
{
    std::vector<const Session *> there;
    for (const auto &left : m_leaving) {
        if (left->address() == address && !left->isIdle())
            there.push_back(left.get());
    }
    if (there.empty())
        return {};
    return [there = std::move(there)](const QByteArray &name) {
        return std::any_of(there.cbegin(), there.cend(),
                           [&name](const Session *left) { return left->isChanging(name); });
    };
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
        for (const QUuid &set : session->bulks()) {
            if (session->progress(set)->phase != RunProgress::Phase::Stopping)
                session->stop(set);
        }
    }
}

bool Workspace::isIdle() const
{
    const QList<Session *> all = sessions();
    return std::all_of(all.cbegin(), all.cend(), [](const Session *session) { return session->isIdle(); });
}

bool Workspace::isOnlyInQuestion() const
{
    const QList<Session *> all = sessions();
    return std::all_of(all.cbegin(), all.cend(), [](const Session *session) { return session->isOnlyInQuestion(); });
}

bool Workspace::isSettled() const
{
    const QList<Session *> all = sessions();
    return std::all_of(all.cbegin(), all.cend(), [](const Session *session) { return session->isSettled(); });
}

void Workspace::retire()
{
    std::erase_if(m_leaving, [](const auto &session) { return session->isSettled(); });
    if (isIdle())
        emit idle();
}

} // namespace gatehouse
