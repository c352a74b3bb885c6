// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/lookfile.h"
#include "users/lookchanges.h"

#include <QFutureWatcher>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QThreadPool;

namespace gatehouse {

/// What others have changed on one connection since its admin last looked. Each believed list is compared with the one
/// that was seen, which is kept in a file, so over restarts too. The first list ever counts as seen; so does what this
/// program changed itself, see noteOwn().
///
/// Lives on the window's thread; a worker reads, compares and writes. Only the newest comparison is told: from
/// compare() to its compared() no row is said to have changed, while counts() and gone() stay those of the list before.
/// Of two windows on one connection the one that writes last is kept, whole. A file that cannot be read back counts as
/// none, one that cannot be written leaves the old one as it was: nothing fails, trouble() says so.
class LastLook final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        /// LookFile::standardFolder(), say; empty: nothing is kept beyond this object.
        QString folder;
        /// Where files are read and written; the program's own if null. One of one thread, shared by all, sees to it
        /// that a connection which is left and opened again reads what was written when it was left. It must outlive
        /// this object.
        QThreadPool *files = nullptr;
        /// How long own changes are gathered before they are written: a run makes many of them.
        std::chrono::milliseconds gathering{1'000};
    };

    LastLook(const ConnectionKey &connection, const Parts &parts, QObject *parent = nullptr);
    /// What was not written yet is written, by a worker that goes on without it.
    ~LastLook() override;

    /// Compares this table, whose list was believed and arrived then; it is copied now.
    void compare(const StatusTable &table, Instant arrivedAt);
    bool isComparing() const { return m_asked.has_value(); }

    const LookCounts &counts() const { return m_told->counts; }
    /// None for rows of a table that was not compared.
    LookChange changeOf(const StatusTable &table, Row row) const;
    /// Those who had a status and have none.
    const QList<GoneUser> &gone() const { return m_told->gone; }
    /// What is told, for a worker; null if it is not of this table. Rows that were added since are None and have no
    /// place in it.
    std::shared_ptr<const LookChanges> changes(const StatusTable &table) const;
    /// When the list arrived that counts as seen; nothing before the first.
    std::optional<Instant> seenAt() const;
    /// Why changes are not known, or what was seen is not kept: one sentence; empty if all is well.
    QString trouble() const { return m_writeTrouble.isEmpty() ? m_readTrouble : m_writeTrouble; }

    /// What is told counts as seen from now on: the list that was compared last, with own changes, and not one that is
    /// still being compared.
    void markAsSeen();
    /// A change by this program was done, and this is what the server answered: it is nobody else's.
    void noteOwn(const UserStatus &status);

signals:
    /// The newest list was compared: rows, counts and gone are new.
    void compared();
    /// Something that was told is not told any more, by markAsSeen() or noteOwn().
    void changed();
    void troubleChanged();

private:
    /// A list and what this program has changed since it was copied.
    struct Listed
    {
        std::shared_ptr<const TableSnapshot> table;
        Instant at{};
        QHash<QByteArray, UserStatus> own{};
        Lookback look(Instant seenAt) const;
    };
    struct Compared
    {
        std::shared_ptr<LookChanges> changes;
        std::optional<Lookback> seen; ///< as before, on the names of the table; nothing if that is of no use
    };
    struct Saved
    {
        QString trouble;
        std::chrono::milliseconds took{0};
    };

    static Compared compareWith(const Lookback &seen, const std::shared_ptr<const TableSnapshot> &table);
    void takeLoaded();
    void compareNext();
    void takeCompared();
    bool isOf(const StatusTable &table) const;
    bool tellNoMore(const QByteArray &name);
    LookChanges &tellable();
    enum class Haste { Now, Gathered };
    void save(Haste haste);
    std::function<Saved()> saving();
    void takeSaved();
    void tellTrouble(const QString &before);

    LookFile m_file;
    QThreadPool *m_files;
    const std::chrono::milliseconds m_shortestGathering;
    std::chrono::milliseconds m_gather; ///< longer where writing takes long
    bool m_isLoaded = false;
    QList<UserStatus> m_early; ///< own changes until it is
    std::optional<Lookback> m_seen;
    std::optional<Listed> m_present; ///< what was compared last
    std::optional<Listed> m_asked;   ///< what is to be compared, or is being
    quint64 m_generation = 0;        ///< counts; results of another one are dropped
    quint64 m_working = 0;           ///< the generation that the worker has
    std::shared_ptr<LookChanges> m_told;
    mutable bool m_isHandedOut = false; ///< a worker may be reading m_told: it is not changed any more but replaced
    QString m_readTrouble;              ///< until something is marked as seen
    QString m_writeTrouble;

    struct Order;
    std::shared_ptr<Order> m_order;
    quint64 m_saves = 0;
    bool m_isUnsaved = false;
    bool m_isUrgent = false;
    QTimer m_gathering;
    QFutureWatcher<tl::expected<std::optional<Lookback>, QString>> m_loader;
    QFutureWatcher<Compared> m_comparer;
    QFutureWatcher<Saved> m_saver;
};

} // namespace gatehouse
