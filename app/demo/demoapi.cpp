// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoapi.h"

#include "demo/demojson.h"
#include "demo/samplepeople.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <cstdio>

namespace gatehouse {

namespace {

constexpr QByteArrayView apiRoot("/api/v1");
constexpr QByteArrayView statusesPath("/api/v1/user-statuses");
constexpr QByteArrayView usersPath("/api/v1/users");

DemoApi::Answer errorAnswer(int status, QByteArrayView sentence)
{
    return {status, "{\"error\":" + demojson::quoted(sentence) + '}', {}};
}

DemoApi::Answer methodAnswer(const QByteArray &allow)
{
    DemoApi::Answer answer = errorAnswer(405, "This method is not allowed here.");
    answer.allow = allow;
    return answer;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape =
            text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        if (isEscape) {
            out.append(char(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])));
            i += 2;
        } else {
            out.append(text[i]);
        }
    }
    return out;
}

/// "2022-09-21T19:01:25.872Z"
QByteArray instantText(qint64 ms)
{
    using namespace std::chrono;
    const sys_time<milliseconds> instant{milliseconds(ms)};
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss time(instant - day);
    char text[40];
    const int length =
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                      unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                      int(time.minutes().count()), int(time.seconds().count()), int(time.subseconds().count()));
    return QByteArray(text, length);
}

QByteArray entryOf(const SamplePerson &person)
{
    QByteArray entry = "{\"name\":" + demojson::quoted(person.name);
    if (person.disabledMs)
        entry.append(",\"disabled\":\"").append(instantText(*person.disabledMs)).append('"');
    if (person.isLocked)
        entry.append(",\"locked\":true");
    return entry.append('}');
}

void appendMember(QByteArray &object, QByteArrayView name, QByteArrayView text)
{
    if (!text.isEmpty())
        object.append(",\"").append(name).append("\":").append(demojson::quoted(text));
}

void appendPerson(QByteArray &out, const SamplePerson &person)
{
    out.append("{\"name\":").append(demojson::quoted(person.name));
    appendMember(out, "email", person.email);
    appendMember(out, "firstName", person.firstName);
    appendMember(out, "lastName", person.lastName);
    out.append(",\"roles\":[");
    for (qsizetype i = 0; i < person.roles.size(); ++i) {
        if (i > 0)
            out.append(',');
        out.append(demojson::quoted(person.roles.at(i)));
    }
    out.append("]}");
}

} // namespace

DemoApi::DemoApi(int users, quint32 seed, qint64 nowMs, QByteArray token, const std::stop_token &stop)
    : m_users(users), m_seed(seed), m_nowMs(nowMs), m_token(std::move(token))
{
    m_statuses.reserve(users);
    SamplePeople(users, seed, nowMs)
        .forEach(
            [this](const SamplePerson &person) {
                if (person.hasStatus)
                    m_statuses.put(person.name, entryOf(person));
            },
            stop);
}

DemoApi::Answer DemoApi::answer(const Request &request)
{
    const std::scoped_lock lock(m_mutex);
    ++m_requests[request.method];
    Answer answer = route(request);
    if (request.isPretty)
        answer.body = demojson::indented(answer.body);
    return answer;
}

DemoApi::Answer DemoApi::route(const Request &request)
{
    const QByteArray &path = request.path;
    if (path != apiRoot && !path.startsWith(apiRoot.toByteArray() + '/'))
        return errorAnswer(404, "There is nothing at this address.");
    if (request.token != m_token) {
        return errorAnswer(401, request.token.isEmpty() ? "The API token is missing." : "The API token is not valid.");
    }
    if (path == statusesPath)
        return answerCollection(request);
    if (path == usersPath)
        return request.method == "GET" ? Answer{200, directory(), {}} : methodAnswer("GET");
    if (path.startsWith(statusesPath.toByteArray() + '/')) {
        const QByteArrayView segment = QByteArrayView(path).sliced(statusesPath.size() + 1);
        if (!segment.isEmpty() && !segment.contains('/'))
            return answerEntry(request, percentDecoded(segment));
    }
    return errorAnswer(404, "There is nothing at this address.");
}

DemoApi::Answer DemoApi::answerCollection(const Request &request)
{
    if (request.method == "GET")
        return {200, m_statuses.list(), {}};
    if (request.method == "POST")
        return store(request, nullptr);
    return methodAnswer("GET, POST");
}

DemoApi::Answer DemoApi::answerEntry(const Request &request, const QByteArray &name)
{
    if (request.method == "POST")
        return store(request, &name);
    if (request.method == "GET") {
        const QByteArray entry = m_statuses.find(name);
        if (entry.isEmpty())
            return errorAnswer(404, "This user status does not exist.");
        return {200, "{\"userStatuses\":[" + entry + "]}", {}};
    }
    if (request.method == "DELETE") {
        if (!m_statuses.remove(name))
            return errorAnswer(404, "This user status does not exist. Please check the name again");
        return {200, "{\"status\":\"ok\",\"message\":\"Deleted successfully\"}", {}};
    }
    return methodAnswer("GET, POST, DELETE");
}

DemoApi::Answer DemoApi::store(const Request &request, const QByteArray *expectedName)
{
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return errorAnswer(400, "The request body is not valid JSON.");
    const QJsonValue status = document.object().value(QLatin1String("userStatus"));
    const QByteArray name = status.toObject().value(QLatin1String("name")).toString().toUtf8();
    // QJsonDocument checks; what is kept are the letters that were sent, so that no number is rounded and no member
    // moved.
    const QByteArray entry = demojson::memberOf(request.body, "userStatus").toByteArray();
    if (!status.isObject() || name.isEmpty() || !entry.startsWith('{'))
        return errorAnswer(400, "The request body must contain a userStatus with a name.");
    if (expectedName && name != *expectedName)
        return errorAnswer(404, "the name you entered does not match");
    // No check that such a user exists: Pivot makes none either.
    m_statuses.put(name, entry);
    return {200, "{\"status\":\"ok\",\"message\":\"Updated successfully\",\"userStatus\":" + entry + '}', {}};
}

/// Made anew for every request: it is asked for seldom, and at a million people larger than everything else.
QByteArray DemoApi::directory() const
{
    QByteArray out = "{\"users\":[";
    out.reserve(qsizetype(m_users) * 160 + 64);
    SamplePeople(m_users, m_seed, m_nowMs).forEach([&out](const SamplePerson &person) {
        if (!person.isPerson)
            return;
        if (!out.endsWith('['))
            out.append(',');
        appendPerson(out, person);
    });
    return out.append("]}");
}

std::map<QByteArray, QByteArray> DemoApi::entries() const
{
    const std::scoped_lock lock(m_mutex);
    return m_statuses.all();
}

int DemoApi::requests(const QByteArray &method) const
{
    const std::scoped_lock lock(m_mutex);
    const auto count = m_requests.find(method);
    return count == m_requests.end() ? 0 : count->second;
}

} // namespace gatehouse
