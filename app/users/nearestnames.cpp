// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/nearestnames.h"

#include "users/exacttext.h"
#include "users/letterdistance.h"

#include <QString>

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace gatehouse {

namespace {

/// Longer names stand together.
constexpr std::size_t kMostLettersApart = 1024;
/// How many names are looked at between two glances at the stop flag.
constexpr std::size_t kNamesBetweenGlances = 4096;

bool isToldToStop(const std::atomic_bool *stop)
{
    return stop && stop->load(std::memory_order_relaxed);
}

bool isSpace(char32_t letter)
{
    return QChar::isSpace(letter);
}

/// Without the white space around it.
std::u32string_view innerOf(std::u32string_view letters)
{
    while (!letters.empty() && isSpace(letters.front()))
        letters.remove_prefix(1);
    while (!letters.empty() && isSpace(letters.back()))
        letters.remove_suffix(1);
    return letters;
}

QString caseFolded(std::string_view name)
{
    return exactText(name).normalized(QString::NormalizationForm_C).toCaseFolded();
}

/// What lies between two names that fold to the same text, white space around them put aside.
NameDifference differenceOfFolded(std::string_view a, std::string_view b)
{
    const QString foldedA = caseFolded(a);
    const QString foldedB = caseFolded(b);
    if (foldedA == foldedB)
        return NameDifference::SameButCase;
    return foldedA.trimmed() == foldedB.trimmed() ? NameDifference::SameButWhiteSpace : NameDifference::SameButAccents;
}

std::size_t lengthSlot(std::size_t letters)
{
    return std::min(letters, kMostLettersApart);
}

/// How many letters two names may be off at most, when the shorter is so long.
int lettersAllowed(std::size_t shorter, NameDifference furthest)
{
    if (furthest < NameDifference::OneLetterOff || shorter < NearestNames::kShortestForOne)
        return 0;
    return furthest == NameDifference::OneLetterOff || shorter < NearestNames::kShortestForTwo ? 1 : 2;
}

} // namespace

/// What is looked up.
struct NearestNames::Wanted
{
    std::string_view name;
    std::u32string_view letters;
    LetterCounts counts;
    NameDifference furthest;
};

/// What was found so far, the best first.
struct NearestNames::Finds
{
    struct Find
    {
        NearName near;
        int apart = 0; ///< of the counts
    };
    std::vector<Find> best;
    std::size_t most;
    std::u32string letters; ///< room for those of a name

    /// How many letters off a name may be that is still wanted.
    int lettersWanted() const
    {
        if (best.size() < most || best.back().near.difference == NameDifference::TwoLettersOff)
            return 2;
        return best.back().near.difference == NameDifference::OneLetterOff ? 1 : 0;
    }
};

NearestNames::LetterCounts NearestNames::countsOf(std::u32string_view letters)
{
    LetterCounts counts{};
    for (const char32_t letter : letters) {
        // The rare letters of the Latin alphabet share a place with frequent ones, and digits with letters.
        quint8 &count = counts[letter % kKinds];
        count = static_cast<quint8>(count + (count < 255 ? 1 : 0));
    }
    return counts;
}

/// One letter missing or additional makes 1, another one 2, neighbours that changed places 0. Without a branch and on
/// its own, so that the compiler makes one instruction of it: inside a loop it unrolls it instead, which takes twice as
/// long.
Q_NEVER_INLINE int NearestNames::apart(const LetterCounts &a, const LetterCounts &b)
{
    int sum = 0;
    for (std::size_t i = 0; i < kKinds; ++i)
        sum += std::abs(static_cast<int>(a[i]) - static_cast<int>(b[i]));
    return sum;
}

NearestNames::NearestNames(std::shared_ptr<const NameColumn> names, const std::atomic_bool *stop)
    : m_names(std::move(names))
{
    std::vector<Row> rows(m_names->count());
    std::iota(rows.begin(), rows.end(), 0);
    build(rows, stop);
}

NearestNames::NearestNames(std::shared_ptr<const NameColumn> names, const std::vector<Row> &rows,
                           const std::atomic_bool *stop)
    : m_names(std::move(names))
{
    build(rows, stop);
}

NearestNames::NearestNames(const std::vector<std::string_view> &names, const std::atomic_bool *stop)
{
    NameColumn::Builder builder;
    for (const std::string_view name : names)
        builder.add(name);
    m_names = std::move(builder).build();
    std::vector<Row> rows(names.size());
    std::iota(rows.begin(), rows.end(), 0);
    build(rows, stop);
}

void NearestNames::build(const std::vector<Row> &rows, const std::atomic_bool *stop)
{
    std::u32string letters;
    std::vector<quint16> lengths(rows.size());
    std::vector<LetterCounts> counts(rows.size());
    m_begins.assign(kMostLettersApart + 2, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % kNamesBetweenGlances == 0 && isToldToStop(stop))
            return;
        readLetters(letters, m_names->folded(rows[i]));
        const std::u32string_view inner = innerOf(letters);
        lengths[i] = static_cast<quint16>(lengthSlot(inner.size()));
        counts[i] = countsOf(inner);
        ++m_begins[lengths[i] + 1U];
    }
    std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
    std::vector<quint32> next(m_begins.begin(), m_begins.end() - 1);
    m_rows.resize(rows.size());
    m_counts.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const quint32 place = next[lengths[i]]++;
        m_rows[place] = rows[i];
        m_counts[place] = counts[i];
    }
}

