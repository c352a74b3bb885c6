// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/limitssection.h"

#include "ui/profiles/calmspinbox.h"

#include <QCheckBox>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kShortestTimeout = 5;

} // namespace

LimitsSection::LimitsSection(QWidget *parent) : ProfileSection(tr("Limits"), parent)
{
    m_reason = new QCheckBox(tr("Every change needs a reason"), this);
    addRow(tr("Reason required"), m_reason, tr("Then nothing is sent before a review, where the reason is typed"));
    m_atOnce = new CalmSpinBox(this);
    m_atOnce->setRange(1, Profile::kMostAtOnce);
    addRow(tr("Requests at once"), m_atOnce, tr("Of a run with many users; more is faster, and harder on the server"));
    m_timeout = new CalmSpinBox(this);
    m_timeout->setRange(kShortestTimeout, Profile::kLongestTimeout);
    m_timeout->setSuffix(tr(" s", "seconds"));
    addRow(tr("Timeout"), m_timeout, tr("How long one request may take; the list may take longer while it comes"));
    for (const QSpinBox *box : {m_atOnce, m_timeout})
        connect(box, &QSpinBox::valueChanged, this, [this] { changed(); });
    connect(m_reason, &QCheckBox::toggled, this, [this] { changed(); });
}

void LimitsSection::fill(const Profile &profile)
{
    m_reason->setChecked(profile.reasonRequired);
    m_atOnce->setValue(profile.atOnce);
    m_timeout->setValue(profile.timeoutSeconds);
}

void LimitsSection::putInto(Profile &profile) const
{
    profile.reasonRequired = m_reason->isChecked();
    // What a file says beyond the box's bounds stays unless a person touches it.
    if (m_atOnce->value() != std::clamp(profile.atOnce, m_atOnce->minimum(), m_atOnce->maximum()))
        profile.atOnce = m_atOnce->value();
    if (m_timeout->value() != std::clamp(profile.timeoutSeconds, m_timeout->minimum(), m_timeout->maximum()))
        profile.timeoutSeconds = m_timeout->value();
}

QString LimitsSection::summary() const
{
    QStringList words;
    if (m_reason->isChecked())
        words.append(tr("reason required"));
    if (m_atOnce->value() != Profile::kAtOnce)
        words.append(tr("%1 at once", "requests").arg(m_atOnce->value()));
    if (m_timeout->value() != Profile::kTimeoutSeconds)
        words.append(tr("%1 s", "seconds of a timeout").arg(m_timeout->value()));
    return words.join(QStringLiteral(" · "));
}

} // namespace gatehouse
