// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/planmodel.h"

namespace gatehouse {
namespace {

bool hasArrow(const PlannedRow &row)
{
    return row.verdict == Verdict::WillChange || row.verdict == Verdict::Future;
}

/// A tool tip guesses whether a text is rich; this one is, and shows the plain text that was meant.
QString plainToolTip(const QString &text)
{
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

} // namespace

PlanModel::PlanModel(DateWords date, QObject *parent) : QAbstractTableModel(parent), m_date(std::move(date)) {}

void PlanModel::setPlan(const OutlinedPlan &plan, Verdict pile)
{
    beginResetModel();
    m_plan = plan;
    m_pile = pile;
    endResetModel();
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_plan.outline().count(m_pile);
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(isConflict() || shown().isMatched ? Column::Count : Column::Mine);
}

const PlannedRow &PlanModel::plannedRow(int row) const
{
    return m_plan.plan().rows.at(shown().rows[static_cast<std::size_t>(row)]);
}

// Where a date is changed within the same day, only the time tells the two apart.
DateWords PlanModel::dateFor(const PlannedRow &row) const
{
    const UserStatus &before = row.change.before;
    const UserStatus &after = row.change.after;
    if ((hasArrow(row) || isConflict()) && before.state == StatusState::Disabled &&
        after.state == StatusState::Disabled && m_date(before.disabledSince) == m_date(after.disabledSince))
        return dateTimeWords;
    return m_date;
}

QVariant PlanModel::userData(const PlannedRow &row, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        const QString name = displayName(row.change.name());
        return role == Qt::ToolTipRole ? plainToolTip(name) : name;
    }
    return {};
}

QVariant PlanModel::changeData(const PlannedRow &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return changeWords(row, dateFor(row));
    case BeforeRole:
        return hasArrow(row) ? stateWords(row.change.before, dateFor(row)) : changeWords(row, dateFor(row));
    case AfterRole:
        return hasArrow(row) ? stateWords(row.change.after, dateFor(row)) : QString();
    case Qt::ToolTipRole: {
        const bool isKnown =
            row.change.before.state == StatusState::Disabled || row.change.after.state == StatusState::Disabled;
        return isKnown ? plainToolTip(changeWords(row, utcWords)) : QVariant();
    }
    default:
        return {};
    }
}

/// What stands there by now, and what was wanted: side by side, each in a column of its own.
QVariant PlanModel::sideData(const PlannedRow &row, const UserStatus &side, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case BeforeRole:
        return stateWords(side, dateFor(row));
    case Qt::ToolTipRole:
        return side.state == StatusState::Disabled ? plainToolTip(stateWords(side, utcWords)) : QVariant();
    default:
        return {};
    }
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedRow &row = plannedRow(index.row());
    switch (static_cast<Column>(index.column())) {
    case Column::User:
        return userData(row, role);
    case Column::Change:
        return isConflict() ? sideData(row, row.change.before, role) : changeData(row, role);
    case Column::Mine:
        if (!isConflict())
            return role == Qt::DisplayRole || role == BeforeRole ? row.matchedBy : QVariant();
        return sideData(row, row.change.after, role);
    case Column::Count:
        break;
    }
    return {};
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::User:
        return tr("User");
    case Column::Change:
        return isConflict() ? tr("Theirs, now") : tr("Change");
    case Column::Mine:
        return isConflict() ? tr("Mine, not sent") : tr("Matched by");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace gatehouse
