// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookback.h"

#include <QByteArray>

#include <tl/expected.hpp>

class QIODevice;

namespace gatehouse {

// A Lookback as the bytes of a file, little-endian, one behind the other:
//
//   8 bytes  "GHLOOK\r\n"          4  version, 1           4  how many users: n
//   4        of these Disabled: d  4  bytes of lengths: l  8  bytes of names: b
//   8        at, ms since 1970     32 owner
//   l        the length of each name: seven bits a byte, the lowest first, the eighth says that there are more
//   n        the state of each     8·d  since when, of those who are Disabled
//   b        the names             32  BLAKE2b-256 of all before it
//
// A later version changes the number and may change all that is behind it.

/// Why bytes are no Lookback.
enum class LookFault {
    Foreign, ///< not ours, or somebody else's: another owner
    Newer,   ///< of a later version
    Damaged,
};

/// The length of an owner: a hash of whatever the looks of one must not be taken for those of another by.
inline constexpr qsizetype kLookOwnerSize = 32;

/// What became of a look that was to be written.
enum class LookWriting {
    Done,
    TooLong,  ///< more than a file may hold; nothing was written
    NotTaken, ///< the device took no more, and says why
};

/// Own changes are laid into it. The owner must have its length. It goes in pieces, so that the names of a million are
/// not held a second time. Walks over everybody twice.
LookWriting writeLook(const Lookback &look, const QByteArray &owner, QIODevice &device);

/// Any bytes at all will do: nothing is allocated by a number that was not held against their length.
tl::expected<Lookback, LookFault> readLook(const QByteArray &bytes, const QByteArray &owner);

/// What a file may hold: ten times as many users as anybody has heard of.
inline constexpr qint64 kMostLookBytes = qint64(1) << 30;

} // namespace gatehouse
