// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUuid>
#include <QVariant>

#include <optional>

namespace gatehouse {

/// What kind of server it is; decides the colour and how much is asked before a change.
enum class Environment { Development, Staging, Production };

/// The word for it in files, the same in every language: "development", "staging", "production".
QString environmentKey(Environment environment);

/// One saved connection; a value.
struct Profile
{
    QUuid id;
    QString name;
    QString url; ///< as the person typed it
    QByteArray token;
    QString tokenStore = QStringLiteral("settings");
    /// Nothing until a person chose; a file edited by hand can be without. Such a profile is treated as Production.
    std::optional<Environment> environment;
    bool readOnly = false;
    QStringList protectedNames;          ///< patterns
    QMap<QString, QVariant> unknownKeys; ///< written by a newer version; kept and written back
    bool operator==(const Profile &) const = default;

    Environment effectiveEnvironment() const;
};

/// Why a token cannot be used (empty, control characters, characters outside ASCII): one translated sentence.
/// Nothing when it can. White space around a pasted token is the caller's to trim.
std::optional<QString> tokenProblem(const QByteArray &token);

} // namespace gatehouse
