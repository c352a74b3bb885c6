// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QWidget>

namespace gatehouse {

/// The soft shadow under a toast: a sibling of its own, so that the mouse goes through it and the toast stays exactly
/// as large as what one sees of it.
class ToastShadow final : public QWidget
{
    Q_OBJECT
public:
    explicit ToastShadow(QWidget *window);
    void follow(const QRect &toast);
    void setStrength(double strength);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_strength = 1;
};

/// A button on a toast's dark ground: a word in the toast's link colour, or a cross. Reached by Tab, not by the mouse.
class ToastButton final : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind { Word, Cross };
    ToastButton(Kind kind, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
};

} // namespace gatehouse
