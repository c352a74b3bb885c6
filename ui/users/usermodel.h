// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/userlisting.h"
#include "ui/users/datetext.h"

#include <QAbstractTableModel>

namespace gatehouse {

/// The visible users as a table for Qt's views and for assistive technology.
///
/// A thin face of a UserListing, which must outlive it; it holds no rows and changes nothing. Lives on the window's
/// thread. A change of a switch is only asked for: setData() of the check state emits toggleWanted().
class UserModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column { User, SignIn, DisabledSince, Person, Email, Roles, Count };
    enum Role {
        RawRole = Qt::UserRole, ///< User: the name to the letter; SignIn: StatusState as int; DisabledSince: RFC 3339
                                ///< UTC, or the server's own JSON; Roles: a list; the others: their text
    };
    enum class Access { ReadWrite, ReadOnly };

    /// What stands in Disabled since, in pieces that are painted differently.
    struct Since
    {
        enum class Kind { Nothing, Date, Odd, Sending, Failed, Deleted };
        Kind kind = Kind::Nothing;
        QString text; ///< the date, or all the words
        QString age;  ///< of Date
        QString whole() const;
    };
    enum class Marks { Shown, WithoutSending };

    /// What stands in Person.
    struct Who
    {
        enum class Kind { NotKnown, Person, Nobody };
        Kind kind = Kind::NotKnown;
        QString text; ///< the person's name, or the words for nobody
        QString twin; ///< of Nobody: a person whose user name is nearly the same, empty if there is none
        QString whole() const;
    };

    explicit UserModel(UserListing &listing, QObject *parent = nullptr);

    const UserListing &listing() const { return m_listing; }
    Row rowAt(int position) const { return m_listing.visible().row(position); }
    /// Where the user stands in a column; invalid when it is filtered away.
    QModelIndex indexOf(Row row, Column column) const;

    /// Read-only: no switch can be used.
    void setAccess(Access access);
    Access access() const { return m_access; }
    /// What "now" is for "4 years ago": the server's time.
    void setRelativeNow(std::function<Instant()> now);
    void setDateText(const DateText &dates);

    /// Whose name is nearly the same as a status's that is nobody's; empty for none.
    void setTwins(std::function<QByteArray(Row)> twins);

    /// What others changed since the last look.
    void setLookChanges(std::function<LookChange(Row)> changes);
    LookChange lookChange(Row row) const { return m_lookChanges ? m_lookChanges(row) : LookChange::None; }

    QString name(Row row) const;
    /// The word of a state: "Enabled", "Disabled", "No status yet".
    static QString word(StatusState state);
    /// What the switch is to show: the wanted state while a change is on its way, else the table's.
    StatusState switchState(Row row) const;
    Since since(Row row, Marks marks = Marks::Shown) const;
    Who who(Row row) const;
    QString email(Row row) const;
    QStringList roles(Row row) const;
    bool canToggle(Row row) const;
    /// One line for the clipboard: name, sign-in, RFC 3339 UTC, separated by tabs; nothing in it breaks the line.
    QString copyLine(Row row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// Somebody wants this user's switch the other way round.
    void toggleWanted(gatehouse::Row row);

private:
    QString displayText(Row row, Column column) const;
    QString tip(Row row, Column column) const;
    QVariant raw(Row row, Column column) const;
    QString signInTip(Row row) const;
    QString rawSince(Row row) const;
    void tellChanged(Row row);

    UserListing &m_listing;
    std::function<Instant()> m_now = computerNow;
    std::function<QByteArray(Row)> m_twins;
    std::function<LookChange(Row)> m_lookChanges;
    DateText m_dates;
    Access m_access = Access::ReadWrite;
};

} // namespace gatehouse
