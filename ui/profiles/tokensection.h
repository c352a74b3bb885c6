// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/profiles/profilesection.h"

class QComboBox;
class QLineEdit;

namespace gatehouse {

/// Where the token of a connection is kept.
class TokenSection final : public ProfileSection
{
    Q_OBJECT
public:
    explicit TokenSection(QWidget *parent);
    void putInto(Profile &profile) const override;

protected:
    void fill(const Profile &profile) override;
    QString summary() const override;
    std::optional<Problem> problem() const override;

private:
    void refreshWords();
    QString store() const;

    QComboBox *m_store;
    TextLabel *m_words;
    QLineEdit *m_command;
    QStringList m_shownCommand; ///< as it was filled in
};

/// What stands in an empty token field of a profile that keeps its token so.
QString tokenPlaceholder(const QString &tokenStore);

} // namespace gatehouse
