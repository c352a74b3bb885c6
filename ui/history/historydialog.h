// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "ui/history/setpane.h"

#include <QDialog>
#include <QPointer>

class QStackedWidget;

namespace gatehouse {

class Banner;
class EmptyState;
class SetList;
class TextLabel;

/// All sets that stand in the journal, and the rows of one of them. Reads only, but for reasons that are added; what is
/// to be taken back, run again or exported is asked of the owner by signals. Needs no connection.
///
/// For open() or show(), never exec(). The journal must outlive it; what comes late from the journal is dropped.
class HistoryDialog final : public QDialog
{
    Q_OBJECT
public:
    HistoryDialog(Journal &journal, std::function<QString()> personForTheRecord, const std::function<Instant()> &now,
                  QWidget *parent = nullptr);

    /// The connection that is open: only what was done over it can be taken back or run again. Nothing: none.
    void setConnection(const std::optional<ConnectionKey> &connection);
    /// Shows this set, wherever it stands in the list; empties search and filters for that.
    void showSet(const QUuid &set);

signals:
    /// Takes back the set, or only its changes at these places (all of them were really changed, ascending).
    void undoRequested(const QUuid &set, const std::optional<QList<qint64>> &places);
    void runAgainRequested(const QUuid &set);
    /// `format` is a HistoryExport. An empty filter: the whole set.
    void exportRequested(const QUuid &set, const gatehouse::SetRowFilter &filter, int format);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFoot();
    void askStart();
    void showList();
    void showFailure(const QString &why);

    QPointer<Journal> m_journal;
    SetList *m_list;
    SetPane *m_pane;
    EmptyState *m_empty;
    QStackedWidget *m_side;
    Banner *m_banner;
    TextLabel *m_start;
    TextLabel *m_count;
    std::optional<Instant> m_startedAt;
};

} // namespace gatehouse
