// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/entryreader.h"

#include "api/serverwords.h"
#include "users/statusjson.h"

namespace gatehouse {

namespace {

using EntryResult = tl::expected<std::optional<UserStatus>, QString>;

QByteArrayView withoutMark(QByteArrayView body)
{
    if (body.startsWith(QByteArrayView("\xEF\xBB\xBF")))
        body = body.sliced(3);
    return body.trimmed();
}

EntryResult oneEntry(QByteArrayView object)
{
    auto status = readStatus(object);
    if (!status)
        return tl::unexpected(QString::fromUtf8(status.error()));
    return std::optional(*std::move(status));
}

/// The array is known to be valid JSON.
EntryResult onlyEntryOf(QByteArrayView array)
{
    if (!array.startsWith('['))
        return tl::unexpected(QStringLiteral("userStatuses is not an array"));
    const QByteArrayView inside = array.sliced(1, array.size() - 2).trimmed();
    if (inside.isEmpty())
        return tl::unexpected(QStringLiteral("userStatuses is empty"));
    return oneEntry(inside); // two entries are not one object, and so not accepted
}

const QByteArray *valueOf(const QList<JsonMember> &members, QByteArrayView key)
{
    for (const JsonMember &member : members) {
        if (member.key == key && member.value != "null")
            return &member.value;
    }
    return nullptr;
}

EntryResult entryIn(const QList<JsonMember> &members, QByteArrayView object)
{
    if (const QByteArray *array = valueOf(members, "userStatuses"))
        return onlyEntryOf(*array);
    if (const QByteArray *entry = valueOf(members, "userStatus"))
        return oneEntry(*entry);
    if (valueOf(members, "name"))
        return oneEntry(object);
    return std::optional<UserStatus>();
}

} // namespace

tl::expected<EntryAnswer, QString> readEntryAnswer(QByteArrayView body)
{
    const QByteArrayView object = withoutMark(body);
    const auto members = readMembers(object);
    if (!members)
        return tl::unexpected(QString::fromUtf8(members.error()));
    EntryAnswer answer;
    const bool isEnvelope = valueOf(*members, "userStatuses") || valueOf(*members, "userStatus");
    const bool isBareEntry = !isEnvelope && valueOf(*members, "name");
    // A bare entry may have a `status` of its own, which says nothing about the request.
    if (const QByteArray *status = valueOf(*members, "status"); status && !isBareEntry && status->startsWith('"')) {
        answer.isOk = status->toLower() == "\"ok\"";
        answer.isRefusal = !answer.isOk;
    }
    if (valueOf(*members, "error"))
        answer.isRefusal = true;
    if (answer.isRefusal) {
        answer.words = wordsOfJson(object);
        return answer;
    }
    auto entry = entryIn(*members, object);
    if (!entry)
        return tl::unexpected(entry.error());
    answer.entry = *std::move(entry);
    return answer;
}

} // namespace gatehouse
