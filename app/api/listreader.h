// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/jsonscan.h"
#include "users/statuslist.h"

#include <atomic>
#include <string>

namespace gatehouse {

/// Why an answer is no list of everybody.
struct ListProblem
{
    ApiErrorKind kind = ApiErrorKind::BadData; ///< BadData, Rejected, NotTheApi or Cancelled
    QString detail;                            ///< English, for the log and for details
    QString words;                             ///< of Rejected: the server's own words, untreated
    bool operator==(const ListProblem &) const = default;
};

/// Reads the answer to "list everybody", `{"userStatuses":[…]}`, into columns, block by block while it comes. Every
/// value is looked at, also those that nothing is taken from: garbage anywhere, a text that ends early or goes on,
/// nesting without end and bytes that are not UTF-8 are all found. An entry that is not just a name and an instant in
/// the canonical spelling keeps its own JSON. Made for one worker after another, never two at once; of what has come
/// only an entry's beginning is kept.
class ListReader final
{
public:
    /// When stop becomes true, it ends early with Cancelled.
    explicit ListReader(const std::atomic_bool *stop = nullptr) : m_stop(stop) {}

    /// So many bytes will come, all in all, as far as is known: room is made for what they will hold.
    void expect(qint64 bytes) { m_expected = bytes; }
    /// The next bytes; they are not needed any more afterwards. False once it is known that this is no list: what comes
    /// then is not looked at.
    bool read(std::string_view bytes);
    /// There is no more. The reader has done its work.
    tl::expected<StatusList, ListProblem> finish();

private:
    enum class Place { Start, FirstMember, Member, BehindMember, FirstEntry, Entry, BehindEntry, Behind };
    /// One entry of the list, as far as it was read.
    struct ListEntry
    {
        JsonStringPiece name;
        bool hasName = false;
        std::string_view disabled; ///< the value's own JSON
        bool hasDisabled = false;
        bool isPlain = true; ///< nothing but one name and at most one disabled
    };

    std::size_t take(std::string_view bytes);
    std::size_t takeFrom(std::string_view bytes);
    Scan step(JsonCursor &cursor);
    Scan start(JsonCursor &cursor);
    Scan member(JsonCursor &cursor);
    Scan beginStatuses(JsonCursor &cursor);
    Scan behindMember(JsonCursor &cursor);
    Scan entries(JsonCursor &cursor);
    Scan entry(JsonCursor &cursor);
    const char *plainEntries(const char *at, const char *end);
    const char *plainEntry(const char *at, const char *end);
    Scan entryMember(JsonCursor &cursor, ListEntry &entry);
    Scan add(JsonCursor &cursor, const ListEntry &entry, std::string_view json);
    void fail(const char *why);
    void makeRoom();
    bool isStopped() const { return m_stop && m_stop->load(std::memory_order_relaxed); }

    const std::atomic_bool *m_stop;
    Place m_place = Place::Start;
    StatusListBuilder m_builder;
    std::string m_pending;  ///< what has come of something that goes on
    std::string m_envelope; ///< what stands around the entries, as far as it may hold the server's words
    std::optional<ListProblem> m_problem;
    QByteArray m_unknownMember;
    qint64 m_expected = 0;
    std::size_t m_entries = 0;
    std::size_t m_taken = 0; ///< bytes
    bool m_hasRoom = false;
    bool m_hasStatuses = false;
    bool m_hasError = false;
};

/// All of it at once.
tl::expected<StatusList, ListProblem> readList(const QByteArray &body, const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
