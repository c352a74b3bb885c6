// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilewords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace gatehouse {
namespace {

struct ProfileTexts
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};

} // namespace

EnvironmentLook lookOf(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return EnvironmentLook::Development;
    case Environment::Staging:
        return EnvironmentLook::Staging;
    case Environment::Production:
        return EnvironmentLook::Production;
    }
    return EnvironmentLook::Production;
}

QString copyName(const QString &name, const QList<Profile> &profiles)
{
    const auto isTaken = [&profiles](const QString &candidate) {
        return std::any_of(profiles.cbegin(), profiles.cend(),
                           [&candidate](const Profile &profile) { return isSameProfileName(profile.name, candidate); });
    };
    QString candidate = ProfileTexts::tr("%1 (copy)", "the name of a duplicated connection").arg(name);
    for (int number = 2; isTaken(candidate); ++number) {
        candidate = ProfileTexts::tr("%1 (copy %2)", "the name of a connection duplicated again")
                        .arg(name, QString::number(number));
    }
    return candidate;
}

QStringList protectedPatterns(const QString &typed)
{
    static const QRegularExpression separator(QStringLiteral("[,\\r\\n\\x{2028}\\x{2029}]"));
    QStringList patterns;
    for (const QString &part : typed.split(separator)) {
        const QString pattern = part.trimmed();
        if (!pattern.isEmpty() && !patterns.contains(pattern))
            patterns.append(pattern);
    }
    return patterns;
}

QString protectedWords(const QStringList &patterns)
{
    return patterns.join(QStringLiteral(", "));
}

} // namespace gatehouse
