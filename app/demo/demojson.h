// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::demojson {

/// The text as a JSON string, quotes included; non-ASCII stays UTF-8.
QByteArray quoted(QByteArrayView text);

/// The letters of a member's value in a JSON object that is known to be valid; the last one when there are several,
/// empty when there is none. `name` stands in the object without escapes.
QByteArrayView memberOf(QByteArrayView object, QByteArrayView name);

/// The same valid JSON with line breaks and two spaces a level; numbers, texts and the order of members stay to the
/// letter.
QByteArray indented(QByteArrayView json);

} // namespace gatehouse::demojson
