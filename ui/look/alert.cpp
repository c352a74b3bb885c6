// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/alert.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace gatehouse {

namespace {

constexpr auto roleProperty = "gatehouseRole";

QAccessibleInterface *interfaceWithRole(const QString &, QObject *object)
{
    const QVariant role = object && object->isWidgetType() ? object->property(roleProperty) : QVariant();
    if (!role.isValid())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void giveRole(QWidget *widget, QAccessible::Role role)
{
    QAccessible::installFactory(interfaceWithRole); // a second time changes nothing
    widget->setProperty(roleProperty, static_cast<int>(role));
}

void announceAlert(QWidget *widget)
{
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace gatehouse
