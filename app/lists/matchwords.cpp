// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/matchwords.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct MatchTexts
{
    Q_DECLARE_TR_FUNCTIONS(NameMatch)
};

} // namespace

QString matchWords(MatchWay way)
{
    switch (way) {
    case MatchWay::None:
        return MatchTexts::tr("nothing", "by what a user was found");
    case MatchWay::Name:
        return MatchTexts::tr("name", "by what a user was found");
    case MatchWay::NameOtherCase:
        return MatchTexts::tr("name, other case", "by what a user was found");
    case MatchWay::NameOtherSpelling:
        return MatchTexts::tr("name, other spelling", "by what a user was found");
    case MatchWay::Email:
        return MatchTexts::tr("e-mail", "by what a user was found");
    case MatchWay::EmailOtherSpelling:
        return MatchTexts::tr("e-mail, other spelling", "by what a user was found");
    case MatchWay::FullName:
        return MatchTexts::tr("first and last name", "by what a user was found");
    case MatchWay::Chosen:
        return MatchTexts::tr("chosen", "by what a user was found: a person said so");
    case MatchWay::Count:
        break;
    }
    return {};
}

QString verdictWords(MatchVerdict verdict)
{
    switch (verdict) {
    case MatchVerdict::Found:
        return MatchTexts::tr("Found");
    case MatchVerdict::Ambiguous:
        return MatchTexts::tr("Ambiguous");
    case MatchVerdict::NotFound:
        return MatchTexts::tr("Not found");
    case MatchVerdict::CannotTell:
        return MatchTexts::tr("Cannot tell", "whether such a user exists");
    case MatchVerdict::Count:
        break;
    }
    return {};
}

QString doubtWords(MatchDoubt doubt)
{
    switch (doubt) {
    case MatchDoubt::None:
        return {};
    case MatchDoubt::SeveralUsers:
        return MatchTexts::tr("It says more than one user.");
    case MatchDoubt::Twins:
        return MatchTexts::tr(
            "Several users have nearly this name; the names differ in upper and lower case, in accents "
            "or in white space.");
    case MatchDoubt::NobodysUser:
        return MatchTexts::tr("There is a status of this name, but the directory knows nobody who is called so.");
    case MatchDoubt::Count:
        break;
    }
    return {};
}

} // namespace gatehouse
