// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/statusjson.h"

#include "users/jsontext.h"

#include <algorithm>

namespace gatehouse {

namespace {

bool isString(const QByteArray &rawValue)
{
    return rawValue.startsWith('"');
}

/// The text of a JSON string; the value is known to be valid JSON.
JsonString unescaped(const QByteArray &rawString)
{
    const auto size = static_cast<std::size_t>(rawString.size());
    return unescapeJson({rawString.constData() + 1, size - 2}).value_or(JsonString());
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

void readDisabled(UserStatus &status, const QByteArray &value, bool &isCanonical)
{
    if (value == "null") {
        isCanonical = false;
        return;
    }
    status.state = StatusState::DisabledOdd;
    std::optional<Instant> since;
    if (isString(value)) {
        since = parseInstant(unescaped(value).text);
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
    bool isBroken = false; // the name as it stands here is not the server's
    for (const JsonMember &member : *members) {
        if (member.key == "name") {
            if (!isString(member.value))
                return tl::unexpected(QByteArray("the name is not a string"));
            isCanonical = isCanonical && !hasName;
            hasName = true;
            const JsonString name = unescaped(member.value);
            status.name = QByteArray::fromStdString(name.text);
            isBroken = name.isBroken;
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
    if (!isCanonical || isBroken)
        status.raw = object.toByteArray();
    return status;
}

QByteArray writeStatus(const UserStatus &status)
{
    Q_ASSERT(status.state != StatusState::NoStatus);
    // An entry that came with `"disabled":null` is kept so, but that somebody is enabled is said to the server in one
    // way alone: without the member. What a server makes of null when it is sent is nowhere promised, and an undo must
    // not be what finds out. sameEntry() holds both for the same, so the answer still fits what was wanted.
    const bool saysNull = status.state == StatusState::Enabled && !disabledMember(status.raw).isEmpty();
    QByteArray raw = saysNull ? withoutDisabled(status).raw : status.raw;
    if (!raw.isEmpty())
        return raw;
    QByteArray json = "{\"name\":" + quoted(status.name);
    if (status.state == StatusState::Disabled)
        json += ",\"disabled\":" + quoted(formatInstant(status.disabledSince));
    return json + '}';
}

QByteArray disabledMember(const QByteArray &raw)
{
    QByteArray value;
    if (raw.isEmpty())
        return value;
    if (const auto members = readMembers(raw)) {
        for (const JsonMember &member : *members) {
            if (member.key == "disabled")
                value = member.value;
        }
    }
    return value;
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
    if (a.state == StatusState::DisabledOdd && minified(disabledMember(a.raw)) != minified(disabledMember(b.raw)))
        return false;
    return otherMembers(a.raw) == otherMembers(b.raw);
}

} // namespace gatehouse
