// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "ui/history/pagedlist.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace gatehouse {

/// Which rows of a set are shown.
struct ShownRows
{
    SetRowFilter filter;
    bool onlyLeftAlone = false; ///< then `filter` says nothing but a user
    bool operator==(const ShownRows &) const = default;
};

/// The rows of a set, read as they are looked at. A row that is not here yet has the text "…".
class RowModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column { User, Before, After, Outcome, Count };
    enum Role {
        GlyphRole = Qt::UserRole + 1, ///< QString; of *Outcome*
        ToneRole,                     ///< int, a GlyphTone
        FailedRole,                   ///< bool: the row's ground says so too
    };

    explicit RowModel(Journal &journal, QObject *parent = nullptr);

    /// Starts over. A null id shows nothing.
    void show(const QUuid &set, const ShownRows &shown);
    const ShownRows &shown() const { return m_shown; }
    /// Reads again what may have changed; while that is still being read, once more when it is here. Rows stay where
    /// they are. Where a filter by outcome finds more of them, they come in between if the list is no longer than a
    /// page; else everything is read anew.
    void refresh();
    /// Nothing if it is not here yet; then it is asked for.
    const SetRow *row(int row) const;
    /// Nothing if it is not here; then it stays away.
    const SetRow *knownRow(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The number of rows is known, and the first ones are here.
    void loaded();
    void failed(const QString &why);

private:
    void take(const Piece<SetRow> &piece);
    void takeFailure(const QString &why);
    bool merge(const Piece<SetRow> &piece, int count);
    void startOver(const Piece<SetRow> &piece, int count);
    void refreshIfDue();

    QPointer<Journal> m_journal;
    QUuid m_set;
    ShownRows m_shown;
    int m_count = 0;
    bool m_isRefreshDue = false;
    mutable PagedList<SetRow> m_list; ///< looking at a row asks for it
};

} // namespace gatehouse
