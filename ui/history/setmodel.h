// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "ui/history/pagedlist.h"

#include <QAbstractListModel>
#include <QPointer>

namespace gatehouse {

/// All sets that a filter finds, newest first, as long as the journal is: it knows how many there are and reads those
/// that are looked at. A row that is not here yet has the text "…".
class SetModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SubtitleRole = Qt::UserRole + 1, ///< QString: when, and on which connection
        CountsRole,                      ///< QString: how it ended
        CountsToneRole,                  ///< int, a GlyphTone
        GlyphRole,                       ///< QString, the picture of its act
    };

    SetModel(Journal &journal, std::function<Instant()> now, QObject *parent = nullptr);

    const HistoryFilter &filter() const { return m_filter; }
    /// Starts over, also with the same filter.
    void setFilter(const HistoryFilter &filter);
    /// Reads again what may have changed; rows and what is chosen stay where they can.
    void refresh();

    /// Says something new of a set, if it is among those that are here; false if not.
    bool put(const SetSummary &set);

    /// Nothing if it is not here yet; then it is asked for.
    const SetSummary *summary(int row) const;
    /// The row of a set among those that are here; -1 if it is not.
    int knownRow(const QUuid &set) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

signals:
    /// The number of sets is known, and the newest ones are here.
    void loaded();
    void failed(const QString &why);

private:
    void take(const Piece<SetSummary> &piece);

    QPointer<Journal> m_journal;
    std::function<Instant()> m_now;
    HistoryFilter m_filter;
    int m_count = 0;
    QUuid m_newest;
    mutable PagedList<SetSummary> m_list; ///< looking at a row asks for it
};

} // namespace gatehouse
