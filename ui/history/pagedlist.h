// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace gatehouse {

/// A piece of a list that is longer than anybody wants to hold.
template<typename T>
struct Piece
{
    QList<T> items;
    qint64 first = 0;
    qint64 total = 0; ///< of the whole list
};

/// Reads a long list page by page, only the pages that somebody looks at, one at a time and the one that was looked at
/// last first. Keeps the pages that came last. What was asked for before the last restart() or refresh() is dropped
/// when it arrives. A source must answer later, never from inside the call; it may answer after the list is gone.
template<typename T>
class PagedList final
{
public:
    static constexpr int pageSize = 200;
    static constexpr int pagesKept = 32;

    using Take = std::function<void(tl::expected<Piece<T>, QString>)>;
    using Source = std::function<void(qint64 first, int limit, Take take)>;
    using Arrived = std::function<void(const Piece<T> &piece)>;
    using Failed = std::function<void(const QString &why)>;

    /// `arrived` is expected to put() the piece.
    PagedList(Arrived arrived, Failed failed) : m_arrived(std::move(arrived)), m_failed(std::move(failed)) {}
    PagedList(const PagedList &) = delete;
    PagedList &operator=(const PagedList &) = delete;

    /// Forgets everything and asks another source for its first page.
    void restart(Source source)
    {
        m_source = std::move(source);
        m_pages.clear();
        begin();
    }

    /// Asks again: for the first page at once, for others when they are looked at. Until then the old ones are shown.
    void refresh()
    {
        for (Page &page : m_pages)
            page.isFresh = false;
        begin();
    }

    void put(const Piece<T> &piece)
    {
        m_pages.insert(piece.first / pageSize, {piece.items, true, ++m_puts});
        if (m_pages.size() <= pagesKept)
            return;
        m_pages.erase(std::min_element(m_pages.begin(), m_pages.end(),
                                       [](const Page &a, const Page &b) { return a.put < b.put; }));
    }

    void forgetPages() { m_pages.clear(); }
    /// Puts another item in the place of one that is here.
    void replace(qint64 place, const T &item)
    {
        const auto page = m_pages.find(place / pageSize);
        if (page != m_pages.end() && place % pageSize < page->items.size())
            page->items[place % pageSize] = item;
    }
    /// Whether an answer is awaited.
    bool isAsking() const { return m_asked.has_value(); }

    /// The item, if it is here; else it is asked for.
    const T *at(qint64 place)
    {
        const qint64 number = place / pageSize;
        const auto page = m_pages.constFind(number);
        if (page == m_pages.cend() || !page->isFresh)
            want(number);
        return known(place);
    }

    /// The item, if it is here.
    const T *known(qint64 place) const
    {
        const auto page = m_pages.constFind(place / pageSize);
        const qint64 inPage = place % pageSize;
        return page != m_pages.cend() && inPage < page->items.size() ? &page->items.at(inPage) : nullptr;
    }

private:
    struct Page
    {
        QList<T> items;
        bool isFresh = false;
        quint64 put = 0;
    };
    static constexpr int mostWanted = 4; // more pages than a screen shows at once are only scrolled past

    void begin()
    {
        ++m_generation;
        m_asked.reset();
        m_wanted.clear();
        want(0);
    }

    void want(qint64 number)
    {
        if (!m_source || m_asked == number)
            return;
        m_wanted.removeAll(number);
        m_wanted.append(number);
        if (m_wanted.size() > mostWanted)
            m_wanted.removeFirst();
        ask();
    }

    void ask()
    {
        if (m_asked || m_wanted.isEmpty())
            return;
        m_asked = m_wanted.takeLast();
        std::weak_ptr<PagedList *> self = m_self;
        m_source(*m_asked * pageSize, pageSize,
                 [self, generation = m_generation](const tl::expected<Piece<T>, QString> &piece) {
                     const auto list = self.lock();
                     if (list && (*list)->m_generation == generation)
                         (*list)->take(piece);
                 });
    }

    void take(const tl::expected<Piece<T>, QString> &piece)
    {
        m_asked.reset();
        const quint64 generation = m_generation;
        if (piece)
            m_arrived(*piece);
        else
            m_failed(piece.error());
        if (generation == m_generation)
            ask();
    }

    Arrived m_arrived;
    Failed m_failed;
    Source m_source;
    QHash<qint64, Page> m_pages;
    QList<qint64> m_wanted; ///< the one looked at last at the end
    std::optional<qint64> m_asked;
    quint64 m_generation = 0;
    quint64 m_puts = 0;
    std::shared_ptr<PagedList *> m_self = std::make_shared<PagedList *>(this);
};

} // namespace gatehouse
