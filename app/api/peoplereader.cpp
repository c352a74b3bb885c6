// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peoplereader.h"

#include "api/serverwords.h"
#include "users/jsontext.h"

#include <algorithm>

namespace gatehouse {

namespace {

/// A server's error is a text for people; what is longer is none.
constexpr std::size_t kLongestWords = std::size_t{4} << 20;
constexpr PersonIndex kPersonsToJudgeBy = 10'000;
/// A server may announce anything.
constexpr qint64 kBelievedBody = qint64{512} << 20;
/// Of a body that is there already.
constexpr std::size_t kBlockOfPeople = std::size_t{1} << 18;

/// The texts among the elements of an array, of which it is known that it is JSON.
QStringList textsIn(std::string_view array)
{
    QStringList texts;
    JsonCursor cursor{array.data() + 1, array.data() + array.size()};
    for (cursor.skipSpace(); *cursor.at != ']'; cursor.skipSpace()) {
        const char *const begin = cursor.at;
        if (scanValue(cursor, 1) != Scan::Done)
            break;
        const std::string_view value(begin, static_cast<std::size_t>(cursor.at - begin));
        if (value.front() == '"' && value.size() > 2)
            texts.append(QString::fromStdString(unescapeJson(value.substr(1, value.size() - 2))->text));
        cursor.skipSpace();
        if (*cursor.at == ',')
            ++cursor.at;
    }
    return texts;
}

} // namespace

bool PeopleReader::read(std::string_view bytes)
{
    if (!m_problem && isStopped())
        m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
    if (!m_problem)
        takeBlock(m_pending, bytes, [this](std::string_view view) {
            const std::size_t taken = take(view);
            m_taken += taken;
            return taken;
        });
    makeRoom();
    if (m_hasRoom)
        m_builder.indexAhead();
    return !m_problem;
}

/// Once, by what the persons until then took of what was read.
void PeopleReader::makeRoom()
{
    if (m_hasRoom || m_builder.count() < kPersonsToJudgeBy)
        return;
    m_hasRoom = true;
    const double times = 1.03 * static_cast<double>(std::min(m_expected, kBelievedBody)) / static_cast<double>(m_taken);
    if (times > 1)
        m_builder.reserve(static_cast<std::size_t>(m_builder.count() * times),
                          static_cast<std::size_t>(static_cast<double>(m_builder.nameBytes()) * times));
}

tl::expected<std::shared_ptr<const Directory>, ListProblem> PeopleReader::finish()
{
    if (!m_problem && isStopped())
        m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
    if (!m_problem && (m_place != Place::Behind || !m_pending.empty()))
        fail(m_place == Place::Start ? "the answer is neither an object nor an array" : "the answer ends early");
    if (!m_problem && !m_hasPersons && m_hasError)
        m_problem = ListProblem{ApiErrorKind::Rejected, {}, wordsOfJson(QByteArray::fromStdString(m_envelope))};
    if (!m_problem && !m_hasPersons)
        fail("users is missing");
    if (m_problem)
        return tl::unexpected(*std::move(m_problem));
    return std::move(m_builder).build();
}

void PeopleReader::fail(const char *why)
{
    m_problem = ListProblem{ApiErrorKind::BadData, QString::fromUtf8(why), {}};
    if (m_builder.count() > 0)
        m_problem->detail += QStringLiteral(" (behind %1 persons)").arg(m_builder.count());
}

std::size_t PeopleReader::take(std::string_view bytes)
{
    if (m_problem)
        return bytes.size();
    const char *const begin = bytes.data();
    JsonCursor cursor{begin, begin + bytes.size()};
    while (!cursor.isAtEnd()) {
        const char *const from = cursor.at;
        const bool isEnvelope = m_place < Place::FirstPerson || m_place > Place::BehindPerson;
        const Scan scan = step(cursor);
        if (scan == Scan::Wrong)
            fail(cursor.why);
        if (m_problem)
            return bytes.size();
        if (scan == Scan::NeedsMore)
            return static_cast<std::size_t>((isEnvelope ? from : cursor.at) - begin);
        if (isEnvelope && m_envelope.size() < kLongestWords)
            m_envelope.append(from, static_cast<std::size_t>(cursor.at - from));
    }
    return bytes.size();
}

Scan PeopleReader::step(JsonCursor &cursor)
{
    switch (m_place) {
    case Place::Start:
        return start(cursor);
    case Place::FirstMember:
    case Place::Member:
        return member(cursor);
    case Place::BehindMember:
        return behindMember(cursor);
    case Place::FirstPerson:
    case Place::Person:
    case Place::BehindPerson:
        return persons(cursor);
    case Place::Behind:
        cursor.skipSpace();
        return cursor.isAtEnd() ? Scan::Done : cursor.fail("something stands behind the end of the answer");
    }
    return Scan::Wrong;
}

Scan PeopleReader::start(JsonCursor &cursor)
{
    cursor.skipSpace();
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != '{' && *cursor.at != '[')
        return cursor.fail("the answer is neither an object nor an array");
    m_isBare = m_hasPersons = *cursor.at == '[';
    m_place = m_isBare ? Place::FirstPerson : Place::FirstMember;
    ++cursor.at;
    return Scan::Done;
}

