// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchcrowd.h"

#include "lists/namelist.h"

#include <QStringList>

namespace gatehouse::bench {

// What a program does with a list that has not thought about one.

/// Line by line, cut at commas; how many different names are in the first column.
std::size_t readPlainList(const QByteArray &bytes);

/// By tables of lower-cased names and e-mails; how many of the list's names are somebody's.
std::size_t matchPlainly(const std::vector<PlainPerson> &users, const NameList &list);

/// The five nearest names of two letters off at most; a name of quite another length is not looked at.
QStringList nearestPlainly(const std::vector<PlainPerson> &users, const QString &wanted);

} // namespace gatehouse::bench
