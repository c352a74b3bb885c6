// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalwriter.h"

#include "journal/journal.h"
#include "journal/rowcodec.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

// Measured: 10,000 rows take about 0.1 s; one transaction of a million takes 12 s, and other writers give up after 5.
constexpr qsizetype kBlock = 10'000;
constexpr auto kGatherFor = 100ms;
constexpr auto kTryAgainAfter = 2s;
constexpr auto kTellEvery = 300ms;
constexpr std::size_t kGatherAtMost = 2'000;

QString cannotWrite(const DatabaseTrouble &trouble)
{
    return QCoreApplication::translate("Journal", "This could not be written into the journal: %1. Nothing was sent.")
        .arg(trouble.reason());
}

QString cannotGoOn(const DatabaseTrouble &trouble)
{
    return QCoreApplication::translate("Journal", "The journal cannot be written: %1. Nothing more is sent until it "
                                                  "can.")
        .arg(trouble.reason());
}

} // namespace

PlannedRow JournalWriter::Recording::row(qsizetype place) const
{
    if (place < set.changes.size())
        return {set.changes.at(place), Verdict::WillChange, set.matchedBy.value(place)};
    return set.leftAlone.at(place - set.changes.size());
}

JournalWriter::JournalWriter(QString file, std::function<Instant()> now)
    : m_file(std::move(file)), m_now(std::move(now)), m_gathering(this), m_telling(this)
{
    m_gathering.setSingleShot(true);
    connect(&m_gathering, &QTimer::timeout, this, &JournalWriter::flush);
    m_telling.setSingleShot(true);
    m_telling.setInterval(kTellEvery);
    connect(&m_telling, &QTimer::timeout, this, &JournalWriter::tellNoted);
}

JournalWriter::~JournalWriter() = default;

tl::expected<void, JournalWriter::Failure> JournalWriter::open()
{
    if (m_database)
        return {};
    auto opened = openJournal(m_file, m_now);
    if (!opened)
        return tl::unexpected(opened.error());
    m_database = std::move(opened->database);
    m_runner = std::make_unique<RunnerLock>(m_file);
    if (!opened->notice.isEmpty())
        emit notice(opened->notice);
    dropUnfinished();
    return {};
}

// What a program left half recorded was never run; its rows only take room. Others may be recording at this moment.
void JournalWriter::dropUnfinished()
{
    auto found =
        m_database->run(QStringLiteral("SELECT number, runner FROM sets WHERE ended_at IS NULL AND complete=0"));
    if (!found)
        return;
    QVariantList numbers;
    while (found->next()) {
        if (!RunnerLock::isAlive(m_file, found->value(1).toString()))
            numbers.append(found->value(0));
    }
    found->finish();
    for (const QVariant &number : std::as_const(numbers)) {
        (void)m_database->transact(JournalDatabase::Durability::Program, [&]() -> Stored<void> {
            if (auto rows = m_database->run(QStringLiteral("DELETE FROM rows WHERE set_number=?"), {number}); !rows)
                return tl::unexpected(rows.error());
            if (auto set = m_database->run(QStringLiteral("DELETE FROM sets WHERE number=?"), {number}); !set)
                return tl::unexpected(set.error());
            return {};
        });
    }
}

void JournalWriter::record(const ChangeSet &set, Done done)
{
    if (auto opened = open(); !opened) {
        done(opened);
        return;
    }
    m_recordings.push_back({set, std::move(done)});
    if (m_recordings.size() == 1)
        writeBlock();
}

// One block of one set; the rest follows through the event loop, so that outcomes come in between. Sets take turns, so
// that an act on one user need not wait for a million rows.
void JournalWriter::writeBlock()
{
    Recording recording = std::move(m_recordings.front());
    m_recordings.pop_front();
    const qsizetype end = std::min(recording.next + kBlock, recording.size());
    const bool isLast = end == recording.size();
    const auto durability = isLast ? JournalDatabase::Durability::PowerCut : JournalDatabase::Durability::Program;
    const auto written = m_database->transact(durability, [&]() -> Stored<void> {
        if (recording.number == 0) {
            if (auto inserted = insertSet(recording); !inserted)
                return inserted;
        }
        if (auto inserted = insertRows(recording, end); !inserted)
            return inserted;
        if (!isLast)
            return {};
        auto completed =
            m_database->run(QStringLiteral("UPDATE sets SET complete=1 WHERE number=?"), {recording.number});
        return completed ? Stored<void>() : tl::unexpected(completed.error());
    });
    if (!written) {
        abandon(recording);
        recording.done(tl::unexpected(cannotWrite(written.error())));
    } else if (isLast) {
        m_numbers.insert(recording.set.id, recording.number);
        recording.done({});
        emit changed();
    } else {
        recording.next = end;
        m_recordings.push_back(std::move(recording));
    }
    if (!m_recordings.empty())
        QMetaObject::invokeMethod(this, &JournalWriter::writeBlock, Qt::QueuedConnection);
}

