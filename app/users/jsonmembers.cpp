// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/jsonmembers.h"

#include "users/jsontext.h"

#include <algorithm>

namespace gatehouse {

namespace {

/// Well within a thread's stack, and deeper than the list's reader goes: an entry that it took must be readable here
/// inside every envelope.
constexpr int kDeepestMember = 256;

std::string_view textOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// Walks an object from left to right without touching a byte of it. Each function that takes a piece returns whether
/// it was JSON; the first problem stays.
class MemberWalk final
{
public:
    explicit MemberWalk(std::string_view text) : m_text(text) {}

    bool walk()
    {
        skipSpace();
        if (next() != '{')
            return fail("not a JSON object");
        if (!object(1, &m_members))
            return false;
        skipSpace();
        return m_at == m_text.size() || fail("something stands behind the end of the object");
    }
    QList<JsonMember> takeMembers() { return std::move(m_members); }
    QByteArray problem() const { return m_problem; }

private:
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    std::string_view since(std::size_t begin) const { return m_text.substr(begin, m_at - begin); }

    bool fail(const char *why)
    {
        m_problem = m_at < m_text.size() ? QByteArray(why) : QByteArray("the text ends too early");
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool take(char c)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool string()
    {
        const std::size_t begin = m_at + 1;
        for (++m_at; next() != '"'; ++m_at) {
            if (static_cast<unsigned char>(next()) < 0x20)
                return fail("a string holds a control character or has no end");
            if (next() == '\\')
                ++m_at; // whatever is escaped, it does not end the string
        }
        const bool isValid = hasValidEscapes(since(begin));
        ++m_at;
        return isValid || fail("a string holds a wrong escape");
    }

    bool scalar()
    {
        const std::size_t begin = m_at;
        m_at = std::min(m_text.find_first_of(",:]} \t\r\n", m_at), m_text.size());
        const std::string_view token = since(begin);
        return token == "null" || token == "true" || token == "false" || isJsonNumber(token) ||
               fail("a value is not JSON");
    }

    bool value(int depth)
    {
        skipSpace();
        switch (next()) {
        case '"':
            return string();
        case '{':
            return object(depth, nullptr);
        case '[':
            return array(depth);
        default:
            return scalar();
        }
    }

    bool array(int depth)
    {
        if (depth > kDeepestMember)
            return fail("the entry is nested too deeply");
        ++m_at;
        if (take(']'))
            return true;
        do {
            if (!value(depth + 1))
                return false;
        } while (take(','));
        return take(']') || fail("an array has no end");
    }

    bool object(int depth, QList<JsonMember> *members)
    {
        if (depth > kDeepestMember)
            return fail("the entry is nested too deeply");
        ++m_at;
        if (take('}'))
            return true;
        do {
            if (!member(depth, members))
                return false;
        } while (take(','));
        return take('}') || fail("an object has no end");
    }

    bool member(int depth, QList<JsonMember> *members)
    {
        skipSpace();
        const std::size_t keyBegin = m_at;
        if (next() != '"')
            return fail("a member has no name");
        if (!string())
            return false;
        const std::string_view key = since(keyBegin);
        if (!take(':'))
            return fail("a member has no value");
        skipSpace();
        const std::size_t valueBegin = m_at;
        if (!value(depth + 1))
            return false;
        if (members) {
            const auto name = unescapeJson(key.substr(1, key.size() - 2));
            members->append({QByteArray::fromStdString(name->text), bytesOf(key), bytesOf(since(valueBegin))});
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    QList<JsonMember> m_members;
    QByteArray m_problem;
};

} // namespace

tl::expected<QList<JsonMember>, QByteArray> readMembers(QByteArrayView object)
{
    if (!object.isValidUtf8())
        return tl::unexpected(QByteArray("the text is not UTF-8"));
    MemberWalk walk(textOf(object));
    if (!walk.walk())
        return tl::unexpected(walk.problem());
    return walk.takeMembers();
}

} // namespace gatehouse
