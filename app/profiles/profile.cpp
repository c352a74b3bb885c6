// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {

QString environmentKey(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return QStringLiteral("development");
    case Environment::Staging:
        return QStringLiteral("staging");
    case Environment::Production:
        return QStringLiteral("production");
    }
    return {};
}

// Not inline: g++ 12 with sanitizers takes an empty optional that it can see for one that was never set.
Environment Profile::effectiveEnvironment() const
{
    return environment.value_or(Environment::Production);
}

bool isSameProfileName(const QString &a, const QString &b)
{
    return a.trimmed().compare(b.trimmed(), Qt::CaseInsensitive) == 0;
}

std::optional<QString> tokenProblem(const QByteArray &token)
{
    const auto has = [&token](auto &&test) {
        return std::any_of(token.begin(), token.end(), [&test](char c) { return test(static_cast<unsigned char>(c)); });
    };
    if (token.isEmpty())
        return QCoreApplication::translate("Profile", "The API token is missing.");
    // A line break would end the header and begin another one.
    if (has([](unsigned char c) { return c < 0x20 || c == 0x7f; })) {
        return QCoreApplication::translate("Profile",
                                           "The API token contains a line break or another control "
                                           "character. Copy it again from Pivot, without the text around it.");
    }
    if (has([](unsigned char c) { return c > 0x7f; })) {
        return QCoreApplication::translate("Profile", "The API token contains a character that is not ASCII. Copy it "
                                                      "again from Pivot, without the text around it.");
    }
    return std::nullopt;
}

} // namespace gatehouse
