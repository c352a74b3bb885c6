// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

/// The data that ProfileDelegate paints, beside Qt::DisplayRole (the connection's name).
enum ProfileRole {
    HostRole = Qt::UserRole + 1, ///< QString, the second line
    EnvironmentRole,             ///< int of EnvironmentLook; without it the tile is an empty one
    IdRole,                      ///< QUuid
    ColourRole,                  ///< QString, "#rrggbb": the tile's tint in place of the environment's
    CommandRole, ///< an entry of one line that is no connection but does something; its icon is Qt::DecorationRole
};

/// A connection in two lines behind its environment's tile, for lists and for the connection box's opened list.
/// Stateless; everything comes from the roles, and colours from the palette when painting.
class ProfileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ProfileDelegate(QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintConnection(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                         const QRect &content) const;
    void paintCommand(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &content) const;
};

} // namespace gatehouse
