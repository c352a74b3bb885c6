// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gatestyle.h"

#include <QObject>
#include <QVariant>

namespace gatehouse {

class ProfileStore;

/// What the window remembers from one time to the next: its place, its columns, its appearance. What cannot be kept
/// holds for this time all the same; that is told once as long as the program runs, since it harms no user's status.
class WindowMemory final : public QObject
{
    Q_OBJECT
public:
    /// The store must outlive it.
    explicit WindowMemory(ProfileStore &store, QObject *parent = nullptr);

    QVariant value(const QString &key) const;
    void keep(const QString &key, const QVariant &value);
    Appearance appearance() const;
    void keepAppearance(Appearance appearance);

signals:
    /// One sentence; the first time only.
    void notKept(const QString &sentence);

private:
    template<typename Saved>
    void tellFailure(const Saved &saved);

    ProfileStore &m_store;
    bool m_isTold = false;
};

} // namespace gatehouse
