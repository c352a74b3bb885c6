// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificates.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

namespace gatehouse {

namespace {

QString L(const char *text)
{
    return QString::fromLatin1(text);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no file %s", qPrintable(path));
    return file.readAll();
}

QString asn1Time(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(days).toString(L("yyyyMMddHHmmss")) + QLatin1Char('Z');
}

} // namespace

QSslConfiguration TestCertificates::Identity::server() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    return configuration;
}

TestCertificates::TestCertificates(const QString &authority)
{
    openssl({L("req"), L("-x509"), L("-newkey"), L("ec"), L("-pkeyopt"), L("ec_paramgen_curve:prime256v1"), L("-nodes"),
             L("-keyout"), path(L("ca.key")), L("-out"), authorityFile(), L("-days"), L("30"), L("-subj"),
             L("/O=Example Corp/CN=") + authority, L("-addext"), L("basicConstraints=critical,CA:TRUE")});
    write(L("index.txt"), {});
    write(L("serial"), "1000\n");
    write(L("ca.cnf"), "[ca]\ndefault_ca=own\n[own]\ndatabase=" + path(L("index.txt")).toUtf8() +
                           "\nserial=" + path(L("serial")).toUtf8() + "\nnew_certs_dir=" + m_folder.path().toUtf8() +
                           "\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n");
}

QSslCertificate TestCertificates::authority() const
{
    return QSslCertificate(contentOf(authorityFile()));
}

TestCertificates::Identity TestCertificates::server(const QString &names, int from, int until)
{
    return sign(L("server"), L("subjectAltName=") + names, from, until);
}

TestCertificates::Identity TestCertificates::client(const QByteArray &passphrase)
{
    Identity identity = sign(L("client"), L("extendedKeyUsage=clientAuth"), -1, 2);
    if (!passphrase.isEmpty()) {
        const QString locked = identity.keyFile + L(".locked");
        openssl({L("pkey"), L("-in"), identity.keyFile, L("-out"), locked, L("-aes256"), L("-passout"),
                 L("pass:") + QString::fromUtf8(passphrase)});
        identity.keyFile = locked;
    }
    return identity;
}

QString TestCertificates::bundle(const Identity &identity, const QByteArray &passphrase,
                                 const QByteArray &keyPassphrase)
{
    const QString file = path(L("bundle%1.p12").arg(++m_count));
    openssl({L("pkcs12"), L("-export"), L("-in"), identity.certificateFile, L("-inkey"), identity.keyFile, L("-passin"),
             L("pass:") + QString::fromUtf8(keyPassphrase), L("-certfile"), authorityFile(), L("-out"), file,
             L("-passout"), L("pass:") + QString::fromUtf8(passphrase)});
    return file;
}

TestCertificates::Identity TestCertificates::selfSigned(const QString &names)
{
    const QString base = path(L("self%1").arg(++m_count));
    openssl({L("req"), L("-x509"), L("-newkey"), L("ec"), L("-pkeyopt"), L("ec_paramgen_curve:prime256v1"), L("-nodes"),
             L("-keyout"), base + L(".key"), L("-out"), base + L(".pem"), L("-days"), L("2"), L("-subj"),
             L("/CN=localhost"), L("-addext"), L("subjectAltName=") + names});
    return read(base);
}

QSslConfiguration TestCertificates::wantingClient(const Identity &server) const
{
    QSslConfiguration configuration = server.server();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setCaCertificates({authority()});
    return configuration;
}

TestCertificates::Identity TestCertificates::sign(const QString &name, const QString &extensions, int from, int until)
{
    const QString base = path(name + QString::number(++m_count));
    openssl({L("req"), L("-new"), L("-newkey"), L("ec"), L("-pkeyopt"), L("ec_paramgen_curve:prime256v1"), L("-nodes"),
             L("-keyout"), base + L(".key"), L("-out"), base + L(".csr"), L("-subj"), L("/CN=") + name});
    const QString extensionFile = write(name + QString::number(m_count) + L(".ext"), extensions.toUtf8() + '\n');
    openssl({L("ca"), L("-batch"), L("-notext"), L("-config"), path(L("ca.cnf")), L("-keyfile"), path(L("ca.key")),
             L("-cert"), authorityFile(), L("-in"), base + L(".csr"), L("-out"), base + L(".pem"), L("-extfile"),
             extensionFile, L("-startdate"), asn1Time(from), L("-enddate"), asn1Time(until)});
    return read(base);
}

TestCertificates::Identity TestCertificates::read(const QString &base, const QByteArray &passphrase) const
{
    Identity identity{base + L(".pem"), base + L(".key"), QSslCertificate(), QSslKey()};
    identity.certificate = QSslCertificate(contentOf(identity.certificateFile));
    identity.key = QSslKey(contentOf(identity.keyFile), QSsl::Ec, QSsl::Pem, QSsl::PrivateKey, passphrase);
    return identity;
}

QString TestCertificates::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void TestCertificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.start(L("openssl"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.constFirst()), process.readAllStandardError().constData());
}

} // namespace gatehouse
