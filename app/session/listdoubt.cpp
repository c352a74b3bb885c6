// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/listdoubt.h"

#include "users/listshrink.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace gatehouse {

namespace {

struct DoubtTexts
{
    Q_DECLARE_TR_FUNCTIONS(DoubtfulList)
public:
    static QString shrink(const DoubtfulList &doubt);
    static QString closing(DoubtfulList::Screen screen);
};

QString DoubtTexts::shrink(const DoubtfulList &doubt)
{
    const QLocale locale;
    const QString before = locale.toString(doubt.before);
    const bool hasOldList = doubt.screen == DoubtfulList::Screen::OldList;
    switch (doubt.shrink) {
    case DoubtfulList::Shrink::None:
        return {};
    case DoubtfulList::Shrink::Empty:
        return (hasOldList
                    ? tr("The server now lists nobody; before it listed %1 users.")
                    : tr("The server now lists nobody; when this connection was open before it listed %1 users."))
            .arg(before);
    case DoubtfulList::Shrink::Shrunk:
        return (hasOldList ? tr("The server now lists %1 users; before it listed %2.")
                           : tr("The server now lists %1 users; when this connection was open before it listed %2."))
            .arg(locale.toString(doubt.after), before);
    }
    return {};
}

QString DoubtTexts::closing(DoubtfulList::Screen screen)
{
    if (screen == DoubtfulList::Screen::OldList)
        return tr("The old list stays on the screen, and nothing can be changed until you decide.");
    return tr("The new list is shown, but nothing can be changed until you decide.");
}

DoubtfulList::Shrink shrinkBetween(qint64 before, qint64 after)
{
    if (!isDoubtfulShrink(before, after))
        return DoubtfulList::Shrink::None;
    return after == 0 ? DoubtfulList::Shrink::Empty : DoubtfulList::Shrink::Shrunk;
}

} // namespace

QString DoubtfulList::sentence() const
{
    QStringList sentences;
    if (shrink != Shrink::None)
        sentences.append(DoubtTexts::shrink(*this));
    if (!member.isEmpty()) {
        sentences.append(DoubtTexts::tr("The server's list has a part that Gatehouse does not know (“%1”), so it may "
                                        "not be the whole list.")
                             .arg(member));
    }
    sentences.append(DoubtTexts::closing(screen));
    return sentences.join(QLatin1Char(' '));
}

void ListDoubt::look(const StatusList &fresh, qint64 usersNow)
{
    m_lookedAtMember = fresh.unknownMember;
    DoubtfulList doubt;
    doubt.screen = m_hasBelieved ? DoubtfulList::Screen::OldList : DoubtfulList::Screen::NewList;
    doubt.before = believedUsers(usersNow).value_or(0);
    doubt.after = fresh.count();
    doubt.shrink = shrinkBetween(doubt.before, doubt.after);
    if (fresh.unknownMember != m_believedMember)
        doubt.member = displayName(fresh.unknownMember);
    if (doubt.shrink == DoubtfulList::Shrink::None && doubt.member.isEmpty()) {
        m_doubt.reset();
        m_hasBelieved = true;
    } else {
        m_doubt = doubt;
    }
}

void ListDoubt::accept()
{
    if (!m_doubt)
        return;
    if (!m_doubt->member.isEmpty())
        m_believedMember = m_lookedAtMember;
    m_doubt.reset();
    m_hasBelieved = true;
}

std::optional<qint64> ListDoubt::believedUsers(qint64 usersNow) const
{
    return m_hasBelieved ? std::optional(usersNow) : m_usersBefore;
}

} // namespace gatehouse
