// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportchoice.h"
#include "lists/exportsource.h"
#include "session/pastedlist.h"
#include "session/session.h"
#include "ui/lists/saveprompt.h"
#include "ui/mainwindow/saying.h"

#include <QObject>
#include <QPointer>

class QMimeData;

namespace gatehouse {

class PasteListDialog;
class UserExportDialog;
class WindowMemory;

/// Everything about lists: the one that was pasted, dropped or opened, which stays at hand when the connection is
/// switched; and files that users are exported to. The memory must outlive it.
class ListDesk final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs open over this window.
    ListDesk(WindowMemory &memory, QWidget *window);

    /// Follows this session; null: lists can be read, and nobody is known. Open dialogs of the one before are closed.
    void setSession(Session *session);
    /// Opens the dialog with what is in the clipboard, or with the list at hand where that is nothing new.
    void paste();
    /// The same with what was dropped on the window; false if it is no list.
    bool drop(const QMimeData *data);
    static bool canDrop(const QMimeData *data);
    /// Asks which users go into which file.
    void exportUsers();
    /// A file is being written.
    bool isBusy() const { return m_writing > 0; }

    PastedList &list() { return m_list; }
    void setSavePrompt(SavePrompt prompt) { m_prompt = std::move(prompt); }

signals:
    /// Through the review, always.
    void planned(const gatehouse::OutlinedPlan &plan);
    /// These users are to be selected, and to be seen.
    void selectionWanted(const std::vector<gatehouse::Row> &rows);
    void said(const gatehouse::Saying &saying);
    /// A dialog has closed, whatever the answer was.
    void dialogClosed();
    /// isBusy() may be false now.
    void idle();

private:
    void open();
    void askForList();
    void readFile(const QString &path);
    void plan(bool usesDates);
    void selectRows();
    void check();
    void takeList();
    void takeCheck();
    void saveReport();
    void writeExport(ExportSource source, const ExportChoice &choice, const QString &file);
    void setNewList(const std::function<void(PastedList &)> &set);
    void forgetCheck();

    WindowMemory &m_memory;
    QWidget *m_window;
    SavePrompt m_prompt = askForSaveFile;
    QPointer<Session> m_session;
    PastedList m_list;
    QString m_lastClip; ///< what the clipboard held when it was looked at last
    QPointer<PasteListDialog> m_dialog;
    QPointer<UserExportDialog> m_export;
    std::optional<Instant> m_checkedAt;  ///< when the list came that the lines were checked against
    std::optional<Instant> m_listBefore; ///< when the list came that was there when it was asked to check
    bool m_isChecking = false;
    int m_writing = 0;
};

} // namespace gatehouse
