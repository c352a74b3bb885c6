// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace gatehouse {

/// A name as it is compared when it may have gone through mail, office programs and hands: folded by foldText(),
/// full-width and other compatibility forms as plain ones, without white space around it, with one space where there is
/// any white space inside, and without characters that cannot be seen. UTF-8 in and out; empty where nothing can be
/// seen.
QByteArray looseName(std::string_view name);

/// As looseName(), with its accents.
QString looseNameWithAccents(std::string_view name);

/// A name as it would be written for a new status: to the letter, but without white space around it and without
/// characters that cannot be seen. Joiners that some scripts write with stay.
QByteArray tidyName(std::string_view name);

} // namespace gatehouse
