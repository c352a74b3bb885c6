// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/listlines.h"

#include "lists/matchwords.h"
#include "users/exacttext.h"

#include <QLocale>
#include <QTextDocument>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr qsizetype kLongestLine = 500; // characters of a line that are shown

QString shownLine(const QString &text)
{
    const QString shown = displayName(text.left(kLongestLine).toUtf8());
    return text.size() > kLongestLine ? shown + QChar(0x2026) : shown;
}

/// Somebody who may be meant.
QString guess(const QByteArray &user)
{
    //: In a list, where it is not certain who is meant: %1 is a user
    return ListLines::tr("%1?").arg(displayName(user));
}

QString plainTip(const QString &text)
{
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text);
}

} // namespace

ListLines::ListLines(PastedList &list, QObject *parent) : QAbstractTableModel(parent), m_list(list)
{
    connect(&list, &PastedList::changed, this, &ListLines::refresh);
    connect(&list, &PastedList::corrected, this, &ListLines::tellCorrected);
    refresh();
}

LineGroup ListLines::groupOf(qsizetype line) const
{
    switch (m_list.reading().names.lines.at(line).pile) {
    case LinePile::Name:
        break;
    case LinePile::Duplicate:
        return LineGroup::Again;
    case LinePile::Blank:
    case LinePile::Heading:
    case LinePile::NoName:
    case LinePile::Count:
        return LineGroup::LeftOut;
    }
    const qsizetype place = m_list.matchOf(line);
    if (place < 0 || place >= m_list.matches().size())
        return LineGroup::NotFound;
    const NameMatch &match = m_list.matches().at(place);
    if (match.sameUserAs > 0)
        return LineGroup::Again;
    switch (match.verdict) {
    case MatchVerdict::Found:
        return LineGroup::Found;
    case MatchVerdict::Ambiguous:
        return LineGroup::Ambiguous;
    case MatchVerdict::NotFound:
    case MatchVerdict::CannotTell:
    case MatchVerdict::Count:
        break;
    }
    return LineGroup::NotFound;
}

void ListLines::refresh()
{
    beginResetModel();
    m_rows.clear();
    m_counts = {};
    const QList<ListLine> &lines = m_list.reading().names.lines;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        const LineGroup group = groupOf(line);
        m_counts[static_cast<std::size_t>(group)] += lines.at(line).lines;
        if (group == m_group)
            m_rows.push_back(line);
    }
    endResetModel();
    emit counted();
}

void ListLines::setGroup(LineGroup group)
{
    if (group == m_group)
        return;
    m_group = group;
    refresh();
}

void ListLines::tickAll()
{
    QList<qsizetype> matches;
    for (int row = 0; row < rowCount(); ++row) {
        if (canTick(row) && !foundAt(row)->isTicked)
            matches.append(matchAt(row));
    }
    if (!matches.isEmpty())
        m_list.setTicked(matches, true);
}

bool ListLines::hasUnticked() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (canTick(row) && !foundAt(row)->isTicked)
            return true;
    }
    return false;
}

// A line that was corrected stays where the person has just seen it, until another group is shown; the counts follow.
void ListLines::tellCorrected()
{
    m_counts = {};
    const QList<ListLine> &lines = m_list.reading().names.lines;
    for (qsizetype line = 0; line < lines.size(); ++line)
        m_counts[static_cast<std::size_t>(groupOf(line))] += lines.at(line).lines;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit counted();
}

const ListLine &ListLines::lineAt(int row) const
{
    return m_list.reading().names.lines.at(m_rows[static_cast<std::size_t>(row)]);
}

qsizetype ListLines::matchAt(int row) const
{
    const qsizetype place = m_list.matchOf(m_rows[static_cast<std::size_t>(row)]);
    return place < m_list.matches().size() ? place : -1;
}

const NameMatch *ListLines::foundAt(int row) const
{
    const qsizetype place = matchAt(row);
    return place < 0 ? nullptr : &m_list.matches().at(place);
}

