// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbench.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace gatehouse::runbench {

using namespace std::chrono_literals;

namespace {

/// Lets events come until it is so, half a minute at most; whether it is. Other than QTest::qWaitFor() it does not
/// sleep between two turns: of hundreds of requests, one behind the other, each takes several.
bool turnUntil(const std::function<bool()> &isSo)
{
    const QDeadlineTimer end(30s);
    QTimer waking; // so that the end is noticed when nothing comes
    waking.start(100ms);
    while (!isSo() && !end.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return isSo();
}

} // namespace

ClientOptions Bench::patient()
{
    ClientOptions options;
    options.timeout = 60s;
    return options;
}

ClientOptions Bench::impatient()
{
    ClientOptions options;
    options.timeout = 3s; // long enough for the calls that are answered, on a busy machine too
    return options;
}

Bench::Bench(const ClientOptions &options, const ChangeRunner::Limits &limits)
    : m_client(m_server.url(), "token", options),
      m_runner(std::make_unique<ChangeRunner>(
          m_client, m_journal, [this] { return m_now; }, limits))
{}

void Bench::hold(const UserStatus &status)
{
    if (status.state != StatusState::NoStatus)
        m_server.addEntry(status.name, writeStatus(status));
}

UserStatus Bench::held(const QByteArray &name) const
{
    const auto entries = m_server.entries();
    const auto found = entries.find(name);
    return found == entries.end() ? UserStatus::none(name) : *readStatus(found->second);
}

QByteArrayList Bench::methods() const
{
    QByteArrayList methods;
    for (const SeenRequest &request : m_server.requests())
        methods.append(request.method());
    return methods;
}

QByteArrayList Bench::paths() const
{
    QByteArrayList paths;
    for (const SeenRequest &request : m_server.requests())
        paths.append(request.target());
    return paths;
}

QByteArrayList Bench::bodies() const
{
    QByteArrayList bodies;
    for (const SeenRequest &request : m_server.requests())
        bodies.append(request.body);
    return bodies;
}

QUuid Bench::start(const QList<Change> &changes, qsizetype tryFirst)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.changes = changes;
    return start(set, tryFirst);
}

QUuid Bench::start(const ChangeSet &set, qsizetype tryFirst)
{
    m_journal.record(set, [this, tryFirst](const tl::expected<RecordedSet, Journal::Failure> &recorded) {
        if (m_runner)
            m_runner->run(*recorded, tryFirst);
    });
    return set.id;
}

bool Bench::waitFor(const QUuid &set) const
{
    return turnUntil([this, &set] { return m_journal.remembered(set)->ended; });
}

std::optional<JournalEntry> Bench::run(const QList<Change> &changes)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.changes = changes;
    return run(set);
}

std::optional<JournalEntry> Bench::run(const ChangeSet &set)
{
    const QUuid id = start(set);
    return waitFor(id) ? m_journal.remembered(id) : std::nullopt;
}

bool Bench::waitForConfirmation(const QUuid &set) const
{
    return waitFor(set) && turnUntil([this, &set] { return !m_runner->entry(set); });
}

std::optional<TakenUp> Bench::leftUnfinished(const QList<Change> &changes, const QList<Outcome> &outcomes)
{
    ChangeSet set;
    set.id = QUuid::createUuid();
    set.changes = changes;
    bool isRecorded = false;
    m_journal.record(set, [&isRecorded](const tl::expected<RecordedSet, Journal::Failure> &recorded) {
        isRecorded = recorded.has_value();
    });
    if (!turnUntil([&isRecorded] { return isRecorded; }))
        return std::nullopt;
    for (qsizetype i = 0; i < outcomes.size(); ++i) {
        if (outcomes.at(i).kind != OutcomeKind::NotSent)
            m_journal.noteOutcome(set.id, i, outcomes.at(i));
    }
    m_journal.abandon(set.id);
    std::optional<TakenUp> left;
    m_journal.takeUp(set.id, [&left](const tl::expected<std::optional<TakenUp>, Journal::Failure> &taken) {
        if (taken && *taken)
            left.emplace(**taken);
    });
    (void)turnUntil([&left] { return left.has_value(); });
    return left;
}

bool Bench::answersStill()
{
    bool isAnswered = false;
    const auto call = m_client.read("somebody", [&isAnswered](const auto &) { isAnswered = true; });
    return turnUntil([&isAnswered] { return isAnswered; });
}

} // namespace gatehouse::runbench
