// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/securitysection.h"

#include "session/certificates.h"
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"
#include "ui/profiles/filefield.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace gatehouse {

SecuritySection::SecuritySection(QWidget *parent) : ProfileSection(tr("Secure connection"), parent)
{
    const QStringList pem{tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")};
    m_authorities = new FileField(tr("Choose the CA file"), pem, this);
    addRow(tr("CA file"), m_authorities, tr("PEM; trusted beside this computer's own authorities"));
    m_authorities->edit()->setAccessibleName(tr("CA file"));

    auto *pin = new QWidget(this);
    auto *row = new QHBoxLayout(pin);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_pinWords = (new TextLabel(QString(), pin))->wrapped();
    m_forget = makeButton(tr("Forget"), ButtonRank::Plain, pin);
    m_forget->setAccessibleName(tr("Forget the trusted certificate"));
    row->addWidget(m_pinWords, 1);
    row->addWidget(m_forget);
    addRow(tr("Trusted certificate"), pin);

    m_certificate = new FileField(tr("Choose the client certificate"),
                                  {tr("Certificates (*.pem *.crt *.p12 *.pfx)"), tr("All files (*)")}, this);
    addRow(tr("Client certificate"), m_certificate, tr("PEM or PKCS#12; only where the server wants one"));
    m_certificate->edit()->setAccessibleName(tr("Client certificate"));
    m_key = new FileField(tr("Choose the private key"), {tr("Keys (*.pem *.key)"), tr("All files (*)")}, this);
    addRow(tr("Private key"), m_key, tr("PEM; empty when it stands in the certificate's file"));
    m_key->edit()->setAccessibleName(tr("Private key"));
    m_passphrase = new TokenField(this);
    addRow(tr("Passphrase"), m_passphrase);

    for (const FileField *field : {m_authorities, m_certificate, m_key})
        connect(field, &FileField::changed, this, [this] { changed(); });
    connect(m_passphrase, &QLineEdit::textChanged, this, [this] { changed(); });
    connect(m_forget, &QPushButton::clicked, this, [this] { setPin({}); });
}

void SecuritySection::setPin(const QByteArray &sha256)
{
    m_pin = sha256;
    refreshPin();
    changed();
}

void SecuritySection::fill(const Profile &profile)
{
    m_pin = profile.tls.pin;
    m_authorities->setPath(profile.tls.caFile);
    m_certificate->setPath(profile.tls.certificateFile);
    m_key->setPath(profile.tls.keyFile);
    m_passphrase->setText(QString::fromUtf8(profile.tls.passphrase));
    m_passphrase->setRevealed(false);
    refreshPin();
}

void SecuritySection::refreshPin()
{
    m_pinWords->setText(m_pin.isEmpty() ? tr("None: whichever an authority vouches for") : fingerprintWords(m_pin));
    m_forget->setVisible(!m_pin.isEmpty());
}

void SecuritySection::putInto(Profile &profile) const
{
    profile.tls.pin = m_pin;
    profile.tls.caFile = m_authorities->path();
    profile.tls.certificateFile = m_certificate->path();
    profile.tls.keyFile = m_key->path();
    if (m_passphrase->text() != QString::fromUtf8(profile.tls.passphrase))
        profile.tls.passphrase = m_passphrase->text().toUtf8();
}

QString SecuritySection::summary() const
{
    QStringList words;
    if (!m_pin.isEmpty())
        words.append(tr("one trusted certificate"));
    else if (!m_authorities->path().isEmpty())
        words.append(tr("CA file"));
    if (!m_certificate->path().isEmpty())
        words.append(tr("client certificate"));
    return words.join(QStringLiteral(" · "));
}

// The files are read when the form is checked, not while a path is typed.
std::optional<ProfileSection::Problem> SecuritySection::problem() const
{
    Profile typed;
    putInto(typed);
    const auto wrong = certificateProblem(typed.tls);
    if (!wrong)
        return std::nullopt;
    QWidget *field = m_authorities;
    if (wrong->isPassphrase)
        field = m_passphrase;
    else if (!typed.tls.certificateFile.isEmpty() && wrong->sentence.contains(typed.tls.certificateFile))
        field = m_certificate;
    else if (!typed.tls.keyFile.isEmpty() && wrong->sentence.contains(typed.tls.keyFile))
        field = m_key;
    return Problem{wrong->sentence, field};
}

} // namespace gatehouse
