// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/changes/runwords.h"
#include "ui/look/widgets.h"

#include <QAbstractButton>

namespace gatehouse {

/// One line of plain text that is cut at its end where there is no room, and then has the whole in its tool tip; it
/// asks for its full width and is content with none. For labels that stand beside what must not go.
class ElidedLine final : public QWidget
{
    Q_OBJECT
public:
    ElidedLine(double factor, FontWeight weight, TextTone tone, QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    QFont lineFont() const { return scaledFont(m_factor, m_weight); }
    void refreshTip();
    double m_factor;
    FontWeight m_weight;
    TextTone m_tone;
    QString m_text;
};

/// Words in danger's colour, with their glyph, that can be pressed.
class TroubleLink final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit TroubleLink(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// What has gone wrong, or only needs a look.
    void setTone(GlyphTone tone);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    GlyphTone m_tone = GlyphTone::Danger;
};

/// The quiet line of a run: what was done, the link to what went wrong, and the rest, which is cut first.
class RunFactsLine final : public QWidget
{
    Q_OBJECT
public:
    explicit RunFactsLine(QWidget *parent = nullptr);
    void setFacts(const RunFacts &facts, GlyphTone troubleTone);
    QString text() const { return factsLine(m_facts); }
    TroubleLink *link() const { return m_link; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    QList<QWidget *> parts() const;
    int gap() const;
    void arrange();
    RunFacts m_facts;
    ElidedLine *m_before;
    TroubleLink *m_link;
    ElidedLine *m_after;
};

} // namespace gatehouse
