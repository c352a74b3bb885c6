// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/statustable.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>

#include <atomic>

namespace gatehouse {

/// For each status that is nobody's, the person whose user name is nearly the same: by case, white space, accents or
/// one letter. Most such statuses are a name that somebody mistyped. Looked for on a worker; until it is through, and
/// beyond the first kMost of them, there are none. Lives on the table's thread.
class Twins final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMost = 10'000;

    explicit Twins(QObject *parent = nullptr);
    ~Twins() override;

    /// Looks for the twins of this table's statuses; those of another are forgotten when they are found.
    void find(const StatusTable &table);
    /// The person's user name; empty where there is no twin.
    QByteArray of(const QByteArray &name) const { return m_twins.value(name); }

signals:
    /// There are others now.
    void found();

private:
    using Found = QHash<QByteArray, QByteArray>;
    void stop();

    Found m_twins;
    std::shared_ptr<std::atomic_bool> m_stop;
    QFutureWatcher<Found> m_worker;
};

} // namespace gatehouse
