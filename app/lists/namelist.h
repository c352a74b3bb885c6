// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/userstatus.h"

#include <QList>
#include <QStringList>

#include <array>
#include <optional>

namespace gatehouse {

/// Where one line of a list that somebody sent belongs. Every line is in exactly one pile, so that the sum of the piles
/// is the file.
enum class LinePile {
    Name,      ///< says a name: whom it means is for later
    Blank,     ///< holds nothing
    Heading,   ///< names the columns, or is the frame of a list: its brackets in JSON, Excel's "sep=;"
    Duplicate, ///< says a name, to the letter, that an earlier line has said
    NoName,    ///< holds something, but nothing in the column of names, or it is not certain which cell that is
    Count,
};

/// One line of a list; a value. A line that says several names (recipients of a mail, JSON without line breaks) is
/// several of these, in their order, with one number: the first takes the line, the others take none, so that `lines`
/// added up stays the file. Who counts names counts these values; who counts lines adds up `lines`.
struct ListLine
{
    qint64 number = 0; ///< its first line in the file, from 1
    qint64 lines = 1;  ///< how many lines of the file it takes: more where a quoted cell holds line breaks, 0 where
                       ///< a name before it has taken the line
    LinePile pile = LinePile::Blank;
    QString name;         ///< what stands where the names are, as it was written; of Name and Duplicate
    QString given;        ///< the whole line, as it was written, without its end; of JSON the entry alone
    qint64 firstLine = 0; ///< of a Duplicate: the number of the line that said it first
    /// Of a list that carries statuses (the API's JSON, an export): the status that the line says, with the name.
    std::optional<UserStatus> status;
    /// The date that the line says, where one can be read without guessing. Midnight UTC where no time is written, and
    /// a time without a zone is UTC.
    std::optional<Instant> date = {};
};

/// A list that was read; a value.
struct NameList
{
    QList<ListLine> lines;

    /// How many lines of the file are in each pile.
    std::array<qint64, static_cast<std::size_t>(LinePile::Count)> piles() const;
    /// How many values are in the pile: of Name, how many names there are.
    qint64 entries(LinePile pile) const;
};

} // namespace gatehouse
