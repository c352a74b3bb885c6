// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoserver.h"
#include "journal/journal.h"
#include "profiles/profilestore.h"
#include "profiles/secretkeeper.h"
#include "session/session.h"

#include <QObject>
#include <QThreadPool>

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace gatehouse {

/// Which connection is open: opens saved ones and the demo, one session at a time. Lives on the window's thread.
///
/// A session that is left while a change is on its way stays alive, out of sight, until the change's end stands in the
/// journal and was looked at once more; nothing is cut off. Until then no session on the same server, whichever
/// connection leads there, may change the same name: one name, one request. When it has ended, the open session on that
/// server asks for a fresh list. How many users a connection had is remembered when it is left, as long as the program
/// runs: a list that is much shorter when it is opened again is doubted like one that shrank on the screen.
class Workspace final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        ProfileStore &store;
        Journal &journal;
        std::function<Instant()> computerNow;
        QString orderedBy; ///< "ada@workstation"
        DemoServer::Options demo;
        ClientOptions client;
        /// Makes the journal of the demo, when it is started: its people are not those of anybody's server. Without one
        /// it shares the other.
        std::function<std::unique_ptr<Journal>()> makeDemoJournal = {};
        /// The system's if empty.
        std::function<std::unique_ptr<Keychain>()> makeKeychain = {};
        RetryPolicy retry = {.tries = 4}; ///< of what a change sends
        /// Where it is kept what was seen last of each connection; empty: nowhere.
        QString looksFolder = {};
    };

    explicit Workspace(Parts parts, QObject *parent = nullptr);
    ~Workspace() override;

    ProfileStore &store() { return m_parts.store; }
    /// Where the secrets come from that do not stand in the settings; its wanted() leads to a person.
    SecretKeeper &secrets() { return m_secrets; }
    /// Saved connections in their order, then the demo while it runs.
    QList<Profile> profiles() const { return m_profiles; }
    std::optional<Profile> profile(const QUuid &id) const;
    /// Nothing before the first connection is opened.
    Session *session() const { return m_session.get(); }
    /// Who stands in the record of what is ordered from now on.
    void setOrderedBy(const QString &person);
    QString orderedBy() const { return m_parts.orderedBy; }
    /// Of the open session; of the saved connections while none is open.
    Journal &journal() { return m_session ? m_session->journal() : m_parts.journal; }
    bool isDemo(const QUuid &id) const { return id == demoId(); }
    static QUuid demoId();

    /// Reads the saved connections; failures and notices come as problem().
    void reload();
    /// Opens a connection and asks for its list. False, with problem(), when it does not exist or its address cannot be
    /// used; the open session stays then.
    bool open(const QUuid &id);
    /// Opens the connection that was open last, else the only one; false when there is none.
    bool openLast();
    /// Opens the connection with this name (exact, else without regard to case). False, with problem(), when there is
    /// none or more than one.
    bool openNamed(const QString &name);
    /// Starts the built-in server, when it does not run yet, and opens it.
    bool openDemo();
    /// The open connection again, with what was saved for it since. A new token alone is handed on to what is open.
    void reopen();
    /// Whether what is saved for the open connection is not what it was opened with.
    bool isOpenEdited() const;
    void close();
    /// The open connection accepts exactly the certificate of this SHA-256 from now on, and is opened again: until the
    /// program ends, or with the profile. False, with problem(), when that cannot be saved.
    enum class Trust { ForNow, Always };
    bool trust(const QByteArray &sha256, Trust how);

    /// The bulks that have not ended, of the open session and of those that were left.
    QList<RunProgress> runs() const;
    /// Stops them all: what is in flight is awaited, the rest is not sent.
    void stopRuns();
    /// No change is on its way, in no session.
    bool isIdle() const;
    /// What is on its way is only acts on one user of which it is not known what became of them.
    bool isOnlyInQuestion() const;
    /// Idle, and what was done has been looked at once more.
    bool isSettled() const;

signals:
    void profilesChanged();
    /// session() is about to go, or to come; drop what refers to it.
    void sessionAboutToChange();
    void sessionChanged();
    /// Something to tell the person, one sentence.
    void problem(const QString &sentence);
    /// Something to tell about the journal, one sentence.
    void journalNotice(const QString &sentence);
    /// A change ended whose connection was left meanwhile.
    void leftActEnded(const QString &connection, const gatehouse::ActReport &report);
    /// The last change that was on its way has ended, or what it did was looked at once more.
    void idle();

private:
    void tellUnfinishedElsewhere();
    bool openProfile(Profile profile);
    void leaveSession();
    void leftActHasEnded(const Session &left, const ActReport &report);
    Session::IsChanged changedByThoseLeft(const QUrl &address) const;
    void retire();
    void takeNewToken(const Profile &profile);
    void giveToken(const Profile &profile, const QUrl &address);
    void giveSavedToken(Session &session);
    bool isUsable(const QByteArray &token);
    void rememberAsLast(const QUuid &id);
    std::shared_ptr<LastLook> lookOf(const ConnectionKey &key);
    void forgetLooks(const QList<Profile> &before);
    QList<Session *> sessions() const;

    Parts m_parts;
    SecretKeeper m_secrets;
    QList<Profile> m_profiles;
    std::optional<Profile> m_demoProfile;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<Journal> m_demoJournal;
    /// Of one thread: what is left is written before it is read again. Each look keeps it too.
    std::shared_ptr<QThreadPool> m_lookFiles = std::make_shared<QThreadPool>();
    std::map<std::pair<QUuid, QString>, std::weak_ptr<LastLook>> m_looks; ///< by connection and address
    std::unique_ptr<Session> m_session;
    Profile m_openedAs; ///< as it was saved then: the session's own has secrets and pins that are not in the file
    std::vector<std::unique_ptr<Session>> m_leaving;
    std::map<std::pair<QUuid, QString>, qint64> m_usersBefore; ///< by connection and address
    std::map<std::pair<QUuid, QString>, QByteArray> m_trusted; ///< by connection and address: pins until the end
    bool m_isUnfinishedTold = false;
    QString m_lastTrouble; ///< why the connection that was open last is not kept
};

} // namespace gatehouse
