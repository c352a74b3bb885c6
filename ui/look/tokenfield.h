// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QToolButton>

namespace gatehouse {

/// A field for a secret: dots until its eye is pressed, and dots again when setRevealed(false) is called (a form does
/// so when it loads another connection). The secret cannot be copied while it is hidden; input methods are asked to
/// remember nothing.
class TokenField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit TokenField(QWidget *parent = nullptr);
    bool isRevealed() const;
    void setRevealed(bool revealed);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    void nameEye();
    QToolButton *m_eye;
};

} // namespace gatehouse
