// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/windowmemory.h"

#include "profiles/profilestore.h"
#include "ui/mainwindow/savedappearance.h"

namespace gatehouse {

WindowMemory::WindowMemory(ProfileStore &store, QObject *parent) : QObject(parent), m_store(store) {}

QVariant WindowMemory::value(const QString &key) const
{
    return m_store.windowValue(key);
}

void WindowMemory::keep(const QString &key, const QVariant &value)
{
    if (this->value(key) != value) // nothing new is nothing to fail at
        tellFailure(m_store.setWindowValue(key, value));
}

Appearance WindowMemory::appearance() const
{
    return savedAppearance(m_store);
}

void WindowMemory::keepAppearance(Appearance appearance)
{
    tellFailure(saveAppearance(m_store, appearance));
}

template<typename Saved>
void WindowMemory::tellFailure(const Saved &saved)
{
    if (saved || m_isTold)
        return;
    m_isTold = true;
    emit notKept(saved.error());
}

} // namespace gatehouse
