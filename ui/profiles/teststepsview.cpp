// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/teststepsview.h"

#include "ui/look/glyphview.h"
#include "ui/profiles/teststeps.h"

#include <QGridLayout>

namespace gatehouse {

namespace {

constexpr int kGlyphSide = 16;
constexpr int kWordsMargin = 16;

} // namespace

TestStepsView::TestStepsView(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(2, 1);
}

void TestStepsView::setReport(const ConnectionReport &report)
{
    QList<TestStep> steps = report.steps;
    if (steps.isEmpty()) // none was worth trying
        steps = {{.stage = TestStage::Name, .end = TestStep::End::Failed, .words = report.problem, .hint = {}}};
    QStringList spoken;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Row &shown = row(i);
        fill(shown, steps.at(i), report);
        if (steps.at(i).end != TestStep::End::NotTried)
            spoken.append(shown.name->text() + QStringLiteral(": ") + shown.words->text());
    }
    m_spoken = spoken.join(QStringLiteral(". "));
}

TestStepsView::Row &TestStepsView::row(qsizetype index)
{
    if (index < m_rows.size())
        return m_rows[index];
    const int line = m_grid->rowCount();
    Row made{new GlyphView(kGlyphSide, this), new TextLabel(QString(), this), new TextLabel(QString(), this),
             new TextLabel(QString(), this)};
    made.glyph->setFixedHeight(fontMetrics().height());
    made.words->toned(TextTone::Secondary)->wrapped();
    made.words->setContentsMargins(kWordsMargin, 0, 0, 0);
    made.words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    made.time->toned(TextTone::Secondary);
    m_grid->addWidget(made.glyph, line, 0, Qt::AlignTop);
    m_grid->addWidget(made.name, line, 1, Qt::AlignTop);
    m_grid->addWidget(made.words, line, 2, Qt::AlignTop);
    m_grid->addWidget(made.time, line, 3, Qt::AlignTop | Qt::AlignRight);
    m_rows.append(made);
    return m_rows.last();
}

void TestStepsView::fill(const Row &row, const TestStep &step, const ConnectionReport &report)
{
    row.glyph->setGlyph(glyphOf(step.end), toneOf(step.end));
    row.name->setText(report.steps.isEmpty() ? tr("Nothing was sent") : stepName(step, report));
    row.name->toned(step.end == TestStep::End::NotTried ? TextTone::Secondary : TextTone::Ink);
    row.words->setText(stepWords(step));
    const bool isTimed = step.elapsed && step.end != TestStep::End::NotTried && step.end != TestStep::End::UnderWay;
    row.time->setText(isTimed ? elapsedWords(*step.elapsed) : QString());
}

} // namespace gatehouse
