// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listreader.h"

#include "api/serverwords.h"
#include "users/jsontext.h"

#include <algorithm>
#include <cstring>

namespace gatehouse {

namespace {

constexpr std::size_t kEntriesBetweenLooks = 0x1000;
/// A server's error is a text for people; what is longer is none.
constexpr std::size_t kLongestEnvelope = std::size_t{4} << 20;
constexpr std::string_view kBom = "\xEF\xBB\xBF";
/// Room is made by what the first entries took, once there are so many.
constexpr std::size_t kEntriesToJudgeBy = 20'000;

/// A server may announce anything.
constexpr qint64 kMostExpected = qint64{256} << 20;
/// Of a body that is there already.
constexpr std::size_t kBlock = std::size_t{1} << 18;

std::string_view insideOfQuotes(std::string_view json)
{
    return json.substr(1, json.size() - 2);
}

} // namespace

bool ListReader::read(std::string_view bytes)
{
    if (!m_problem && isStopped())
        m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
    if (!m_problem)
        takeBlock(m_pending, bytes, [this](std::string_view view) { return take(view); });
    makeRoom();
    if (m_hasRoom)
        m_builder.indexAhead(); // the names are near, and most of the time the network is waited for
    return !m_problem;
}

/// Once, by what the entries until then took of what was read: columns that grow by doubling copy all they hold again
/// and again. What is too much is given back in the end.
void ListReader::makeRoom()
{
    if (m_hasRoom || m_entries < kEntriesToJudgeBy)
        return;
    m_hasRoom = true;
    const double times = 1.03 * static_cast<double>(std::min(m_expected, kMostExpected)) / static_cast<double>(m_taken);
    if (times > 1)
        m_builder.reserve(static_cast<std::size_t>(static_cast<double>(m_entries) * times),
                          static_cast<std::size_t>(static_cast<double>(m_builder.nameBytes()) * times));
}

tl::expected<StatusList, ListProblem> ListReader::finish()
{
    if (!m_problem && isStopped())
        m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
    if (!m_problem && (m_place != Place::Behind || !m_pending.empty()))
        fail(m_place == Place::Start ? "the answer is not a JSON object" : "the answer ends early");
    if (m_problem)
        return tl::unexpected(*std::move(m_problem));
    if (m_hasStatuses) {
        StatusList list = std::move(m_builder).build();
        list.unknownMember = m_unknownMember;
        return list;
    }
    if (m_hasError)
        return tl::unexpected(
            ListProblem{ApiErrorKind::Rejected, {}, wordsOfJson(QByteArray::fromStdString(m_envelope))});
    return tl::unexpected(ListProblem{ApiErrorKind::BadData, QStringLiteral("userStatuses is missing"), {}});
}

void ListReader::fail(const char *why)
{
    m_problem = ListProblem{ApiErrorKind::BadData, QString::fromUtf8(why), {}};
    if (m_entries > 0)
        m_problem->detail += QStringLiteral(" (at entry %1)").arg(m_entries);
}

/// Reads as far as it can and says how many bytes are done with; the rest has to come again, with more behind it.
std::size_t ListReader::take(std::string_view bytes)
{
    const std::size_t taken = takeFrom(bytes);
    m_taken += taken;
    return taken;
}

std::size_t ListReader::takeFrom(std::string_view bytes)
{
    if (m_problem)
        return bytes.size();
    const char *const begin = bytes.data();
    JsonCursor cursor{begin, begin + bytes.size()};
    for (;;) {
        const char *const from = cursor.at;
        const bool isEnvelope = m_place < Place::FirstEntry || m_place > Place::BehindEntry;
        const Scan scan = step(cursor);
        if (scan == Scan::Wrong)
            fail(cursor.why);
        if (m_problem)
            return bytes.size();
        if (scan == Scan::NeedsMore)
            return static_cast<std::size_t>((isEnvelope ? from : cursor.at) - begin);
        if (isEnvelope && m_envelope.size() < kLongestEnvelope)
            m_envelope.append(from, static_cast<std::size_t>(cursor.at - from));
        if (cursor.isAtEnd())
            return bytes.size();
    }
}

Scan ListReader::step(JsonCursor &cursor)
{
    switch (m_place) {
    case Place::Start:
        return start(cursor);
    case Place::FirstMember:
    case Place::Member:
        return member(cursor);
    case Place::BehindMember:
        return behindMember(cursor);
    case Place::FirstEntry:
    case Place::Entry:
    case Place::BehindEntry:
        return entries(cursor);
    case Place::Behind:
        cursor.skipSpace();
        return cursor.isAtEnd() ? Scan::Done : cursor.fail("something stands behind the end of the answer");
    }
    return Scan::Wrong;
}

Scan ListReader::start(JsonCursor &cursor)
{
    const std::string_view left(cursor.at, static_cast<std::size_t>(cursor.end - cursor.at));
    if (left.size() < kBom.size() && kBom.starts_with(left))
        return Scan::NeedsMore;
    if (left.starts_with(kBom))
        cursor.at += kBom.size();
    cursor.skipSpace();
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != '{')
        return cursor.fail("the answer is not a JSON object");
    ++cursor.at;
    m_place = Place::FirstMember;
    return Scan::Done;
}

