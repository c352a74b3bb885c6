// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/namematcher.h"

#include "lists/loosename.h"
#include "users/exacttext.h"

#include <algorithm>

namespace gatehouse {

namespace {

/// How many lines are looked up between two glances at the stop flag.
constexpr qsizetype kLinesBetweenGlances = 64;

std::string_view viewed(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// UTF-8 with U+FFFD for each half of a character, as names have it that came from a server: Qt writes a question mark,
/// with which another name may be meant.
QByteArray nameBytes(const QString &text)
{
    if (text.isValidUtf16())
        return text.toUtf8();
    QString whole;
    for (const char32_t c : text.toStdU32String()) {
        const char32_t letter = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        whole += QString::fromUcs4(&letter, 1);
    }
    return whole.toUtf8();
}

bool isLoosely(std::string_view text, std::string_view loose)
{
    return viewed(looseName(text)) == loose;
}

QString withoutCase(std::string_view text)
{
    return exactText(text).normalized(QString::NormalizationForm_C).toCaseFolded();
}

bool wantsNearest(const NameMatch &match)
{
    return !match.isNearestKnown && (isAbsent(match.verdict) || match.doubt == MatchDoubt::NobodysUser);
}

/// "Doe, Jane" as "Jane Doe"; empty where there is no comma between two words.
QByteArray turnedRound(const QByteArray &loose)
{
    const qsizetype comma = loose.indexOf(',');
    if (comma < 0)
        return {};
    const QByteArray last = loose.left(comma).trimmed();
    const QByteArray first = loose.mid(comma + 1).trimmed();
    return last.isEmpty() || first.isEmpty() ? QByteArray() : first + ' ' + last;
}

} // namespace

NameMatcher::NameMatcher(TableSnapshot table) : m_table(std::move(table))
{
    m_byName.reserve(m_table.count());
    for (Row row = 0; row < m_table.count(); ++row) {
        if (!isUser(row))
            continue;
        if (!m_byName.add(m_table.name(row), row))
            m_unseen.push_back(row);
    }
    m_byName.build();
    if (!m_table.persons)
        return;
    const Directory &directory = m_table.persons->directory();
    m_byFullName.reserve(directory.count());
    for (PersonIndex person = 0; person < directory.count(); ++person) {
        m_byEmail.add(directory.otherEmails().name(person), person);
        m_byFullName.add(directory.fullName(person), person);
    }
    m_byEmail.build();
    m_byFullName.build();
}

QByteArray NameMatcher::nameOf(Row row) const
{
    const std::string_view name = m_table.name(row);
    return QByteArray(name.data(), static_cast<qsizetype>(name.size()));
}

/// Those with exactly this name first.
std::vector<Row> NameMatcher::rowsNamed(std::string_view name, std::string_view loose) const
{
    std::vector<Row> rows;
    for (const LooseIndex::Entry &entry : m_byName.mayHave(loose)) {
        const std::string_view other = m_table.name(entry.place);
        if (other == name)
            rows.insert(rows.begin(), entry.place);
        else if (rows.size() < kMostCandidates && isLoosely(other, loose))
            rows.push_back(entry.place);
    }
    return rows;
}

/// To the letter or not at all: nothing else tells a name that cannot be seen. All others like it are its twins.
std::vector<Row> NameMatcher::unseenRowsNamed(std::string_view name) const
{
    const auto own = std::find_if(m_unseen.begin(), m_unseen.end(), [&](Row row) { return m_table.name(row) == name; });
    if (own == m_unseen.end())
        return {};
    std::vector<Row> rows{*own};
    for (auto other = m_unseen.begin(); other != m_unseen.end() && rows.size() < kMostCandidates; ++other) {
        if (other != own)
            rows.push_back(*other);
    }
    return rows;
}

void NameMatcher::addPersons(std::vector<Row> &rows, const LooseIndex &index, const NameColumn &texts,
                             std::string_view loose) const
{
    for (const LooseIndex::Entry &entry : index.mayHave(loose)) {
        if (rows.size() >= kMostCandidates)
            return;
        const Row row = m_table.persons->row(entry.place);
        if (std::find(rows.begin(), rows.end(), row) == rows.end() && isLoosely(texts.name(entry.place), loose))
            rows.push_back(row);
    }
}

void NameMatcher::addFullNames(std::vector<Row> &rows, const QByteArray &loose) const
{
    const NameColumn &fullNames = m_table.persons->directory().fullNames();
    addPersons(rows, m_byFullName, fullNames, viewed(loose));
    const QByteArray turned = turnedRound(loose);
    if (!turned.isEmpty())
        addPersons(rows, m_byFullName, fullNames, viewed(turned));
}

MatchWay NameMatcher::wayTo(Row row, const QByteArray &name, std::string_view loose) const
{
    const std::string_view own = m_table.name(row);
    if (own == viewed(name))
        return MatchWay::Name;
    if (isLoosely(own, loose))
        return withoutCase(own) == withoutCase(viewed(name)) ? MatchWay::NameOtherCase : MatchWay::NameOtherSpelling;
    const std::string_view email = m_table.persons->directory().otherEmails().name(m_table.person(row));
    if (email == viewed(name))
        return MatchWay::Email;
    return isLoosely(email, loose) ? MatchWay::EmailOtherSpelling : MatchWay::FullName;
}

bool NameMatcher::differsInAccents(Row row, const NameMatch &match) const
{
    if (match.way == MatchWay::NameOtherSpelling)
        return looseNameWithAccents(m_table.name(row)) != looseNameWithAccents(viewed(match.name));
    if (match.way != MatchWay::EmailOtherSpelling)
        return false;
    const std::string_view email = m_table.persons->directory().otherEmails().name(m_table.person(row));
    return looseNameWithAccents(email) != looseNameWithAccents(viewed(match.name));
}

/// Of rows of which the first so many were found by their names.
MatchDoubt NameMatcher::doubtOf(const std::vector<Row> &rows, std::size_t named) const
{
    if (named > 1)
        return MatchDoubt::Twins;
    if (rows.size() > 1)
        return MatchDoubt::SeveralUsers;
    return m_table.persons && !m_table.isPerson(rows.front()) ? MatchDoubt::NobodysUser : MatchDoubt::None;
}

NameMatch NameMatcher::match(qint64 line, const QString &name) const
{
    NameMatch match;
    match.line = line;
    match.name = nameBytes(name);
    match.verdict = hasDirectory() ? MatchVerdict::NotFound : MatchVerdict::CannotTell;
    const QByteArray loose = looseName(viewed(match.name));
    std::vector<Row> rows =
        loose.isEmpty() ? unseenRowsNamed(viewed(match.name)) : rowsNamed(viewed(match.name), viewed(loose));
    const std::size_t named = rows.size();
    if (hasDirectory() && !loose.isEmpty()) {
        addPersons(rows, m_byEmail, m_table.persons->directory().otherEmails(), viewed(loose));
        if (rows.empty())
            addFullNames(rows, loose);
    }
    if (rows.empty())
        return match;
    match.way = wayTo(rows.front(), match.name, viewed(loose));
    match.doubt = doubtOf(rows, named);
    if (match.doubt == MatchDoubt::None) {
        match.verdict = MatchVerdict::Found;
        match.user = nameOf(rows.front());
        match.differsInAccents = differsInAccents(rows.front(), match);
        match.isTicked = match.way != MatchWay::FullName && !match.differsInAccents;
        return match;
    }
    match.verdict = MatchVerdict::Ambiguous;
    for (const Row row : rows)
        match.candidates.append(nameOf(row));
    return match;
}

ListMatches NameMatcher::match(const NameList &list, qint64 mostWithNearest, const std::atomic_bool *stop) const
{
    ListMatches result;
    qint64 looked = 0;
    for (qsizetype i = 0; i < list.lines.size(); ++i) {
        if (i % kLinesBetweenGlances == 0 && stop && stop->load(std::memory_order_relaxed))
            return {};
        const ListLine &line = list.lines.at(i);
        if (line.pile != LinePile::Name)
            continue;
        NameMatch found = match(line.number, line.name);
        if (wantsNearest(found)) {
            if (looked < mostWithNearest)
                found = withNearest(std::move(found), stop);
            else
                ++result.withoutNearest;
            ++looked;
        }
        result.matches.append(std::move(found));
    }
    noteSameUsers(result.matches);
    return result;
}

const NameMatcher::Nearest &NameMatcher::nearest() const
{
    std::call_once(m_nearestOnce, [this] {
        std::vector<Row> users;
        std::vector<Row> persons;
        for (Row row = 0; row < m_table.names->count(); ++row) {
            if (isUser(row))
                users.push_back(row);
            if (m_table.isPerson(row))
                persons.push_back(row);
        }
        std::vector<std::string_view> tail;
        for (Row row = m_table.names->count(); row < m_table.count(); ++row)
            tail.push_back(isUser(row) ? m_table.name(row) : std::string_view());
        m_nearest.users = std::make_unique<NearestNames>(m_table.names, users);
        m_nearest.persons = std::make_unique<NearestNames>(m_table.names, persons);
        m_nearest.tail = std::make_unique<NearestNames>(tail);
    });
    return m_nearest;
}

NameMatch NameMatcher::withNearest(NameMatch match, const std::atomic_bool *stop) const
{
    if (!wantsNearest(match))
        return match;
    const Nearest &indexes = nearest();
    std::vector<NearName> found;
    const NearSearch search;
    if (match.doubt == MatchDoubt::NobodysUser) {
        found = indexes.persons->nearTo(viewed(match.name), {search.most, NameDifference::OneLetterOff}, stop);
    } else {
        found = indexes.users->nearTo(viewed(match.name), search, stop);
        for (NearName near : indexes.tail->nearTo(viewed(match.name), search, stop)) {
            near.row += m_table.names->count();
            found.push_back(near);
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const NearName &a, const NearName &b) { return a.difference < b.difference; });
        found.resize(std::min(found.size(), search.most));
    }
    match.nearest.clear();
    for (const NearName &near : found)
        match.nearest.append(nameOf(near.row));
    match.isNearestKnown = true;
    return match;
}

} // namespace gatehouse
