// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lastlook.h"

#include "changes/freedbyworker.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <tuple>
#include <utility>

namespace gatehouse {

namespace {

/// How many times as long as writing a list took, the next rests while own changes go on; and how long at most.
constexpr int kRestAfterSave = 20;
constexpr std::chrono::milliseconds kLongestGathering{30'000};

/// One change among so many users is few: a note of each takes less room than the names of all.
constexpr qint64 kFewChanges = 8;

std::shared_ptr<const TableSnapshot> copied(const StatusTable &table)
{
    auto copy = std::make_shared<TableSnapshot>(table.snapshot(StatusTable::Dates::Copied));
    copy->persons.reset(); // persons without a status are no part of it, and would be held for long
    copy->tailPersons.clear();
    return copy;
}

std::optional<Row> rowOfName(const TableSnapshot &table, const QByteArray &name)
{
    if (const auto row = table.names->find({name.constData(), static_cast<std::size_t>(name.size())}))
        return row;
    const auto found = std::find(table.tail.begin(), table.tail.end(), name);
    if (found == table.tail.end())
        return std::nullopt;
    return table.names->count() + static_cast<Row>(found - table.tail.begin());
}

} // namespace

/// Whichever thread of a pool comes first: what is older never replaces what is newer.
struct LastLook::Order
{
    QMutex mutex;
    quint64 written = 0;
};

Lookback LastLook::Listed::look(Instant seenAt) const
{
    Lookback look(table, seenAt);
    for (const UserStatus &status : own)
        look.noteOwn(status);
    return look;
}

LastLook::LastLook(const ConnectionKey &connection, const Parts &parts, QObject *parent)
    : QObject(parent),
      m_file(parts.folder, connection),
      m_files(parts.files ? parts.files : QThreadPool::globalInstance()),
      m_shortestGathering(parts.gathering),
      m_gather(parts.gathering),
      m_isLoaded(!m_file.isKept()),
      m_told(std::make_shared<LookChanges>()),
      m_order(std::make_shared<Order>())
{
    m_gathering.setSingleShot(true);
    connect(&m_gathering, &QTimer::timeout, this, [this] { save(Haste::Now); });
    connect(&m_loader, &QFutureWatcherBase::finished, this, &LastLook::takeLoaded);
    connect(&m_comparer, &QFutureWatcherBase::finished, this, &LastLook::takeCompared);
    connect(&m_saver, &QFutureWatcherBase::finished, this, &LastLook::takeSaved);
    if (!m_isLoaded)
        m_loader.setFuture(QtConcurrent::run(m_files, [file = m_file] { return file.read(); }));
}

LastLook::~LastLook()
{
    if (m_isUnsaved)
        m_files->start([write = saving()] { write(); });
}

void LastLook::takeLoaded()
{
    m_isLoaded = true;
    const auto loaded = m_loader.result();
    if (loaded)
        m_seen = *loaded;
    const QList<UserStatus> early = std::exchange(m_early, {});
    for (const UserStatus &status : early)
        noteOwn(status);
    compareNext();
    if (!loaded) {
        const QString before = trouble();
        m_readTrouble = loaded.error();
        tellTrouble(before);
    }
}

void LastLook::compare(const StatusTable &table, Instant arrivedAt)
{
    m_asked = Listed{copied(table), arrivedAt};
    ++m_generation;
    compareNext();
}

// One at a time: the list that comes meanwhile is the next.
void LastLook::compareNext()
{
    if (!m_isLoaded || !m_asked || m_working != 0)
        return;
    if (!m_seen) {
        m_seen = m_asked->look(m_asked->at);
        save(Haste::Now);
    }
    m_working = m_generation;
    m_comparer.setFuture(
        QtConcurrent::run([seen = *m_seen, table = m_asked->table] { return compareWith(seen, table); }));
}

// The names of the table are in memory anyway: those of the file, or of a list before, need not be.
LastLook::Compared LastLook::compareWith(const Lookback &seen, const std::shared_ptr<const TableSnapshot> &table)
{
    auto changes = std::make_shared<LookChanges>(changesSince(seen, *table));
    if (changes->counts.all() > table->count() / kFewChanges)
        return {std::move(changes), std::nullopt};
    auto look = rebased(seen, table, *changes);
    return {std::move(changes), std::move(look)};
}

void LastLook::takeCompared()
{
    if (std::exchange(m_working, 0) != m_generation) {
        compareNext();
        return;
    }
    const Compared result = m_comparer.result();
    std::optional<Lookback> seenBefore;
    if (result.seen)
        seenBefore = std::exchange(m_seen, result.seen);
    // Of the list before this may be all that is left: tens of megabytes of names.
    freeByWorker(std::tuple(std::exchange(m_told, result.changes),
                            std::exchange(m_present, std::exchange(m_asked, std::nullopt)), std::move(seenBefore)));
    m_isHandedOut = false;
    // Changed while it was compared.
    for (const UserStatus &status : std::as_const(m_present->own)) {
        m_seen->noteOwn(status);
        tellNoMore(status.name);
    }
    emit compared();
}

// Rows mean nothing in another table; and those behind the list are put there anew with each.
bool LastLook::isOf(const StatusTable &table) const
{
    if (m_asked || !m_present)
        return false;
    const TableSnapshot &compared = *m_present->table;
    if (compared.names != table.names() || compared.count() > table.count())
        return false;
    Row row = compared.names->count();
    while (row < compared.count() && compared.name(row) == table.name(row))
        ++row;
    return row == compared.count();
}

LookChange LastLook::changeOf(const StatusTable &table, Row row) const
{
    return isOf(table) && row < m_told->rows.size() ? m_told->rows[row] : LookChange::None;
}

std::shared_ptr<const LookChanges> LastLook::changes(const StatusTable &table) const
{
    if (!isOf(table))
        return nullptr;
    m_isHandedOut = true;
    return m_told;
}

std::optional<Instant> LastLook::seenAt() const
{
    return m_seen ? std::optional(m_seen->at()) : std::nullopt;
}

void LastLook::markAsSeen()
{
    if (!m_present)
        return;
    m_seen = m_present->look(m_present->at);
    LookChanges none;
    none.rows.resize(m_told->rows.size(), LookChange::None);
    m_told = std::make_shared<LookChanges>(std::move(none));
    m_isHandedOut = false;
    if (m_asked) {
        ++m_generation; // it was compared with what was seen before
        compareNext();
    }
    save(Haste::Now);
    const QString before = trouble();
    m_readTrouble.clear(); // from here on changes are known again
    tellTrouble(before);
    emit changed();
}

void LastLook::noteOwn(const UserStatus &status)
{
    if (!m_isLoaded)
        m_early.append(status);
    if (m_asked)
        m_asked->own.insert(status.name, status);
    if (m_present)
        m_present->own.insert(status.name, status);
    if (!m_seen || !m_isLoaded)
        return;
    m_seen->noteOwn(status);
    save(Haste::Gathered);
    if (m_present && tellNoMore(status.name))
        emit changed();
}

LookChanges &LastLook::tellable()
{
    if (std::exchange(m_isHandedOut, false))
        m_told = std::make_shared<LookChanges>(*m_told);
    return *m_told;
}

bool LastLook::tellNoMore(const QByteArray &name)
{
    const auto row = rowOfName(*m_present->table, name);
    LookChange change = row ? m_told->rows[*row] : LookChange::None;
    if (row && change == LookChange::None)
        return false;
    if (row)
        tellable().rows[*row] = LookChange::None;
    if (!row || change == LookChange::Gone) {
        const auto isNamed = [&name](const GoneUser &user) { return user.name == name; };
        if (std::none_of(m_told->gone.cbegin(), m_told->gone.cend(), isNamed))
            return false;
        tellable().gone.removeIf(isNamed);
        change = LookChange::Gone;
    }
    tellable().counts.add(change, -1);
    return true;
}

void LastLook::save(Haste haste)
{
    if (!m_file.isKept() || !m_seen)
        return;
    m_isUnsaved = true;
    m_isUrgent |= haste == Haste::Now;
    if (m_saver.isRunning())
        return;
    if (haste == Haste::Gathered) {
        if (!m_gathering.isActive())
            m_gathering.start(m_gather);
        return;
    }
    m_gathering.stop();
    m_isUnsaved = false;
    m_isUrgent = false;
    m_saver.setFuture(QtConcurrent::run(m_files, saving()));
}

std::function<LastLook::Saved()> LastLook::saving()
{
    return [file = m_file, look = *m_seen, order = m_order, number = ++m_saves] {
        QElapsedTimer timer;
        timer.start();
        const QMutexLocker lock(&order->mutex);
        if (number < order->written)
            return Saved();
        order->written = number;
        const auto written = file.write(look);
        return Saved{written ? QString() : written.error(), std::chrono::milliseconds(timer.elapsed())};
    };
}

void LastLook::takeSaved()
{
    const Saved saved = m_saver.result();
    m_gather = std::max(m_shortestGathering, std::min(saved.took * kRestAfterSave, kLongestGathering));
    if (m_isUnsaved)
        save(m_isUrgent ? Haste::Now : Haste::Gathered);
    else
        m_isUnsaved = !saved.trouble.isEmpty(); // it is tried once more with the next change, or in the end
    const QString before = trouble();
    m_writeTrouble = saved.trouble;
    tellTrouble(before);
}

void LastLook::tellTrouble(const QString &before)
{
    if (trouble() != before)
        emit troubleChanged();
}

} // namespace gatehouse
