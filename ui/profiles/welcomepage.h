// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class CardButton;

/// What a person sees who has no connection yet: two ways in, and the promise about the token at the foot.
class WelcomePage final : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

signals:
    void addRequested();
    void demoRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    CardButton *m_add = nullptr;
};

} // namespace gatehouse
