// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/questiondialog.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse {

QuestionDialog::QuestionDialog(const QString &question, const QString &explanation, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(question);
    setAccessibleName(question);
    setAccessibleDescription(explanation);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    auto *title = (new TextLabel(question, this))->scaled(1.15)->bold()->wrapped();
    auto *text = (new TextLabel(explanation, this))->toned(TextTone::Secondary)->wrapped();
    title->setMinimumWidth(360);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(16);
    m_answers = new QHBoxLayout;
    m_answers->setSpacing(8);
    m_answers->addStretch();
    layout->addLayout(m_answers);
    layout->setSizeConstraint(QLayout::SetMinimumSize);
}

QPushButton *QuestionDialog::addAnswer(const QString &text, ButtonRank rank, Focus focus)
{
    QPushButton *button = makeButton(text, rank, this);
    m_answers->addWidget(button);
    const int answer = m_count++;
    connect(button, &QPushButton::clicked, this, [this, answer] { give(answer); });
    if (answer == 0 || focus == Focus::Initial)
        button->setFocus();
    return button;
}

void QuestionDialog::reject()
{
    give(m_count - 1);
}

void QuestionDialog::give(int answer)
{
    if (m_isAnswered)
        return;
    m_isAnswered = true;
    emit answered(answer);
    QDialog::accept();
}

} // namespace gatehouse
