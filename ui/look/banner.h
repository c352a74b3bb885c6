// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QToolButton>
#include <QWidget>

class QHBoxLayout;

namespace gatehouse {

class TextLabel;

/// What a banner is about: its glyph and its ground.
enum class BannerKind { Info, Warning, Error };

/// A full-width bar inside a layout that says one thing which stays until it is mended: a glyph, one sentence of plain
/// text that can be selected, and up to two buttons. Hidden until setMessage(), announced as an alert when its words
/// change.
class Banner final : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// Shows the bar. Buttons stay as they are.
    void setMessage(BannerKind kind, const QString &text);
    QString message() const;
    BannerKind kind() const { return m_kind; }
    /// A plain button at the trailing side; owned by the banner until clearActions().
    QPushButton *addAction(const QString &text);
    using QWidget::addAction;
    void clearActions();
    /// Whether there is a cross; closing hides the bar and emits dismissed().
    void setClosable(bool closable);
    /// Air below the bar, for what stands closer to a neighbour without a ground of its own than to a bar with one.
    void setRoomBelow(int pixels);
    /// Hides the bar, its text and its buttons; emits nothing.
    void clear();

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void align();
    BannerKind m_kind = BannerKind::Info;
    int m_roomBelow = 0;
    TextLabel *m_text;
    QHBoxLayout *m_actions;
    QToolButton *m_close;
};

} // namespace gatehouse
