// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listreader.h"

#include "api/serverwords.h"
#include "users/jsontext.h"

#include <simdjson.h>

#include <cstring>

namespace gatehouse {

namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

constexpr int DeepestNesting = 128;
constexpr std::string_view WhiteSpace = " \t\r\n";

/// The token of a scalar, which simdjson hands out with the white space behind it.
std::string_view trimmedEnd(std::string_view token)
{
    const std::size_t last = token.find_last_not_of(WhiteSpace);
    return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool isQuoted(std::string_view token)
{
    return token.size() >= 2 && token.front() == '"' && token.back() == '"';
}

std::string_view insideOf(std::string_view quoted)
{
    return quoted.substr(1, quoted.size() - 2);
}

bool isScalar(std::string_view token)
{
    if (isQuoted(token))
        return hasValidEscapes(insideOf(token));
    return token == "null" || token == "true" || token == "false" || isJsonNumber(token);
}

/// A key's inside; simdjson has seen its closing quote.
std::string_view insideOfKey(const ondemand::raw_json_string &key)
{
    const char *const begin = key.raw();
    const char *end = begin;
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// One entry of the list, as far as it was read.
struct ListEntry
{
    std::string_view name; ///< inside its quotes
    bool hasName = false;
    std::string_view disabled; ///< the value's token, of an array or an object only its first character
    bool hasDisabled = false;
    bool isPlain = true; ///< nothing but one name and at most one disabled
};

/// Walks one document, value by value.
class ListWalk final
{
public:
    ListWalk(StatusListBuilder &builder, const std::atomic_bool *stop) : m_builder(builder), m_stop(stop) {}

    bool walk(ondemand::document &document);
    ListProblem takeProblem() { return std::move(m_problem); }
    bool hasStatuses() const { return m_hasStatuses; }
    bool hasError() const { return m_hasError; }
    QByteArray takeUnknownMember() { return std::move(m_unknownMember); }

private:
    bool fail(const char *why);
    bool fail(error_code error) { return fail(simdjson::error_message(error)); }
    bool member(ondemand::field &field);
    bool statuses(ondemand::value value);
    bool entry(ondemand::document &document, ondemand::value value);
    bool entryMember(ListEntry &entry, ondemand::field &field);
    bool add(const ListEntry &entry, std::string_view json);
    bool skip(ondemand::value value, char closing, int depth);
    bool skipArray(ondemand::value value, int depth);
    bool skipObject(ondemand::value value, int depth);

    StatusListBuilder &m_builder;
    const std::atomic_bool *m_stop;
    ondemand::document *m_document = nullptr;
    ListProblem m_problem;
    QByteArray m_unknownMember;
    std::size_t m_entries = 0;
    bool m_hasStatuses = false;
    bool m_hasError = false;
};

bool ListWalk::fail(const char *why)
{
    m_problem = {ApiErrorKind::BadData, QString::fromUtf8(why), {}};
    if (m_entries > 0)
        m_problem.detail += QStringLiteral(" (at entry %1)").arg(m_entries);
    return false;
}

bool ListWalk::walk(ondemand::document &document)
{
    m_document = &document;
    ondemand::object object;
    if (const error_code error = document.get_object().get(object))
        return error == simdjson::INCORRECT_TYPE ? fail("the answer is not a JSON object") : fail(error);
    for (auto result : object) {
        ondemand::field field;
        if (const error_code error = std::move(result).get(field))
            return fail(error);
        if (!member(field))
            return false;
    }
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return fail("something stands behind the end of the answer");
    return true;
}

bool ListWalk::member(ondemand::field &field)
{
    const auto key = unescapeJson(insideOfKey(field.key()));
    if (!key)
        return fail("a member's name holds a wrong escape");
    ondemand::value value = field.value();
    if (key->text == "userStatuses") {
        if (m_hasStatuses)
            return fail("userStatuses stands twice");
        m_hasStatuses = true;
        return statuses(value);
    }
    const bool isNull = trimmedEnd(value.raw_json_token()) == "null";
    if (key->text == "error" && !isNull)
        m_hasError = true;
    if (key->text != "status" && key->text != "message" && !isNull && m_unknownMember.isEmpty())
        m_unknownMember = QByteArray::fromStdString(key->text);
    return skip(value, '}', 1);
}

bool ListWalk::statuses(ondemand::value value)
{
    ondemand::array array;
    if (const error_code error = value.get_array().get(array))
        return error == simdjson::INCORRECT_TYPE ? fail("userStatuses is not an array") : fail(error);
    for (auto result : array) {
        ondemand::value element;
        if (const error_code error = std::move(result).get(element))
            return fail(error);
        ++m_entries;
        if ((m_entries & 0xFFF) == 0 && m_stop && m_stop->load(std::memory_order_relaxed)) {
            m_problem = {ApiErrorKind::Cancelled, {}, {}};
            return false;
        }
        if (!entry(*m_document, element))
            return false;
    }
    return true;
}

bool ListWalk::entry(ondemand::document &document, ondemand::value value)
{
    const char *begin = nullptr;
    if (const error_code error = value.current_location().get(begin))
        return fail(error);
    ondemand::object object;
    if (const error_code error = value.get_object().get(object))
        return error == simdjson::INCORRECT_TYPE ? fail("an entry is not an object") : fail(error);
    ListEntry entry;
    for (auto result : object) {
        ondemand::field field;
        if (const error_code error = std::move(result).get(field))
            return fail(error);
        if (!entryMember(entry, field))
            return false;
    }
    if (!entry.hasName)
        return fail("an entry has no name");
    // The next token is known by now; the entry's brace is the last thing before it.
    const char *end = nullptr;
    if (const error_code error = document.current_location().get(end))
        return fail(error);
    while (end[-1] != '}')
        --end;
    return add(entry, {begin, static_cast<std::size_t>(end - begin)});
}

bool ListWalk::entryMember(ListEntry &entry, ondemand::field &field)
{
    const std::string_view key = insideOfKey(field.key());
    ondemand::value value = field.value();
    const bool isEscaped = key.find('\\') != std::string_view::npos;
    const auto text = isEscaped ? unescapeJson(key) : std::nullopt;
    if (isEscaped && !text)
        return fail("a member's name holds a wrong escape");
    const std::string_view member = text ? std::string_view(text->text) : key;
    const std::string_view token = trimmedEnd(value.raw_json_token());
    if (member == "name") {
        if (!isQuoted(token))
            return fail("an entry's name is not a string");
        entry.isPlain = entry.isPlain && !entry.hasName;
        entry.hasName = true;
        entry.name = insideOf(token);
    } else if (member == "disabled") {
        entry.isPlain = entry.isPlain && !entry.hasDisabled;
        entry.hasDisabled = true;
        entry.disabled = token;
    } else {
        entry.isPlain = false;
    }
    return skip(value, '}', 3);
}

bool ListWalk::add(const ListEntry &entry, std::string_view json)
{
    StatusState state = StatusState::Enabled;
    Instant since{};
    bool isPlain = entry.isPlain;
    if (entry.hasDisabled && entry.disabled == "null") {
        isPlain = false;
    } else if (entry.hasDisabled) {
        state = StatusState::DisabledOdd;
        std::optional<Instant> instant;
        if (isQuoted(entry.disabled)) {
            if (const auto text = unescapeJson(insideOf(entry.disabled)); text && !text->isBroken)
                instant = parseInstant(text->text);
        }
        if (instant) {
            state = StatusState::Disabled;
            since = *instant;
        }
        isPlain =
            isPlain && instant && QByteArrayView(formatInstant(*instant)) == QByteArrayView(insideOf(entry.disabled));
    }
    QByteArray raw;
    if (!isPlain)
        raw = QByteArray(json.data(), static_cast<qsizetype>(json.size()));
    if (entry.name.find('\\') == std::string_view::npos) {
        m_builder.add(entry.name, state, since, std::move(raw));
        return true;
    }
    const auto name = unescapeJson(entry.name);
    if (!name)
        return fail("an entry's name holds a wrong escape");
    if (!name->isBroken) {
        m_builder.add(name->text, state, since, std::move(raw));
        return true;
    }
    m_builder.addBroken(name->text, state, since, QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    return true;
}

/// Looks at a value that nothing is taken from, down to its last scalar; it stands in what `closing` ends.
bool ListWalk::skip(ondemand::value value, char closing, int depth)
{
    if (depth > DeepestNesting)
        return fail("the answer is nested too deeply");
    const std::string_view untrimmed = value.raw_json_token();
    const std::string_view token = trimmedEnd(untrimmed);
    if (!token.empty() && token.front() == '[')
        return skipArray(value, depth);
    if (!token.empty() && token.front() == '{')
        return skipObject(value, depth);
    // simdjson passes over a scalar that was not asked for, and over a colon behind it too.
    const char next = untrimmed.data()[untrimmed.size()];
    if (next != ',' && next != closing)
        return fail("something is missing behind a value");
    return isScalar(token) || fail("a value is not JSON");
}

bool ListWalk::skipArray(ondemand::value value, int depth)
{
    ondemand::array array;
    if (const error_code error = value.get_array().get(array))
        return fail(error);
    for (auto result : array) {
        ondemand::value element;
        if (const error_code error = std::move(result).get(element))
            return fail(error);
        if (!skip(element, ']', depth + 1))
            return false;
    }
    return true;
}

bool ListWalk::skipObject(ondemand::value value, int depth)
{
    ondemand::object object;
    if (const error_code error = value.get_object().get(object))
        return fail(error);
    for (auto result : object) {
        ondemand::field field;
        if (const error_code error = std::move(result).get(field))
            return fail(error);
        if (!hasValidEscapes(insideOfKey(field.key())))
            return fail("a member's name holds a wrong escape");
        if (!skip(field.value(), '}', depth + 1))
            return false;
    }
    return true;
}

/// simdjson reads some bytes behind the text, which must exist and must not look like more of it.
void pad(QByteArray &body)
{
    if (body.startsWith("\xEF\xBB\xBF"))
        body.remove(0, 3);
    body.reserve(body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    std::memset(body.data() + body.size(), 0, simdjson::SIMDJSON_PADDING);
}

} // namespace

tl::expected<StatusList, ListProblem> readList(QByteArray body, const std::atomic_bool *stop)
{
    pad(body);
    const auto size = static_cast<std::size_t>(body.size());
    ondemand::parser parser;
    ondemand::document document;
    if (const error_code error =
            parser.iterate(body.constData(), size, size + simdjson::SIMDJSON_PADDING).get(document))
        return tl::unexpected(
            ListProblem{ApiErrorKind::BadData, QString::fromUtf8(simdjson::error_message(error)), {}});
    StatusListBuilder builder;
    builder.reserve(size / 64, size / 2);
    ListWalk walk(builder, stop);
    if (!walk.walk(document))
        return tl::unexpected(walk.takeProblem());
    if (walk.hasStatuses()) {
        StatusList list = std::move(builder).build();
        list.unknownMember = walk.takeUnknownMember();
        return list;
    }
    if (walk.hasError())
        return tl::unexpected(ListProblem{ApiErrorKind::Rejected, {}, wordsOfJson(body)});
    return tl::unexpected(ListProblem{ApiErrorKind::BadData, QStringLiteral("userStatuses is missing"), {}});
}

} // namespace gatehouse
