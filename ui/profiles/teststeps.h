// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectiontest.h"
#include "ui/look/widgets.h"

#include <QList>

namespace gatehouse {

/// How far one step of a connection test came; a value.
struct TestStep
{
    /// Note: nothing is wrong, but nothing that deserves a tick was found either.
    enum class End { Ok, Note, Warn, Failed, NotTried };
    End end = End::NotTried;
    QString name;  ///< "Token accepted"
    QString words; ///< what was found, plain text of the server's own perhaps
};

/// What a connection test found, step by step: server, encryption, token, user statuses. Claims nothing that the answer
/// does not prove: a step that an earlier failure hides is NotTried.
QList<TestStep> testSteps(const ConnectionReport &report, const QString &typedAddress);

/// The result in a few words, "The connection works", "The token was refused".
QString testTitle(const ConnectionReport &report);

/// The icon's file and colour of a step's end.
QString glyphOf(TestStep::End end);
GlyphTone toneOf(TestStep::End end);

} // namespace gatehouse
