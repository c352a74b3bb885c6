// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/workspace.h"
#include "ui/mainwindow/saying.h"

#include <QObject>
#include <QPointer>

namespace gatehouse {

class QuestionDialog;

/// Decides whether the window may close while something is under way. A run is stopped only by a person's word; what is
/// in flight is awaited, so that its end stands in the journal; then the look afterwards and the receipts, unless the
/// person closes once more. Closes the window itself when all that is over. The workspace must outlive it.
class CloseGuard final : public QObject
{
    Q_OBJECT
public:
    CloseGuard(Workspace &workspace, std::function<bool()> isRecordBusy, QWidget *window);

    /// Whether the window may close now; asks or says why when not.
    bool mayClose();
    /// Something of what is awaited may be over.
    void goOn();
    /// A run may have begun.
    void lookAtRuns();

signals:
    void said(const gatehouse::Saying &saying);

private:
    void ask();
    void take(int answer);

    Workspace &m_workspace;
    std::function<bool()> m_isRecordBusy;
    QWidget *m_window;
    QPointer<QuestionDialog> m_question;
    bool m_isClosing = false;      ///< the window closes when it can
    bool m_isStopping = false;     ///< the person gave word that runs may be stopped
    bool m_isLookTold = false;     ///< closing again waits for no look
    bool m_isQuestionTold = false; ///< closing again waits for no answer
};

} // namespace gatehouse
