// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/limitssection.h"

#include "ui/profiles/calmspinbox.h"

#include <QCheckBox>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int kShortestTimeout = 5;
constexpr int kOff = Profile::kMostOftenRefreshed - 1; // below the least that makes sense: not at all

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
    m_refresh = new CalmSpinBox(this);
    m_refresh->setRange(kOff, Profile::kMostSeldomRefreshed);
    m_refresh->setSpecialValueText(tr("Off"));
    m_refresh->setSuffix(tr(" min", "minutes"));
    addRow(tr("Refresh by itself"), m_refresh,
           tr("How often the list is fetched unasked; never while a change runs or a dialog is open"));
    for (const QSpinBox *box : {m_atOnce, m_timeout, m_refresh})
        connect(box, &QSpinBox::valueChanged, this, [this] { changed(); });
    connect(m_reason, &QCheckBox::toggled, this, [this] { changed(); });
}

void LimitsSection::fill(const Profile &profile)
{
    m_reason->setChecked(profile.reasonRequired);
    m_atOnce->setValue(profile.atOnce);
    m_timeout->setValue(profile.timeoutSeconds);
    m_refresh->setValue(profile.refreshEvery == 0 ? kOff : profile.refreshEvery);
}

void LimitsSection::putInto(Profile &profile) const
{
    profile.reasonRequired = m_reason->isChecked();
    // What a file says beyond the box's bounds stays unless a person touches it.
    if (m_atOnce->value() != std::clamp(profile.atOnce, m_atOnce->minimum(), m_atOnce->maximum()))
        profile.atOnce = m_atOnce->value();
    if (m_timeout->value() != std::clamp(profile.timeoutSeconds, m_timeout->minimum(), m_timeout->maximum()))
        profile.timeoutSeconds = m_timeout->value();
    profile.refreshEvery = m_refresh->value() == kOff ? 0 : m_refresh->value();
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
    if (m_refresh->value() != kOff)
        words.append(tr("refreshed every %1 min", "minutes").arg(m_refresh->value()));
    return words.join(QStringLiteral(" · "));
}

} // namespace gatehouse
