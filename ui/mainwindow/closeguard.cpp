// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/closeguard.h"

#include "ui/profiles/questiondialog.h"

#include <QLocale>
#include <QWidget>

#include <utility>

namespace gatehouse {

CloseGuard::CloseGuard(Workspace &workspace, std::function<bool()> isRecordBusy, QWidget *window)
    : QObject(window), m_workspace(workspace), m_isRecordBusy(std::move(isRecordBusy)), m_window(window)
{
    connect(&workspace, &Workspace::idle, this, &CloseGuard::goOn);
}

bool CloseGuard::mayClose()
{
    if (!m_workspace.runs().isEmpty() && !m_isStopping) {
        ask();
        return false;
    }
    if (!m_workspace.isIdle() && m_workspace.isOnlyInQuestion()) {
        // The server may never answer: the journal knows it as unfinished, and it is asked for at the next start.
        if (std::exchange(m_isQuestionTold, true))
            return true;
        m_isClosing = true;
        emit said({QStringLiteral("clock"),
                   {},
                   tr("It is not known yet what became of the last change. Gatehouse closes when it is. Close again to "
                      "leave at once; the server is asked when this connection is opened next.")});
        return false;
    }
    if (!m_workspace.isIdle()) {
        m_isClosing = true;
        emit said({QStringLiteral("clock"), {}, tr("Gatehouse closes when the last change has ended.")});
        return false;
    }
    const bool isBusy = !m_workspace.isSettled() || m_isRecordBusy();
    if (isBusy && !std::exchange(m_isLookTold, true)) {
        m_isClosing = true;
        emit said(
            {QStringLiteral("clock"),
             {},
             tr("Gatehouse closes when it has looked once more at what was done. Close again to leave at once.")});
        return false;
    }
    return true;
}

void CloseGuard::goOn()
{
    m_isQuestionTold = m_isQuestionTold && !m_workspace.isIdle(); // the next question is another one
    if (m_isClosing && m_workspace.isIdle() && m_workspace.isSettled() && !m_isRecordBusy())
        m_window->close();
}

// A bulk that was still being written down, or made ready, when the window was to close.
void CloseGuard::lookAtRuns()
{
    if (m_isStopping)
        m_workspace.stopRuns();
    if (m_isClosing && !m_isStopping && !m_workspace.runs().isEmpty())
        ask();
}

void CloseGuard::ask()
{
    if (m_question) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    const RunProgress run = m_workspace.runs().constFirst();
    m_question = new QuestionDialog(
        tr("Stop the run and close?"),
        tr("“%1” is not finished: %2 of %3 are done. When it is stopped, what is on its way is awaited and the rest is "
           "not sent; the history knows how far it came.")
            .arg(run.title, QLocale().toString(run.ended()), QLocale().toString(run.total)),
        m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->addAnswer(tr("Stop and close"));
    m_question->addAnswer(tr("Keep running"), ButtonRank::Primary, QuestionDialog::Focus::Initial);
    connect(m_question, &QuestionDialog::answered, this, &CloseGuard::take);
    m_question->open();
}

void CloseGuard::take(int answer)
{
    m_isStopping = m_isClosing = answer == 0;
    m_isLookTold = false;
    if (!m_isClosing)
        return;
    m_workspace.stopRuns();
    m_window->close();
}

} // namespace gatehouse
