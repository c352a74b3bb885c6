// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says of an error: the words for a person are one short plain line, and never hold the token. The first
// bytes choose status, content type and call.
#include "api/answerreader.h"
#include "api/serverwords.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace gatehouse;

namespace {

constexpr std::array<int, 16> kStatuses{200, 201, 204, 301, 302, 400, 401, 403, 404, 407, 409, 429, 500, 502, 503, 599};
constexpr std::array<const char *, 6> kTypes{
    "application/json", "text/html; charset=utf-8", "text/plain", "", "application/octet-stream", "text/html"};
constexpr std::size_t kHead = 3;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkWords(const QString &words, const QByteArray &token)
{
    require(words.size() <= 200);
    require(!words.contains(QString::fromLatin1(token)));
    for (const QChar c : words)
        require(c.category() != QChar::Other_Control && c != QChar::LineSeparator && c != QChar::ParagraphSeparator);
}

void check(const ApiError &error, const QByteArray &token)
{
    checkWords(error.serverWords, token);
    require(!error.detail.contains(QString::fromLatin1(token)));
    require(!error.sentence().isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < kHead)
        return 0;
    const QByteArray token = "tok3n-s3cret";
    HttpAnswer answer;
    answer.status = kStatuses.at(data[0] % kStatuses.size());
    answer.contentType = kTypes.at(data[1] % kTypes.size());
    answer.body = QByteArray(reinterpret_cast<const char *>(data) + kHead, static_cast<qsizetype>(size - kHead));
    answer.isCut = (data[2] & 0x80) != 0;
    const auto act = static_cast<ApiAct>(data[2] % 5);
    checkWords(serverWords(answer.body, token), token);
    if (const auto refusal = refusalIn(answer, act, token))
        check(*refusal, token);
    isApisOwnError(answer);
    if (const auto status = readStatusAnswer(answer, act, UserStatus::enabled("ann@x"), token); !status)
        check(status.error(), token);
    if (const auto removed = readDeleteAnswer(answer, token); !removed)
        check(removed.error(), token);
    return 0;
}
