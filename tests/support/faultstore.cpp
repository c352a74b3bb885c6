// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultstore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse {

namespace {

const QByteArray ApiPath = "/api/v1/user-statuses";

FaultReply noSuchStatus(const QByteArray &words)
{
    return FaultReply::json(404, "{\"error\":\"" + words + "\"}");
}

/// The text of the member `userStatus`, to the letter: the store must not touch what it does not know.
QByteArray sentEntry(const QByteArray &body)
{
    const qsizetype begin = body.indexOf('{', body.indexOf(':'));
    const qsizetype end = body.lastIndexOf('}');
    return begin < 0 || end <= begin ? QByteArray() : body.mid(begin, end - begin).trimmed();
}

} // namespace

FaultReply FaultStore::answer(const SeenRequest &request)
{
    if (!token.isEmpty() && request.header("x-imply-api-token") != token)
        return FaultReply::json(401, "{\"error\":\"Unauthorized\"}");
    const QByteArray target = request.target();
    const qsizetype api = target.indexOf(ApiPath);
    if (api < 0)
        return FaultReply::page(404, "<!DOCTYPE html><title>Error</title><pre>Cannot " + request.method() + "</pre>");
    const QByteArray rest = target.mid(api + ApiPath.size());
    const bool isNamed = rest.startsWith('/') && rest.size() > 1;
    // A slash that is not encoded is another resource.
    if ((!isNamed && !rest.isEmpty()) || rest.lastIndexOf('/') > 0)
        return FaultReply::page(404, "<!DOCTYPE html><title>Error</title><pre>Cannot find it</pre>");
    const QByteArray name = isNamed ? QByteArray::fromPercentEncoding(rest.mid(1)) : QByteArray();
    if (request.method() == "GET")
        return isNamed ? one(name) : list();
    if (request.method() == "POST")
        return write(isNamed ? std::optional(name) : std::nullopt, request.body);
    if (request.method() == "DELETE" && isNamed)
        return remove(name);
    return FaultReply::text(405, "Method Not Allowed");
}

FaultReply FaultStore::list() const
{
    QByteArray body;
    auto left = static_cast<qsizetype>(entries.size());
    if (listedAtMost)
        left = std::min<qsizetype>(left, *listedAtMost);
    for (auto entry = entries.begin(); left > 0; ++entry, --left)
        body += (body.isEmpty() ? "" : ",") + entry->second;
    return FaultReply::json(200, "{\"userStatuses\":[" + body + "]}");
}

FaultReply FaultStore::one(const QByteArray &name) const
{
    const auto entry = entries.find(name);
    if (entry == entries.end())
        return noSuchStatus("This user status does not exist.");
    return FaultReply::json(200, "{\"userStatuses\":[" + entry->second + "]}");
}

FaultReply FaultStore::write(const std::optional<QByteArray> &name, const QByteArray &body)
{
    const QByteArray entry = sentEntry(body);
    const QJsonObject object = QJsonDocument::fromJson(entry).object();
    if (!object.value(QLatin1String("name")).isString())
        return FaultReply::json(400, "{\"error\":\"userStatus is missing\"}");
    const QByteArray sentName = object.value(QLatin1String("name")).toString().toUtf8();
    if (name && *name != sentName)
        return noSuchStatus("the name you entered does not match");
    entries[sentName] = entry;
    return FaultReply::json(200, R"({"status":"ok","message":"Updated successfully","userStatus":)" + entry + "}");
}

FaultReply FaultStore::remove(const QByteArray &name)
{
    if (entries.erase(name) == 0)
        return noSuchStatus("This user status does not exist. Please check the name again");
    return FaultReply::json(200, R"({"status":"ok","message":"Deleted successfully"})");
}

} // namespace gatehouse
