// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace gatehouse {

/// The colour of a card's icon tile: one card of a page is the likely one.
enum class CardTile { Quiet, Accent };

/// A large choice on the welcome page: an icon tile, a title and up to two quiet lines. The title is the accessible
/// name, the lines are the description. Enter presses it like Space.
class CardButton final : public QAbstractButton
{
    Q_OBJECT
public:
    CardButton(const QString &iconName, const QString &title, const QString &lines, CardTile tile = CardTile::Quiet,
               QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_icon;
    QString m_lines;
    CardTile m_tile;
};

} // namespace gatehouse
