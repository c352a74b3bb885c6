// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QTableView;

namespace gatehouse {

class SearchField;
class SetModel;

/// The leading side of the history: a search for a user, filters by connection and time, and the sets that they find,
/// newest first. Emits chosen() whenever another set is current, or when the current one may have changed.
class SetList final : public QWidget
{
    Q_OBJECT
public:
    SetList(Journal &journal, const std::function<Instant()> &now, QWidget *parent = nullptr);

    void refresh();
    /// Outcomes of this set were written down: what is said of it is read again.
    void refreshSet(const QUuid &set);
    /// Empties the search and the filters.
    void showAll();
    /// Makes the set current, wherever it stands in the list; shows all for that. Nothing happens if it is unknown.
    void showSet(const QUuid &set);

    /// The part of a user's name that the list was searched for.
    QString searched() const;
    bool isFiltered() const;
    int count() const;

signals:
    void chosen(const gatehouse::SetSummary &set);
    /// The list is here; it may be empty.
    void loaded();
    void failed(const QString &why);
    /// Esc in an empty search.
    void left();

private:
    void buildFilters();
    void buildView();
    void askConnections();
    void takeConnections(const QList<KnownConnection> &known);
    void applyFilter();
    HistoryFilter filter() const;
    void afterLoad();
    void tellCurrent();
    void makeCurrent(int row);
    void askNoted();
    void takeNoted(const SetSummary &set);
    void placeSet(const QUuid &set, Instant orderedAt);

    QPointer<Journal> m_journal;
    std::function<Instant()> m_now;
    SetModel *m_model;
    SearchField *m_search;
    QComboBox *m_connection;
    QComboBox *m_time;
    QTableView *m_view;
    QTimer m_typing;
    QUuid m_current; ///< what is shown beside the list
    QUuid m_wanted;  ///< to be made current as soon as it can be
    qint64 m_wantedRow = -1;
    QSet<QUuid> m_noted; ///< to be read again, one after the other
    bool m_isAskingNoted = false;
};

} // namespace gatehouse
