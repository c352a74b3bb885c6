// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

/// What a program that is started to be killed does; each by mouse and keys in its window.
namespace killedprogram {

/// Selects everybody, disables them, and says "pressing" just before the review's button is pressed. Then it says
/// what the panel says, whenever that changes, and lives until it is killed.
inline constexpr auto kDisable = "disable";
/// The same; if the run pauses, it presses Resume when stdin is closed. Waits for the end and closes the window.
inline constexpr auto kDisableAndGoOn = "disable-and-go-on";
/// Presses Resume as soon as that is offered (and says "pressing"), waits until every set has ended, closes the window.
inline constexpr auto kResumeAtOnce = "resume-at-once";
/// The same, but waits until everything has been asked for first.
inline constexpr auto kResumeWhenKnown = "resume-when-known";

/// Whether this process was started to be one.
bool isMeant(int argc, char *argv[]);
/// The program, put together as everybody's, used as `argv` says; the exit code.
int run(int argc, char *argv[]);

} // namespace killedprogram

} // namespace gatehouse
