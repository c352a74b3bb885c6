// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/userexport.h"

#include "lists/formulaguard.h"
#include "users/statusjson.h"

#include <algorithm>
#include <array>

namespace gatehouse {

namespace {

constexpr char kExportMark[] = "\xEF\xBB\xBF";
constexpr std::array kColumnNames{"name", "status", "disabled", "person", "e-mail", "roles"};

QByteArrayView viewOfText(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string_view viewOfBytes(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

const char *exportedStatus(StatusState state)
{
    switch (state) {
    case StatusState::NoStatus:
        return "no status";
    case StatusState::Enabled:
        return "enabled";
    case StatusState::Disabled:
    case StatusState::DisabledOdd:
        return "disabled";
    }
    return "";
}

/// What many readers take off around a cell without quotes.
bool isPadding(char c)
{
    return static_cast<unsigned char>(c) <= 0x20;
}

/// Whether somebody may take a part of it for the end of a line.
bool holdsLineBreak(std::string_view text)
{
    static constexpr std::array<std::string_view, 3> kWide{"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    return text.find_first_of("\n\r\v\f") != std::string_view::npos ||
           std::any_of(kWide.begin(), kWide.end(),
                       [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

/// The text on one line, with nothing in it that an eye does not see.
QByteArray forEyes(std::string_view text)
{
    QByteArray line = viewOfText(text).toByteArray();
    if (std::all_of(line.cbegin(), line.cend(), [](char c) { return c >= ' ' && c <= '~'; }))
        return line;
    line.replace("\r\n", " ");
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return displayName(line).toUtf8();
}

} // namespace

UserExport::UserExport(const ExportSource &source, ExportStyle style) : m_source(source), m_style(style) {}

void UserExport::appendHead(QByteArray &text) const
{
    switch (m_style.format) {
    case ExportFormat::Csv:
        if (m_style.mark == ExcelMark::Written)
            text += kExportMark;
        for (const char *column : kColumnNames) {
            text += column;
            text += static_cast<char>(m_style.separator);
        }
        text.chop(1);
        text += "\r\n";
        return;
    case ExportFormat::Json:
        text += "{\"userStatuses\":[";
        return;
    case ExportFormat::Names:
        return;
    }
}

void UserExport::appendRow(QByteArray &text, Row row)
{
    if (m_source.isGone(row)) {
        ++m_counts.gone;
        return;
    }
    switch (m_style.format) {
    case ExportFormat::Csv:
        return appendCsv(text, row);
    case ExportFormat::Json:
        return appendJson(text, row);
    case ExportFormat::Names:
        return appendName(text, row);
    }
}

void UserExport::appendFoot(QByteArray &text) const
{
    if (m_style.format == ExportFormat::Json)
        text += m_counts.written > 0 ? "\n]}\n" : "]}\n";
}

void UserExport::appendCsv(QByteArray &text, Row row)
{
    const StatusState state = m_source.table.states[row];
    const char separator = static_cast<char>(m_style.separator);
    appendCell(text, m_source.table.name(row));
    text += separator;
    text += exportedStatus(state);
    text += separator;
    if (state == StatusState::Disabled)
        text += formatInstant(m_source.table.since[row]);
    else if (state == StatusState::DisabledOdd)
        appendCell(text, viewOfBytes(disabledMember(m_source.raw.of(row))));
    text += separator;
    appendPerson(text, m_source.table.person(row));
    text += "\r\n";
    ++m_counts.written;
}

void UserExport::appendPerson(QByteArray &text, PersonIndex person) const
{
    const char separator = static_cast<char>(m_style.separator);
    if (person == PersonColumn::kNobody) {
        text.append(2, separator);
        return;
    }
    const Directory &directory = m_source.table.persons->directory();
    appendCell(text, viewOfBytes(forEyes(directory.fullName(person))));
    text += separator;
    appendCell(text, viewOfBytes(forEyes(directory.email(person))));
    text += separator;
    appendCell(text, viewOfBytes(forEyes(viewOfBytes(directory.roles(person).join(QLatin1String("; ")).toUtf8()))));
}

void UserExport::appendCell(QByteArray &text, std::string_view content) const
{
    const char special[]{'"', '\r', '\n', static_cast<char>(m_style.separator)};
    const bool isGuarded = isFormulaLike(content);
    const bool isQuoted = content.find_first_of({special, sizeof special}) != std::string_view::npos ||
                          (!content.empty() && (isPadding(content.front()) || isPadding(content.back())));
    if (isQuoted)
        text += '"';
    if (isGuarded)
        text += '\'';
    if (!isQuoted) {
        text += viewOfText(content);
        return;
    }
    for (const char c : content)
        text.append(c == '"' ? 2 : 1, c);
    text += '"';
}

void UserExport::appendJson(QByteArray &text, Row row)
{
    const UserStatus status = m_source.status(row);
    if (status.state == StatusState::NoStatus) {
        ++m_counts.noStatus;
        return;
    }
    text += m_counts.written > 0 ? ",\n" : "\n";
    // What was read is not put straight, as it is for sending: an export says what stood there.
    text += status.raw.isEmpty() ? writeStatus(status) : status.raw;
    ++m_counts.written;
}

void UserExport::appendName(QByteArray &text, Row row)
{
    const std::string_view name = m_source.table.name(row);
    if (holdsLineBreak(name)) {
        ++m_counts.lineBreaks;
        return;
    }
    if (m_counts.written == 0 && name.starts_with(kExportMark))
        text += kExportMark;
    text += viewOfText(name);
    text += '\n';
    ++m_counts.written;
}

QByteArray exportText(const ExportSource &source, ExportStyle style)
{
    QByteArray text;
    UserExport writing(source, style);
    writing.appendHead(text);
    for (const Row row : source.rows)
        writing.appendRow(text, row);
    writing.appendFoot(text);
    return text;
}

} // namespace gatehouse
