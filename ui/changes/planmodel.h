// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/changes/planwords.h"

#include <QAbstractTableModel>

namespace gatehouse {

/// One pile of a plan as a table of *User, Change*, and *Matched by* where the rows come from a list; of what somebody
/// else changed *User, Theirs, Mine*. The rows stand in the plan's outline, and texts are made when they are asked for:
/// a million rows cost nothing here.
class PlanModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column {
        User,
        Change,
        Mine,
        Count
    }; ///< in the place of Mine stands Matched by, where there are no conflicts
    enum Role {
        BeforeRole = Qt::UserRole + 1, ///< QString; of the *Change* column of a row with an arrow: the left side
        AfterRole,                     ///< QString, the right side; empty where there is no arrow
    };

    explicit PlanModel(DateWords date, QObject *parent = nullptr);

    void setPlan(const OutlinedPlan &plan, Verdict pile);
    Verdict pile() const { return m_pile; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isConflict() const { return m_pile == Verdict::ChangedBySomebodyElse; }
    const PlanOutline::Pile &shown() const { return m_plan.outline().pile(m_pile); }
    const PlannedRow &plannedRow(int row) const;
    DateWords dateFor(const PlannedRow &row) const;
    QVariant userData(const PlannedRow &row, int role) const;
    QVariant changeData(const PlannedRow &row, int role) const;
    QVariant sideData(const PlannedRow &row, const UserStatus &side, int role) const;

    DateWords m_date;
    OutlinedPlan m_plan;
    Verdict m_pile = Verdict::WillChange;
};

} // namespace gatehouse
