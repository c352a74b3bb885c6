// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/jsonnames.h"

#include "lists/jsonlist.h"
#include "lists/namepiles.h"
#include "lists/stopglance.h"
#include "users/exacttext.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {

namespace {

/// Turns entries, in their order, into lines.
class JsonPiles final
{
public:
    explicit JsonPiles(const ListSource &source) : m_source(source) { m_piles.reserve(source.lines.size()); }

    void add(const JsonEntry &entry)
    {
        const std::size_t first = lineOf(entry.begin);
        const std::size_t last = lineOf(entry.end - 1);
        addFrame(first);
        ListLine line;
        line.number = static_cast<qint64>(first) + 1;
        line.lines = static_cast<qint64>(last + 1 - std::min(m_taken, last + 1));
        line.name = exactText(entry.name);
        line.given = exactText(m_source.text.substr(entry.begin, entry.end - entry.begin));
        line.status = entry.status;
        m_piles.addName(std::move(line));
        m_taken = std::max(m_taken, last + 1);
    }

    /// Lines up to this one hold no entry.
    void addFrame(std::size_t end)
    {
        for (; m_taken < end; ++m_taken) {
            const LinePile pile = isBlank(m_source.line(m_taken)) ? LinePile::Blank : LinePile::Heading;
            m_piles.add(pile, m_taken, 1, m_source.given(m_taken, 1));
        }
    }

    void addNoEntry(std::size_t line)
    {
        addFrame(line);
        m_piles.add(LinePile::NoName, line, 1, m_source.given(line, 1));
        m_taken = line + 1;
    }

    NameList take()
    {
        addFrame(m_source.lines.size());
        return m_piles.take();
    }

private:
    /// Asked for with growing places.
    std::size_t lineOf(std::size_t at)
    {
        while (m_line + 1 < m_source.lines.size() && m_source.lines[m_line + 1].begin <= at)
            ++m_line;
        return m_line;
    }

    const ListSource &m_source;
    NamePiles m_piles;
    std::size_t m_line = 0;
    std::size_t m_taken = 0; ///< lines that are in a pile
};

/// One value a line; nothing where the first line is none, so that a broken document is not taken for that.
std::optional<ListReading> readJsonLines(const ListSource &source)
{
    JsonPiles piles(source);
    qint64 good = 0;
    qint64 bad = 0;
    std::size_t firstBad = 0;
    StopGlance glance(source.stop);
    for (std::size_t i = 0; i < source.lines.size() && !glance.isDue(); ++i) {
        if (isBlank(source.line(i)))
            continue;
        auto entries = readJsonEntries(source.line(i));
        if (!entries) {
            if (good == 0)
                return {};
            firstBad = bad++ == 0 ? i : firstBad;
            piles.addNoEntry(i);
            continue;
        }
        ++good;
        for (JsonEntry &entry : *entries) {
            entry.begin += source.lines[i].begin;
            entry.end += source.lines[i].begin;
            piles.add(entry);
        }
    }
    ListReading reading;
    reading.names = piles.take();
    if (bad > 0) {
        reading.problems.append(QCoreApplication::translate("NameList", "%n line(s) are no JSON, the first is line %1.",
                                                            nullptr, static_cast<int>(bad))
                                    .arg(firstBad + 1));
    }
    return reading;
}

std::size_t lineAt(const ListSource &source, std::size_t at)
{
    const auto behind = std::upper_bound(source.lines.begin(), source.lines.end(), at,
                                         [](std::size_t place, const TextLine &line) { return place < line.begin; });
    return static_cast<std::size_t>(behind - source.lines.begin());
}

} // namespace

tl::expected<ListReading, QString> readJsonNames(const ListSource &source)
{
    ListReading reading;
    const auto entries = readJsonEntries(source.text, source.stop);
    if (entries) {
        JsonPiles piles(source);
        StopGlance glance(source.stop);
        for (auto entry = entries->cbegin(); entry != entries->cend() && !glance.isDue(); ++entry)
            piles.add(*entry);
        reading.names = piles.take();
    } else if (auto byLine = readJsonLines(source)) {
        reading = std::move(*byLine);
    } else {
        return tl::unexpected(
            QCoreApplication::translate("NameList", "The list looks like JSON, but cannot be read at line %1: %2")
                .arg(lineAt(source, entries.error().at))
                .arg(entries.error().reason));
    }
    reading.form = ListForm::Json;
    reading.isNameColumnCertain = true;
    return reading;
}

} // namespace gatehouse
