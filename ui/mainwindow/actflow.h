// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outlinedplan.h"
#include "session/session.h"
#include "ui/mainwindow/saying.h"

#include <QObject>
#include <QPointer>

class QDialog;

namespace gatehouse {

class ReviewDialog;
struct WriteTarget;

/// Leads each act on its one way: a plan, the review where a person must look, the set that was confirmed, and what is
/// said when it ends. Holds no act of its own; everything is the session's.
class ActFlow final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs open over this window.
    explicit ActFlow(QWidget *window);

    /// Follows this session; null: nothing can be done. Open dialogs of the one before are closed.
    void setSession(Session *session);

    /// The user's switch the other way round.
    void toggle(Row row);
    /// Disable, Enable or Delete.
    void act(Act act, std::vector<Row> rows);
    /// A plan that was made elsewhere (from the history, say): reviewed where that is due, then run.
    void propose(const OutlinedPlan &plan);
    /// The same of a plan that many hands were on (a list's): always reviewed.
    void proposeReviewed(const OutlinedPlan &plan);
    /// Asks for the date first. Of several users, those who are disabled get it.
    void changeDate(const std::vector<Row> &rows);
    /// Asks for the name first.
    void newStatus();
    /// Takes the last act back: this session's on a single user without a question, anything else after a review.
    void undoLast();
    /// Takes a set back, or some of its changes (by their place), after a review. Refused, with both connections named,
    /// when it was not made on the open one.
    void undo(const JournalEntry &entry, const std::optional<QList<qsizetype>> &only = {});
    /// Does again what a set did not get done, after a review. Refused as undo().
    void runAgain(const JournalEntry &entry);

    /// Says how a change ended whose connection was left meanwhile.
    void reportLeft(const QString &connection, const ActReport &report);

signals:
    /// To be said, and remembered.
    void said(const gatehouse::Saying &saying);
    /// A dialog of an act has closed, whatever the answer was.
    void dialogClosed();

private:
    void changeDateOfOne(Row row);
    void takeNewDates(const QList<QByteArray> &names, Instant since, FutureDates future);
    void takeNewDate(const UserStatus &asked, Instant since, FutureDates future);
    void proposeUndo(const Undoable &undoable, const OutlinedPlan &plan);
    void review(const OutlinedPlan &plan);
    void compareAgain();
    bool isHindered();
    bool isElsewhere(const JournalEntry &entry);
    Session::Planned whileOpen(void (ActFlow::*then)(const OutlinedPlan &));
    void submit(const ChangeSet &set, qsizetype tryFirst = 0);
    void report(const ActReport &report);
    WriteTarget target() const;
    void refuse(const PlannedRow &row);
    void open(QDialog *dialog);

    QWidget *m_window;
    QPointer<Session> m_session;
    QPointer<QDialog> m_dialog;
    QPointer<ReviewDialog> m_review;
    OutlinedPlan m_reviewed;
};

} // namespace gatehouse
