// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demostatuses.h"

namespace gatehouse {

void DemoStatuses::reserve(qsizetype count)
{
    m_entries.reserve(size_t(count));
    m_places.reserve(count);
}

void DemoStatuses::put(const QByteArray &name, const QByteArray &json)
{
    m_list = QByteArray();
    if (const auto place = m_places.constFind(name); place != m_places.cend()) {
        m_entries[*place].json = json;
        return;
    }
    m_places.insert(name, m_entries.size());
    m_entries.push_back({name, json});
}

bool DemoStatuses::remove(const QByteArray &name)
{
    const auto place = m_places.constFind(name);
    if (place == m_places.cend())
        return false;
    m_list = QByteArray();
    m_entries[*place] = {};
    m_places.erase(place);
    if (m_entries.size() > 64 && size_t(m_places.size()) < m_entries.size() / 2)
        dropRemoved();
    return true;
}

QByteArray DemoStatuses::find(const QByteArray &name) const
{
    const auto place = m_places.constFind(name);
    return place == m_places.cend() ? QByteArray() : m_entries[*place].json;
}

QByteArray DemoStatuses::list()
{
    if (!m_list.isNull())
        return m_list;
    qsizetype size = 32;
    for (const Entry &entry : m_entries)
        size += entry.json.size() + 1;
    m_list.reserve(size);
    m_list.append("{\"userStatuses\":[");
    bool isFirst = true;
    for (const Entry &entry : m_entries) {
        if (entry.json.isEmpty())
            continue;
        if (!isFirst)
            m_list.append(',');
        isFirst = false;
        m_list.append(entry.json);
    }
    return m_list.append("]}");
}

std::map<QByteArray, QByteArray> DemoStatuses::all() const
{
    std::map<QByteArray, QByteArray> entries;
    for (const Entry &entry : m_entries) {
        if (!entry.json.isEmpty())
            entries.emplace(entry.name, entry.json);
    }
    return entries;
}

void DemoStatuses::dropRemoved()
{
    std::erase_if(m_entries, [](const Entry &entry) { return entry.json.isEmpty(); });
    for (size_t i = 0; i < m_entries.size(); ++i)
        m_places[m_entries[i].name] = i;
}

} // namespace gatehouse
