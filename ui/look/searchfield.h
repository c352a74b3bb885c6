// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QToolButton>

namespace gatehouse {

/// The search field of the window: a glass at its start, its key as a small tag while empty and unfocused, a button to
/// empty it while filled. Enter and the arrow down go on to what was found, Esc first empties and then leaves. The
/// window's own keys (Ctrl+F, F5, Ctrl+Shift+D and the like) pass through it, although a QLineEdit would keep some of
/// them on X11. Listen to textChanged(), which also tells of emptying.
class SearchField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void entered(); ///< Enter, or the arrow down: go to the rows
    void left();    ///< Esc in an empty field

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    QToolButton *m_clear;
};

} // namespace gatehouse