Scan ListReader::member(JsonCursor &cursor)
{
    cursor.skipSpace();
    if (m_place == Place::FirstMember && !cursor.isAtEnd() && *cursor.at == '}') {
        ++cursor.at;
        m_place = Place::Behind;
        return Scan::Done;
    }
    JsonStringPiece name;
    if (const Scan scan = scanMemberName(cursor, name); scan != Scan::Done)
        return scan;
    const std::string key = unescapeJson(name.inside)->text;
    if (key == "userStatuses")
        return beginStatuses(cursor);
    const char *const begin = cursor.at;
    if (const Scan scan = scanValue(cursor, 1); scan != Scan::Done)
        return scan;
    const bool isNull = *begin == 'n';
    m_hasError = m_hasError || (key == "error" && !isNull);
    if (key != "status" && key != "message" && !isNull && m_unknownMember.isEmpty())
        m_unknownMember = QByteArray::fromStdString(key);
    m_place = Place::BehindMember;
    return Scan::Done;
}

Scan ListReader::beginStatuses(JsonCursor &cursor)
{
    if (m_hasStatuses)
        return cursor.fail("userStatuses stands twice");
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != '[')
        return cursor.fail("userStatuses is not an array");
    ++cursor.at;
    m_hasStatuses = true;
    m_place = Place::FirstEntry;
    return Scan::Done;
}

Scan ListReader::behindMember(JsonCursor &cursor)
{
    cursor.skipSpace();
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != ',' && *cursor.at != '}')
        return cursor.fail("something is missing behind a value");
    m_place = *cursor.at == ',' ? Place::Member : Place::Behind;
    ++cursor.at;
    return Scan::Done;
}

/// As many entries as there are. With NeedsMore the cursor stands behind the last one that is done with.
Scan ListReader::entries(JsonCursor &cursor)
{
    const char *done = cursor.at;
    const auto needsMore = [&] {
        cursor.at = done;
        return Scan::NeedsMore;
    };
    for (;;) {
        done = cursor.at = plainEntries(cursor.at, cursor.end);
        if (m_entries % kEntriesBetweenLooks == 0 && isStopped()) {
            m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
            return Scan::Done;
        }
        cursor.skipSpace();
        if (cursor.isAtEnd())
            return needsMore();
        const bool mayEnd = m_place != Place::Entry;
        if (mayEnd && *cursor.at == ']') {
            ++cursor.at;
            m_place = Place::BehindMember;
            return Scan::Done;
        }
        if (m_place == Place::BehindEntry) {
            if (*cursor.at != ',')
                return cursor.fail("something is missing behind an entry");
            done = ++cursor.at;
            m_place = Place::Entry;
            cursor.skipSpace();
        }
        const Scan scan = entry(cursor);
        if (scan == Scan::NeedsMore)
            return needsMore();
        if (scan == Scan::Wrong)
            return scan;
        m_place = Place::BehindEntry;
    }
}

/// The two forms that nearly every entry has: `{"name":"…"}` and `{"name":"…","disabled":"2022-09-21T19:01:25.872Z"}`.
/// What stands behind it; null when it is another, or not all here, and then nothing was taken.
const char *ListReader::plainEntry(const char *at, const char *end)
{
    static constexpr std::string_view beginning = R"({"name":")";
    static constexpr std::string_view disabled = R"(,"disabled":")";
    static constexpr std::size_t instantSize = 24;
    static constexpr std::string_view ending = "\"}";
    const auto isAt = [&at, end](std::string_view text) {
        return static_cast<std::size_t>(end - at) >= text.size() && std::memcmp(at, text.data(), text.size()) == 0;
    };
    if (!isAt(beginning))
        return nullptr;
    JsonStringPiece name;
    at = scanStringWithoutEscapes(at + beginning.size(), end, name);
    if (!at || at == end)
        return nullptr;
    StatusState state = StatusState::Enabled;
    Instant since{};
    if (*at != '}') {
        if (static_cast<std::size_t>(end - at) < disabled.size() + instantSize + ending.size() || !isAt(disabled))
            return nullptr;
        at += disabled.size();
        const auto instant = parseCanonicalInstant({at, instantSize});
        at += instantSize;
        if (!instant || !isAt(ending))
            return nullptr;
        ++at;
        state = StatusState::Disabled;
        since = *instant;
    }
    if (name.isFolded)
        m_builder.addFolded(name.inside, state, since);
    else
        m_builder.add(name.inside, state, since);
    return at + 1;
}

