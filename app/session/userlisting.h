// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlistingworker.h"
#include "users/statustable.h"

#include <QHash>
#include <QObject>

namespace gatehouse {

/// What is going on with one user beside the status itself: shown in the row until the next act or refresh.
struct RowMark
{
    enum class Kind { None, Sending, Failed, Deleted };
    Kind kind = Kind::None;
    StatusState wanted = StatusState::NoStatus; ///< while Sending: what the switch is to show
    QString words; ///< of Failed: the reason, one sentence; of Sending: what it waits for, if for more than an answer
    bool operator==(const RowMark &) const = default;
};

/// How many of the selected users are visible, hidden, and in which state; only visible ones are ever acted on.
struct SelectionCounts
{
    qint64 selected = 0; ///< all of them
    qint64 hidden = 0;   ///< of these, hidden by the filter
    qint64 visibleEnabled = 0;
    qint64 visibleDisabled = 0;
    qint64 visible() const { return selected - hidden; }
    bool operator==(const SelectionCounts &) const = default;
};

/// The list as a person works with it: the table, what is searched for, the order, the visible rows, and who is
/// selected.
///
/// Lives on the window's thread. Short work is done at once; what would take longer than a frame goes to a worker on a
/// snapshot; only the newest search or order is worked out. Outcomes change rows in place and never re-filter or
/// re-sort. The selection is kept by name over a refresh.
class UserListing final : public QObject
{
    Q_OBJECT
public:
    explicit UserListing(QObject *parent = nullptr);
    ~UserListing() override;

    const StatusTable &table() const { return m_table; }
    const VisibleRows &visible() const { return m_visible; }
    const RowSet &selection() const { return m_selection; }
    QString search() const { return m_search; }
    StatusChip chip() const { return m_filter.chip; }
    RowOrder order() const { return m_order; }
    RowMark mark(Row row) const;
    /// Whether a worker is at work; visible() is that of the last finished one.
    bool isWorking() const { return m_working; }

    void setSearch(const QString &typed);
    void setChip(StatusChip chip);
    void setOrder(RowOrder order);
    /// Both at once, with one reset: "None among Disabled; 1 in All. Show".
    void setSearchAndChip(const QString &typed, StatusChip chip);
    /// How many users the search that visible() shows finds under another chip, in their states of now.
    qint64 hitsUnder(StatusChip chip) const;

    void setSelected(const std::vector<Row> &rows, bool selected);
    void selectOnly(const std::vector<Row> &rows);
    void selectAllVisible();
    void clearSelection();
    SelectionCounts selectionCounts() const;
    /// The selected rows that are visible, in the view's order.
    std::vector<Row> selectedVisibleRows() const;

    /// A number for a request that is about to be sent; later ones are larger.
    quint64 nextSequence() { return ++m_sequence; }
    /// Takes over a fresh list asked for with that number. The old list stays until everything is ready; then
    /// aboutToReset() and reset() come once.
    void replace(StatusList list, quint64 askedAt);
    /// Takes over an answer for one user; emits rowChanged or rowAppended.
    Row noteAnswer(const UserStatus &status, quint64 sequence);
    void setMark(const QByteArray &name, const RowMark &mark);
    /// What others changed since the last look, of the present table; null: it is not known, and nobody is Changed. Of
    /// a fresh list it has to be told anew.
    enum class Refilter { Now, Later };
    void setChanges(std::shared_ptr<const LookChanges> changes, Refilter refilter = Refilter::Now);
    const LookChanges *changes() const { return m_changes.get(); }
    /// Forgets everything (another connection).
    void clear();

    /// Table, visible rows, order and selection agree; every test ends with it.
    bool isConsistent() const;

signals:
    /// All visible positions change: keep what you need by name now …
    void aboutToReset();
    /// … and find it again now.
    void reset();
    /// One user's status or mark changed; the user stays where it is.
    void rowChanged(gatehouse::Row row);
    /// A user was added at the end of the visible rows (a status that was just created). The first comes before the
    /// change, the second after it.
    void aboutToAppend();
    void rowAppended(gatehouse::Row row);
    void selectionChanged();
    /// The table's counts changed.
    void countsChanged();
    /// changes() are others.
    void changesChanged();
    /// After a refresh: so many selected users do not exist any more.
    void selectionDropped(qint64 users);
    /// A refreshed list is on the screen.
    void replaced();

private:
    enum class Need { Filter, Order };
    void rebuild(Need need);
    void finish(ListingResult &result);
    void apply(ListingResult &result);
    void show(Row row);

    StatusTable m_table;
    std::optional<StatusTable> m_next; ///< a fresh list, until its order and visible rows are ready
    SharedRows m_orderedRows;          ///< never null; without the users that were created since
    RowOrder m_orderedBy;              ///< the order that m_orderedRows has
    quint64 m_orderChanges = 0;        ///< counts outcomes that the order is not the same after …
    quint64 m_orderedAt = 0; ///< … and tells when it was made: the next search, sort or refresh makes it anew
    RowFilter m_shown;       ///< what m_found and m_visible were worked out for
    RowSet m_found;          ///< whom the search finds in any state
    VisibleRows m_visible;
    RowSet m_selection;
    QString m_search;
    RowFilter m_filter;
    RowOrder m_order;
    QHash<QByteArray, RowMark> m_marks;
    std::shared_ptr<const LookChanges> m_changes;
    quint64 m_sequence = 0;
    quint64 m_selectionGeneration = 0;
    bool m_working = false;
    UserListingWorker m_worker;
};

} // namespace gatehouse
