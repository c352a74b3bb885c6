// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receipt.h"

#include "journal/receiptwords.h"
#include "users/csvtext.h"
#include "users/exacttext.h"
#include "users/statusjson.h"

namespace gatehouse {
namespace {

/// Whether an eye takes it for nothing, or for an order to turn the line round.
bool isUnseen(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

void appendEscaped(QByteArray &json, char16_t unit)
{
    json += "\\u" + QByteArray::number(static_cast<int>(unit), 16).rightJustified(4, '0');
}

/// A text as a JSON string; what cannot be seen is escaped and reads back as it was.
QByteArray jsonString(const QString &text)
{
    QByteArray json("\"");
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : char32_t(unit);
        if (unit == u'"' || unit == u'\\') {
            json += '\\';
            json += static_cast<char>(unit);
        } else if (isUnseen(c)) {
            appendEscaped(json, unit);
            if (isPair)
                appendEscaped(json, text[i + 1].unicode());
        } else {
            json += QStringView(text).mid(i, isPair ? 2 : 1).toUtf8();
        }
        i += isPair ? 1 : 0;
    }
    return json + '"';
}

QByteArray jsonString(const std::optional<Instant> &instant)
{
    return instant ? '"' + formatInstant(*instant) + '"' : QByteArray("null");
}

QByteArray jsonId(const QUuid &id)
{
    return id.isNull() ? QByteArray("null") : '"' + id.toByteArray(QUuid::WithoutBraces) + '"';
}

QByteArray quotedWord(const QByteArray &plain)
{
    return '"' + plain + '"';
}

/// The entry as the API has it, empty where there is none. What was read is not put straight, as it is for sending: a
/// receipt says what stood there.
QByteArray entryJson(const UserStatus &status)
{
    if (status.state == StatusState::NoStatus)
        return {};
    return status.raw.isEmpty() ? writeStatus(status) : status.raw;
}

/// The same on one line: outside of strings JSON holds no control characters but white space, inside none at all.
QByteArray entryOnOneLine(const UserStatus &status)
{
    QByteArray json = entryJson(status);
    for (char &c : json) {
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    }
    return json;
}

/// The same for a cell: what cannot be seen stands in strings only, so it can be escaped.
QByteArray entryForCell(const UserStatus &status)
{
    const QString json = QString::fromUtf8(entryOnOneLine(status));
    QByteArray safe;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const bool isPair = json[i].isHighSurrogate() && i + 1 < json.size() && json[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(json[i], json[i + 1]) : char32_t(json[i].unicode());
        if (isUnseen(c)) {
            appendEscaped(safe, json[i].unicode());
            if (isPair)
                appendEscaped(safe, json[i + 1].unicode());
        } else {
            safe += QStringView(json).mid(i, isPair ? 2 : 1).toUtf8();
        }
        i += isPair ? 1 : 0;
    }
    return safe;
}

QByteArray orNull(const QByteArray &json)
{
    return json.isEmpty() ? QByteArray("null") : json;
}

QByteArray jsonReasons(const SetSummary &set)
{
    QByteArray json("[");
    const auto add = [&json](const QString &text, const QString &by, Instant at) {
        json += QByteArray(json.size() > 1 ? "," : "") + "\n      {\"text\": " + jsonString(text) +
                ", \"by\": " + jsonString(by) + ", \"at\": " + jsonString(at) + '}';
    };
    if (!set.reason.isEmpty())
        add(set.reason, set.orderedBy, set.orderedAt);
    for (const LaterReason &later : set.laterReasons)
        add(later.text, later.by, later.at);
    return json + (json.size() > 1 ? "\n    ]" : "]");
}

QByteArray jsonCounts(const SetSummary &set)
{
    QByteArray json =
        "{\"changes\": " + QByteArray::number(set.changes) + ", \"left-alone\": " + QByteArray::number(set.leftAlone);
    for (int i = 0; i < static_cast<int>(OutcomeKind::Count); ++i) {
        const auto kind = static_cast<OutcomeKind>(i);
        json += ", " + quotedWord(receiptWord(kind)) + ": " + QByteArray::number(set.outcomes.of(kind));
    }
    return json + '}';
}

QByteArray jsonFilter(const SetRowFilter &filter)
{
    if (filter == SetRowFilter())
        return "null";
    return "{\"user\": " + (filter.user.isEmpty() ? QByteArray("null") : jsonString(filter.user)) +
           ", \"outcome\": " + (filter.outcome ? quotedWord(receiptWord(*filter.outcome)) : QByteArray("null")) +
           ", \"changesOnly\": " + (filter.changesOnly ? "true" : "false") + '}';
}

QByteArray jsonHead(const SetSummary &set, const SetRowFilter &filter)
{
    QByteArray json = "{\n  \"format\": \"gatehouse-receipt\",\n  \"version\": 1,\n  \"set\": {\n";
    const auto add = [&json](const char *key, const QByteArray &value) {
        json += "    \"" + QByteArray(key) + "\": " + value + ",\n";
    };
    add("id", jsonId(set.id));
    add("title", jsonString(set.title));
    add("act", quotedWord(receiptWord(set.act)));
    add("connection", jsonString(set.connectionName));
    add("environment", set.environment.isEmpty() ? QByteArray("null") : jsonString(set.environment));
    add("connectionId", jsonId(set.connection.id));
    add("address", jsonString(set.connection.address));
    add("orderedBy", jsonString(set.orderedBy));
    add("orderedAt", jsonString(set.orderedAt));
    add("endedAt", jsonString(set.endedAt));
    add("state", quotedWord(receiptWord(set.state)));
    add("undoes", jsonId(set.undoes));
    add("reasons", jsonReasons(set));
    json += "    \"counts\": " + jsonCounts(set) + "\n  },\n  \"filter\": " + jsonFilter(filter) + ",\n  \"rows\": [";
    return json;
}

QByteArray jsonOutcome(const Outcome &outcome)
{
    return "{\"kind\": " + quotedWord(receiptWord(outcome.kind)) + ", \"at\": " + jsonString(outcome.at) +
           ", \"words\": " + jsonString(outcome.words) +
           ", \"httpStatus\": " + (outcome.httpStatus ? QByteArray::number(outcome.httpStatus) : QByteArray("null")) +
           ", \"differsFromWanted\": " + (outcome.differsFromWanted ? "true" : "false") +
           ", \"isSeen\": " + (outcome.isSeen ? "true" : "false") +
           ", \"seen\": " + (outcome.isSeen ? orNull(entryOnOneLine(outcome.seen)) : QByteArray("null")) + '}';
}

QByteArray jsonConfirmation(const Confirmation &confirmation)
{
    if (confirmation.kind == Confirmation::Kind::NotLooked)
        return "null";
    return "{\"kind\": " + quotedWord(receiptWord(confirmation.kind)) + ", \"at\": " + jsonString(confirmation.at) +
           ", \"words\": " + jsonString(confirmation.words) + '}';
}

QByteArray jsonRow(const SetRow &row)
{
    const Change &change = row.planned.change;
    return "{\"name\": " + jsonString(exactText(change.name())) +
           ", \"before\": " + orNull(entryOnOneLine(change.before)) +
           ", \"after\": " + orNull(entryOnOneLine(change.after)) +
           ", \"verdict\": " + quotedWord(receiptWord(row.planned.verdict)) +
           ", \"matchedBy\": " + jsonString(row.planned.matchedBy) +
           ", \"outcome\": " + (row.outcome ? jsonOutcome(*row.outcome) : QByteArray("null")) +
           ", \"confirmation\": " + jsonConfirmation(row.confirmation) + '}';
}

QByteArray csvReasons(const SetSummary &set)
{
    QStringList reasons;
    if (!set.reason.isEmpty())
        reasons.append(set.reason);
    for (const LaterReason &later : set.laterReasons) {
        reasons.append(
            QStringLiteral("%1 (%2, %3)").arg(later.text, later.by, QString::fromLatin1(formatInstant(later.at))));
    }
    return csvCell(reasons.join(QLatin1String(" | ")));
}

constexpr char kColumns[] =
    "user,before,after,verdict,matched by,outcome,outcome at,words,http status,server holds,confirmation,"
    "confirmed at,confirmation words,set,title,act,connection,address,ordered by,ordered at,reasons,undoes\r\n";

QByteArray csvTail(const SetSummary &set)
{
    const QByteArrayList cells{set.id.toByteArray(QUuid::WithoutBraces),
                               csvCell(set.title),
                               receiptWord(set.act),
                               csvCell(set.connectionName),
                               csvCell(set.connection.address),
                               csvCell(set.orderedBy),
                               formatInstant(set.orderedAt),
                               csvReasons(set),
                               set.undoes.isNull() ? QByteArray() : set.undoes.toByteArray(QUuid::WithoutBraces)};
    return cells.join(',') + "\r\n";
}

/// What the server held after the row ended: an entry, the word "none" for no status, nothing where nobody looked.
QByteArray csvSeen(const Outcome &outcome)
{
    if (!outcome.isSeen)
        return {};
    return outcome.seen.state == StatusState::NoStatus ? QByteArray("none") : csvQuoted(entryForCell(outcome.seen));
}

QByteArray csvRow(const SetRow &row)
{
    const Change &change = row.planned.change;
    QByteArrayList cells{csvCell(exactText(change.name())), csvQuoted(entryForCell(change.before)),
                         csvQuoted(entryForCell(change.after)), receiptWord(row.planned.verdict),
                         csvCell(row.planned.matchedBy)};
    if (row.outcome) {
        cells.append({receiptWord(row.outcome->kind), formatInstant(row.outcome->at), csvCell(row.outcome->words),
                      row.outcome->httpStatus ? QByteArray::number(row.outcome->httpStatus) : QByteArray(),
                      csvSeen(*row.outcome)});
    } else {
        cells.append(QByteArrayList(5));
    }
    if (row.confirmation.kind == Confirmation::Kind::NotLooked) {
        cells.append(QByteArrayList(3));
    } else {
        cells.append(
            {receiptWord(row.confirmation.kind), formatInstant(row.confirmation.at), csvCell(row.confirmation.words)});
    }
    return cells.join(',') + ',';
}

} // namespace

ReceiptText::ReceiptText(const SetSummary &set, const SetRowFilter &filter, ReceiptFormat format, ByteOrderMark mark)
    : m_format(format)
{
    if (format == ReceiptFormat::Json) {
        m_head = jsonHead(set, filter);
        return;
    }
    m_head = mark == ByteOrderMark::Written ? QByteArray(kCsvByteOrderMark) + kColumns : QByteArray(kColumns);
    m_tail = csvTail(set);
}

QByteArray ReceiptText::head() const
{
    return m_head;
}

QByteArray ReceiptText::row(const SetRow &row)
{
    const bool isFirst = m_rows++ == 0;
    if (m_format == ReceiptFormat::Csv)
        return csvRow(row) + m_tail;
    return (isFirst ? "\n    " : ",\n    ") + jsonRow(row);
}

QByteArray ReceiptText::foot() const
{
    if (m_format == ReceiptFormat::Csv)
        return {};
    return (m_rows ? "\n  ],\n  \"rowCount\": " : "],\n  \"rowCount\": ") + QByteArray::number(m_rows) + "\n}\n";
}

namespace {

QByteArray wholeReceipt(ReceiptText text, const QList<SetRow> &rows)
{
    QByteArray whole = text.head();
    for (const SetRow &row : rows)
        whole += text.row(row);
    return whole + text.foot();
}

} // namespace

QByteArray receiptJson(const SetSummary &set, const QList<SetRow> &rows, const SetRowFilter &filter)
{
    return wholeReceipt(ReceiptText(set, filter, ReceiptFormat::Json), rows);
}

QByteArray receiptCsv(const SetSummary &set, const QList<SetRow> &rows, const SetRowFilter &filter, ByteOrderMark mark)
{
    return wholeReceipt(ReceiptText(set, filter, ReceiptFormat::Csv, mark), rows);
}

} // namespace gatehouse
