// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statuslist.h"

#include <QString>

#include <optional>

namespace gatehouse {

/// Why a fresh list is not believed without a person's word (promise 14): one ground or both. A value.
struct DoubtfulList
{
    enum class Shrink { None, Shrunk, Empty };
    /// Which list the person looks at meanwhile: the old one, or the doubtful one where there is no other.
    enum class Screen { OldList, NewList };

    Shrink shrink = Shrink::None;
    Screen screen = Screen::OldList;
    qint64 before = 0; ///< users believed last: in the list on the screen, else when this connection was open before
    qint64 after = 0;  ///< users in the fresh list
    QString member;    ///< a part of the list that is not known, for a person's eyes; empty if there is none
    /// Every ground, a sentence each, and what that means; for the banner.
    QString sentence() const;
    bool operator==(const DoubtfulList &) const = default;
};

/// Decides which lists are believed (promise 14): one that shrank, is empty or has an unknown member is doubted on all
/// these grounds at once, and none of it is believed before a person has read and accepted them together. A value that
/// knows of lists only what is counted and named in them; one for each opening of a connection.
class ListDoubt final
{
public:
    /// usersBefore: how many users were believed last when this connection was open before; nothing if it was not.
    explicit ListDoubt(std::optional<qint64> usersBefore = {}) : m_usersBefore(usersBefore) {}

    /// Looks at a fresh list, whatever was doubted before. usersNow: how many users the believed list has by now;
    /// without a meaning as long as no list was believed.
    void look(const StatusList &fresh, qint64 usersNow);
    /// The doubt about the list that was looked at last; nothing when it is believed.
    const std::optional<DoubtfulList> &doubt() const { return m_doubt; }
    /// A person believes it, on every ground that was told. A member is asked about once: a server that always sends
    /// it could never be written to, since each review asks for a fresh list.
    void accept();

    /// Whether a list was believed since this connection was opened.
    bool hasBelieved() const { return m_hasBelieved; }
    /// How many users were believed last: usersNow where a list was believed in this opening, else those from before.
    std::optional<qint64> believedUsers(qint64 usersNow) const;

private:
    std::optional<qint64> m_usersBefore;
    std::optional<DoubtfulList> m_doubt;
    QByteArray m_lookedAtMember;
    QByteArray m_believedMember;
    bool m_hasBelieved = false;
};

} // namespace gatehouse
