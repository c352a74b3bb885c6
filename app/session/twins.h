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
///
/// A name is looked for once among the same persons, as the search for all of them takes as long as a refresh does.
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
    QByteArray of(const QByteArray &name) const { return m_found.twins.value(name); }
    /// How many names the last search that ended had to look for: those that were not known from the one before it.
    qsizetype lookedFor() const { return m_found.lookedFor; }

signals:
    /// There are others now.
    void found();
    /// A search has come to its end, whatever it found.
    void searched();

private:
    using Names = QHash<QByteArray, QByteArray>;
    struct Found
    {
        Names twins; ///< of everybody who was looked for; empty where there is none
        qsizetype lookedFor = 0;
    };
    static Found search(const TableSnapshot &table, const Names &known, const std::atomic_bool &stop);
    void stop();
    void take(Found found);

    Found m_found;
    std::weak_ptr<const Directory> m_persons; ///< where m_found was looked for
    std::weak_ptr<const Directory> m_asked;   ///< where the worker looks
    std::shared_ptr<std::atomic_bool> m_stop;
    QFutureWatcher<Found> m_worker;
};

} // namespace gatehouse
