// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/actflow.h"

#include "ui/changes/changedatedialog.h"
#include "ui/changes/newstatusdialog.h"
#include "ui/changes/reviewdialog.h"
#include "ui/profiles/profilewords.h" // lookOf
#include "users/statusjson.h"

#include <QDialog>
#include <QLocale>

namespace gatehouse {

namespace {

QString iconOf(Act act)
{
    switch (act) {
    case Act::Disable:
        return QStringLiteral("disable");
    case Act::Enable:
        return QStringLiteral("enable");
    case Act::Delete:
        return QStringLiteral("trash");
    case Act::Create:
        return QStringLiteral("plus");
    case Act::ChangeDate:
        return QStringLiteral("clock");
    }
    return {};
}

/// Why nothing happens with a user, to stand behind the name.
QString refusalWords(const PlannedRow &row)
{
    switch (row.verdict) {
    case Verdict::AlreadySo:
        return ActFlow::tr("is so already; nothing was sent.");
    case Verdict::Protected:
        return ActFlow::tr("is protected on this connection, and can be neither disabled nor deleted.");
    case Verdict::ChangedBySomebodyElse:
        return ActFlow::tr("was changed by somebody else; nothing was sent. Refresh to see how it stands.");
    case Verdict::NotFound:
        return ActFlow::tr("has no status on this server.");
    case Verdict::NotAddressable:
        return ActFlow::tr("cannot be changed: no web address can carry this name.");
    case Verdict::Future:
        return ActFlow::tr("was not changed: the date is in the future.");
    case Verdict::Ambiguous:
        return ActFlow::tr("was not changed: it is not certain who is meant.");
    case Verdict::WillChange:
    case Verdict::Count:
        break;
    }
    return {};
}

/// What is said of a change that was made, or taken back.
Saying doneSaying(const ActReport &report)
{
    if (report.isUndo)
        return {QStringLiteral("undo"), report.who,
                ActFlow::tr("%1 again: the last act was taken back").arg(report.verb)};
    if (!report.outcome.words.isEmpty())
        return {iconOf(report.act), report.who, QStringLiteral("%1. %2").arg(report.verb, report.outcome.words),
                report.canUndo};
    return {iconOf(report.act), report.who, report.verb, report.canUndo, report.act};
}

} // namespace

ActFlow::ActFlow(QWidget *window) : QObject(window), m_window(window) {}

void ActFlow::setSession(Session *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->listing().disconnect(this);
    }
    if (m_dialog)
        m_dialog->close();
    m_session = session;
    if (!session)
        return;
    connect(session, &Session::actEnded, this, &ActFlow::report);
    connect(session, &Session::notRecorded, this, [this](const QString &reason) {
        emit said({QStringLiteral("fail"), {}, reason});
    });
    connect(session, &Session::actInQuestion, this, [this](const QString &who, const QString &words) {
        emit said({QStringLiteral("clock"), who, words});
    });
    connect(&session->listing(), &UserListing::replaced, this, &ActFlow::compareAgain);
}

void ActFlow::toggle(Row row)
{
    if (!m_session || m_session->isBusy(row) || isHindered())
        return;
    propose(m_session->planToggle(row));
}

void ActFlow::act(Act act, std::vector<Row> rows)
{
    if (isHindered() || rows.empty() || (rows.size() == 1 && m_session->isBusy(rows.front())))
        return;
    m_session->planFor(act, std::move(rows), whileOpen(&ActFlow::propose));
}

// Said where an act was asked for by a key or from another place than its button, which is off then.
bool ActFlow::isHindered()
{
    if (!m_session)
        return true;
    const QString refusal = m_session->writingRefusal();
    if (!refusal.isEmpty())
        emit said({QStringLiteral("info"), {}, refusal});
    return !refusal.isEmpty();
}

void ActFlow::changeDate(const std::vector<Row> &rows)
{
    if (rows.empty() || m_dialog || isHindered())
        return;
    if (rows.size() == 1) {
        changeDateOfOne(rows.front());
        return;
    }
    // By name: a list that comes while the dialog is open gives everybody another row.
    const StatusTable &table = m_session->listing().table();
    QList<QByteArray> names;
    for (const Row row : rows) {
        if (isDisabled(table.state(row)))
            names.append(table.nameBytes(row));
    }
    auto *dialog = new ChangeDateDialog(
        target(), names.size(), [session = m_session] { return session ? session->now() : computerNow(); }, m_window);
    connect(dialog, &ChangeDateDialog::wanted, this, [this, names](Instant since, FutureDates future) {
        if (m_session)
            takeNewDates(names, since, future);
    });
    open(dialog);
}

