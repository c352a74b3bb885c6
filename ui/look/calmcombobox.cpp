// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/calmcombobox.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QWheelEvent>

namespace gatehouse {
namespace {

/// On Linux Qt gives a combo box what is chosen for a name, so that nothing outside can find it by its own. Here the
/// name is the name, and what is chosen is the value and the beginning of the description.
class CalmComboBoxInterface final : public QAccessibleWidget
{
public:
    explicit CalmComboBoxInterface(QComboBox *box) : QAccessibleWidget(box, QAccessible::ComboBox), m_box(box) {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return chosen();
        if (kind != QAccessible::Description)
            return QAccessibleWidget::text(kind);
        QStringList words{chosen(), m_box->accessibleDescription()};
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.hasPopup = true;
        state.expanded = m_box->view()->isVisible();
        return state;
    }

    int childCount() const override { return 1; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_box->view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == m_box->view() ? 0 : -1;
    }

    QStringList actionNames() const override
    {
        return QStringList{showMenuAction(), pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &action) override
    {
        if (action != showMenuAction() && action != pressAction()) {
            QAccessibleWidget::doAction(action);
            return;
        }
        if (m_box->view()->isVisible())
            m_box->hidePopup();
        else if (m_box->isEnabled())
            m_box->showPopup();
    }

private:
    QString chosen() const { return m_box->currentIndex() < 0 ? m_box->placeholderText() : m_box->currentText(); }

    QComboBox *m_box;
};

QAccessibleInterface *calmComboBoxInterface(const QString &className, QObject *object)
{
    auto *box = className == QLatin1String("gatehouse::CalmComboBox") ? qobject_cast<QComboBox *>(object) : nullptr;
    return box ? new CalmComboBoxInterface(box) : nullptr;
}

} // namespace

CalmComboBox::CalmComboBox(QWidget *parent) : QComboBox(parent)
{
    QAccessible::installFactory(calmComboBoxInterface); // a second time changes nothing
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QComboBox::currentIndexChanged, this, [this] {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    });
}

void CalmComboBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void CalmComboBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Space:
    case Qt::Key_F4:
        if (!event->isAutoRepeat())
            showPopup();
        event->accept();
        return;
    default:
        event->ignore();
    }
}

} // namespace gatehouse
