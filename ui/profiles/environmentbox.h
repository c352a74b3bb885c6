// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "ui/look/calmcombobox.h"

namespace gatehouse {

/// Choosing an environment: nothing is chosen until a person chooses, and nothing but a choice from the opened list
/// changes it.
class EnvironmentBox final : public CalmComboBox
{
    Q_OBJECT
public:
    explicit EnvironmentBox(QWidget *parent = nullptr);
    std::optional<Environment> environment() const;
    void setEnvironment(std::optional<Environment> environment);

signals:
    /// A person chose.
    void chosen();
};

} // namespace gatehouse
