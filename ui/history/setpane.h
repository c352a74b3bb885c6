// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "ui/history/rowmodel.h"

#include <QPointer>
#include <QWidget>

#include <map>

class QButtonGroup;
class QMenu;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace gatehouse {

class Chip;
class ReasonRow;
class TextLabel;

/// As what a set is written down for others.
enum class HistoryExport { Csv, Json };

/// The trailing side of the history: one set with its facts, reasons and rows, and what can be done with it.
class SetPane final : public QWidget
{
    Q_OBJECT
public:
    SetPane(Journal &journal, std::function<QString()> person, std::function<Instant()> now, QWidget *parent = nullptr);

    /// Of the set that is shown already, what changed; chip and selection stay. `searched` is a part of a user's name:
    /// only these rows are shown at first.
    void showSet(const SetSummary &set, const QString &searched);
    void setConnection(const std::optional<ConnectionKey> &connection);

signals:
    void undoRequested(const QUuid &set, const std::optional<QList<qint64>> &places);
    void runAgainRequested(const QUuid &set);
    void exportRequested(const QUuid &set, const gatehouse::SetRowFilter &filter, int format);
    void failed(const QString &why);

private:
    enum ChipId { AllChip = 100, LeftAloneChip };
    void buildHead(QVBoxLayout *column);
    void buildActions(QVBoxLayout *head);
    void buildExport();
    void buildChips(QVBoxLayout *head);
    void buildTable(QVBoxLayout *column);
    void refreshHead();
    void refreshChips();
    void refreshActions();
    void refreshUndoRows();
    void showRows();
    ShownRows wantedRows() const;
    QList<std::pair<int, int>> selectedRanges() const;
    void undoSelected();
    void addReason(const QString &text);

    QPointer<Journal> m_journal;
    std::function<QString()> m_person;
    std::function<Instant()> m_now;
    SetSummary m_set;
    QString m_searched;
    std::optional<ConnectionKey> m_connection;
    TextLabel *m_title = nullptr;
    TextLabel *m_facts = nullptr;
    TextLabel *m_state = nullptr;
    TextLabel *m_reasons = nullptr;
    ReasonRow *m_reasonRow = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_undoRows = nullptr;
    QPushButton *m_runAgain = nullptr;
    QPushButton *m_export = nullptr;
    QAction *m_exportShown = nullptr;
    QButtonGroup *m_chips = nullptr;
    Chip *m_onlySearched = nullptr;
    TextLabel *m_without = nullptr;
    RowModel *m_model = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace gatehouse
