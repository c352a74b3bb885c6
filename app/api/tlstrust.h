// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>

#include <tl/expected.hpp>

namespace gatehouse {

/// The files that a connection's trust and identity stand in; a value. All may be empty.
struct TlsFiles
{
    QString authorities; ///< PEM: trusted beside the system's
    QString certificate; ///< PEM or PKCS#12: what this side shows of itself
    QString key;         ///< PEM; in the certificate's file if empty
    QByteArray passphrase;
    bool isEmpty() const { return authorities.isEmpty() && certificate.isEmpty(); }
};

/// What could not be used, for a person: one sentence with the file's name.
struct TlsFilesProblem
{
    QString sentence;
    bool isPassphrase = false; ///< another passphrase may help
};

/// TLS from 1.2 on, trusting the system's authorities and those of the files. Reads the files; for any thread.
tl::expected<QSslConfiguration, TlsFilesProblem> tlsConfiguration(const TlsFiles &files);

} // namespace gatehouse
