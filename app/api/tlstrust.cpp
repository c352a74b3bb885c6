// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/tlstrust.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <optional>

namespace gatehouse {

namespace {

using Unusable = tl::unexpected<TlsFilesProblem>;

/// Certificates and keys are small; a path may lead anywhere.
constexpr qint64 kMostBytes = qint64{16} << 20;

struct TlsFileTexts
{
    Q_DECLARE_TR_FUNCTIONS(TlsFiles)
};

tl::expected<QByteArray, TlsFilesProblem> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Unusable({TlsFileTexts::tr("The file %1 cannot be read: %2.", "%2 is the system's reason")
                             .arg(path, file.errorString())});
    }
    const QByteArray content = file.read(kMostBytes + 1);
    if (content.size() > kMostBytes)
        return Unusable({TlsFileTexts::tr("The file %1 is too large for a certificate.").arg(path)});
    return content;
}

struct Identity
{
    QList<QSslCertificate> chain;
    QSslKey key;
};

// Which kind it is, the file does not say. The passphrase stands in neither.
QSslKey privateKeyIn(const QByteArray &pem, const QByteArray &passphrase)
{
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key;
    }
    return {};
}

std::optional<Identity> importPkcs12(const QByteArray &content, const QByteArray &passphrase)
{
    QBuffer device;
    device.setData(content);
    device.open(QIODevice::ReadOnly);
    Identity identity;
    QSslCertificate certificate;
    QList<QSslCertificate> authorities;
    if (!QSslCertificate::importPkcs12(&device, &identity.key, &certificate, &authorities, passphrase))
        return std::nullopt;
    identity.chain = QList<QSslCertificate>{certificate} + authorities;
    return identity;
}

Unusable badKey(const QString &path, bool isEncrypted, bool hasPassphrase)
{
    if (!isEncrypted)
        return Unusable({TlsFileTexts::tr("The file %1 holds no private key that can be used.").arg(path)});
    if (!hasPassphrase)
        return Unusable({TlsFileTexts::tr("The private key in %1 needs its passphrase.").arg(path), true});
    return Unusable({TlsFileTexts::tr("The passphrase does not open the private key in %1.").arg(path), true});
}

tl::expected<Identity, TlsFilesProblem> pemIdentity(const TlsFiles &files, const QByteArray &content)
{
    Identity identity;
    identity.chain = QSslCertificate::fromData(content, QSsl::Pem);
    QByteArray keyText = content;
    if (!files.key.isEmpty()) {
        auto separate = read(files.key);
        if (!separate)
            return tl::unexpected(separate.error());
        keyText = *std::move(separate);
    }
    identity.key = privateKeyIn(keyText, files.passphrase);
    if (identity.key.isNull()) {
        const bool isEncrypted = keyText.contains("ENCRYPTED");
        return badKey(files.key.isEmpty() ? files.certificate : files.key, isEncrypted, !files.passphrase.isEmpty());
    }
    return identity;
}

tl::expected<Identity, TlsFilesProblem> identityIn(const TlsFiles &files)
{
    const auto content = read(files.certificate);
    if (!content)
        return tl::unexpected(content.error());
    if (!QSslCertificate::fromData(*content, QSsl::Pem).isEmpty())
        return pemIdentity(files, *content);
    if (auto identity = importPkcs12(*content, files.passphrase))
        return *std::move(identity);
    // PKCS#12 begins with an ASN.1 sequence, and is locked as a whole.
    return content->startsWith('\x30') ? badKey(files.certificate, true, !files.passphrase.isEmpty())
                                       : Unusable({TlsFileTexts::tr("The file %1 holds no certificate (PEM or "
                                                                    "PKCS#12).")
                                                       .arg(files.certificate)});
}

} // namespace

tl::expected<QSslConfiguration, TlsFilesProblem> tlsConfiguration(const TlsFiles &files)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!files.authorities.isEmpty()) {
        const auto content = read(files.authorities);
        if (!content)
            return tl::unexpected(content.error());
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(*content, QSsl::Pem);
        if (authorities.isEmpty())
            return Unusable({TlsFileTexts::tr("The file %1 holds no CA certificate (PEM).").arg(files.authorities)});
        // addCaCertificates() would put them in the place of the system's, which Qt loads on demand only while there
        // are no others (measured on 6.4).
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + authorities);
    }
    if (!files.certificate.isEmpty()) {
        auto identity = identityIn(files);
        if (!identity)
            return tl::unexpected(identity.error());
        configuration.setLocalCertificateChain(identity->chain);
        configuration.setPrivateKey(identity->key);
    }
    return configuration;
}

} // namespace gatehouse
