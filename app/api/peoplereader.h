// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/listreader.h"
#include "users/directory.h"

namespace gatehouse {

/// Gathers the answer to "all persons" while it comes, for readPeople(); see ListReader for how it is used.
class PeopleReader final
{
public:
    explicit PeopleReader(const std::atomic_bool *stop = nullptr) : m_stop(stop) {}
    void expect(qint64 bytes) { m_body.reserve(std::min(bytes, kBelieved) + kPadding); }
    bool read(std::string_view bytes)
    {
        m_body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return true;
    }
    tl::expected<std::shared_ptr<const Directory>, ListProblem> finish();

private:
    /// More than this is only taken when it has come, whatever the server announces.
    static constexpr qint64 kBelieved = qint64{256} << 20;
    static constexpr qint64 kPadding = 128; ///< which simdjson looks at behind the text

    const std::atomic_bool *m_stop;
    QByteArray m_body;
};

/// Reads the answer to "all persons", `{"users":[…]}` or a bare array, as an older release has it. Every member but the
/// name can be missing, or be something else than a text, which counts as missing; an entry without a name is passed
/// over. Made for a worker; stop ends it early with Cancelled.
tl::expected<std::shared_ptr<const Directory>, ListProblem> readPeople(const QByteArray &body,
                                                                       const std::atomic_bool *stop = nullptr);

} // namespace gatehouse
