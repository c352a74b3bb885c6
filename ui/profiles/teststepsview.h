// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/connectionreport.h"

#include <QWidget>

class QGridLayout;

namespace gatehouse {

class GlyphView;
class TextLabel;

/// The steps of a connection test, a row each: glyph, name, what was found, how long it took. Rows stay while their
/// contents change, so that nothing jumps while a test runs.
class TestStepsView final : public QWidget
{
    Q_OBJECT
public:
    explicit TestStepsView(QWidget *parent);

    void setReport(const ConnectionReport &report);
    /// What the steps say, for who cannot see them; those that were not tried are left out.
    QString spoken() const { return m_spoken; }

private:
    struct Row
    {
        GlyphView *glyph;
        TextLabel *name;
        TextLabel *words;
        TextLabel *time;
    };
    Row &row(qsizetype index);
    void fill(const Row &row, const TestStep &step, const ConnectionReport &report);

    QGridLayout *m_grid;
    QList<Row> m_rows;
    QString m_spoken;
};

} // namespace gatehouse
