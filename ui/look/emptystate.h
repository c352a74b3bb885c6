// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QWidget>

namespace gatehouse {

class TextLabel;
class GlyphView;

/// What stands where rows would: a glyph, a title, one quiet line and at most one button, in the middle of a Base
/// ground.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// Plain text; an empty `line` takes no room.
    void setMessage(const QString &iconName, const QString &title, const QString &line);
    /// An empty text hides the button.
    void setAction(const QString &text);
    /// The button, for a rank or an accessible name; owned by this widget.
    QPushButton *button() const { return m_button; }

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    GlyphView *m_glyph;
    TextLabel *m_title;
    TextLabel *m_line;
    QPushButton *m_button;
};

} // namespace gatehouse
