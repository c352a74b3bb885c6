// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/pastedlist.h"

#include <QAbstractTableModel>

#include <functional>

namespace gatehouse {

/// Where a line of a list is shown: the piles of reading and of looking, put together for a person. Every line is in
/// exactly one.
enum class LineGroup {
    Found,
    Ambiguous,
    NotFound, ///< and those of whom nobody can tell
    Again,    ///< said once more, by the same name or by another of the same user
    LeftOut,  ///< blank lines, the heading, lines without a name
    Count,
};

/// How many lines of the file are in each group.
using GroupCounts = std::array<qint64, static_cast<std::size_t>(LineGroup::Count)>;

/// The lines of a PastedList as a table, one group at a time. The list must outlive it.
class ListLines final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column { Line, Written, User, Matched, SignIn, Count };
    enum Role {
        RawRole = Qt::UserRole, ///< Written: as it was written; User: the user's name to the letter
        DoubtRole,              ///< true where a person has to choose
    };
    using DateWords = std::function<QString(Instant)>;

    explicit ListLines(PastedList &list, QObject *parent = nullptr);

    void setDateWords(DateWords words) { m_date = std::move(words); }
    void setGroup(LineGroup group);
    LineGroup group() const { return m_group; }
    const GroupCounts &counts() const { return m_counts; }
    /// Ticks every row that can be ticked.
    void tickAll();
    /// Whether there is something for it to do.
    bool hasUnticked() const;
    /// The place among PastedList::matches() of a row; -1 for a line that was not looked for.
    qsizetype matchAt(int row) const;
    /// The row of a place among the matches; -1 if it is not shown.
    int rowOf(qsizetype match) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// counts() are new.
    void counted();

private:
    void refresh();
    void tellCorrected();
    LineGroup groupOf(qsizetype line) const;
    const ListLine &lineAt(int row) const;
    const NameMatch *foundAt(int row) const;
    QString userText(int row) const;
    QString matchedText(int row) const;
    QString signInText(int row) const;
    QString text(int row, Column column) const;
    bool canTick(int row) const;

    PastedList &m_list;
    DateWords m_date;
    LineGroup m_group = LineGroup::Found;
    std::vector<qsizetype> m_rows; ///< lines
    GroupCounts m_counts{};
};

} // namespace gatehouse
