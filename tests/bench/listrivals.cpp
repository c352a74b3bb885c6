// SPDX-License-Identifier: GPL-3.0-or-later
#include "listrivals.h"

#include <QHash>
#include <QSet>
#include <QTextStream>

#include <algorithm>
#include <cstdlib>

namespace gatehouse::bench {

namespace {

constexpr std::size_t kNearest = 5;

int lettersApart(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (const QChar letter : a) {
        int diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int changed = diagonal + (letter == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::size_t readPlainList(const QByteArray &bytes)
{
    QTextStream stream(bytes);
    QSet<QString> seen;
    std::vector<QStringList> lines;
    stream.readLine();
    for (QString line; stream.readLineInto(&line);) {
        QStringList cells = line.split(QLatin1Char(','));
        const QString name = cells.first().trimmed();
        if (name.isEmpty() || seen.contains(name))
            continue;
        seen.insert(name);
        lines.push_back(std::move(cells));
    }
    return lines.size();
}

std::size_t matchPlainly(const std::vector<PlainPerson> &users, const NameList &list)
{
    QHash<QString, std::size_t> byName;
    QHash<QString, std::size_t> byEmail;
    for (std::size_t i = 0; i < users.size(); ++i) {
        byName.insert(users[i].name.toLower(), i);
        if (!users[i].email.isEmpty())
            byEmail.insert(users[i].email.toLower(), i);
    }
    std::size_t found = 0;
    for (const ListLine &line : list.lines) {
        const QString lower = line.name.trimmed().toLower();
        found += byName.contains(lower) || byEmail.contains(lower) ? 1 : 0;
    }
    return found;
}

QStringList nearestPlainly(const std::vector<PlainPerson> &users, const QString &wanted)
{
    constexpr int kMostApart = 2;
    std::vector<std::pair<int, std::size_t>> near;
    for (std::size_t i = 0; i < users.size(); ++i) {
        if (std::abs(users[i].name.size() - wanted.size()) > kMostApart)
            continue;
        if (const int apart = lettersApart(wanted, users[i].name); apart <= kMostApart)
            near.emplace_back(apart, i);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    near.resize(std::min(near.size(), kNearest));
    QStringList names;
    for (const auto &[apart, user] : near)
        names.append(users[user].name);
    return names;
}

} // namespace gatehouse::bench