Scan PeopleReader::member(JsonCursor &cursor)
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
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    const std::string key = unescapeJson(name.inside)->text;
    if (key == "users" && *cursor.at == '[' && !m_hasPersons) {
        ++cursor.at;
        m_hasPersons = true;
        m_place = Place::FirstPerson;
        return Scan::Done;
    }
    const bool isNull = *cursor.at == 'n';
    if (const Scan scan = scanValue(cursor, 1); scan != Scan::Done)
        return scan;
    m_hasError = m_hasError || (key == "error" && !isNull);
    m_place = Place::BehindMember;
    return Scan::Done;
}

Scan PeopleReader::behindMember(JsonCursor &cursor)
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

/// As many persons as there are. With NeedsMore the cursor stands behind the last one that is done with.
Scan PeopleReader::persons(JsonCursor &cursor)
{
    const char *done = cursor.at;
    const auto needsMore = [&] {
        cursor.at = done;
        return Scan::NeedsMore;
    };
    for (;;) {
        if (isStopped()) {
            m_problem = ListProblem{ApiErrorKind::Cancelled, {}, {}};
            return Scan::Done;
        }
        cursor.skipSpace();
        if (cursor.isAtEnd())
            return needsMore();
        if (m_place != Place::Person && *cursor.at == ']') {
            ++cursor.at;
            m_place = m_isBare ? Place::Behind : Place::BehindMember;
            return Scan::Done;
        }
        if (m_place == Place::BehindPerson) {
            if (*cursor.at != ',')
                return cursor.fail("something is missing behind a person");
            done = ++cursor.at;
            m_place = Place::Person;
            cursor.skipSpace();
        }
        const Scan scan = person(cursor);
        if (scan == Scan::NeedsMore)
            return needsMore();
        if (scan == Scan::Wrong)
            return scan;
        m_place = Place::BehindPerson;
        done = cursor.at;
    }
}

Scan PeopleReader::person(JsonCursor &cursor)
{
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    if (*cursor.at != '{')
        return cursor.fail("a person is not an object");
    ++cursor.at;
    cursor.skipSpace();
    Texts texts;
    while (!cursor.isAtEnd() && *cursor.at != '}') {
        if (const Scan scan = personMember(cursor, texts); scan != Scan::Done)
            return scan;
    }
    if (cursor.isAtEnd())
        return Scan::NeedsMore;
    ++cursor.at;
    if (!texts.name.view().empty())
        m_builder.add({texts.name.view(), texts.email.view(), texts.firstName.view(), texts.lastName.view(), {}},
                      roleSetOf(texts.roles));
    return Scan::Done;
}

/// One member with the comma behind it, unless it is the last. Of a member that stands twice the first counts.
Scan PeopleReader::personMember(JsonCursor &cursor, Texts &texts)
{
    JsonStringPiece key;
    if (const Scan scan = scanMemberName(cursor, key); scan != Scan::Done)
        return scan;
    const auto unescaped = key.hasEscapes ? unescapeJson(key.inside) : std::nullopt;
    const std::string_view member = unescaped ? std::string_view(unescaped->text) : key.inside;
    Texts::Text *const wanted = member == "name"        ? &texts.name
                                : member == "email"     ? &texts.email
                                : member == "firstName" ? &texts.firstName
                                : member == "lastName"  ? &texts.lastName
                                                        : nullptr;
    const char *const begin = cursor.at;
    const bool isText = wanted && !wanted->isSeen && !cursor.isAtEnd() && *begin == '"';
    if (const Scan scan = isText ? text(cursor, *wanted) : scanValue(cursor, 3); scan != Scan::Done)
        return scan;
    if (wanted)
        wanted->isSeen = true;
    if (member == "roles" && !std::exchange(texts.hasRoles, true) && *begin == '[')
        texts.roles = {begin, static_cast<std::size_t>(cursor.at - begin)};
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

Scan PeopleReader::text(JsonCursor &cursor, Texts::Text &text)
{
    JsonStringPiece piece;
    if (const Scan scan = scanString(cursor, piece); scan != Scan::Done)
        return scan;
    text.text = piece.inside;
    if (piece.hasEscapes)
        text.unescaped = unescapeJson(piece.inside)->text;
    return Scan::Done;
}

/// There are few sets of roles, mostly spelled alike.
quint32 PeopleReader::roleSetOf(std::string_view json)
{
    const auto known = m_roleSets.find(json);
    if (known != m_roleSets.end())
        return known->second;
    const quint32 set = m_builder.roleSet(json.empty() ? QStringList() : textsIn(json));
    m_roleSets.emplace(json, set);
    return set;
}

tl::expected<std::shared_ptr<const Directory>, ListProblem> readPeople(const QByteArray &body,
                                                                       const std::atomic_bool *stop)
{
    PeopleReader reader(stop);
    reader.expect(body.size());
    const std::string_view bytes(body.constData(), static_cast<std::size_t>(body.size()));
    for (std::size_t at = 0; at < bytes.size() && reader.read(bytes.substr(at, kBlockOfPeople)); at += kBlockOfPeople) {
    }
    return reader.finish();
}

} // namespace gatehouse