Stored<void> JournalWriter::insertSet(Recording &recording)
{
    const ChangeSet &set = recording.set;
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    auto inserted = m_database->run(
        QStringLiteral("INSERT INTO sets (id, complete, runner, act, title, connection, address, connection_name,"
                       " reason, ordered_by, ordered_at, undoes, changes, left_alone, environment, sending_end)"
                       " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {set.id.toString(), m_runner->name(), static_cast<int>(set.act), text(set.title), set.connection.id.toString(),
         text(set.connection.address), text(set.connectionName), text(set.reason), text(set.orderedBy),
         toMilliseconds(set.orderedAt), set.undoes.isNull() ? QVariant() : QVariant(set.undoes.toString()),
         set.changes.size(), set.leftAlone.size(), set.environment.isEmpty() ? QVariant() : set.environment,
         std::min(set.changes.size(), Journal::kSendingAhead)});
    if (!inserted)
        return tl::unexpected(inserted.error());
    recording.number = inserted->lastInsertId().toLongLong();
    return {};
}

Stored<void> JournalWriter::insertRows(const Recording &recording, qsizetype end)
{
    auto query =
        m_database->prepared(QStringLiteral("INSERT INTO rows (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                                 .arg(QLatin1String(kRowColumns)));
    if (!query)
        return tl::unexpected(query.error());
    for (qsizetype place = recording.next; place < end; ++place) {
        if (auto done = JournalDatabase::runAgain(*query, rowValues(recording.number, place, recording.row(place)));
            !done)
            return done;
    }
    return {};
}

void JournalWriter::abandon(const Recording &recording)
{
    if (recording.next == 0) // its only transaction was rolled back
        return;
    // When this fails too, the set stays incomplete, which counts for nothing, and goes at the next start.
    (void)m_database->transact(JournalDatabase::Durability::Program, [&]() -> Stored<void> {
        (void)m_database->run(QStringLiteral("DELETE FROM rows WHERE set_number=?"), {recording.number});
        (void)m_database->run(QStringLiteral("DELETE FROM sets WHERE number=?"), {recording.number});
        return {};
    });
}

// What was gathered goes first: that nothing more is sent when outcomes cannot be written is half of the use of this.
void JournalWriter::noteSending(const QUuid &set, qint64 end, const Done &done)
{
    if (auto opened = open(); !opened) {
        done(opened);
        return;
    }
    if (auto written = writeGathered(); !written) {
        done(tl::unexpected(cannotGoOn(written.error())));
        return;
    }
    const auto written = m_database->transact(JournalDatabase::Durability::PowerCut, [&]() -> Stored<void> {
        auto marked = m_database->run(QStringLiteral("UPDATE sets SET sending_end=max(sending_end, ?) WHERE id=?"),
                                      {end, set.toString()});
        return marked ? Stored<void>() : tl::unexpected(marked.error());
    });
    done(written ? tl::expected<void, Failure>() : tl::unexpected(cannotGoOn(written.error())));
}

tl::expected<std::optional<qint64>, JournalWriter::Failure> JournalWriter::takeUp(const QUuid &set)
{
    if (auto opened = open(); !opened)
        return tl::unexpected(opened.error());
    if (auto written = writeGathered(); !written) // that it was let go here may be among it
        return tl::unexpected(cannotWrite(written.error()));
    std::optional<qint64> end;
    const auto written = m_database->transact(JournalDatabase::Durability::PowerCut, [&]() -> Stored<void> {
        auto found = m_database->run(QStringLiteral("SELECT number, runner, coalesce(sending_end, changes) FROM sets"
                                                    " WHERE id=? AND complete=1 AND ended_at IS NULL"),
                                     {set.toString()});
        if (!found)
            return tl::unexpected(found.error());
        if (!found->next())
            return {};
        const QVariant number = found->value(0);
        const QString runner = found->value(1).toString();
        const qint64 left = found->value(2).toLongLong();
        found->finish();
        if (runner == m_runner->name() || RunnerLock::isAlive(m_file, runner))
            return {};
        auto taken =
            m_database->run(QStringLiteral("UPDATE sets SET runner=? WHERE number=?"), {m_runner->name(), number});
        if (!taken)
            return tl::unexpected(taken.error());
        end = left;
        return {};
    });
    if (!written)
        return tl::unexpected(cannotWrite(written.error()));
    if (end)
        emit changed();
    return end;
}

// A note as well: it must not come before what else was noted, and is tried again where the disk is full.
void JournalWriter::letGo(const QUuid &set)
{
    gather({set, 0, {}, {}, {}, true});
    flush();
}

void JournalWriter::noteOutcome(const QUuid &set, qint64 place, const Outcome &outcome)
{
    gather({set, place, outcome, {}, {}, false});
}

void JournalWriter::noteConfirmation(const QUuid &set, qint64 place, const Confirmation &confirmation)
{
    gather({set, place, {}, confirmation, {}, false});
}

void JournalWriter::noteEnd(const QUuid &set, Instant at)
{
    gather({set, 0, {}, {}, at, false});
    flush();
}

void JournalWriter::gather(Note note)
{
    m_notes.push_back(std::move(note));
    if (m_notes.size() >= kGatherAtMost && !m_notesFail)
        flush();
    else if (!m_gathering.isActive())
        m_gathering.start(m_notesFail ? kTryAgainAfter : kGatherFor);
}

void JournalWriter::flush()
{
    if (!m_notes.empty() && open())
        (void)writeGathered();
}

Stored<void> JournalWriter::writeGathered()
{
    m_gathering.stop();
    if (m_notes.empty())
        return {};
    auto written = writeNotes();
    if (!written) {
        // Nothing is lost while the program runs: they are kept, and tried again.
        m_gathering.start(kTryAgainAfter);
        const bool isNews =
            std::any_of(m_notes.cbegin(), m_notes.cend(), [](const Note &note) { return !note.isLetGo; });
        if (isNews && !std::exchange(m_notesFail, true))
            emit notice(QCoreApplication::translate("Journal",
                                                    "What the server answered could not be written into the journal: "
                                                    "%1. Gatehouse keeps trying; please do not close it.")
                            .arg(written.error().reason()));
        return written;
    }
    m_notesFail = false;
    bool isListChanged = false;
    for (const Note &note : m_notes) {
        if (note.isOfTheSet())
            isListChanged = true;
        else
            m_untold.insert(note.set);
    }
    m_notes.clear();
    if (isListChanged)
        emit changed();
    if (!m_telling.isActive())
        tellNoted();
    return {};
}

void JournalWriter::tellNoted()
{
    if (m_untold.isEmpty())
        return;
    m_telling.start();
    const QSet<QUuid> sets = std::exchange(m_untold, {});
    for (const QUuid &set : sets)
        emit outcomesNoted(set);
}

Stored<void> JournalWriter::writeNotes()
{
    const bool isEnd = std::any_of(m_notes.cbegin(), m_notes.cend(), [](const Note &note) { return note.end; });
    const auto durability = isEnd ? JournalDatabase::Durability::PowerCut : JournalDatabase::Durability::Program;
    return m_database->transact(durability, [this]() -> Stored<void> {
        auto outcomes = m_database->prepared(
            QStringLiteral("UPDATE rows SET %1 WHERE set_number=? AND place=?").arg(QLatin1String(kOutcomeColumns)));
        if (!outcomes)
            return tl::unexpected(outcomes.error());
        auto confirmations =
            m_database->prepared(QStringLiteral("UPDATE rows SET confirmation=?, confirmation_words=?, confirmed_at=?"
                                                " WHERE set_number=? AND place=?"));
        if (!confirmations)
            return tl::unexpected(confirmations.error());
        for (const Note &note : m_notes) {
            if (auto done = writeNote(note, *outcomes, *confirmations); !done)
                return done;
        }
        return {};
    });
}

Stored<void> JournalWriter::writeNote(const Note &note, QSqlQuery &outcomes, QSqlQuery &confirmations)
{
    const auto number = numberOf(note.set);
    if (!number)
        return tl::unexpected(number.error());
    if (*number == 0) // of a set that does not stand here: nothing to add it to
        return {};
    if (note.end)
        return writeEnd(*number, *note.end);
    if (note.isLetGo)
        return writeLetGo(*number);
    if (note.outcome) {
        QVariantList values = outcomeValues(*note.outcome);
        values.append({*number, note.place});
        return JournalDatabase::runAgain(outcomes, values);
    }
    const Confirmation &said = *note.confirmation;
    return JournalDatabase::runAgain(confirmations,
                                     {static_cast<int>(said.kind), said.words.isEmpty() ? QVariant() : said.words,
                                      toMilliseconds(said.at), *number, note.place});
}

Stored<void> JournalWriter::writeEnd(qint64 number, Instant at)
{
    auto rest = m_database->run(
        QStringLiteral("UPDATE rows SET outcome=?, at=? WHERE set_number=? AND verdict=? AND"
                       " outcome IS NULL"),
        {static_cast<int>(OutcomeKind::NotSent), toMilliseconds(at), number, static_cast<int>(Verdict::WillChange)});
    if (!rest)
        return tl::unexpected(rest.error());
    auto counted = m_database->run(
        QStringLiteral(
            "SELECT outcome, count(*) FROM rows WHERE set_number=? AND outcome IS NOT NULL GROUP BY outcome"),
        {number});
    if (!counted)
        return tl::unexpected(counted.error());
    OutcomeCounts counts;
    while (counted->next())
        counts.add(static_cast<OutcomeKind>(counted->value(0).toInt()), counted->value(1).toLongLong());
    counted->finish();
    auto ended = m_database->run(
        QStringLiteral("UPDATE sets SET ended_at=?, done=?, already_so=?, failed=?, changed_elsewhere=?, not_sent=?,"
                       " not_known=? WHERE number=?"),
        {toMilliseconds(at), counts.of(OutcomeKind::Done), counts.of(OutcomeKind::AlreadySo),
         counts.of(OutcomeKind::Failed), counts.of(OutcomeKind::ChangedBySomebodyElse), counts.of(OutcomeKind::NotSent),
         counts.of(OutcomeKind::ResultNotKnown), number});
    if (!ended)
        return tl::unexpected(ended.error());
    return {};
}

// A name that no program has: whoever looks next finds nobody alive.
Stored<void> JournalWriter::writeLetGo(qint64 number)
{
    auto left =
        m_database->run(QStringLiteral("UPDATE sets SET runner='' WHERE number=? AND runner=? AND ended_at IS NULL"),
                        {number, m_runner->name()});
    return left ? Stored<void>() : tl::unexpected(left.error());
}

Stored<qint64> JournalWriter::numberOf(const QUuid &set)
{
    if (const auto known = m_numbers.constFind(set); known != m_numbers.cend())
        return *known;
    const auto number =
        m_database->value(QStringLiteral("SELECT number FROM sets WHERE id=? AND complete=1"), {set.toString()});
    if (!number)
        return tl::unexpected(number.error());
    if (!number->isNull())
        m_numbers.insert(set, number->toLongLong());
    return number->toLongLong();
}

void JournalWriter::addReason(const QUuid &set, const LaterReason &reason, const Done &done)
{
    if (auto opened = open(); !opened) {
        done(opened);
        return;
    }
    const auto written = m_database->transact(JournalDatabase::Durability::PowerCut, [&]() -> Stored<void> {
        auto inserted = m_database->run(
            QStringLiteral("INSERT INTO reasons (set_number, at, by, text) SELECT number, ?, ?, ? FROM sets"
                           " WHERE id=? AND complete=1"),
            {toMilliseconds(reason.at), reason.by.isNull() ? QStringLiteral("") : reason.by, reason.text,
             set.toString()});
        if (!inserted)
            return tl::unexpected(inserted.error());
        if (inserted->numRowsAffected() != 1)
            return tl::unexpected(
                DatabaseTrouble{DatabaseTrouble::Kind::Other,
                                QCoreApplication::translate("Journal", "the set of changes does not stand there")});
        return {};
    });
    if (!written) {
        done(tl::unexpected(QCoreApplication::translate("Journal", "The reason could not be written: %1.")
                                .arg(written.error().reason())));
        return;
    }
    done({});
    emit changed();
}

} // namespace gatehouse
