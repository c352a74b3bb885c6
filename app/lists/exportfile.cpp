// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <utility>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace gatehouse {

namespace {

constexpr QFileDevice::Permissions kExportPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qsizetype kBlockBytes = 1 << 20;
constexpr std::size_t kBlockRows = 4096;

} // namespace

ExportFile::ExportFile(QString path) : m_path(std::move(path)) {}

tl::unexpected<QString> ExportFile::problem(const QString &reason) const
{
    const QString shown = QDir::toNativeSeparators(m_path);
    if (reason.isEmpty()) {
        return tl::unexpected(
            QCoreApplication::translate("Export", "The export was not saved: %1 could not be written.").arg(shown));
    }
    return tl::unexpected(
        QCoreApplication::translate("Export", "The export was not saved: %1 could not be written (%2).")
            .arg(shown, reason));
}

ExportFile::Step ExportFile::open()
{
    const QFileInfo place(m_path);
    if (!place.dir().exists()) {
        return tl::unexpected(
            QCoreApplication::translate("Export", "The export was not saved: the folder %1 is not there.")
                .arg(QDir::toNativeSeparators(place.path())));
    }
    if (place.isDir()) {
        return tl::unexpected(QCoreApplication::translate("Export", "The export was not saved: %1 is a folder.")
                                  .arg(QDir::toNativeSeparators(m_path)));
    }
    // A device or a pipe would not be written to, but replaced by a file.
    if (place.exists() && !place.isFile()) {
        return tl::unexpected(QCoreApplication::translate("Export", "The export was not saved: %1 is not a file.")
                                  .arg(QDir::toNativeSeparators(m_path)));
    }
    m_file.setFileName(m_path);
    if (!m_file.open(QIODevice::WriteOnly))
        return problem(m_file.errorString());
    // A file system without owners takes the file all the same.
    m_file.setPermissions(kExportPermissions);
    return {};
}

ExportFile::Step ExportFile::write(const QByteArray &bytes)
{
    // A full disk shows here: commit() alone would keep the part that fitted.
    if (m_file.write(bytes) == bytes.size() && m_file.flush())
        return {};
    const QString reason = m_file.errorString();
    m_file.cancelWriting();
    return problem(reason);
}

bool ExportFile::synchronise()
{
#ifdef Q_OS_UNIX
    // Over a network a full disk may show only here; commit() does not look.
    errno = 0;
    return ::fsync(m_file.handle()) == 0 || (errno != EIO && errno != ENOSPC && errno != EDQUOT);
#else
    return true;
#endif
}

ExportFile::Step ExportFile::finish()
{
    if (!synchronise()) {
        const QString reason = qt_error_string(errno);
        m_file.cancelWriting();
        return problem(reason);
    }
    if (!m_file.commit())
        return problem(m_file.errorString());
    return {};
}

namespace {

enum class Piece { Written, Stopped };

/// The next rows, about a block of text.
std::size_t appendBlock(UserExport &writing, const std::vector<Row> &rows, std::size_t from, QByteArray &text)
{
    std::size_t row = from;
    while (row < rows.size() && row < from + kBlockRows && text.size() < kBlockBytes)
        writing.appendRow(text, rows[row++]);
    return row;
}

tl::expected<Piece, QString> writeAll(UserExport &writing, const std::vector<Row> &rows, ExportFile &file,
                                      const ExportProgress &progress)
{
    if (const auto opened = file.open(); !opened)
        return tl::unexpected(opened.error());
    QByteArray text;
    text.reserve(kBlockBytes + kBlockBytes / 4);
    writing.appendHead(text);
    for (std::size_t done = 0; done < rows.size();) {
        done = appendBlock(writing, rows, done, text);
        if (const auto written = file.write(text); !written)
            return tl::unexpected(written.error());
        text.resize(0); // keeps the room
        if (!progress(static_cast<qint64>(done)))
            return Piece::Stopped;
    }
    writing.appendFoot(text);
    if (const auto written = file.write(text).and_then([&file] { return file.finish(); }); !written)
        return tl::unexpected(written.error());
    return Piece::Written;
}

} // namespace

ExportEnd writeExport(const ExportSource &source, ExportStyle style, const QString &path,
                      const ExportProgress &progress)
{
    UserExport writing(source, style);
    ExportFile file(path);
    const auto ended = writeAll(writing, source.rows, file, progress);
    if (!ended)
        return {ExportEnd::Kind::Failed, path, ended.error(), {}};
    if (*ended == Piece::Stopped)
        return {ExportEnd::Kind::Cancelled, path, {}, {}};
    return {ExportEnd::Kind::Saved, path, {}, writing.counts()};
}

} // namespace gatehouse
