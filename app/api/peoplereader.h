// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/listreader.h"
#include "users/directory.h"

#include <map>

namespace gatehouse {

/// Reads the answer to "all persons", `{"users":[…]}` or a bare array, as an older release has it, block by block while
/// it comes; see ListReader for how it is used. Every member but the name can be missing, or be something else than a
/// text, which counts as missing; an entry without a name is passed over. All of it is checked, also what nothing is
/// taken from.
class PeopleReader final
{
public:
    explicit PeopleReader(const std::atomic_bool *stop = nullptr) : m_stop(stop) {}
    void expect(qint64 bytes) { m_expected = bytes; }
    bool read(std::string_view bytes);
    tl::expected<std::shared_ptr<const Directory>, ListProblem> finish();

private:
    enum class Place { Start, FirstMember, Member, BehindMember, FirstPerson, Person, BehindPerson, Behind };
    /// What of one person was read.
    struct Texts
    {
        struct Text
        {
            std::string_view text;
            std::string unescaped; ///< where it held escapes
            bool isSeen = false;
            std::string_view view() const { return unescaped.empty() ? text : std::string_view(unescaped); }
        };
        Text name;
        Text email;
        Text firstName;
        Text lastName;
        std::string_view roles; ///< JSON; empty for none
        bool hasRoles = false;
    };

    std::size_t take(std::string_view bytes);
    Scan step(JsonCursor &cursor);
    Scan start(JsonCursor &cursor);
    Scan member(JsonCursor &cursor);
    Scan behindMember(JsonCursor &cursor);
    Scan persons(JsonCursor &cursor);
    Scan person(JsonCursor &cursor);
    Scan personMember(JsonCursor &cursor, Texts &texts);
    static Scan text(JsonCursor &cursor, Texts::Text &text);
    quint32 roleSetOf(std::string_view json);
    void makeRoom();
    bool isStopped() const { return m_stop && m_stop->load(std::memory_order_relaxed); }
    void fail(const char *why);

    const std::atomic_bool *m_stop;
    Place m_place = Place::Start;
    Directory::Builder m_builder;
    std::map<std::string, quint32, std::less<>> m_roleSets; ///< by their JSON
    std::string m_pending;
    std::string m_envelope; ///< what stands around the persons, as far as it may hold the server's words
    std::optional<ListProblem> m_problem;
    qint64 m_expected = 0;
    std::size_t m_taken = 0; ///< bytes
    bool m_hasRoom = false;
    bool m_isBare = false; ///< an array without an object around it
    bool m_hasPersons = false;
    bool m_hasError = false;
};

/// All of it at once.
tl::expected<std::shared_ptr<const Directory>, ListProblem> readPeople(const QByteArray &body,
                                                                       const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
