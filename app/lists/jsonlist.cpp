// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/jsonlist.h"

#include "lists/stopglance.h"
#include "users/jsontext.h"
#include "users/statusjson.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr std::string_view kJsonSpace = " \t\r\n";

/// What an array's entries are.
enum class JsonEntryKind {
    Statuses,
    Persons,
    Either, ///< nothing around them says which
};

QByteArrayView bytesView(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool hasMember(const QList<JsonMember> &members, QByteArrayView key)
{
    return std::any_of(members.cbegin(), members.cend(), [key](const JsonMember &member) { return member.key == key; });
}

bool saysPerson(const QList<JsonMember> &members)
{
    const auto has = [&members](QByteArrayView key) { return hasMember(members, key); };
    return !has("disabled") && (has("roles") || has("email") || has("firstName") || has("lastName"));
}

/// Walks the text from left to right. A function that takes a piece returns whether it was well-formed; the first
/// problem stays.
class JsonListWalk final
{
public:
    JsonListWalk(std::string_view text, const std::atomic_bool *stop) : m_text(text), m_glance(stop) {}

    bool walk()
    {
        for (skipSpace(); m_at < m_text.size(); skipSpace()) {
            if (!topValue())
                return false;
        }
        return true;
    }
    std::vector<JsonEntry> takeEntries() { return std::move(m_entries); }
    JsonListProblem problem() const { return m_problem; }

private:
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool fail(const QString &reason)
    {
        m_problem = {m_at, reason};
        return false;
    }
    bool failAsJson() { return fail(QCoreApplication::translate("NameList", "It is not well-formed JSON there.")); }
    void skipSpace() { m_at = std::min(m_text.find_first_not_of(kJsonSpace, m_at), m_text.size()); }
    bool take(char c)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    /// The text of the value that begins here, by its quotes and brackets alone; empty if it does not end.
    std::string_view value() const
    {
        std::size_t depth = 0;
        for (std::size_t i = m_at; i < m_text.size(); ++i) {
            const char c = m_text[i];
            if (c == '"') {
                for (++i; i < m_text.size() && m_text[i] != '"'; ++i)
                    i += m_text[i] == '\\' ? 1 : 0;
                if (i >= m_text.size())
                    return {};
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                if (depth == 0)
                    return m_text.substr(m_at, i - m_at);
                --depth;
            } else if (depth == 0 && (c == ',' || kJsonSpace.find(c) != std::string_view::npos)) {
                return m_text.substr(m_at, i - m_at);
            } else {
                continue;
            }
            if (depth == 0)
                return m_text.substr(m_at, i + 1 - m_at);
        }
        return depth == 0 ? m_text.substr(m_at) : std::string_view();
    }

    bool topValue()
    {
        if (next() == '[')
            return array(JsonEntryKind::Either);
        if (next() != '{')
            return failAsJson();
        const std::string_view object = value();
        const auto members = readMembers(bytesView(object));
        if (!members)
            return failAsJson();
        const auto has = [&members](QByteArrayView key) { return hasMember(*members, key); };
        const bool isEnvelope = has("userStatuses") || has("userStatus") || (has("users") && !has("name"));
        return isEnvelope ? envelope() : entry(JsonEntryKind::Either);
    }

    static std::optional<JsonEntryKind> kindOf(QByteArrayView key)
    {
        if (key == QByteArrayView("userStatuses"))
            return JsonEntryKind::Statuses;
        if (key == QByteArrayView("users"))
            return JsonEntryKind::Persons;
        return {};
    }

    // It was found well-formed as a whole: only the places of its entries are looked for.
    bool envelope()
    {
        ++m_at;
        do {
            skipSpace();
            const std::string_view rawKey = value();
            const auto key = unescapeJson(rawKey.substr(1, rawKey.size() - 2)).value_or(JsonString());
            m_at += rawKey.size();
            take(':');
            skipSpace();
            const auto kind = kindOf(QByteArrayView(key.text));
            if (kind && next() == '[') {
                if (!array(*kind))
                    return false;
            } else if (key.text == "userStatus" && next() == '{') {
                if (!entry(JsonEntryKind::Statuses))
                    return false;
            } else {
                m_at += value().size();
            }
        } while (take(','));
        return take('}') || failAsJson();
    }

    bool array(JsonEntryKind kind)
    {
        ++m_at;
        if (take(']'))
            return true;
        do {
            skipSpace();
            if (m_glance.isDue() || !entry(kind))
                return false;
        } while (take(','));
        return take(']') || failAsJson();
    }

    bool entry(JsonEntryKind kind)
    {
        const std::string_view text = value();
        JsonEntry entry{m_at, m_at + text.size(), {}, {}};
        if (next() == '"' && !text.empty()) {
            const auto name = unescapeJson(text.substr(1, text.size() - 2));
            const bool hasControl =
                std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
            if (!name || hasControl)
                return failAsJson();
            entry.name = QByteArray::fromStdString(name->text);
        } else if (next() == '{' && !text.empty()) {
            if (!object(text, kind, entry))
                return failAsJson();
        } else {
            return text.empty() || next() == '['
                       ? failAsJson()
                       : fail(QCoreApplication::translate(
                             "NameList", "There is a value there that is neither a name nor a user's entry."));
        }
        m_at = entry.end;
        m_entries.push_back(std::move(entry));
        return true;
    }

    static bool object(std::string_view text, JsonEntryKind kind, JsonEntry &entry)
    {
        auto status = readStatus(bytesView(text));
        if (!status)
            return readMembers(bytesView(text)).has_value(); // well-formed, and without a name
        entry.name = status->name;
        // Only what is not canonical keeps its text, and a person's entry is never canonical.
        const bool isPerson =
            kind == JsonEntryKind::Persons || (kind == JsonEntryKind::Either && !status->raw.isEmpty() &&
                                               saysPerson(readMembers(status->raw).value_or(QList<JsonMember>())));
        if (!isPerson)
            entry.status = std::move(*status);
        return true;
    }

    std::string_view m_text;
    StopGlance m_glance;
    std::size_t m_at = 0;
    std::vector<JsonEntry> m_entries;
    JsonListProblem m_problem;
};

} // namespace

bool looksLikeJson(std::string_view text)
{
    const std::size_t open = text.find_first_not_of(kJsonSpace);
    if (open == std::string_view::npos || (text[open] != '{' && text[open] != '['))
        return false;
    const std::size_t inside = text.find_first_not_of(kJsonSpace, open + 1);
    if (inside == std::string_view::npos)
        return true;
    return std::string_view(text[open] == '{' ? "\"}" : "\"{]").find(text[inside]) != std::string_view::npos;
}

tl::expected<std::vector<JsonEntry>, JsonListProblem> readJsonEntries(std::string_view text,
                                                                      const std::atomic_bool *stop)
{
    JsonListWalk walk(text, stop);
    if (!walk.walk())
        return tl::unexpected(walk.problem());
    return walk.takeEntries();
}

} // namespace gatehouse
