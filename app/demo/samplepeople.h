// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <functional>
#include <optional>
#include <stop_token>

namespace gatehouse {

/// One invented user: a person, a status, or (mostly) both. Texts are UTF-8.
struct SamplePerson
{
    QByteArray name;             ///< the user name, unique
    QByteArray email;            ///< empty for accounts that are no person's
    QByteArrayView firstName;    ///< valid during the visit; may be empty
    QByteArrayView lastName;     ///< valid during the visit; may be empty
    QList<QByteArrayView> roles; ///< valid as long as the program runs
    bool isPerson = true;        ///< stands in the directory
    bool hasStatus = true;
    bool isLocked = false;            ///< the status carries a member that nobody documented
    std::optional<qint64> disabledMs; ///< milliseconds since 1970
};

/// Invents people of many languages, always the same ones for the same seed, in no order.
///
/// Exactly `statuses` of them have a status: 15 % of these are disabled, most within the two years before `nowMs`, some
/// in its last days and hours; a few have no person (a mistyped address, somebody who left). A few people more have no
/// status. The first ones do not depend on the seed (admin@example.com, analyst@example.com, ada.admin@example.com …).
/// Costs no memory of its own to speak of: a million can be walked one by one. Any thread.
class SamplePeople final
{
public:
    SamplePeople(int statuses, quint32 seed, qint64 nowMs) : m_statuses(statuses), m_seed(seed), m_nowMs(nowMs) {}

    /// Ends early, between two people, when `stop` asks for it.
    void forEach(const std::function<void(const SamplePerson &)> &visit, const std::stop_token &stop = {}) const;

private:
    int m_statuses;
    quint32 m_seed;
    qint64 m_nowMs;
};

} // namespace gatehouse
