// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>

namespace gatehouse {

/// A certificate authority of a test's own, and what it signs: made on the spot by openssl, gone with this object.
class TestCertificates final
{
public:
    struct Identity
    {
        QString certificateFile; ///< PEM
        QString keyFile;         ///< PEM
        QSslCertificate certificate;
        QSslKey key;
        QByteArray sha256() const { return certificate.digest(QCryptographicHash::Sha256); }
        /// For a server that shows it.
        QSslConfiguration server() const;
    };

    explicit TestCertificates(const QString &authority = QStringLiteral("Test authority"));

    QString authorityFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    QSslCertificate authority() const;
    /// Of a server for these names ("DNS:localhost,IP:127.0.0.1"); days from now that it is good from and until.
    Identity server(const QString &names = QStringLiteral("DNS:localhost,IP:127.0.0.1"), int from = -1, int until = 2);
    /// Of a client, signed by the authority; its key is encrypted where there is a passphrase.
    Identity client(const QByteArray &passphrase = {});
    /// The same as one PKCS#12 file.
    QString bundle(const Identity &identity, const QByteArray &passphrase, const QByteArray &keyPassphrase = {});
    /// One that vouches for itself.
    Identity selfSigned(const QString &names = QStringLiteral("DNS:localhost,IP:127.0.0.1"));
    /// A server that wants a certificate that this authority signed.
    QSslConfiguration wantingClient(const Identity &server) const;
    QString folder() const { return m_folder.path(); }

private:
    Identity sign(const QString &name, const QString &extensions, int from, int until);
    Identity read(const QString &base, const QByteArray &passphrase = {}) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const;
    void openssl(const QStringList &arguments) const;

    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace gatehouse
