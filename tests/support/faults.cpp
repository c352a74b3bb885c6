// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faults.h"

namespace gatehouse {

namespace {

using Kind = NamedFault::Kind;

FaultReply error(int status, const QByteArray &words)
{
    return FaultReply::json(status, "{\"error\":\"" + words + "\"}");
}

/// A server in front of Pivot that got no answer itself.
FaultReply badGateway()
{
    return FaultReply::page(502, "<html><head><title>502 Bad Gateway</title></head></html>");
}

/// What is cut here is the answer of one that did nothing: half of a success would be a lie.
Fault cutAndNotDone(Delivery delivery)
{
    return {.delivery = delivery, .deed = Fault::Deed::NotDone, .reply = badGateway()};
}

Fault slowly()
{
    return {.delivery = Delivery::Drip, .pause = std::chrono::milliseconds{1}};
}

QList<NamedFault> lostAnswers()
{
    return {
        {"closed, not done", Fault::notDone(Delivery::Close), Kind::Lost},
        {"closed, done", Fault::done(Delivery::Close), Kind::Lost},
        {"closed before the body, not done", Fault::notDone(Delivery::CloseAfterHead), Kind::Lost},
        {"reset, not done", Fault::notDone(Delivery::Reset), Kind::Lost},
        {"reset, done", Fault::done(Delivery::Reset), Kind::Lost},
        {"cut in the status line, not done", cutAndNotDone(Delivery::CutInStatusLine), Kind::Lost},
        {"cut in the status line, done", Fault::done(Delivery::CutInStatusLine), Kind::Lost},
        {"cut in the head, not done", cutAndNotDone(Delivery::CutInHead), Kind::Lost},
        {"cut in the head, done", Fault::done(Delivery::CutInHead), Kind::Lost},
        {"silence, not done", Fault::notDone(Delivery::Stall), Kind::Silent},
        {"silence, done", Fault::done(Delivery::Stall), Kind::Silent},
        {"no HTTP, not done", Fault::answer(FaultReply::garbage()), Kind::NoHttp},
        {"no HTTP, done", Fault::doneBut(FaultReply::garbage()), Kind::NoHttp},
    };
}

QList<NamedFault> brokenAnswers()
{
    return {
        {"cut in the body, not done", cutAndNotDone(Delivery::CutInBody), Kind::Broken},
        {"cut in the body, done", Fault::done(Delivery::CutInBody), Kind::Broken},
        {"reset in the body, done", Fault::done(Delivery::CutInBodyThenReset), Kind::Broken},
        {"silence in the body, not done", cutAndNotDone(Delivery::StallInBody), Kind::Broken},
        {"silence in the body, done", Fault::done(Delivery::StallInBody), Kind::Broken},
        {"length too small, done", Fault::done(Delivery::LengthTooSmall), Kind::Broken},
        {"length too large, done", Fault::done(Delivery::LengthTooLarge), Kind::Broken},
        {"length too large, then closed, done", Fault::done(Delivery::LengthTooLargeThenClose), Kind::Broken},
        {"drip, done", slowly(), Kind::Slow},
    };
}

QList<NamedFault> answersThatSayNothing()
{
    const FaultReply empty = FaultReply::json(200, {});
    const FaultReply half = FaultReply::json(200, R"({"status":"ok","message":"Upd)");
    return {
        {"200 empty, not done", Fault::answer(empty), Kind::Mute},
        {"200 empty, done", Fault::doneBut(empty), Kind::Mute},
        {"200 with half of its JSON, not done", Fault::answer(half), Kind::Mute},
        {"200 with half of its JSON, done", Fault::doneBut(half), Kind::Mute},
        {"200 with garbage, not done", Fault::answer(FaultReply::garbageBody()), Kind::Mute},
        {"200 with garbage, done", Fault::doneBut(FaultReply::garbageBody()), Kind::Mute},
    };
}

QList<NamedFault> answersFromElsewhere()
{
    const FaultReply login = FaultReply::page(200, "<!DOCTYPE html><title>Please sign in</title>");
    return {
        {"200 with a page, not done", Fault::answer(login), Kind::Elsewhere},
        {"redirect to a page, not done", Fault::answer(FaultReply::redirect(302, "/login")), Kind::Elsewhere},
        {"redirect to another origin, not done", Fault::answer(FaultReply::redirect(302, "http://127.0.0.1:1/login")),
         Kind::Elsewhere},
        {"redirect that keeps the method, not done",
         Fault::answer(FaultReply::redirect(307, "http://127.0.0.1:1/api/v1/user-statuses")), Kind::Elsewhere},
    };
}

QList<NamedFault> refusals()
{
    const FaultReply busy = FaultReply::busy(429);
    const std::chrono::seconds pause{1};
    return {
        {"400", Fault::answer(error(400, "userStatus is missing")), Kind::Refused},
        {"401", Fault::answer(error(401, "Unauthorized")), Kind::Refused},
        {"403", Fault::answer(error(403, "Forbidden")), Kind::Refused},
        {"404 of a set", Fault::answer(error(404, "the name you entered does not match")), Kind::Refused},
        {"404 of a delete", Fault::answer(error(404, "This user status does not exist. Please check the name again")),
         Kind::Refused},
        {"409", Fault::answer(error(409, "Conflict")), Kind::Refused},
        {"429", Fault::answer(busy), Kind::Busy},
        {"429 with Retry-After", Fault::answer(busy.withRetryAfter(pause)), Kind::Busy},
        {"429 with Retry-After as a date", Fault::answer(busy.withRetryDate(pause)), Kind::Busy},
        {"503", Fault::answer(FaultReply::busy()), Kind::Busy},
        {"503 with Retry-After", Fault::answer(FaultReply::busy().withRetryAfter(pause)), Kind::Busy},
    };
}

QList<NamedFault> serverErrors()
{
    const FaultReply internal = error(500, "Internal Server Error");
    const FaultReply gateway = error(502, "Bad Gateway");
    const FaultReply late = error(504, "Gateway Timeout");
    return {
        {"500, not done", Fault::answer(internal), Kind::ServerError},
        {"500, done", Fault::doneBut(internal), Kind::ServerError},
        {"502, not done", Fault::answer(gateway), Kind::ServerError},
        {"502, done", Fault::doneBut(gateway), Kind::ServerError},
        {"502 with a page, not done", Fault::answer(badGateway()), Kind::ServerError},
        {"502 with a page, done", Fault::doneBut(badGateway()), Kind::ServerError},
        {"504, not done", Fault::answer(late), Kind::ServerError},
        {"504, done", Fault::doneBut(late), Kind::ServerError},
    };
}

} // namespace

QList<NamedFault> everyWriteFault()
{
    return lostAnswers() + brokenAnswers() + answersThatSayNothing() + answersFromElsewhere() + refusals() +
           serverErrors();
}

} // namespace gatehouse
