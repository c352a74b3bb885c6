// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/judgements.h"

#include "changes/actwords.h"
#include "users/statusjson.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

struct JudgementTexts
{
    Q_DECLARE_TR_FUNCTIONS(Outcome)
public:
    static QString alreadySo(const Change &change, const UserStatus &seen);
    static QString difference(const Change &change, const UserStatus &answer);
    static QString contradiction(const UserStatus &answer);
    static QString lostAnswer(const ApiError &lost);
    static QString unchangedYet(const ApiError &lost);
    static QString unchanged(const ApiError &lost);
    static QString somethingElse(const ApiError &lost, const UserStatus &seen);
    static QString notAsked(const ApiError &lost, const ApiError &look);
    static QString refusal(const ApiError &error);
};

// The rest of a sentence that the user's name begins: "ann@example.com was enabled already …".
QString JudgementTexts::alreadySo(const Change &change, const UserStatus &seen)
{
    if (change.after.state == StatusState::NoStatus)
        return tr("had its status deleted already; nothing was sent.", "behind a user's name");
    if (sameEntry(seen, change.after))
        return tr("was so already; nothing was sent.", "behind a user's name");
    if (seen.state == StatusState::Disabled)
        return tr("was disabled already, on %1 by somebody else; nothing was sent and that date stays.",
                  "behind a user's name")
            .arg(instantWords(seen.disabledSince));
    if (seen.state == StatusState::DisabledOdd)
        return tr("was disabled already, by somebody else; nothing was sent.", "behind a user's name");
    return tr("was enabled already, by somebody else; nothing was sent.", "behind a user's name");
}

QString JudgementTexts::difference(const Change &change, const UserStatus &answer)
{
    if (answer.state != StatusState::Disabled)
        return tr("The server put the status down a little differently.");
    if (change.after.state == StatusState::Disabled && change.after.disabledSince == answer.disabledSince)
        return tr("The server put other members of the status down differently.");
    return tr("The server put down its own date, %1.").arg(QString::fromLatin1(formatInstant(answer.disabledSince)));
}

QString JudgementTexts::contradiction(const UserStatus &answer)
{
    if (isDisabled(answer.state))
        return tr("The server said that it was done, but its answer shows the user disabled.");
    return tr("The server said that it was done, but its answer shows the user enabled.");
}

// Shorter than the error's own sentence, which would send a person to look at what was looked at meanwhile.
QString JudgementTexts::lostAnswer(const ApiError &lost)
{
    if (lost.kind != ApiErrorKind::ResultNotKnown)
        return lost.sentence();
    return lost.cause == ApiErrorKind::TimedOut ? tr("No answer came in time.") : tr("The answer was lost.");
}

QString JudgementTexts::unchangedYet(const ApiError &lost)
{
    return tr("%1 Asked again, the server showed no change yet; the request may still arrive.",
              "%1 is a sentence that says what happened to the answer")
        .arg(lostAnswer(lost));
}

QString JudgementTexts::unchanged(const ApiError &lost)
{
    if (lost.kind == ApiErrorKind::ResultNotKnown)
        return lost.cause == ApiErrorKind::TimedOut
                   ? tr("No answer came in time, and the server showed no change for long after; nothing was changed.")
                   : tr("The request did not arrive; nothing was changed.");
    return tr("%1 Asked again: nothing was changed.", "%1 is a sentence that says why").arg(refusal(lost));
}

QString JudgementTexts::somethingElse(const ApiError &lost, const UserStatus &seen)
{
    return tr("%1 Asked again, the server shows something else: %2", "both are whole sentences")
        .arg(lostAnswer(lost), stateWords(seen));
}

QString JudgementTexts::notAsked(const ApiError &lost, const ApiError &look)
{
    return tr("%1 Asking for the result failed too: %2", "both are whole sentences")
        .arg(lostAnswer(lost), look.sentence());
}

// With the server's own words, which may say more than the kind of its answer: the journal keeps them.
QString JudgementTexts::refusal(const ApiError &error)
{
    QString sentence = error.sentence();
    if (error.serverWords.isEmpty() || sentence.contains(error.serverWords))
        return sentence;
    return tr("%1 It says: “%2”", "%1 is a sentence about the server's answer, %2 its own words")
        .arg(sentence, error.serverWords);
}

