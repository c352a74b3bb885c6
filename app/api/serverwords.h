// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

/// What the server itself said in an error's body, for a person's eyes: the `error` or `message` of a JSON object, else
/// the text, of a web page its title. One plain line of at most 200 characters, control and bidirectional characters
/// spelled out, no tags, and never the token. May be empty.
QString serverWords(QByteArrayView body, QByteArrayView token);

/// Any foreign text in the same plain form: an error string of Qt's, a reason phrase, a reader's complaint.
QString plainWords(const QString &text, QByteArrayView token);

/// The text of a JSON error object's `error` or `message`; empty where the body is no such object.
QString wordsOfJson(QByteArrayView body);

} // namespace gatehouse
