// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/widgets.h"
#include "users/rowfilter.h"
#include "users/statustable.h"

#include <QWidget>

class QAction;
class QAbstractButton;
class QButtonGroup;

namespace gatehouse {

class ActionButton;

/// The acts on the selected users. The actions belong to the window and must outlive whoever shows them.
struct UserActs
{
    QAction *disable = nullptr;
    QAction *enable = nullptr;
    QAction *remove = nullptr;
};

/// The row above the table: chips that choose who is listed, with the counts of the whole list, and the buttons that
/// act. When it gets narrow, first the counts go; then the buttons take a row of their own and the counts come back.
/// Nothing ever hides.
class ChipBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ChipBar(const UserActs &acts, QWidget *parent = nullptr);

    /// Of the whole list; nothing while there is none.
    void setCounts(const std::optional<StatusCounts> &counts);
    void setChip(StatusChip chip);
    /// Without the persons their chips are grey, and say why in one sentence (empty while that is being found out).
    enum class Persons { Known, NotKnown };
    void setPersons(Persons persons, const QString &reason);
    /// How many others changed since the last look.
    void setChanged(std::optional<qint64> count);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chipChosen(gatehouse::StatusChip chip);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Shape { OneRow, OneRowWithoutCounts, TwoRows, TwoRowsWithoutCounts };
    Shape shapeFor(int width) const;
    int chipsWidth(Chip::CountRoom room) const;
    int gapBefore(const Chip *chip) const;
    int buttonsWidth() const;
    int heightOf(Shape shape) const;
    QList<int> chipWidths() const;
    /// Measures and places everything …
    void arrange();
    /// … only if a chip got another width: buttons take long to measure, and counts change thousands of times a second.
    void arrangeIfResized();
    void showCounts(bool shown) const;

    QButtonGroup *m_group;
    QList<Chip *> m_chips; ///< in the order of StatusChip
    QList<ActionButton *> m_buttons;
    QList<int> m_arrangedWidths; ///< those of the chips when they were placed
    Persons m_persons = Persons::NotKnown;
    bool m_arranging = false;
};

} // namespace gatehouse
