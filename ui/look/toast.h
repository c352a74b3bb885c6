// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <memory>

class QGraphicsOpacityEffect;
class QVariantAnimation;

namespace gatehouse {

class ToastShadow;

/// Whether a toast has its Undo button; LastOnly: it speaks of several changes, and the button says that it takes back
/// only the last of them.
enum class UndoOffer { Yes, No, LastOnly };

/// Says what was just done, at the bottom centre of its parent, and offers to take it back. Lives as long as its
/// parent, hidden between messages. Stays 8 s, stands still while hovered or while one of its buttons has the focus;
/// never takes the focus itself. One message at a time: a later one replaces the text and starts the time anew.
/// closed() comes once for each showing, after undoRequested() if Undo was pressed.
class Toast final : public QWidget
{
    Q_OBJECT
public:
    /// `window` is what it floats over.
    explicit Toast(QWidget *window);
    ~Toast() override;

    /// `boldPart` is elided in its middle where the window is too narrow; the tool tip and the accessible name have all
    /// of it.
    void showMessage(const QString &iconName, const QString &boldPart, const QString &rest, UndoOffer undo);
    /// A message is there, and not on its way out.
    bool isSpeaking() const;
    void dismiss();
    void setDuration(std::chrono::milliseconds duration);
    /// The distance from the parent's lower edge: 16 and the height of what stands there.
    void setBottomMargin(int pixels);
    QSize sizeHint() const override;

signals:
    void undoRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildButtons();
    void nameUndo();
    void place();
    void arrange();
    void appear();
    void vanish();
    void finish();
    void fade(double to, std::chrono::milliseconds time);
    void setShown(double share);
    void followFocus(QWidget *old, QWidget *now);
    bool isHeld() const;
    void holdOrRun();
    int textRoom(int width) const;

    QString m_icon;
    QString m_bold;
    QString m_rest;
    UndoOffer m_offer = UndoOffer::No;
    QPushButton *m_undo = nullptr;
    QPushButton *m_close = nullptr;
    QTimer m_stay;
    std::chrono::milliseconds m_duration{8000};
    std::chrono::milliseconds m_left{0};
    int m_bottomMargin = 16;
    bool m_leaving = false;
    bool m_hovered = false;
    double m_shown = 1;
    QVariantAnimation *m_fade = nullptr;
    QGraphicsOpacityEffect *m_opacity = nullptr;
    QPointer<ToastShadow> m_shadow;
    QPointer<QWidget> m_focusBefore;
};

} // namespace gatehouse