int ListLines::rowOf(qsizetype match) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](qsizetype line) { return m_list.matchOf(line) == match; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ListLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ListLines::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString ListLines::userText(int row) const
{
    const NameMatch *found = foundAt(row);
    if (!found)
        return {};
    switch (found->verdict) {
    case MatchVerdict::Found:
        return found->user ? displayName(*found->user) : QString();
    case MatchVerdict::Ambiguous:
        return found->candidates.isEmpty() ? QString() : guess(found->candidates.constFirst());
    case MatchVerdict::NotFound:
    case MatchVerdict::CannotTell:
        return found->nearest.isEmpty() ? QString() : guess(found->nearest.constFirst());
    case MatchVerdict::Count:
        break;
    }
    return {};
}

QString ListLines::matchedText(int row) const
{
    const ListLine &line = lineAt(row);
    switch (line.pile) {
    case LinePile::Blank:
        return tr("Blank");
    case LinePile::Heading:
        return tr("Heading");
    case LinePile::NoName:
        return tr("No name");
    case LinePile::Duplicate:
        return tr("As line %1").arg(QLocale().toString(line.firstLine));
    case LinePile::Name:
    case LinePile::Count:
        break;
    }
    const NameMatch *found = foundAt(row);
    if (!found)
        return {};
    if (found->sameUserAs > 0)
        return tr("The same user as line %1").arg(QLocale().toString(found->sameUserAs));
    if (found->verdict == MatchVerdict::Found)
        return matchWords(found->way);
    return found->verdict == MatchVerdict::Ambiguous ? doubtWords(found->doubt) : verdictWords(found->verdict);
}

QString ListLines::signInText(int row) const
{
    const NameMatch *found = foundAt(row);
    if (!found || !found->user)
        return {};
    const ListedUser user = m_list.listed(*found->user);
    switch (user.status.state) {
    case StatusState::NoStatus:
        return tr("No status yet");
    case StatusState::Enabled:
        return tr("Enabled");
    case StatusState::Disabled:
        return m_date ? tr("Disabled, %1", "since a date").arg(m_date(user.status.disabledSince)) : tr("Disabled");
    case StatusState::DisabledOdd:
        return tr("Disabled");
    }
    return {};
}

QString ListLines::text(int row, Column column) const
{
    const ListLine &line = lineAt(row);
    switch (column) {
    case Column::Line:
        return QLocale().toString(line.number);
    case Column::Written:
        return shownLine(line.pile == LinePile::Name || line.pile == LinePile::Duplicate ? line.name : line.given);
    case Column::User:
        return userText(row);
    case Column::Matched:
        return matchedText(row);
    case Column::SignIn:
        return signInText(row);
    case Column::Count:
        break;
    }
    return {};
}

bool ListLines::canTick(int row) const
{
    const NameMatch *found = foundAt(row);
    if (!found || found->sameUserAs > 0)
        return false;
    return found->user || (m_list.act() == ListAct::BlockAhead && isAbsent(found->verdict));
}

QVariant ListLines::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const auto column = static_cast<Column>(index.column());
    const NameMatch *found = foundAt(row);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return plainTip(column == Column::Written ? shownLine(lineAt(row).given) : text(row, column));
    case Qt::CheckStateRole:
        if (column != Column::Line || !canTick(row))
            return {};
        return found->isTicked ? Qt::Checked : Qt::Unchecked;
    case RawRole:
        if (column == Column::User)
            return found && found->user ? exactText(*found->user) : QString();
        return column == Column::Written ? lineAt(row).name : QVariant();
    case DoubtRole:
        return found && !found->user && column == Column::User;
    default:
        return {};
    }
}

bool ListLines::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    m_list.setTicked(matchAt(index.row()), value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

QVariant ListLines::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Line:
        return tr("Line");
    case Column::Written:
        return tr("As written");
    case Column::User:
        return tr("User");
    case Column::Matched:
        return tr("Matched by");
    case Column::SignIn:
        return tr("Sign-in");
    case Column::Count:
        break;
    }
    return {};
}

Qt::ItemFlags ListLines::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (static_cast<Column>(index.column()) == Column::Line && canTick(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace gatehouse