// Who was enabled meanwhile is left alone: a new date is no order to disable.
void ActFlow::takeNewDates(const QList<QByteArray> &names, Instant since, FutureDates future)
{
    const StatusTable &table = m_session->listing().table();
    std::vector<Row> rows;
    for (const QByteArray &name : names) {
        const auto row = table.find(name);
        if (row && isDisabled(table.state(*row)))
            rows.push_back(*row);
    }
    if (!rows.empty())
        m_session->planNewDate(std::move(rows), since, future, whileOpen(&ActFlow::propose));
}

void ActFlow::changeDateOfOne(Row row)
{
    if (m_session->isBusy(row))
        return;
    const UserStatus status = m_session->listing().table().status(row);
    auto *dialog = new ChangeDateDialog(
        target(), status, [session = m_session] { return session ? session->now() : computerNow(); }, m_window);
    connect(dialog, &ChangeDateDialog::wanted, this, [this, status](Instant since, FutureDates future) {
        if (m_session)
            takeNewDate(status, since, future);
    });
    open(dialog);
}

// A list may have come while the dialog was open: the date was chosen for what stood in it.
void ActFlow::takeNewDate(const UserStatus &asked, Instant since, FutureDates future)
{
    const StatusTable &table = m_session->listing().table();
    const auto row = table.find(asked.name);
    const UserStatus present = row ? table.status(*row) : UserStatus::none(asked.name);
    if (row && sameEntry(present, asked))
        m_session->planNewDate({*row}, since, future, whileOpen(&ActFlow::propose));
    else
        refuse({{asked, present}, row ? Verdict::ChangedBySomebodyElse : Verdict::NotFound, {}});
}

void ActFlow::newStatus()
{
    if (!m_session || m_dialog)
        return;
    auto *dialog = new NewStatusDialog(
        target(),
        [session = m_session](const QByteArray &name) {
            return session ? checkName(session->listing().table(), name) : NameCheck{};
        },
        NewStatusKind::DisabledFromNow, m_window);
    connect(dialog, &NewStatusDialog::wanted, this, [this](const QByteArray &name, NewStatusKind kind) {
        if (!m_session)
            return;
        const auto since =
            kind == NewStatusKind::DisabledFromNow ? std::optional<Instant>(m_session->now()) : std::nullopt;
        propose(m_session->planNew(name, since, FutureDates::Refused));
    });
    open(dialog);
}

void ActFlow::undoLast()
{
    const auto undoable = m_session ? m_session->undoable() : std::nullopt;
    if (!undoable) {
        if (m_session && !m_session->isIdle())
            emit said({QStringLiteral("clock"), {}, tr("A change is still on its way; undo when it has ended.")});
        return;
    }
    if (!m_session->writingRefusal().isEmpty())
        return;
    const QPointer<ActFlow> self(this);
    m_session->planUndo(undoable->entry, {}, [self, asked = m_session, undoable = *undoable](const OutlinedPlan &plan) {
        if (self && asked && asked == self->m_session)
            self->proposeUndo(undoable, plan);
    });
}

void ActFlow::proposeUndo(const Undoable &undoable, const OutlinedPlan &plan)
{
    if (plan.outline().count(Verdict::WillChange) == 0) // it is told why, once; then those before it can be taken back
        m_session->forgetUndo(undoable.entry.set.id);
    if (undoable.isPlain() && !m_session->profile().reasonRequired && plan.size() == 1 &&
        plan.plan().rows.first().verdict == Verdict::WillChange)
        submit(plan.plan().confirmed({}));
    else
        proposeReviewed(plan);
}

// Promise 8: never on another address than the one it was done on.
bool ActFlow::isElsewhere(const JournalEntry &entry)
{
    const ChangeSet &set = entry.set;
    if (m_session && m_session->key() == set.connection)
        return false;
    const QString there =
        tr("“%1” at %2", "a connection and its address").arg(set.connectionName, set.connection.address);
    if (!m_session) {
        emit said({QStringLiteral("info"), {}, tr("This was done on %1. Open that connection first.").arg(there)});
        return true;
    }
    const ConnectionKey here = m_session->key();
    const QString open = tr("“%1” at %2", "a connection and its address").arg(m_session->profile().name, here.address);
    emit said({QStringLiteral("info"),
               {},
               tr("This was done on %1, and the window shows %2. Nothing was sent.").arg(there, open)});
    return true;
}

void ActFlow::undo(const JournalEntry &entry, const std::optional<QList<qsizetype>> &only)
{
    if (!isElsewhere(entry) && !isHindered())
        m_session->planUndo(entry, only, whileOpen(&ActFlow::proposeReviewed));
}

