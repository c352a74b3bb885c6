// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <functional>
#include <optional>

namespace gatehouse {

/// What is known of a name that somebody types for a new status; a value.
struct NameCheck
{
    enum class Kind {
        New,     ///< nobody is called so, or nearly so
        Exists,  ///< there is a status of exactly this name
        Similar, ///< there is one that differs in case, in white space around it, or in one letter
    };
    Kind kind = Kind::New;
    QByteArray existing; ///< of Exists and Similar
};
using NameChecker = std::function<NameCheck(const QByteArray &)>;

/// Looks the name up among everybody who has a status. Exact first, then the same name in another case or with other
/// white space around it, then one letter off. Walks all names, without allocating for plain ASCII ones.
NameCheck checkName(const StatusTable &table, const QByteArray &name);

/// How two names differ, seen from a person who confuses them; nothing when they are further apart than one letter.
/// The order is the order of likeness.
enum class NameLikeness { SameButCase, SameButWhiteSpace, OneLetterOff };
std::optional<NameLikeness> likeness(QByteArrayView a, QByteArrayView b);

/// Why no status can be created for this name, one sentence; nothing when one can. Says nothing about names that exist.
std::optional<QString> nameProblem(const QByteArray &name);

/// Warnings about what cannot be seen in the name: white space around it, invisible characters. Empty when all can be
/// seen.
QStringList unseenWarnings(const QByteArray &name);

/// displayName() with the white space around the name made visible too, as ␣.
QString visibleName(const QByteArray &name);

} // namespace gatehouse