Outcome outcomeOf(OutcomeKind kind, QString words)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.words = std::move(words);
    return outcome;
}

Outcome outcomeWith(OutcomeKind kind, UserStatus seen, QString words = {})
{
    Outcome outcome = outcomeOf(kind, std::move(words));
    outcome.seen = std::move(seen);
    outcome.isSeen = true;
    return outcome;
}

void noteError(Outcome &outcome, const ApiError &error)
{
    outcome.httpStatus = error.httpStatus;
    outcome.tokenRefused = error.kind == ApiErrorKind::TokenRefused;
}

/// A write that was taken: how well the entry that the server has now fits what was wanted.
Outcome outcomeOfAnswer(const Change &change, const UserStatus &answer)
{
    if (sameEntry(answer, change.after))
        return outcomeWith(OutcomeKind::Done, answer);
    const bool sameState = isDisabled(answer.state) == isDisabled(change.after.state) &&
                           (answer.state == StatusState::NoStatus) == (change.after.state == StatusState::NoStatus);
    if (!sameState)
        return outcomeWith(OutcomeKind::Failed, answer, JudgementTexts::contradiction(answer));
    Outcome outcome = outcomeWith(OutcomeKind::Done, answer, JudgementTexts::difference(change, answer));
    outcome.differsFromWanted = true;
    return outcome;
}

/// Whether the error leaves open what became of a write. A server that failed half way (5xx), a gateway in between or
/// an answer that cannot be read may each have passed the write on.
bool leavesResultOpen(const ApiError &error)
{
    switch (error.kind) {
    case ApiErrorKind::ResultNotKnown:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::Cancelled:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::NotTheApi:
    case ApiErrorKind::BadData:
    case ApiErrorKind::TooLarge:
        return true;
    case ApiErrorKind::NameMismatch:
    case ApiErrorKind::Rejected:
        return error.httpStatus < 400; // "200" with something else inside
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::Tls:
    case ApiErrorKind::Proxy:
    case ApiErrorKind::TokenRefused:
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::ReadOnly:
    case ApiErrorKind::NotAddressable:
    case ApiErrorKind::NotReady:
        return false;
    }
    return true;
}

/// Whether the server put our own date down in whole seconds: nobody else's date comes that near.
bool isOursRounded(const Change &change, const UserStatus &seen)
{
    using namespace std::chrono_literals;
    if (change.after.state != StatusState::Disabled || seen.state != StatusState::Disabled ||
        sameEntry(seen, change.before))
        return false;
    const auto apart = seen.disabledSince - change.after.disabledSince;
    return apart > -1s && apart < 1s;
}

/// What a look says about a write that was lost.
Outcome outcomeOfLook(const Change &change, const ApiError &lost, const UserStatus &seen, Arriving arriving)
{
    if (sameEntry(seen, change.after))
        return outcomeWith(OutcomeKind::Done, seen,
                           JudgementTexts::tr("The answer was lost; asked again, and it had arrived."));
    if (isOursRounded(change, seen)) {
        Outcome outcome = outcomeWith(
            OutcomeKind::Done, seen,
            JudgementTexts::tr("The answer was lost; asked again, and it had arrived. %1", "%1 is a sentence")
                .arg(JudgementTexts::difference(change, seen)));
        outcome.differsFromWanted = true;
        return outcome;
    }
    if (!sameEntry(seen, change.before))
        return outcomeWith(OutcomeKind::ResultNotKnown, seen, JudgementTexts::somethingElse(lost, seen));
    if (arriving == Arriving::Possible && mayStillArrive(lost))
        return outcomeWith(OutcomeKind::ResultNotKnown, seen, JudgementTexts::unchangedYet(lost));
    return outcomeWith(OutcomeKind::Failed, seen, JudgementTexts::unchanged(lost));
}

} // namespace

ApiResult<UserStatus> seenBy(const ApiResult<UserStatus> &answer, const QByteArray &name)
{
    if (!answer && answer.error().kind == ApiErrorKind::NotFound)
        return UserStatus::none(name);
    return answer;
}

