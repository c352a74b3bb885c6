// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rowcodec.h"

#include "users/namecolumn.h"

namespace gatehouse {
namespace {

constexpr int kSeen = 1;
constexpr int kTokenRefused = 2;
constexpr int kDiffers = 4;

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

// A null QByteArray or QString would be stored as null in a column that must not be.
QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QVariant(QByteArray("")) : QVariant(bytes);
}

/// A number that a newer program may have written, as one that this one knows.
template<typename Enum>
Enum enumOf(const QVariant &value, Enum last, Enum fallback)
{
    const int number = value.toInt();
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : fallback;
}

std::optional<Outcome> outcomeAt(const QSqlQuery &query, int column, const QByteArray &name)
{
    if (query.value(column).isNull())
        return std::nullopt;
    Outcome outcome;
    outcome.kind = enumOf(query.value(column), OutcomeKind::ResultNotKnown, OutcomeKind::ResultNotKnown);
    outcome.seen = statusAt(query, column + 1, name);
    outcome.words = query.value(column + 4).toString();
    outcome.httpStatus = query.value(column + 5).toInt();
    const int flags = query.value(column + 6).toInt();
    outcome.isSeen = (flags & kSeen) != 0;
    outcome.tokenRefused = (flags & kTokenRefused) != 0;
    outcome.differsFromWanted = (flags & kDiffers) != 0;
    outcome.at = fromMilliseconds(query.value(column + 7).toLongLong());
    if (!outcome.isSeen)
        outcome.seen = UserStatus();
    return outcome;
}

} // namespace

const char *const kRowColumns = "set_number, place, name, folded, verdict, matched_by,"
                                " before_state, before_since, before_raw, after_state, after_since, after_raw";
const char *const kOutcomeColumns = "outcome=?, seen_state=?, seen_since=?, seen_raw=?, words=?, http=?, flags=?, at=?";
const char *const kSetRowColumns = "r.place, r.name, r.verdict, r.matched_by,"
                                   " r.before_state, r.before_since, r.before_raw,"
                                   " r.after_state, r.after_since, r.after_raw,"
                                   " r.outcome, r.seen_state, r.seen_since, r.seen_raw, r.words, r.http, r.flags, r.at,"
                                   " r.confirmation, r.confirmation_words, r.confirmed_at";
const char *const kSummaryColumns = "s.number, s.id, s.runner, s.act, s.title, s.connection, s.address,"
                                    " s.connection_name, s.reason, s.ordered_by, s.ordered_at, s.ended_at, s.undoes,"
                                    " s.changes, s.left_alone, s.done, s.already_so, s.failed, s.changed_elsewhere,"
                                    " s.not_sent, s.not_known, s.environment";

void appendStatus(QVariantList &values, const UserStatus &status)
{
    values.append(static_cast<int>(status.state));
    values.append(status.state == StatusState::Disabled ? QVariant(toMilliseconds(status.disabledSince)) : QVariant());
    values.append(status.raw.isEmpty() ? QVariant() : QVariant(status.raw));
}

UserStatus statusAt(const QSqlQuery &query, int column, const QByteArray &name)
{
    UserStatus status;
    status.name = name;
    status.state = enumOf(query.value(column), StatusState::DisabledOdd, StatusState::NoStatus);
    if (status.state == StatusState::Disabled)
        status.disabledSince = fromMilliseconds(query.value(column + 1).toLongLong());
    status.raw = query.value(column + 2).toByteArray();
    return status;
}

QVariantList rowValues(qint64 set, qint64 place, const PlannedRow &row)
{
    const QByteArray &name = row.change.name();
    const QString folded = QString::fromUtf8(foldText({name.constData(), static_cast<std::size_t>(name.size())}));
    QVariantList values{set,
                        place,
                        blob(name),
                        folded.isNull() ? QStringLiteral("") : folded,
                        static_cast<int>(row.verdict),
                        textOrNull(row.matchedBy)};
    appendStatus(values, row.change.before);
    appendStatus(values, row.change.after);
    return values;
}

QVariantList outcomeValues(const Outcome &outcome)
{
    QVariantList values{static_cast<int>(outcome.kind)};
    appendStatus(values, outcome.isSeen ? outcome.seen : UserStatus());
    const int flags = (outcome.isSeen ? kSeen : 0) | (outcome.tokenRefused ? kTokenRefused : 0) |
                      (outcome.differsFromWanted ? kDiffers : 0);
    values.append({textOrNull(outcome.words), outcome.httpStatus, flags, toMilliseconds(outcome.at)});
    return values;
}

SetRow setRowAt(const QSqlQuery &query, int column)
{
    SetRow row;
    row.place = query.value(column).toLongLong();
    const QByteArray name = query.value(column + 1).toByteArray();
    row.planned.verdict = enumOf(query.value(column + 2), Verdict::Ambiguous, Verdict::NotAddressable);
    row.planned.matchedBy = query.value(column + 3).toString();
    row.planned.change.before = statusAt(query, column + 4, name);
    row.planned.change.after = statusAt(query, column + 7, name);
    row.outcome = outcomeAt(query, column + 10, name);
    row.confirmation.kind =
        enumOf(query.value(column + 18), Confirmation::Kind::CouldNotLook, Confirmation::Kind::NotLooked);
    row.confirmation.words = query.value(column + 19).toString();
    row.confirmation.at = fromMilliseconds(query.value(column + 20).toLongLong());
    return row;
}

SetSummary summaryAt(const QSqlQuery &query, int column)
{
    const auto value = [&query, column](int offset) { return query.value(column + offset); };
    SetSummary summary;
    summary.id = QUuid::fromString(value(1).toString());
    summary.act = enumOf(value(3), Act::Delete, Act::ChangeDate);
    summary.title = value(4).toString();
    summary.connection = {QUuid::fromString(value(5).toString()), value(6).toString()};
    summary.connectionName = value(7).toString();
    summary.reason = value(8).toString();
    summary.orderedBy = value(9).toString();
    summary.orderedAt = fromMilliseconds(value(10).toLongLong());
    if (!value(11).isNull())
        summary.endedAt = fromMilliseconds(value(11).toLongLong());
    summary.undoes = QUuid::fromString(value(12).toString());
    summary.changes = value(13).toLongLong();
    summary.leftAlone = value(14).toLongLong();
    for (int i = 0; i < static_cast<int>(OutcomeKind::Count); ++i)
        summary.outcomes.add(static_cast<OutcomeKind>(i), value(15 + i).toLongLong());
    summary.environment = value(21).toString();
    return summary;
}

} // namespace gatehouse
