// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/actwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace gatehouse {
namespace {

struct ActTexts
{
    Q_DECLARE_TR_FUNCTIONS(ChangeSet)
public:
    static QString titleOfOne(Act act);
    static QString titleOfMany(Act act, int count);
    static QString verb(Act act);
    static QString state(const UserStatus &status);
    static QString appeared(const UserStatus &seen);
    static QString difference(const UserStatus &before, const UserStatus &seen);
};

QString ActTexts::titleOfOne(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("Create a status for %1");
    case Act::Disable:
        return tr("Disable %1");
    case Act::Enable:
        return tr("Enable %1");
    case Act::ChangeDate:
        return tr("Change the date of %1");
    case Act::Delete:
        return tr("Delete the status of %1");
    }
    return QStringLiteral("%1");
}

// The English texts are plural throughout: one user is always called by name.
QString ActTexts::titleOfMany(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return tr("Create a status for %Ln users", nullptr, count);
    case Act::Disable:
        return tr("Disable %Ln users", nullptr, count);
    case Act::Enable:
        return tr("Enable %Ln users", nullptr, count);
    case Act::ChangeDate:
        return tr("Change the date of %Ln users", nullptr, count);
    case Act::Delete:
        return tr("Delete the status of %Ln users", nullptr, count);
    }
    return {};
}

QString ActTexts::verb(Act act)
{
    switch (act) {
    case Act::Create:
        return tr("status created", "what happened to a user, behind the name");
    case Act::Disable:
        return tr("disabled", "what happened to a user, behind the name");
    case Act::Enable:
        return tr("enabled", "what happened to a user, behind the name");
    case Act::ChangeDate:
        return tr("date changed", "what happened to a user, behind the name");
    case Act::Delete:
        return tr("status deleted", "what happened to a user, behind the name");
    }
    return {};
}

QString ActTexts::state(const UserStatus &status)
{
    switch (status.state) {
    case StatusState::NoStatus:
        return tr("It has no status.");
    case StatusState::Enabled:
        return tr("It is enabled.");
    case StatusState::Disabled:
        return tr("It is disabled since %1.").arg(instantWords(status.disabledSince));
    case StatusState::DisabledOdd:
        return tr("It is disabled at an unknown time.");
    }
    return {};
}

QString ActTexts::appeared(const UserStatus &seen)
{
    switch (seen.state) {
    case StatusState::NoStatus:
        break;
    case StatusState::Enabled:
        return tr("Somebody else created a status; this user is enabled.");
    case StatusState::Disabled:
        return tr("Somebody else created a status; this user is disabled since %1.")
            .arg(instantWords(seen.disabledSince));
    case StatusState::DisabledOdd:
        return tr("Somebody else created a status; this user is disabled, nobody knows since when.");
    }
    return {};
}

QString ActTexts::difference(const UserStatus &before, const UserStatus &seen)
{
    if (seen.state == StatusState::NoStatus)
        return tr("Somebody else deleted the status.");
    if (before.state == StatusState::NoStatus)
        return appeared(seen);
    if (seen.state == before.state && seen.state == StatusState::DisabledOdd)
        return tr("Somebody else changed the status.");
    if (seen.state == before.state &&
        (seen.state == StatusState::Enabled || seen.disabledSince == before.disabledSince))
        return tr("Somebody else changed other members of the status.");
    if (seen.state == StatusState::Enabled)
        return tr("Somebody else enabled this user.");
    if (seen.state == StatusState::DisabledOdd)
        return tr("Somebody else disabled this user, nobody knows when.");
    if (isDisabled(before.state))
        return tr("Somebody else changed the date to %1.").arg(instantWords(seen.disabledSince));
    return tr("Somebody else disabled this user on %1.").arg(instantWords(seen.disabledSince));
}

} // namespace

QString setTitle(Act act, const QList<Change> &changes)
{
    if (changes.size() == 1)
        return ActTexts::titleOfOne(act).arg(displayName(changes.constFirst().name()));
    return setTitleOfMany(act, changes.size());
}

QString setTitleOfMany(Act act, qsizetype changes)
{
    return ActTexts::titleOfMany(act, static_cast<int>(changes));
}

QString actVerb(Act act)
{
    return ActTexts::verb(act);
}

QString actVerb(Act act, const Change &change)
{
    if (act == Act::Disable && change.before.state == StatusState::NoStatus)
        return ActTexts::tr("disabled; the status for it was created", "what happened to a user, behind the name");
    if (act == Act::Enable && change.after.state == StatusState::NoStatus)
        return actVerb(Act::Delete);
    return actVerb(act);
}

QString instantWords(Instant instant)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant));
    return QLocale().toString(local, ActTexts::tr("d MMM yyyy, HH:mm", "how a date stands in a sentence"));
}

QString stateWords(const UserStatus &status)
{
    return ActTexts::state(status);
}

QString differenceWords(const UserStatus &before, const UserStatus &seen)
{
    return ActTexts::difference(before, seen);
}

} // namespace gatehouse