std::optional<Outcome> judgeCompare(const Change &change, const ApiResult<UserStatus> &seen, Exactness exactness)
{
    if (!seen) {
        Outcome outcome = outcomeOf(
            OutcomeKind::Failed,
            JudgementTexts::tr("%1 Nothing was sent.", "%1 is a sentence that says why").arg(seen.error().sentence()));
        noteError(outcome, seen.error());
        return outcome;
    }
    switch (compareWithSeen(change, *seen, exactness)) {
    case Comparison::AsBefore:
        return std::nullopt;
    case Comparison::AlreadySo:
        return outcomeWith(OutcomeKind::AlreadySo, *seen, JudgementTexts::alreadySo(change, *seen));
    case Comparison::Different:
        break;
    }
    return outcomeWith(
        OutcomeKind::ChangedBySomebodyElse, *seen,
        JudgementTexts::tr("%1 Nothing was sent.", "%1 is a sentence").arg(differenceWords(change.before, *seen)));
}

std::optional<Outcome> judgeWrite(const Change &change, const ApiResult<UserStatus> &answer)
{
    if (answer)
        return outcomeOfAnswer(change, *answer);
    const ApiError &error = answer.error();
    if (leavesResultOpen(error))
        return std::nullopt;
    if (error.kind == ApiErrorKind::NotFound && change.act() == Act::Delete) {
        Outcome outcome = outcomeWith(
            OutcomeKind::AlreadySo, change.after,
            JudgementTexts::tr("had its status deleted by somebody else just before.", "behind a user's name"));
        noteError(outcome, error);
        return outcome;
    }
    Outcome outcome = outcomeOf(OutcomeKind::Failed, JudgementTexts::refusal(error));
    noteError(outcome, error);
    return outcome;
}

bool mayStillArrive(const ApiError &lost)
{
    const ApiErrorKind cause = lost.kind == ApiErrorKind::ResultNotKnown ? lost.cause : lost.kind;
    return cause == ApiErrorKind::TimedOut || cause == ApiErrorKind::Cancelled || lost.httpStatus == 504;
}

Outcome judgeAsked(const Change &change, const ApiError &lost, const ApiResult<UserStatus> &seen, Arriving arriving)
{
    Outcome outcome = seen ? outcomeOfLook(change, lost, *seen, arriving)
                           : outcomeOf(OutcomeKind::ResultNotKnown, JudgementTexts::notAsked(lost, seen.error()));
    noteError(outcome, seen ? lost : seen.error());
    return outcome;
}

Confirmation judgeConfirmed(const Change &change, const Outcome &outcome, const ApiResult<UserStatus> &seen)
{
    if (!seen)
        return {Confirmation::Kind::CouldNotLook, seen.error().sentence(), {}};
    const UserStatus &expected = outcome.isSeen ? outcome.seen : change.after;
    if (sameEntry(*seen, expected))
        return {Confirmation::Kind::Confirmed, {}, {}};
    return {Confirmation::Kind::Differs, differenceWords(expected, *seen), {}};
}

RunTrouble troubleOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiErrorKind::TokenRefused:
    case ApiErrorKind::NotTheApi:
        return RunTrouble::Barred;
    case ApiErrorKind::ResultNotKnown:
        return error.cause == ApiErrorKind::NotTheApi ? RunTrouble::Barred : RunTrouble::Passing;
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::TimedOut:
    case ApiErrorKind::Tls:
    case ApiErrorKind::Proxy:
    case ApiErrorKind::TooManyRequests:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::BadData:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::Cancelled:
        return RunTrouble::Passing;
    case ApiErrorKind::Forbidden:
    case ApiErrorKind::NotFound:
    case ApiErrorKind::NameMismatch:
    case ApiErrorKind::Rejected:
    case ApiErrorKind::ReadOnly:
    case ApiErrorKind::NotAddressable:
    case ApiErrorKind::NotReady:
        break;
    }
    return RunTrouble::None;
}

Outcome deletedByEarlierTry(const Change &change)
{
    return outcomeWith(OutcomeKind::Done, change.after,
                       JudgementTexts::tr("The answer was lost; sent again, and it had arrived."));
}

Outcome notAddressable()
{
    return outcomeOf(
        OutcomeKind::Failed,
        JudgementTexts::tr("No address can carry this name, so the server cannot be asked. Nothing was sent."));
}

} // namespace gatehouse
