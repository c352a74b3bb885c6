// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/widgets.h"

#include <QDialog>

class QHBoxLayout;

namespace gatehouse {

/// One question with two or three answers, in plain text; for open(), never exec(). Esc and the window's close button
/// give the last answer that was added, which is why that must be the one that does nothing.
class QuestionDialog final : public QDialog
{
    Q_OBJECT
public:
    QuestionDialog(const QString &question, const QString &explanation, QWidget *parent);

    /// Answers stand in this order; the first has the focus, unless another one asks for it.
    enum class Focus { Normal, Initial };
    QPushButton *addAnswer(const QString &text, ButtonRank rank = ButtonRank::Plain, Focus focus = Focus::Normal);

    void reject() override;

signals:
    /// The position of the answer, from 0; once. The dialog closes afterwards.
    void answered(int answer);

private:
    void give(int answer);

    QHBoxLayout *m_answers = nullptr;
    int m_count = 0;
    bool m_isAnswered = false;
};

} // namespace gatehouse
