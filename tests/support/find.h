// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QList>
#include <QString>
#include <QWidget>

namespace gatehouse {

/// The child in the same window that assistive technology knows by this name; nothing if there is none or more than
/// one.
template<typename T>
T *findNamed(const QWidget *parent, const char *accessibleName)
{
    QList<T *> found;
    for (T *child : parent->findChildren<T *>()) {
        if (child->window() == parent->window() && child->accessibleName() == QString::fromUtf8(accessibleName))
            found.append(child);
    }
    return found.size() == 1 ? found.constFirst() : nullptr;
}

/// The button in the same window with this text.
inline QAbstractButton *findButton(const QWidget *parent, const char *text)
{
    for (QAbstractButton *child : parent->findChildren<QAbstractButton *>()) {
        if (child->window() == parent->window() && child->text() == QString::fromUtf8(text))
            return child;
    }
    return nullptr;
}

} // namespace gatehouse
