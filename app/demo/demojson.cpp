// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demojson.h"

namespace gatehouse::demojson {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

qsizetype skipSpace(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isSpace(json[at]))
        ++at;
    return at;
}

/// Behind the string that begins at `at`.
qsizetype skipString(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return qMin(at + 1, json.size());
}

/// Behind the value that begins at `at`.
qsizetype skipValue(QByteArrayView json, qsizetype at)
{
    int depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            at = skipString(json, at);
        } else {
            if (depth == 0 && (c == ',' || c == '}' || c == ']' || isSpace(c)))
                return at;
            ++at;
            if (c == '{' || c == '[')
                ++depth;
            else if (c == '}' || c == ']')
                --depth;
        }
        if (depth == 0 && (c == '"' || c == '}' || c == ']'))
            return at;
    }
    return at;
}

void newLine(QByteArray &out, int depth)
{
    out.append('\n').append(2 * depth, ' ');
}

} // namespace

QByteArray quoted(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size() + 2);
    out.append('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (byte < 0x20)
            out.append("\\u00").append(hexDigits[byte >> 4]).append(hexDigits[byte & 15]);
        else
            out.append(c);
    }
    return out.append('"');
}

QByteArrayView memberOf(QByteArrayView object, QByteArrayView name)
{
    QByteArrayView found;
    qsizetype at = skipSpace(object, 0);
    while (at < object.size() && object[at] != '}') {
        at = skipSpace(object, at + 1); // behind the brace or the comma
        if (at >= object.size() || object[at] != '"')
            break;
        const qsizetype keyEnd = skipString(object, at);
        const QByteArrayView key = object.sliced(at + 1, keyEnd - at - 2);
        at = skipSpace(object, skipSpace(object, keyEnd) + 1); // behind the colon
        const qsizetype end = skipValue(object, at);
        if (key == name)
            found = object.sliced(at, end - at);
        at = skipSpace(object, end);
    }
    return found;
}

QByteArray indented(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size() + json.size() / 2);
    int depth = 0;
    for (qsizetype at = skipSpace(json, 0); at < json.size(); at = skipSpace(json, at)) {
        const char c = json[at];
        if (c == '"') {
            const qsizetype end = skipString(json, at);
            out.append(json.sliced(at, end - at));
            at = end;
            continue;
        }
        ++at;
        if (c == '{' || c == '[') {
            out.append(c);
            const qsizetype next = skipSpace(json, at);
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out.append(json[next]);
                at = next + 1;
            } else {
                newLine(out, ++depth);
            }
        } else if (c == '}' || c == ']') {
            newLine(out, --depth);
            out.append(c);
        } else if (c == ',') {
            out.append(c);
            newLine(out, depth);
        } else if (c == ':') {
            out.append(": ");
        } else {
            out.append(c);
        }
    }
    return out.append('\n');
}

} // namespace gatehouse::demojson
