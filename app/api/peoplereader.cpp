// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peoplereader.h"

#include "api/serverwords.h"

#include <simdjson.h>

namespace gatehouse {

namespace {

namespace dom = simdjson::dom;

tl::unexpected<ListProblem> damaged(const char *why)
{
    return tl::unexpected(ListProblem{ApiErrorKind::BadData, QString::fromUtf8(why), {}});
}

std::string_view textOf(const dom::object &person, std::string_view member)
{
    std::string_view text;
    return person[member].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

QStringList rolesOf(const dom::object &person)
{
    QStringList roles;
    dom::array listed;
    if (person["roles"].get(listed) != simdjson::SUCCESS)
        return roles;
    for (const dom::element role : listed) {
        std::string_view text;
        if (role.get(text) == simdjson::SUCCESS && !text.empty())
            roles.append(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    }
    return roles;
}

} // namespace

tl::expected<std::shared_ptr<const Directory>, ListProblem> PeopleReader::finish()
{
    return readPeople(std::exchange(m_body, {}), m_stop);
}

// The whole document is read and checked first: it is a tenth of the work that stands in the way of the table, and
// beside it.
tl::expected<std::shared_ptr<const Directory>, ListProblem> readPeople(const QByteArray &body,
                                                                       const std::atomic_bool *stop)
{
    dom::parser parser;
    dom::element document;
    if (const auto error = parser.parse(body.constData(), static_cast<std::size_t>(body.size())).get(document))
        return damaged(simdjson::error_message(error));
    dom::array people;
    if (document.get(people) != simdjson::SUCCESS) {
        dom::object envelope;
        if (document.get(envelope) != simdjson::SUCCESS)
            return damaged("the answer is neither an object nor an array");
        if (envelope["users"].get(people) != simdjson::SUCCESS) {
            if (dom::element error; envelope["error"].get(error) == simdjson::SUCCESS && !error.is_null())
                return tl::unexpected(ListProblem{ApiErrorKind::Rejected, {}, wordsOfJson(body)});
            return damaged("users is missing");
        }
    }
    Directory::Builder builder;
    builder.reserve(people.size(), people.size() * 24);
    for (const dom::element entry : people) {
        if (stop && stop->load(std::memory_order_relaxed))
            return tl::unexpected(ListProblem{ApiErrorKind::Cancelled, {}, {}});
        dom::object person;
        if (entry.get(person) != simdjson::SUCCESS)
            return damaged("a person is not an object");
        const std::string_view name = textOf(person, "name");
        if (!name.empty())
            builder.add({name, textOf(person, "email"), textOf(person, "firstName"), textOf(person, "lastName"),
                         rolesOf(person)});
    }
    return std::move(builder).build();
}

} // namespace gatehouse