/// As many plain entries as follow each other, each with the comma before it, or without where the first is expected.
const char *ListReader::plainEntries(const char *at, const char *end)
{
    for (;;) {
        const char *from = at;
        if (m_place == Place::BehindEntry) {
            if (at == end || *at != ',')
                return at;
            ++from;
        }
        const char *const behind = plainEntry(from, end);
        if (!behind)
            return at;
        at = behind;
        m_place = Place::BehindEntry;
        ++m_entries;
        if (m_entries % kEntriesBetweenLooks == 0 && isStopped())
            return at; // and there it is seen
    }
}

Scan ListReader::entry(JsonCursor &cursor)
{
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    const char *const begin = cursor.at;
    if (*cursor.at != '{')
        return cursor.fail("an entry is not an object");
    ++cursor.at;
    cursor.skipSpace();
    ListEntry entry;
    while (!cursor.isAtEnd() && *cursor.at != '}') {
        if (const Scan scan = entryMember(cursor, entry); scan != Scan::Done)
            return scan;
    }
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    ++cursor.at;
    if (!entry.hasName)
        return cursor.fail("an entry has no name");
    ++m_entries;
    return add(cursor, entry, {begin, static_cast<std::size_t>(cursor.at - begin)});
}

/// One member with the comma behind it, unless it is the last.
Scan ListReader::entryMember(JsonCursor &cursor, ListEntry &entry)
{
    JsonStringPiece key;
    if (const Scan scan = scanMemberName(cursor, key); scan != Scan::Done)
        return scan;
    const auto text = key.hasEscapes ? unescapeJson(key.inside) : std::nullopt;
    const std::string_view member = text ? std::string_view(text->text) : key.inside;
    const char *const begin = cursor.at;
    if (member == "name") {
        if (!cursor.isAtEnd() && *cursor.at != '"')
            return cursor.fail("an entry's name is not a string");
        if (const Scan scan = scanString(cursor, entry.name); scan != Scan::Done)
            return scan;
        entry.isPlain = entry.isPlain && !entry.hasName;
        entry.hasName = true;
    } else {
        if (const Scan scan = scanValue(cursor, 3); scan != Scan::Done)
            return scan;
        const bool isDisabled = member == "disabled";
        entry.isPlain = entry.isPlain && isDisabled && !entry.hasDisabled;
        entry.hasDisabled = entry.hasDisabled || isDisabled;
        if (isDisabled)
            entry.disabled = {begin, static_cast<std::size_t>(cursor.at - begin)};
    }
    cursor.skipSpace();
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at == '}')
        return Scan::Done;
    if (*cursor.at != ',')
        return cursor.fail("something is missing behind a value");
    ++cursor.at;
    cursor.skipSpace();
    if (!cursor.isAtEnd() && *cursor.at == '}')
        return cursor.fail("a member is missing behind a comma");
    return Scan::Done;
}

Scan ListReader::add(JsonCursor &cursor, const ListEntry &entry, std::string_view json)
{
    StatusState state = StatusState::Enabled;
    Instant since{};
    bool isPlain = entry.isPlain;
    if (entry.hasDisabled && entry.disabled == "null") {
        isPlain = false;
    } else if (entry.hasDisabled) {
        state = StatusState::DisabledOdd;
        std::optional<Instant> instant;
        if (entry.disabled.front() == '"') {
            if (const auto text = unescapeJson(insideOfQuotes(entry.disabled)); text && !text->isBroken)
                instant = parseInstant(text->text);
        }
        if (instant) {
            state = StatusState::Disabled;
            since = *instant;
        }
        isPlain = isPlain && instant && parseCanonicalInstant(insideOfQuotes(entry.disabled));
    }
    const QByteArray raw = isPlain ? QByteArray() : QByteArray(json.data(), static_cast<qsizetype>(json.size()));
    if (!entry.name.hasEscapes) {
        m_builder.add(entry.name.inside, state, since, raw);
        return Scan::Done;
    }
    const auto name = unescapeJson(entry.name.inside);
    if (!name)
        return cursor.fail("an entry's name holds a wrong escape");
    if (!name->isBroken)
        m_builder.add(name->text, state, since, raw);
    else
        m_builder.addBroken(name->text, state, since, QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    return Scan::Done;
}

tl::expected<StatusList, ListProblem> readList(const QByteArray &body, const std::atomic_bool *stop)
{
    ListReader reader(stop);
    reader.expect(body.size());
    const std::string_view bytes(body.constData(), static_cast<std::size_t>(body.size()));
    for (std::size_t at = 0; at < bytes.size() && reader.read(bytes.substr(at, kBlock)); at += kBlock) {
    }
    return reader.finish();
}

} // namespace gatehouse
