// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statusjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace gatehouse {

namespace {

/// Splits an object that is known to be valid JSON into its members, without touching a byte of them.
class MemberSplitter final
{
public:
    explicit MemberSplitter(QByteArrayView object) : m_text(object) {}

    QList<JsonMember> split()
    {
        QList<JsonMember> members;
        skipTo('{');
        ++m_at;
        for (skipSpace(); m_text[m_at] != '}'; skipSpace()) {
            if (m_text[m_at] == ',') {
                ++m_at;
                skipSpace();
            }
            JsonMember member;
            member.rawKey = value();
            skipTo(':');
            ++m_at;
            skipSpace();
            member.value = value();
            members.append(member);
        }
        return members;
    }

private:
    void skipTo(char c)
    {
        while (m_text[m_at] != c)
            ++m_at;
    }

    void skipSpace()
    {
        while (QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    void skipString()
    {
        for (++m_at; m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        ++m_at;
    }

    QByteArray value()
    {
        const qsizetype begin = m_at;
        int depth = 0;
        for (;;) {
            const char c = m_text[m_at];
            if (c == '"') {
                skipString();
                if (depth == 0)
                    break;
                continue;
            }
            if (depth == 0 && QByteArrayView(",}] \t\r\n").contains(c))
                break;
            depth += c == '{' || c == '[' ? 1 : 0;
            ++m_at;
            if (c == '}' || c == ']') {
                --depth;
                if (depth == 0)
                    break;
            }
        }
        return m_text.sliced(begin, m_at - begin).toByteArray();
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

bool isString(const QByteArray &rawValue)
{
    return rawValue.startsWith('"');
}

/// The text of a JSON string; the value is known to be valid JSON.
QByteArray unescaped(const QByteArray &rawString)
{
    if (!rawString.contains('\\'))
        return rawString.sliced(1, rawString.size() - 2);
    return QJsonDocument::fromJson('[' + rawString + ']').array().at(0).toString().toUtf8();
}

QByteArray quoted(const QByteArray &text)
{
    QByteArray json("\"");
    for (const char c : text) {
        if (c == '"' || c == '\\')
            json += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            json += "\\u00" + QByteArray::number(static_cast<int>(c), 16).rightJustified(2, '0');
        else
            json += c;
    }
    return json + '"';
}

QByteArray joined(const QList<JsonMember> &members)
{
    QByteArray json("{");
    for (const JsonMember &member : members) {
        if (json.size() > 1)
            json += ',';
        json += member.rawKey + ':' + member.value;
    }
    return json + '}';
}

/// White space outside strings dropped, so that two spellings compare.
QByteArray minified(const QByteArray &json)
{
    QByteArray text;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\') {
            text += c;
            text += json[++i];
            continue;
        }
        if (c == '"')
            inString = !inString;
        if (inString || !QByteArrayView(" \t\r\n").contains(c))
            text += c;
    }
    return text;
}

/// What an entry says beside its name and `disabled`, in an order of its own.
QList<std::pair<QByteArray, QByteArray>> otherMembers(const QByteArray &raw)
{
    QList<std::pair<QByteArray, QByteArray>> others;
    if (raw.isEmpty())
        return others;
    if (const auto members = readMembers(raw)) {
        for (const JsonMember &member : *members) {
            if (member.key != "name" && member.key != "disabled")
                others.append({member.key, minified(member.value)});
        }
    }
    std::sort(others.begin(), others.end());
    return others;
}

QByteArray disabledValue(const QByteArray &raw)
{
    QByteArray value;
    if (const auto members = readMembers(raw)) {
        for (const JsonMember &member : *members) {
            if (member.key == "disabled")
                value = minified(member.value);
        }
    }
    return value;
}

void readDisabled(UserStatus &status, const QByteArray &value, bool &isCanonical)
{
    if (value == "null") {
        isCanonical = false;
        return;
    }
    status.state = StatusState::DisabledOdd;
    std::optional<Instant> since;
    if (isString(value)) {
        const QByteArray text = unescaped(value);
        since = parseInstant({text.constData(), static_cast<std::size_t>(text.size())});
    }
    if (!since) {
        isCanonical = false;
        return;
    }
    status.state = StatusState::Disabled;
    status.disabledSince = *since;
    isCanonical = isCanonical && value == quoted(formatInstant(*since));
}

} // namespace

tl::expected<QList<JsonMember>, QByteArray> readMembers(QByteArrayView object)
{
    QJsonParseError error;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(object.data(), object.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(error.errorString().toUtf8());
    if (!document.isObject())
        return tl::unexpected(QByteArray("not a JSON object"));
    QList<JsonMember> members = MemberSplitter(object).split();
    for (JsonMember &member : members)
        member.key = unescaped(member.rawKey);
    return members;
}

tl::expected<UserStatus, QByteArray> readStatus(QByteArrayView object)
{
    const auto members = readMembers(object);
    if (!members)
        return tl::unexpected(members.error());
    UserStatus status;
    status.state = StatusState::Enabled;
    bool hasName = false;
    bool hasDisabled = false;
    bool isCanonical = true;
    for (const JsonMember &member : *members) {
        if (member.key == "name") {
            if (!isString(member.value))
                return tl::unexpected(QByteArray("the name is not a string"));
            isCanonical = isCanonical && !hasName;
            hasName = true;
            status.name = unescaped(member.value);
        } else if (member.key == "disabled") {
            isCanonical = isCanonical && !hasDisabled;
            hasDisabled = true;
            status.state = StatusState::Enabled;
            readDisabled(status, member.value, isCanonical);
        } else {
            isCanonical = false;
        }
    }
    if (!hasName || status.name.isEmpty())
        return tl::unexpected(QByteArray("an entry has no name"));
    if (status.state != StatusState::Disabled)
        status.disabledSince = {};
    if (!isCanonical)
        status.raw = object.toByteArray();
    return status;
}

QByteArray writeStatus(const UserStatus &status)
{
    Q_ASSERT(status.state != StatusState::NoStatus);
    if (!status.raw.isEmpty())
        return status.raw;
    QByteArray json = "{\"name\":" + quoted(status.name);
    if (status.state == StatusState::Disabled)
        json += ",\"disabled\":" + quoted(formatInstant(status.disabledSince));
    return json + '}';
}

UserStatus withDisabled(const UserStatus &status, Instant since)
{
    UserStatus changed = withoutDisabled(status);
    changed.state = StatusState::Disabled;
    changed.disabledSince = since;
    if (!changed.raw.isEmpty()) {
        changed.raw.chop(1);
        changed.raw += ",\"disabled\":" + quoted(formatInstant(since)) + '}';
    }
    return changed;
}

UserStatus withoutDisabled(const UserStatus &status)
{
    UserStatus changed = UserStatus::enabled(status.name);
    if (status.raw.isEmpty())
        return changed;
    auto members = readMembers(status.raw);
    if (!members)
        return changed;
    members->removeIf([](const JsonMember &member) { return member.key == "disabled"; });
    if (members->size() > 1)
        changed.raw = joined(*members);
    return changed;
}

bool sameEntry(const UserStatus &a, const UserStatus &b)
{
    if (a.name != b.name || a.state != b.state)
        return false;
    if (a.state == StatusState::NoStatus)
        return true;
    if (a.state == StatusState::Disabled && a.disabledSince != b.disabledSince)
        return false;
    if (a.state == StatusState::DisabledOdd && disabledValue(a.raw) != disabledValue(b.raw))
        return false;
    return otherMembers(a.raw) == otherMembers(b.raw);
}

} // namespace gatehouse