void NearestNames::lookAt(std::size_t place, const Wanted &wanted, Finds &finds) const
{
    const Row row = m_rows[place];
    readLetters(finds.letters, m_names->folded(row));
    const std::u32string_view letters = innerOf(finds.letters);
    const int allowed = std::min(lettersAllowed(std::min(letters.size(), wanted.letters.size()), wanted.furthest),
                                 finds.lettersWanted());
    const int off = lettersOff(letters, wanted.letters, allowed);
    if (off > allowed || m_names->name(row) == wanted.name)
        return;
    Finds::Find find{{row, off == 1 ? NameDifference::OneLetterOff : NameDifference::TwoLettersOff},
                     apart(m_counts[place], wanted.counts)};
    if (off == 0)
        find.near.difference = differenceOfFolded(wanted.name, m_names->name(row));
    if (find.near.difference > wanted.furthest)
        return;
    const auto isBetter = [this](const Finds::Find &a, const Finds::Find &b) {
        if (a.near.difference != b.near.difference)
            return a.near.difference < b.near.difference;
        if (a.apart != b.apart)
            return a.apart < b.apart;
        const int names = m_names->folded(a.near.row).compare(m_names->folded(b.near.row));
        return names != 0 ? names < 0 : a.near.row < b.near.row;
    };
    finds.best.insert(std::upper_bound(finds.best.begin(), finds.best.end(), find, isBetter), find);
    if (finds.best.size() > finds.most)
        finds.best.pop_back();
}

void NearestNames::lookThrough(std::size_t slot, const Wanted &wanted, Finds &finds, const std::atomic_bool *stop) const
{
    int mostApart = 2 * finds.lettersWanted();
    for (std::size_t place = m_begins[slot]; place < m_begins[slot + 1]; ++place) {
        if (place % kNamesBetweenGlances == 0 && isToldToStop(stop))
            return;
        if (apart(m_counts[place], wanted.counts) <= mostApart) {
            lookAt(place, wanted, finds);
            mostApart = 2 * finds.lettersWanted();
        }
    }
}

std::vector<NearName> NearestNames::nearTo(std::string_view name, const NearSearch &search,
                                           const std::atomic_bool *stop) const
{
    Arena folded;
    appendFolded(folded, name);
    std::u32string letters;
    readLetters(letters, folded);
    const std::u32string_view inner = innerOf(letters);
    if (inner.empty() || search.most == 0 || m_rows.empty())
        return {};
    const Wanted wanted{name, inner, countsOf(inner), search.furthest};
    Finds finds{{}, search.most, {}};
    const auto reach = static_cast<std::size_t>(lettersAllowed(inner.size(), search.furthest));
    const std::size_t own = lengthSlot(inner.size());
    const std::size_t shortest = lengthSlot(inner.size() - std::min(reach, inner.size()));
    const std::size_t longest = lengthSlot(inner.size() + reach);
    // Those of the same length first: the better the finds, the fewer of the others need a look.
    for (std::size_t by = 0; by <= reach; ++by) {
        if (own >= shortest + by)
            lookThrough(own - by, wanted, finds, stop);
        if (by > 0 && own + by <= longest)
            lookThrough(own + by, wanted, finds, stop);
    }
    if (isToldToStop(stop))
        return {};
    std::vector<NearName> nearest;
    for (const Finds::Find &find : finds.best)
        nearest.push_back(find.near);
    return nearest;
}

std::size_t NearestNames::memory() const
{
    return m_rows.capacity() * sizeof(Row) + m_counts.capacity() * sizeof(LetterCounts) +
           m_begins.capacity() * sizeof(quint32);
}

} // namespace gatehouse
