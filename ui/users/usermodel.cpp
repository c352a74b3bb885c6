// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/usermodel.h"

#include "ui/users/lookwords.h"
#include "users/exacttext.h"

#include <QTextDocument>

namespace gatehouse {

namespace {

constexpr qsizetype kLongestOdd = 200; // characters of a value that only the server understands

/// A JSON value for a person's eyes: a plain string without its quotes, everything else as it stands.
QString oddText(const QByteArray &json)
{
    QByteArray text = json;
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"') && !text.contains('\\'))
        text = text.mid(1, text.size() - 2);
    QString shown = displayName(text);
    if (shown.size() > kLongestOdd)
        shown = shown.left(kLongestOdd) + QChar(0x2026);
    return shown;
}

/// A text of the server's for a person's eyes.
QString shownText(std::string_view text)
{
    return displayName(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

QString UserModel::Since::whole() const
{
    return age.isEmpty() ? text : text + QStringLiteral(" \u00B7 ") + age;
}

QString UserModel::Who::whole() const
{
    return twin.isEmpty() ? text : text + QStringLiteral(" \u00B7 ") + twin;
}

UserModel::UserModel(UserListing &listing, QObject *parent) : QAbstractTableModel(parent), m_listing(listing)
{
    connect(&listing, &UserListing::aboutToReset, this, &UserModel::beginResetModel);
    connect(&listing, &UserListing::reset, this, &UserModel::endResetModel);
    connect(&listing, &UserListing::aboutToAppend, this, [this] { beginInsertRows({}, rowCount(), rowCount()); });
    connect(&listing, &UserListing::rowAppended, this, &UserModel::endInsertRows);
    connect(&listing, &UserListing::rowChanged, this, &UserModel::tellChanged);
}

QModelIndex UserModel::indexOf(Row row, Column column) const
{
    const auto position = m_listing.visible().position(row);
    return position ? index(static_cast<int>(*position), static_cast<int>(column)) : QModelIndex();
}

void UserModel::setAccess(Access access)
{
    if (access == m_access)
        return;
    m_access = access;
    if (rowCount() > 0)
        emit dataChanged(index(0, static_cast<int>(Column::SignIn)),
                         index(rowCount() - 1, static_cast<int>(Column::SignIn)));
}

void UserModel::setRelativeNow(std::function<Instant()> now)
{
    m_now = std::move(now);
}

void UserModel::setDateText(const DateText &dates)
{
    m_dates = dates;
}

void UserModel::setTwins(std::function<QByteArray(Row)> twins)
{
    m_twins = std::move(twins);
}

void UserModel::setLookChanges(std::function<LookChange(Row)> changes)
{
    m_lookChanges = std::move(changes);
}

QString UserModel::name(Row row) const
{
    return displayName(m_listing.table().nameBytes(row));
}

QString UserModel::word(StatusState state)
{
    switch (state) {
    case StatusState::NoStatus:
        return tr("No status yet");
    case StatusState::Enabled:
        return tr("Enabled");
    case StatusState::Disabled:
    case StatusState::DisabledOdd:
        return tr("Disabled");
    }
    return {};
}

StatusState UserModel::switchState(Row row) const
{
    const RowMark mark = m_listing.mark(row);
    return mark.kind == RowMark::Kind::Sending ? mark.wanted : m_listing.table().state(row);
}

UserModel::Since UserModel::since(Row row, Marks marks) const
{
    const RowMark mark = m_listing.mark(row);
    switch (mark.kind) {
    case RowMark::Kind::Sending:
        if (marks == Marks::Shown)
            return {Since::Kind::Sending, mark.words.isEmpty() ? tr("Sending\u2026") : mark.words, {}};
        break;
    case RowMark::Kind::Failed:
        return {Since::Kind::Failed, tr("Failed: %1").arg(displayName(mark.words.toUtf8())), {}};
    case RowMark::Kind::Deleted:
        return {Since::Kind::Deleted, tr("Status deleted"), {}};
    case RowMark::Kind::None:
        break;
    }
    const StatusTable &table = m_listing.table();
    switch (table.state(row)) {
    case StatusState::NoStatus:
    case StatusState::Enabled:
        break;
    case StatusState::Disabled:
        return {Since::Kind::Date, m_dates.date(table.disabledSince(row)),
                m_dates.age(table.disabledSince(row), m_now())};
    case StatusState::DisabledOdd:
        return {Since::Kind::Odd, oddText(table.oddDisabled(row)), {}};
    }
    return {};
}

UserModel::Who UserModel::who(Row row) const
{
    const StatusTable &table = m_listing.table();
    if (!table.directory())
        return {};
    if (table.isPerson(row))
        return {Who::Kind::Person, shownText(table.directory()->fullName(table.person(row))), {}};
    if (table.state(row) == StatusState::NoStatus) // it was deleted: there is nothing to ask about any more
        return {};
    const QByteArray twin = m_twins ? m_twins(row) : QByteArray();
    return {Who::Kind::Nobody, tr("No such person"),
            //: Beside "No such person": %1 is a user whose name is nearly the same
            twin.isEmpty() ? QString() : tr("but there is %1").arg(displayName(twin))};
}

QString UserModel::email(Row row) const
{
    const StatusTable &table = m_listing.table();
    return table.isPerson(row) ? shownText(table.directory()->email(table.person(row))) : QString();
}

QStringList UserModel::roles(Row row) const
{
    const StatusTable &table = m_listing.table();
    QStringList shown;
    if (!table.isPerson(row))
        return shown;
    for (const QString &role : table.directory()->roles(table.person(row)))
        shown.append(displayName(role.toUtf8()));
    return shown;
}

bool UserModel::canToggle(Row row) const
{
    const StatusTable &table = m_listing.table();
    const bool isThere = table.state(row) != StatusState::NoStatus || table.isPerson(row);
    return m_access == Access::ReadWrite && isThere && table.isAddressable(row);
}

QString UserModel::copyLine(Row row) const
{
    // displayName() spells out control characters, tabs and line breaks among them.
    return name(row) + QLatin1Char('\t') + word(m_listing.table().state(row)) + QLatin1Char('\t') +
           displayName(rawSince(row).toUtf8());
}

int UserModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_listing.visible().count());
}

int UserModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant UserModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row row = rowAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return displayText(row, column);
    case Qt::CheckStateRole:
        if (column != Column::SignIn)
            return {};
        return switchState(row) == StatusState::Enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleDescriptionRole:
        return column == Column::User ? lookChangeWords(lookChange(row)) : QString();
    case Qt::ToolTipRole:
        // A name could be taken for HTML by the tool tip.
        return tip(row, column).isEmpty() ? QString() : Qt::convertFromPlainText(tip(row, column));
    case RawRole:
        return raw(row, column);
    default:
        return {};
    }
}

