// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "ui/users/chipbar.h"
#include "ui/users/userview.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace gatehouse {

class EmptyState;
class LookBar;
class OnceAFrame;

/// What lies between the header and the status line: chips and buttons, and beneath them the users' table or a sentence
/// that says why there are none. The search field is the window's; what is searched for comes by the listing, which
/// must outlive this, as must the session that is followed.
class UserPane final : public QWidget
{
    Q_OBJECT
public:
    /// Whether there is a list to show. Why one failed is the window's to say.
    enum class Phase { Loading, Loaded, Failed };

    UserPane(UserListing &listing, const UserActs &acts, QWidget *parent = nullptr);
    ~UserPane() override;

    /// Takes phase, progress, access, protected names and "now" from a session, whose listing must be this one's.
    void follow(Session &session);

    UserView *view() { return m_view; }
    /// The focus goes to the table: at once, or when the first list is there, unless it was moved meanwhile.
    void focusTable();
    void setPhase(Phase phase);
    Phase phase() const { return m_phase; }
    /// While the first list loads: so many bytes of so many have come; -1 where it is not known of how many.
    void setReceived(qint64 bytes, qint64 expected = -1);
    /// "4,245 users · 612 disabled · …", for the status line; empty while there is no list.
    QString summary() const;

signals:
    void toggleWanted(gatehouse::Row row);
    /// The switch cannot be used (a read-only connection, a name that cannot be sent); somebody should say so.
    void toggleRefused(gatehouse::Row row);
    /// summary() says something else now; once in two frames at most where answers or the selection are the reason.
    void summaryChanged();
    /// Somebody pressed Clear search; the listing knows already, the field does not.
    void searchCleared();
    /// Somebody pressed Stop while the first list loads; a session that is followed knows already.
    void stopWanted();
    /// Somebody pressed Try again where the first list failed; a session that is followed knows already.
    void retryWanted();

private:
    enum class Remedy { None, ClearSearch, ShowAll, TryAgain, Stop };
    void takeSession(Session &session);
    void setPersonsReason(const QString &reason);
    void takeLook(const LastLook &look);
    void showMarks();
    QString searchedWords(qint64 everybody) const;
    void refreshContent();
    void showCounts();
    void explainEmptiness();
    QString receivedWords() const;
    void say(const QString &icon, const QString &title, const QString &line, const QString &button, Remedy remedy);
    void applyRemedy();

    UserListing &m_listing;
    ChipBar *m_bar;
    LookBar *m_lookBar;
    UserView *m_view;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    OnceAFrame *m_counting; ///< showCounts(), and that the summary changed
    Phase m_phase = Phase::Loading;
    Remedy m_remedy = Remedy::None;
    qint64 m_received = 0;
    qint64 m_expected = -1;
    QString m_personsReason; ///< why they are not known
    qint64 m_changed = 0;    ///< by others since the last look
    bool m_hasMarks = false; ///< of users that others changed
    bool m_focusIsOwed = false;
    QPointer<QWidget> m_focusMeanwhile;
};

} // namespace gatehouse
