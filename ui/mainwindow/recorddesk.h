// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/receipt.h"
#include "session/workspace.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace gatehouse {

class AutoReceipts;
class HistoryDialog;

/// Everything about the record: the history, receipts that are asked for and those that are saved by themselves, and
/// who stands in it. The workspace must outlive it.
class RecordDesk final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs open over this window. The workspace's orderedBy() is taken for the operating system's user.
    RecordDesk(Workspace &workspace, QWidget *window);

    /// Saves the receipts of what this session does, while a folder is set.
    void follow(Session &session);
    /// What can be undone depends on the connection that is open.
    void update();
    void openHistory();
    /// With this set chosen.
    void openHistoryAt(const QUuid &set, Journal *journal);
    void openSettings();
    /// Asks for a file first.
    void saveReceipt(const QUuid &set, Journal *journal);
    /// A receipt is being written.
    bool isBusy() const;

signals:
    void undoWanted(const gatehouse::JournalEntry &entry, const std::optional<QList<qsizetype>> &places);
    void runAgainWanted(const gatehouse::JournalEntry &entry);
    /// One sentence for the person; whether it went well.
    void said(const QString &sentence, bool isWell);
    /// isBusy() may be false now.
    void idle();

private:
    void takeSettings(const RecordSettings &settings);
    void exportRows(const QUuid &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal);
    void askForFile(const SetSummary &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal);
    void write(const QUuid &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal,
               const QString &file);
    void readEntry(const QUuid &set, Journal *journal, const std::function<void(const JournalEntry &)> &then);

    Workspace &m_workspace;
    QWidget *m_window;
    QString m_systemName;
    RecordSettings m_settings;
    int m_writing = 0; ///< receipts that were asked for
    QPointer<HistoryDialog> m_history;
    QPointer<Journal> m_historyJournal;
    QHash<Journal *, AutoReceipts *> m_receipts;
};

} // namespace gatehouse
