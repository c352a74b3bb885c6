// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tones.h"

#include <QAbstractButton>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <optional>

namespace gatehouse {

/// An icon from resources/icons by its file's name ("refresh"), in the palette's colours, sharp at every scale.
/// `mirrored` ones (undo, disable, enable, arrow, chevrons) turn round in right-to-left layouts.
QIcon icon(const QString &name);
/// The same drawn in one role's colour, for glyphs that speak (warn, fail, ok).
enum class GlyphTone { Ink, Secondary, Ok, Warn, Danger, OnAccent, Link };
QIcon icon(const QString &name, GlyphTone tone);
void paintGlyph(QPainter *painter, const QRect &rect, const QString &name, GlyphTone tone, const QPalette &palette);

/// How a push button is filled: at most one Primary a window; Danger is for delete.
enum class ButtonRank { Plain, Primary, Danger };
/// A button with text, `autoDefault` off, painted by GateStyle by its rank.
QPushButton *makeButton(const QString &text, ButtonRank rank = ButtonRank::Plain, QWidget *parent = nullptr);
void setRank(QPushButton *button, ButtonRank rank);
ButtonRank rankOf(const QWidget *button);
/// A flat tool button with an icon, and text where `text` is not empty. Accessible name as given.
QToolButton *makeToolButton(const QString &iconName, const QString &text, const QString &accessibleName,
                            QWidget *parent = nullptr);

enum class TextTone { Ink, Secondary, Ok, Warn, Danger };
/// A label for plain text only, with a size as a factor of the program's font and a tone that follows the theme.
class TextLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(const QString &text = {}, QWidget *parent = nullptr);
    TextLabel *scaled(double factor);
    TextLabel *bold();
    TextLabel *toned(TextTone tone);
    /// Wraps lines; else one line.
    TextLabel *wrapped();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    double m_factor = 1;
    bool m_bold = false;
    TextTone m_tone = TextTone::Ink;
    bool m_refreshing = false;
};

/// A round filter button with a count in quieter ink; checkable. The accessible name is the text, the accessible
/// description the count.
class Chip final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);
    /// The chip's word, which is its accessible name too.
    void setText(const QString &text);
    /// Nothing hides the count.
    void setCount(std::optional<qint64> count);
    /// Whether the count is painted; it stays in the accessible description.
    void setCountShown(bool shown);
    void setGlyph(const QString &iconName, GlyphTone tone);
    /// How wide the chip would be with or without its count: for a layout that decides, without changing the chip.
    /// The room of a count depends only on how many digits it has, so that nothing moves while it counts.
    enum class CountRoom { With, Without };
    int widthFor(CountRoom room) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Text widths that were measured; measuring one takes as long as all else that an answer does.
    struct Widths
    {
        std::optional<int> word;
        QString digits; ///< what stands in for the count: each digit is the widest one
        int count = 0;
        QChar widestDigit; ///< null: not known yet
    };
    QString countText() const;
    int wordWidth() const;
    int countWidth() const;
    QChar widestDigit() const;
    std::optional<qint64> m_count;
    mutable Widths m_widths;
    bool m_countShown = true;
    QString m_glyph;
    GlyphTone m_glyphTone = GlyphTone::Secondary;
};

/// The strip on top of everything that writes: the environment's colour, for production 20 px high with its word.
class EnvironmentStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentStrip(QWidget *parent = nullptr);
    /// Nothing: no connection, no strip. A colour of the connection's own ("#rrggbb") takes the place of the
    /// environment's; height and word stay.
    void setEnvironment(std::optional<EnvironmentLook> look, const QString &ownColour = {});
    void setLeadingMargin(int pixels); ///< where the word starts: 16 in the window, 24 in dialogs
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    std::optional<EnvironmentLook> m_look;
    QString m_ownColour;
    int m_margin = 16;
};

/// Paints an environment's tile (rounded square in its tint, or in the connection's own, with flask, server or shield).
void paintEnvironmentTile(QPainter *painter, const QRect &rect, EnvironmentLook look, const QPalette &palette,
                          const QString &ownColour = {});
/// "Development", "Staging", "Production", translated.
QString environmentWord(EnvironmentLook look);

/// The program's font times `factor`, in the weight 400 or 600: the only two there are.
enum class FontWeight { Normal, Bold };
QFont scaledFont(double factor, FontWeight weight = FontWeight::Normal);

/// A hairline, horizontal or vertical, in the theme's colour.
class Hairline final : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gatehouse
