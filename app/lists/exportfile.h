// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportend.h"

#include <QSaveFile>

#include <tl/expected.hpp>

#include <functional>

namespace gatehouse {

/// The file of one export while it is written, mode 0600: what is there already stays until finish() has put the whole
/// new one in its place. Blocks; for workers, one at a time. Each step may fail with one sentence; after that there is
/// only the destructor, which leaves nothing behind, as it does before finish().
class ExportFile final
{
public:
    using Step = tl::expected<void, QString>;

    explicit ExportFile(QString path);

    Step open();
    Step write(const QByteArray &bytes);
    /// On the disk, then in its place.
    Step finish();

private:
    tl::unexpected<QString> problem(const QString &reason) const;
    /// Empties what is buffered onto the disk. A file system that knows no such thing takes it all the same.
    bool synchronise();

    QString m_path;
    QSaveFile m_file;
};

/// Told how many rows are through, every few thousand; false stops the export.
using ExportProgress = std::function<bool(qint64 rows)>;

/// Writes a whole export into the file, in place of the one that is there: whole or not at all. Blocks; for workers.
/// Holds about a megabyte of the text at a time.
ExportEnd writeExport(const ExportSource &source, ExportStyle style, const QString &path,
                      const ExportProgress &progress);

} // namespace gatehouse
