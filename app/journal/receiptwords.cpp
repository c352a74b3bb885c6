// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/receiptwords.h"

namespace gatehouse {

QByteArray receiptWord(Act act)
{
    switch (act) {
    case Act::Create:
        return "create";
    case Act::Disable:
        return "disable";
    case Act::Enable:
        return "enable";
    case Act::ChangeDate:
        return "change-date";
    case Act::Delete:
        return "delete";
    }
    return {};
}

QByteArray receiptWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::WillChange:
        return "will-change";
    case Verdict::AlreadySo:
        return "already-so";
    case Verdict::Protected:
        return "protected";
    case Verdict::ChangedBySomebodyElse:
        return "changed-by-somebody-else";
    case Verdict::NotFound:
        return "not-found";
    case Verdict::NotAddressable:
        return "not-addressable";
    case Verdict::Future:
        return "future";
    case Verdict::Ambiguous:
        return "ambiguous";
    case Verdict::Count:
        break;
    }
    return {};
}

QByteArray receiptWord(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Done:
        return "done";
    case OutcomeKind::AlreadySo:
        return "already-so";
    case OutcomeKind::Failed:
        return "failed";
    case OutcomeKind::ChangedBySomebodyElse:
        return "changed-by-somebody-else";
    case OutcomeKind::NotSent:
        return "not-sent";
    case OutcomeKind::ResultNotKnown:
        return "result-not-known";
    case OutcomeKind::Count:
        break;
    }
    return {};
}

QByteArray receiptWord(Confirmation::Kind kind)
{
    switch (kind) {
    case Confirmation::Kind::NotLooked:
        return "not-looked";
    case Confirmation::Kind::Confirmed:
        return "confirmed";
    case Confirmation::Kind::Differs:
        return "differs";
    case Confirmation::Kind::CouldNotLook:
        return "could-not-look";
    }
    return {};
}

QByteArray receiptWord(SetState state)
{
    switch (state) {
    case SetState::Running:
        return "running";
    case SetState::Ended:
        return "ended";
    case SetState::Interrupted:
        return "interrupted";
    }
    return {};
}

} // namespace gatehouse
