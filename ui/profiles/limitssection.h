// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profiles/profilesection.h"

class QCheckBox;
class QSpinBox;

namespace gatehouse {

/// How hard the server is worked, how long it is waited for, how often the list is fetched unasked, and whether a
/// change needs a reason.
class LimitsSection final : public ProfileSection
{
    Q_OBJECT
public:
    explicit LimitsSection(QWidget *parent);
    void putInto(Profile &profile) const override;

protected:
    void fill(const Profile &profile) override;
    QString summary() const override;

private:
    QSpinBox *m_atOnce;
    QSpinBox *m_timeout;
    QSpinBox *m_refresh;
    QCheckBox *m_reason;
};

} // namespace gatehouse