bool UserModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const Row row = rowAt(index.row());
    if (m_listing.mark(row).kind == RowMark::Kind::Sending || value == data(index, Qt::CheckStateRole))
        return false;
    emit toggleWanted(row);
    return true;
}

QVariant UserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount() || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::User:
        return tr("User");
    case Column::SignIn:
        return tr("Sign-in");
    case Column::DisabledSince:
        return tr("Disabled since");
    case Column::Person:
        return tr("Person");
    case Column::Email:
        return tr("E-mail");
    case Column::Roles:
        return tr("Roles");
    case Column::Count:
        break;
    }
    return {};
}

Qt::ItemFlags UserModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    // Qt's AT-SPI bridge passes "checked" on, but has no line for "checkable": on Linux a reader never sees it, of
    // cells and of buttons.
    if (static_cast<Column>(index.column()) == Column::SignIn && canToggle(rowAt(index.row())))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString UserModel::displayText(Row row, Column column) const
{
    switch (column) {
    case Column::User:
        return name(row);
    case Column::SignIn:
        return word(m_listing.table().state(row));
    case Column::DisabledSince:
        return since(row).whole();
    case Column::Person:
        return who(row).whole();
    case Column::Email:
        return email(row);
    case Column::Roles:
        return roles(row).join(QStringLiteral(", "));
    case Column::Count:
        break;
    }
    return {};
}

QString UserModel::tip(Row row, Column column) const
{
    const StatusTable &table = m_listing.table();
    switch (column) {
    case Column::User: {
        const QString change = lookChangeWords(lookChange(row));
        return change.isEmpty() ? name(row) : name(row) + QLatin1Char('\n') + change;
    }
    case Column::SignIn:
        return signInTip(row);
    case Column::DisabledSince: {
        const Since what = since(row);
        return what.kind == Since::Kind::Date ? m_dates.exact(table.disabledSince(row)) : what.text;
    }
    case Column::Person:
        return who(row).kind == Who::Kind::Nobody
                   ? tr("There is a status of this name, but the server knows no person who is called so. %1")
                         .arg(who(row).twin)
                         .trimmed()
                   : who(row).text;
    case Column::Email:
    case Column::Roles:
        return displayText(row, column);
    case Column::Count:
        break;
    }
    return {};
}

QString UserModel::signInTip(Row row) const
{
    const StatusTable &table = m_listing.table();
    if (!table.isAddressable(row))
        return tr("This name cannot be sent to the server, so nothing can be changed here.");
    if (m_access == Access::ReadOnly)
        return tr("This connection is read-only.");
    if (table.state(row) == StatusState::NoStatus && table.isPerson(row))
        return tr("Nobody has said anything about this person's sign-in yet. Disabling creates a status.");
    return {};
}

QVariant UserModel::raw(Row row, Column column) const
{
    switch (column) {
    case Column::User:
        return exactText(m_listing.table().nameBytes(row));
    case Column::SignIn:
        return static_cast<int>(m_listing.table().state(row));
    case Column::DisabledSince:
        return rawSince(row);
    case Column::Person:
        return who(row).text;
    case Column::Email:
        return email(row);
    case Column::Roles:
        return roles(row);
    case Column::Count:
        break;
    }
    return {};
}

QString UserModel::rawSince(Row row) const
{
    const StatusTable &table = m_listing.table();
    switch (table.state(row)) {
    case StatusState::NoStatus:
    case StatusState::Enabled:
        break;
    case StatusState::Disabled:
        return QString::fromLatin1(formatInstant(table.disabledSince(row)));
    case StatusState::DisabledOdd:
        return QString::fromUtf8(table.oddDisabled(row));
    }
    return {};
}

void UserModel::tellChanged(Row row)
{
    const QModelIndex first = indexOf(row, Column::User);
    if (first.isValid())
        emit dataChanged(first, first.siblingAtColumn(columnCount() - 1));
}

} // namespace gatehouse
