// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/sqlitejournal.h"

#include "changes/freedbyworker.h"
#include "journal/journalreader.h"
#include "journal/journalwriter.h"

#include <QStandardPaths>

namespace gatehouse {

namespace {

/// To wake the writer for each of thousands of outcomes a second costs as much as what it writes.
constexpr std::chrono::milliseconds kHandOverAfter{20};

} // namespace

SqliteJournal::SqliteJournal(QString file, std::function<Instant()> now, QObject *parent)
    : Journal(parent),
      m_file(std::move(file)),
      m_writer(new JournalWriter(m_file, std::move(now))),
      m_reader(new JournalReader(m_file))
{
    m_handing.setSingleShot(true);
    connect(&m_handing, &QTimer::timeout, this, &SqliteJournal::handOver);
    m_writing.setObjectName(QStringLiteral("journal writer"));
    m_reading.setObjectName(QStringLiteral("journal reader"));
    connect(m_writer, &JournalWriter::notice, this, &Journal::notice);
    connect(m_writer, &JournalWriter::changed, this, &Journal::changed);
    connect(m_writer, &JournalWriter::outcomesNoted, this, &Journal::outcomesNoted);
    m_writer->moveToThread(&m_writing);
    m_reader->moveToThread(&m_reading);
    // Each goes on its own thread, since its connection to the database belongs there.
    connect(&m_writing, &QThread::finished, m_writer, &QObject::deleteLater);
    connect(&m_reading, &QThread::finished, m_reader, &QObject::deleteLater);
    m_writing.start();
    m_reading.start();
}

SqliteJournal::~SqliteJournal()
{
    handOver();
    // Behind everything that was called before; questions that nobody can hear the answer of are dropped.
    QMetaObject::invokeMethod(m_writer, &JournalWriter::flush, Qt::BlockingQueuedConnection);
    for (QThread *thread : {&m_writing, &m_reading}) {
        thread->quit();
        thread->wait();
    }
}

QString SqliteJournal::standardFile()
{
    // Not AppDataLocation: that would be Gatehouse/gatehouse/.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/Gatehouse/journal.sqlite");
}

template<typename Work>
void SqliteJournal::write(Work work)
{
    handOver();
    QMetaObject::invokeMethod(m_writer, std::move(work), Qt::QueuedConnection);
}

template<typename T>
void SqliteJournal::answerLater(const Answer<T> &answer, tl::expected<T, Failure> result)
{
    // Posted to this object: when it is gone, the answer is dropped. What nobody keeps of a whole set, which may have a
    // million changes, is not let go of on the window's thread.
    auto kept = freedByWorker(std::make_unique<const tl::expected<T, Failure>>(std::move(result)));
    QMetaObject::invokeMethod(
        this, [answer, kept = std::move(kept)] { answer(*kept); }, Qt::QueuedConnection);
}

template<typename T, typename Question>
void SqliteJournal::ask(Question question, Answer<T> answer)
{
    write([this, question = std::move(question), answer = std::move(answer)] {
        if (const auto opened = m_writer->open(); !opened) {
            answerLater<T>(answer, tl::unexpected(opened.error()));
            return;
        }
        askReader<T>(question, answer);
    });
}

// On the writer's thread, whose file is open: what was noted for it by then is in the answer.
template<typename T, typename Question>
void SqliteJournal::askReader(const Question &question, const Answer<T> &answer)
{
    m_writer->flush();
    QMetaObject::invokeMethod(
        m_reader,
        [this, question, answer, runner = m_writer->runner()] {
            m_reader->setRunner(runner);
            answerLater<T>(answer, question(*m_reader));
        },
        Qt::QueuedConnection);
}

void SqliteJournal::open()
{
    write([this] {
        if (const auto opened = m_writer->open(); !opened)
            emit m_writer->notice(opened.error());
    });
}

void SqliteJournal::record(ChangeSet set, Recorded answer)
{
    write([this, set = std::move(set), answer = std::move(answer)] {
        if (set.id.isNull()) {
            answerLater<RecordedSet>(answer, tl::unexpected(tr("A set of changes without a name cannot be written "
                                                               "down.")));
            return;
        }
        m_writer->record(set, [this, set, answer](const tl::expected<void, Failure> &done) {
            if (done)
                answerLater<RecordedSet>(answer, recorded(set));
            else
                answerLater<RecordedSet>(answer, tl::unexpected(done.error()));
        });
    });
}

void SqliteJournal::noteSending(const QUuid &set, qsizetype end, Answer<void> answer)
{
    write([this, set, end, answer = std::move(answer)] {
        m_writer->noteSending(
            set, end, [this, answer](const tl::expected<void, Failure> &done) { answerLater<void>(answer, done); });
    });
}

void SqliteJournal::unfinished(Answer<QList<SetSummary>> answer)
{
    ask<QList<SetSummary>>([](JournalReader &reader) { return reader.unfinished(); }, std::move(answer));
}

void SqliteJournal::takeUp(const QUuid &set, Answer<std::optional<TakenUp>> answer)
{
    using Taken = std::optional<TakenUp>;
    write([this, set, answer = std::move(answer)] {
        const auto end = m_writer->takeUp(set);
        if (!end || !*end) {
            answerLater<Taken>(answer, end ? tl::expected<Taken, Failure>() : tl::unexpected(end.error()));
            return;
        }
        askReader<std::optional<JournalEntry>>(
            [set](JournalReader &reader) { return reader.entry(set); },
            [this, set, answer, end = **end](const tl::expected<std::optional<JournalEntry>, Failure> &entry) {
                if (!entry || !*entry)
                    letGo(set); // nobody here knows what is in it
                if (!entry)
                    answer(tl::unexpected(entry.error()));
                else if (!*entry)
                    answer(Taken());
                else
                    answer(Taken(TakenUp{recorded((*entry)->set), (*entry)->outcomes, end}));
            });
    });
}

void SqliteJournal::letGo(const QUuid &set)
{
    write([this, set] { m_writer->letGo(set); });
}

void SqliteJournal::noteOutcome(const QUuid &set, qsizetype change, const Outcome &outcome)
{
    m_noted.push_back({set, change, outcome});
    if (!m_handing.isActive())
        m_handing.start(kHandOverAfter);
}

// Before anything else that is asked of the writer, so that everything comes to it in the order of the calls.
void SqliteJournal::handOver()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_handing.stop();
    if (m_noted.empty())
        return;
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, noted = std::exchange(m_noted, {})] {
            for (const Noted &each : noted)
                writer->noteOutcome(each.set, each.change, each.outcome);
        },
        Qt::QueuedConnection);
}

