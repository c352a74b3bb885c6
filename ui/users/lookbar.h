// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookchanges.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace gatehouse {

class TextLabel;

/// One line below the chips: what others changed since the admin last looked, who is gone, and *Mark as seen*.
class LookBar final : public QWidget
{
    Q_OBJECT
public:
    explicit LookBar(QWidget *parent = nullptr);

    /// `since` is when the list came that was seen last, for a person; empty if there is none.
    void setChanges(const LookCounts &counts, const QList<GoneUser> &gone, const QString &since);

signals:
    void seen();

private:
    TextLabel *m_words;
    QPushButton *m_seen;
};

} // namespace gatehouse
