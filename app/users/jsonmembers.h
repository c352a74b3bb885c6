// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <tl/expected.hpp>

namespace gatehouse {

/// One member of a JSON object as it stands in the text.
struct JsonMember
{
    QByteArray key;    ///< unescaped, UTF-8; U+FFFD stands for each lone surrogate
    QByteArray rawKey; ///< verbatim, with its quotes
    QByteArray value;  ///< verbatim
    bool operator==(const JsonMember &) const = default;
};

/// The members of a JSON object in their order, each value verbatim and checked to be JSON to its last scalar.
///
/// It refuses what no JSON is, and nothing else: a number may be of any size, a string may hold a lone surrogate. What
/// the reader of the list lets through is let through here, so that whatever is listed can be changed too.
/// The error is a plain English reason, for logs and "bad data" sentences.
tl::expected<QList<JsonMember>, QByteArray> readMembers(QByteArrayView object);

} // namespace gatehouse
