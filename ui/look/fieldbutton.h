// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QLineEdit;

namespace gatehouse {

/// A small flat button inside a field's end.
class FieldButton final : public QToolButton
{
    Q_OBJECT
public:
    static constexpr int side = 24;
    FieldButton(const QString &iconName, QWidget *field);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Puts `button` at the trailing end of `field`, in the middle of its height.
void placeAtEnd(const QWidget *field, QWidget *button);

} // namespace gatehouse
