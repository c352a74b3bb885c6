// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/changeset.h"
#include "users/lookback.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <tl/expected.hpp>

#include <optional>

namespace gatehouse {

/// The file in which one connection's last look is kept, see lookbytes.h; a value. Its name says which connection and
/// address it belongs to, by an id and a hash, and so does what stands in it. Reading and writing block: for workers.
/// Problems are one sentence.
class LookFile final
{
public:
    /// Without a folder nothing is read and nothing written.
    LookFile(const QString &folder, const ConnectionKey &connection);

    /// $XDG_DATA_HOME/Gatehouse/seen
    static QString standardFolder();

    bool isKept() const { return !m_path.isEmpty(); }
    QString path() const { return m_path; }
    /// Nothing where there is no file yet. A file that is damaged, foreign or of a later version is a problem, and is
    /// left as it is.
    tl::expected<std::optional<Lookback>, QString> read() const;
    /// Replaces the file in one step, readable by its owner alone. On a problem the old one stands as it was.
    tl::expected<void, QString> write(const Lookback &look) const;

    /// Removes what is kept of this connection, whatever its address was: it is no connection any more.
    static void forget(const QString &folder, const QUuid &connection);

private:
    tl::unexpected<QString> notWritten(const QString &reason) const;

    QString m_path;
    QByteArray m_owner;
};

} // namespace gatehouse
