// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/receipt.h"

#include <QSaveFile>

namespace gatehouse {

/// The file of one receipt while it is written: what is there already stays until finish() put the whole one in its
/// place. Blocks; for workers, one at a time. Each step answers with a problem, one sentence, or with nothing; after a
/// problem there is only the destructor, which leaves nothing behind.
class ReceiptFile final
{
public:
    enum class Naming {
        AsGiven,  ///< `place` is a file, which is replaced
        OfItsOwn, ///< `place` is a folder; an existing file is never replaced
    };
    ReceiptFile(ReceiptText text, const QString &place, const QString &ownName, Naming naming);

    QString open();
    QString add(const QList<SetRow> &rows);
    QString finish();
    /// Where it stands in the end.
    QString path() const { return m_path; }

private:
    QString write(const QByteArray &bytes);
    QString problem(const QString &reason) const;
    QString takeOwnName();

    ReceiptText m_text;
    QString m_folder;
    QString m_ownName; ///< empty if the name was given
    QString m_path;
    QSaveFile m_file;
};

} // namespace gatehouse
