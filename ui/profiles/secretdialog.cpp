// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/secretdialog.h"

#include "session/connectiontest.h" // hostWords
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int kSecretWidth = 400;

} // namespace

SecretDialog::SecretDialog(const Profile &profile, QWidget *parent) : QDialog(parent)
{
    const QString title = tr("Enter the API token for %1").arg(profile.name);
    setWindowTitle(title);
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    auto *heading = (new TextLabel(title, this))->scaled(1.15)->bold()->wrapped();
    heading->setMinimumWidth(kSecretWidth);
    column->addWidget(heading);
    auto *words =
        (new TextLabel(tr("It is sent to %1 only, and forgotten when Gatehouse closes.", "%1 is a server's host")
                           .arg(hostWords(profile.url)),
                       this))
            ->toned(TextTone::Secondary)
            ->wrapped();
    words->setMinimumWidth(kSecretWidth);
    column->addWidget(words);
    m_token = addField(column, tr("API token"));
    if (!profile.tls.certificateFile.isEmpty())
        m_passphrase = addField(column, tr("Passphrase of the client certificate's key"));
    if (!profile.proxy.user.isEmpty())
        m_password = addField(column, tr("Password for the proxy"));
    column->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_continue = makeButton(tr("Continue"), ButtonRank::Primary, this);
    m_continue->setEnabled(false);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_continue);
    column->addLayout(row);
    column->setSizeConstraint(QLayout::SetMinimumSize);
    connect(cancel, &QPushButton::clicked, this, &SecretDialog::reject);
    connect(m_continue, &QPushButton::clicked, this, &SecretDialog::give);
    connect(m_token, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_continue->setEnabled(!tokenProblem(text.trimmed().toUtf8())); });
    connect(m_token, &QLineEdit::returnPressed, this, &SecretDialog::give);
    m_token->setFocus();
}

TokenField *SecretDialog::addField(QVBoxLayout *column, const QString &label)
{
    auto *text = new TextLabel(label, this);
    auto *field = new TokenField(this);
    field->setAccessibleName(label);
    text->setBuddy(field);
    column->addSpacing(4);
    column->addWidget(text);
    column->addWidget(field);
    return field;
}

void SecretDialog::give()
{
    if (!m_continue->isEnabled())
        return;
    Secrets secrets;
    secrets.token = m_token->text().trimmed().toUtf8();
    if (m_passphrase)
        secrets.passphrase = m_passphrase->text().toUtf8();
    if (m_password)
        secrets.proxyPassword = m_password->text().toUtf8();
    emit given(secrets);
    QDialog::accept();
}

void SecretDialog::reject()
{
    emit refused();
    QDialog::reject();
}

} // namespace gatehouse
