// SPDX-License-Identifier: GPL-3.0-or-later
// What a list of a hundred thousand names costs: to read it, to find whom it means, to say whom a slip of the pen may
// have meant; and what a search costs where there are persons and e-mails beside the names.
#include "contests.h"

#include "benchcrowd.h"
#include "listrivals.h"

#include "lists/namematcher.h"
#include "lists/namereader.h"
#include "users/rowfilter.h"
#include "users/roworder.h"
#include "users/visiblerows.h"

#include <QStringList>

#include <algorithm>

namespace gatehouse::bench {
namespace {

constexpr std::size_t kLines = 100'000;
constexpr std::size_t kMissing = 300;

using CrowdPtr = std::shared_ptr<const Crowd>;

/// A list as a personnel department sends it: each tenth line says somebody once more.
QByteArray makeList(const Crowd &crowd)
{
    QByteArray list("E-mail,Department,Last day\n");
    for (std::size_t i = 0; i < kLines; ++i) {
        const std::size_t user = (i % 10 == 9 ? i / 2 : i) % crowd.plain.size();
        list += crowd.plain[user].name.toUtf8() + ",Sales & Support," + QByteArray::number(10 + i % 19) + ".0" +
                QByteArray::number(1 + i % 9) + ".2026\n";
    }
    return list;
}

/// Ours finds out the encoding, the separator, the columns and the dates, too, and keeps every line.
Contest reading(const CrowdPtr &crowd)
{
    const auto list = std::make_shared<const QByteArray>(makeList(*crowd));
    return {"read a list",
            kLines,
            0.8,
            1,
            [list] {
                Lap lap;
                const auto read = timed(lap.time, [&] { return readNames(*list); });
                lap.found = read ? static_cast<std::size_t>(read->names.entries(LinePile::Name)) : 0;
                return lap;
            },
            [list] {
                Lap lap;
                lap.found = timed(lap.time, [&] { return readPlainList(*list); });
                return lap;
            }};
}

NameList listOf(const QStringList &names)
{
    NameList list;
    for (const QString &name : names) {
        ListLine line;
        line.number = list.lines.size() + 1;
        line.pile = LinePile::Name;
        line.name = line.given = name;
        list.lines.append(std::move(line));
    }
    return list;
}

/// Names to the letter, in capitals, e-mails, and some that nobody has.
QStringList mixedNames(const Crowd &crowd)
{
    QStringList names;
    for (std::size_t i = 0; i < kLines; ++i) {
        const PlainPerson &person = crowd.plain[i % crowd.plain.size()];
        const QString capitals = person.name.toUpper();
        if (i % 50 == 0)
            names.append(QStringLiteral("nobody%1@nowhere.example").arg(i));
        else if (i % 3 == 1 && capitals.toLower() == person.name.toLower())
            names.append(capitals);
        else
            names.append(i % 3 == 2 && !person.email.isEmpty() ? person.email : person.name);
    }
    return names;
}

/// From nothing: the indexes are made in it on both sides. Ours looks for everybody else who may be meant, too: other
/// spellings, twins, full names.
Contest matching(const CrowdPtr &crowd)
{
    const auto list = std::make_shared<const NameList>(listOf(mixedNames(*crowd)));
    return {"match a list",
            kLines,
            0.3,
            0.5,
            [crowd, list] {
                Lap lap;
                TableSnapshot table = crowd->table;
                const ListMatches found =
                    timed(lap.time, [&] { return NameMatcher(std::move(table)).match(*list, 0); });
                lap.found = static_cast<std::size_t>(
                    std::count_if(found.matches.cbegin(), found.matches.cend(),
                                  [](const NameMatch &match) { return !isAbsent(match.verdict); }));
                return lap;
            },
            [crowd, list] {
                Lap lap;
                lap.found = timed(lap.time, [&] { return matchPlainly(crowd->plain, *list); });
                return lap;
            }};
}

/// Names with a wrong letter, and whom each was to be.
struct Misspelt
{
    NameList list;
    QStringList meant;
};

Misspelt makeMisspelt(const Crowd &crowd)
{
    const NameMatcher matcher(crowd.table);
    Misspelt misspelt;
    QStringList names;
    for (std::size_t i = 0; i < crowd.plain.size() && misspelt.meant.size() < qsizetype(kMissing); i += 101) {
        QString name = crowd.plain[i].name;
        const qsizetype at = name.size() / 3;
        name[at] = name[at] == QLatin1Char('q') ? QLatin1Char('x') : QLatin1Char('q');
        if (!isAbsent(matcher.match(1, name).verdict))
            continue;
        names.append(name);
        misspelt.meant.append(crowd.plain[i].name);
    }
    misspelt.list = listOf(names);
    return misspelt;
}

/// Whom they may have meant, found by the first who asks: the index of nearest names is made in it.
Contest missing(const CrowdPtr &crowd)
{
    const auto misspelt = std::make_shared<const Misspelt>(makeMisspelt(*crowd));
    return {"300 missing",
            kLines,
            60,
            200,
            [crowd, misspelt] {
                Lap lap;
                const NameMatcher matcher(crowd->table);
                const ListMatches found = timed(lap.time, [&] { return matcher.match(misspelt->list); });
                for (qsizetype i = 0; i < found.matches.size(); ++i)
                    lap.found += found.matches.at(i).nearest.contains(misspelt->meant.at(i).toUtf8()) ? 1 : 0;
                return lap;
            },
            [crowd, misspelt] {
                Lap lap;
                lap.found = timed(lap.time, [&] {
                    std::size_t found = 0;
                    for (qsizetype i = 0; i < misspelt->meant.size(); ++i) {
                        const QString &name = misspelt->list.lines.at(i).name;
                        found += nearestPlainly(crowd->plain, name).contains(misspelt->meant.at(i)) ? 1 : 0;
                    }
                    return found;
                });
                return lap;
            }};
}

/// The first keystroke in the search, over names, persons and e-mails. The rival has all texts folded ready-made.
Contest searching(const CrowdPtr &crowd)
{
    const QString typed = QStringLiteral("n");
    const auto order = std::make_shared<const OrderedRows>(orderedRows(crowd->table, RowOrder{}));
    return {"search people",
            kLines,
            3,
            6,
            [crowd, order, typed] {
                Lap lap;
                const VisibleRows visible = timed(lap.time, [&] {
                    return VisibleRows::in(order, matchingRows(crowd->table, RowFilter::of(typed, StatusChip::All)));
                });
                lap.found = static_cast<std::size_t>(visible.count());
                return lap;
            },
            [crowd, order, typed] {
                Lap lap;
                lap.found = timed(lap.time, [&] {
                                std::vector<Row> visible;
                                for (const Row row : order->rows()) {
                                    const PlainPerson &person = crowd->folded[row];
                                    if (person.name.contains(typed) || person.fullName.contains(typed) ||
                                        person.email.contains(typed))
                                        visible.push_back(row);
                                }
                                return visible;
                            }).size();
                return lap;
            }};
}

} // namespace

std::vector<Contest> listContests(std::size_t largest)
{
    if (kLines > largest)
        return {};
    const auto crowd = std::make_shared<const Crowd>(makeCrowd(kLines));
    return {reading(crowd), matching(crowd), missing(crowd), searching(crowd)};
}

} // namespace gatehouse::bench
