// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/userexport.h"

#include <QString>

namespace gatehouse {

/// How the writing of an export ended; a value.
struct ExportEnd
{
    enum class Kind {
        Saved,     ///< the whole file is there
        Cancelled, ///< what was there before is as it was
        Failed,    ///< the same, and why
    };
    Kind kind = Kind::Saved;
    QString file;        ///< as it was named
    QString problem;     ///< Failed: one sentence
    ExportCounts counts; ///< Saved: what is in the file, and what is not

    /// For the person: what is in the file and what was left out; or that nothing was saved, and why.
    QString words() const;
};

/// What an export in this format leaves out, and what it has, in one line for whoever is about to choose; `noStatus`
/// persons would be among its rows without a status.
QString exportHint(ExportFormat format, qint64 noStatus);

} // namespace gatehouse
