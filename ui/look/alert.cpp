// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/alert.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace gatehouse {

namespace {

QAccessibleInterface *alertInterface(const QString &className, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    if (className == QLatin1String("gatehouse::Toast") || className == QLatin1String("gatehouse::Banner"))
        return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::AlertMessage);
    return nullptr;
}

} // namespace

void announceAlert(QWidget *widget)
{
    QAccessible::installFactory(alertInterface); // a second time changes nothing
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace gatehouse