void SqliteJournal::noteConfirmation(const QUuid &set, qsizetype change, const Confirmation &confirmation)
{
    write([this, set, change, confirmation] { m_writer->noteConfirmation(set, change, confirmation); });
}

void SqliteJournal::noteEnd(const QUuid &set, Instant at)
{
    write([this, set, at] { m_writer->noteEnd(set, at); });
}

void SqliteJournal::addReason(const QUuid &set, LaterReason reason, Answer<void> answer)
{
    write([this, set, reason = std::move(reason), answer = std::move(answer)] {
        m_writer->addReason(
            set, reason, [this, answer](const tl::expected<void, Failure> &done) { answerLater<void>(answer, done); });
    });
}

void SqliteJournal::entry(const QUuid &set, Answer<std::optional<JournalEntry>> answer)
{
    ask<std::optional<JournalEntry>>([set](JournalReader &reader) { return reader.entry(set); }, std::move(answer));
}

void SqliteJournal::summary(const QUuid &set, Answer<std::optional<SetSummary>> answer)
{
    ask<std::optional<SetSummary>>([set](JournalReader &reader) { return reader.summary(set); }, std::move(answer));
}

void SqliteJournal::sets(const HistoryFilter &filter, qint64 first, int limit, Answer<HistoryPage> answer)
{
    ask<HistoryPage>([filter, first, limit](JournalReader &reader) { return reader.sets(filter, first, limit); },
                     std::move(answer));
}

void SqliteJournal::rows(const QUuid &set, const SetRowFilter &filter, qint64 first, int limit,
                         Answer<SetRowPage> answer)
{
    ask<SetRowPage>(
        [set, filter, first, limit](JournalReader &reader) { return reader.rows(set, filter, first, limit); },
        std::move(answer));
}

void SqliteJournal::story(const ConnectionKey &connection, const QByteArray &name, int limit,
                          Answer<QList<StoryPart>> answer)
{
    ask<QList<StoryPart>>(
        [connection, name, limit](JournalReader &reader) { return reader.story(connection, name, limit); },
        std::move(answer));
}

void SqliteJournal::lastUndoable(const ConnectionKey &connection, Answer<std::optional<JournalEntry>> answer)
{
    ask<std::optional<JournalEntry>>([connection](JournalReader &reader) { return reader.lastUndoable(connection); },
                                     std::move(answer));
}

void SqliteJournal::connections(Answer<QList<KnownConnection>> answer)
{
    ask<QList<KnownConnection>>([](JournalReader &reader) { return reader.connections(); }, std::move(answer));
}

void SqliteJournal::startedAt(Answer<std::optional<Instant>> answer)
{
    ask<std::optional<Instant>>([](JournalReader &reader) { return reader.startedAt(); }, std::move(answer));
}

} // namespace gatehouse
