// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace gatehouse {

/// What was asked for on the command line; a value.
struct Options
{
    bool demo = false;
    int demoUsers = 500;
    std::optional<QString> connection;
    std::optional<QString> tour;    ///< a folder for the tour's pictures
    std::optional<QString> answer;  ///< to be printed instead of starting: help, version
    std::optional<QString> problem; ///< why the command line cannot be used, with a line break
};

/// Reads the command line. Needs no application object.
Options readOptions(int argc, char *argv[]);

} // namespace gatehouse