void ActFlow::runAgain(const JournalEntry &entry)
{
    if (!isElsewhere(entry) && !isHindered())
        m_session->planAgain(entry, whileOpen(&ActFlow::proposeReviewed));
}

// A plan for many users comes later, and the person may have gone to another connection: it is for nothing then.
Session::Planned ActFlow::whileOpen(void (ActFlow::*then)(const OutlinedPlan &))
{
    return [self = QPointer<ActFlow>(this), asked = m_session, then](const OutlinedPlan &plan) {
        if (self && asked && asked == self->m_session)
            (self->*then)(plan);
    };
}

void ActFlow::proposeReviewed(const OutlinedPlan &plan)
{
    if (plan.size() == 1 && plan.plan().rows.first().verdict != Verdict::WillChange)
        refuse(plan.plan().rows.first());
    else
        review(plan);
}

void ActFlow::propose(const OutlinedPlan &plan)
{
    if (plan.size() == 1 && plan.plan().rows.first().verdict != Verdict::WillChange)
        refuse(plan.plan().rows.first());
    else if (m_session->needsReview(plan))
        review(plan);
    else
        submit(plan.plan().confirmed({}));
}

void ActFlow::review(const OutlinedPlan &plan)
{
    if (m_review) { // one question at a time
        m_review->raise();
        m_review->activateWindow();
        return;
    }
    m_reviewed = plan;
    const WriteTarget where = target();
    m_review = new ReviewDialog(
        plan,
        {where, typedNumberFor(where.environment, plan), dateWords,
         [session = m_session](const OutlinedPlan &shown) { return session ? session->refusalOf(shown) : QString(); }},
        m_window);
    connect(m_review, &ReviewDialog::confirmed, this, &ActFlow::submit);
    open(m_review);
    m_session->refresh(); // compared with a fresh list while the person reads, see compareAgain()
}

void ActFlow::compareAgain()
{
    if (!m_review)
        return;
    m_session->compare(m_reviewed, [this, review = m_review](const OutlinedPlan &plan) {
        if (!review || review != m_review)
            return;
        m_reviewed = plan;
        review->setPlan(plan);
    });
}

void ActFlow::submit(const ChangeSet &set, qsizetype tryFirst)
{
    if (m_session)
        m_session->submit(set, tryFirst);
}

void ActFlow::report(const ActReport &report)
{
    if (report.isBulk()) // the panel says it
        return;
    const Outcome &outcome = report.outcome;
    switch (outcome.kind) {
    case OutcomeKind::Done:
        emit said(doneSaying(report));
        return;
    case OutcomeKind::AlreadySo:
        emit said({QStringLiteral("info"), report.who,
                   outcome.words.isEmpty() ? tr("was so already; nothing was sent.") : outcome.words});
        return;
    case OutcomeKind::Failed:
    case OutcomeKind::ChangedBySomebodyElse:
    case OutcomeKind::NotSent:
    case OutcomeKind::ResultNotKnown:
        emit said({QStringLiteral("warn"), report.who, outcome.words});
        return;
    case OutcomeKind::Count:
        break;
    }
}

WriteTarget ActFlow::target() const
{
    return {m_session->profile().name, m_session->address().host(), lookOf(m_session->profile().effectiveEnvironment()),
            m_session->profile().reasonRequired, m_session->profile().colour};
}

void ActFlow::reportLeft(const QString &connection, const ActReport &report)
{
    if (report.isBulk()) {
        const qint64 done = report.outcomes.of(OutcomeKind::Done);
        emit said({done == report.changes ? iconOf(report.act) : QStringLiteral("warn"),
                   {},
                   tr("“%1” on “%2” has ended: %3 of %4 done.", "a set of changes on a connection that was left")
                       .arg(report.title, connection, QLocale().toString(done), QLocale().toString(report.changes))});
        return;
    }
    const bool isDone = report.outcome.kind == OutcomeKind::Done;
    const QString words = isDone || report.outcome.words.isEmpty() ? report.verb : report.outcome.words;
    emit said({isDone ? iconOf(report.act) : QStringLiteral("warn"), report.who,
               tr("%1 (on “%2”)", "what happened to a user, on a connection that was left").arg(words, connection)});
}

void ActFlow::refuse(const PlannedRow &row)
{
    emit said({QStringLiteral("info"), displayName(row.change.name()), refusalWords(row)});
}

void ActFlow::open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog = dialog;
    connect(dialog, &QDialog::finished, this, &ActFlow::dialogClosed);
    dialog->open();
}

} // namespace gatehouse
