// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/proxysection.h"

#include "ui/look/calmcombobox.h"
#include "ui/look/tokenfield.h"
#include "ui/profiles/calmspinbox.h"

#include <QLineEdit>

namespace gatehouse {

namespace {

constexpr int kLastPort = 65'535;

int usualPort(ProxySettings::Use use)
{
    return use == ProxySettings::Use::Socks5 ? 1080 : 8080;
}

} // namespace

ProxySection::ProxySection(QWidget *parent) : ProfileSection(tr("Proxy"), parent)
{
    m_use = new CalmComboBox(this);
    m_use->addItem(tr("As this computer says"), static_cast<int>(ProxySettings::Use::System));
    m_use->addItem(tr("None"), static_cast<int>(ProxySettings::Use::None));
    m_use->addItem(tr("HTTP proxy"), static_cast<int>(ProxySettings::Use::Http));
    m_use->addItem(tr("SOCKS5 proxy"), static_cast<int>(ProxySettings::Use::Socks5));
    addRow(tr("Use proxy"), m_use);
    m_host = new QLineEdit(this);
    m_host->setPlaceholderText(QStringLiteral("proxy.example.com"));
    addRow(tr("Proxy host"), m_host);
    m_port = new CalmSpinBox(this);
    m_port->setRange(1, kLastPort);
    m_port->setGroupSeparatorShown(false);
    addRow(tr("Proxy port"), m_port);
    m_user = new QLineEdit(this);
    addRow(tr("Proxy user"), m_user, tr("Empty when it wants no login"));
    m_password = new TokenField(this);
    addRow(tr("Proxy password"), m_password);
    connect(m_use, &QComboBox::currentIndexChanged, this, [this] {
        if (m_port->value() == usualPort(m_portIsOf))
            m_port->setValue(usualPort(use()));
        m_portIsOf = use();
        refreshFields();
        changed();
    });
    for (QLineEdit *edit : {m_host, m_user, static_cast<QLineEdit *>(m_password)})
        connect(edit, &QLineEdit::textChanged, this, [this] { changed(); });
    connect(m_port, &QSpinBox::valueChanged, this, [this] { changed(); });
}

ProxySettings::Use ProxySection::use() const
{
    return static_cast<ProxySettings::Use>(m_use->currentData().toInt());
}

bool ProxySection::isOwn() const
{
    return use() == ProxySettings::Use::Http || use() == ProxySettings::Use::Socks5;
}

void ProxySection::refreshFields()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_host, m_port, m_user, m_password})
        field->setEnabled(isOwn());
}

void ProxySection::fill(const Profile &profile)
{
    m_use->setCurrentIndex(m_use->findData(static_cast<int>(profile.proxy.use)));
    m_host->setText(profile.proxy.host);
    m_port->setValue(profile.proxy.port == 0 ? usualPort(use()) : profile.proxy.port);
    m_user->setText(profile.proxy.user);
    m_password->setText(QString::fromUtf8(profile.proxy.password));
    m_password->setRevealed(false);
    refreshFields();
}

void ProxySection::putInto(Profile &profile) const
{
    profile.proxy.use = use();
    profile.proxy.host = m_host->text().trimmed();
    // A number that only stands there because a box cannot be empty is nobody's choice.
    if (isOwn() || profile.proxy.port != 0)
        profile.proxy.port = static_cast<quint16>(m_port->value());
    profile.proxy.user = m_user->text();
    if (m_password->text() != QString::fromUtf8(profile.proxy.password))
        profile.proxy.password = m_password->text().toUtf8();
}

QString ProxySection::summary() const
{
    if (!isOwn())
        return use() == ProxySettings::Use::None ? m_use->currentText() : QString();
    return tr("%1:%2", "a host and its port").arg(m_host->text().trimmed()).arg(m_port->value());
}

std::optional<ProfileSection::Problem> ProxySection::problem() const
{
    if (isOwn() && m_host->text().trimmed().isEmpty())
        return Problem{tr("Type the host of the proxy."), m_host};
    return std::nullopt;
}

} // namespace gatehouse
