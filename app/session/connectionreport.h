// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"

namespace gatehouse {

/// The steps of a connection test in their order. A proxy stands where it is met: the secure connection is made through
/// it.
enum class TestStage { Name, Address, Proxy, Security, Answer, Token, List };

/// How far one step of a connection test came; a value.
struct TestStep
{
    /// Note: nothing is wrong, but nothing that deserves a tick was found either.
    enum class End { NotTried, UnderWay, Ok, Note, Warn, Failed };
    TestStage stage = TestStage::Name;
    End end = End::NotTried;
    QString words; ///< what was found, plain text of the server's own perhaps; may be empty
    QString hint;  ///< of a failure: what to look at, whole sentences; may be empty
    std::optional<std::chrono::milliseconds> elapsed{};
};

/// What a connection test found; a value with a sentence for a person.
struct ConnectionReport
{
    QList<TestStep> steps; ///< all of them, except where `problem` says why none was tried
    bool works = false;
    qint64 users = 0;
    qint64 disabled = 0;
    std::chrono::milliseconds elapsed{0};
    QString tlsVersion; ///< empty over http
    /// Of a connection that works: what of its list a person should look at first, whole sentences (an unknown member,
    /// names that stand twice, nobody at all); empty when there is nothing. Plain text, words of the server among it.
    QString caution;
    std::optional<ApiError> error;
    /// One sentence about the address or the token that made a request pointless; empty when one was sent.
    QString problem;
    /// "4,210 users, 612 disabled, 38 ms", or what went wrong and what to look at.
    QString sentence() const;
    /// Which step failed; nothing if none did.
    std::optional<TestStage> failedStage() const;
};

/// Every step, none tried.
QList<TestStep> untriedSteps();
/// What is told of a list that came: counts, and the caution. The token stands in none of it.
ConnectionReport reportOn(const ListAnswer &answer, QByteArrayView token);
/// "38 ms", "12.3 s".
QString elapsedWords(std::chrono::milliseconds time);

} // namespace gatehouse
