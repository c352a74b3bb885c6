// SPDX-License-Identifier: GPL-3.0-or-later
// One bulk, once, in a process of its own, so that processor time and memory are its alone. Prints the milliseconds
// that it took (ours: from the first request to the last answer; the rival's: of the whole command), those from the
// first answer to the last, the microseconds of processor time (the rival's: from its first answer on, without the
// reading of its orders), the most memory it had in kB, and how many of the writes were answered as they should be.
//
//   gatehouse_bulklap ours URL CERTIFICATE WRITES CONNECTIONS
//   gatehouse_bulklap rival PROGRAM ARGUMENT...     which prints "200" and a new line for each answer
#include "bulkwrites.h"

#include "journal/sqlitejournal.h"
#include "runs/changerunner.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>

namespace gatehouse::bench {
namespace {

using Clock = std::chrono::steady_clock;

double microseconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

double processorTime(const rusage &usage)
{
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

rusage ownUsage()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage;
}

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void print(Clock::duration time, Clock::duration answering, double processor, long memory, long answered)
{
    std::printf("%.3f %.3f %.0f %ld %ld\n", milliseconds(time), milliseconds(answering), processor, memory, answered);
    std::fflush(stdout);
}

/// What a process that still runs has used.
double processorTimeOf(pid_t process)
{
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

/// Gatehouse's own way, from the person's word to the last outcome: the set is recorded, compared with a list, and
/// carried out, by runner, journal on the disk and client. The journal has been open for long then.
class OurLap final
{
public:
    OurLap(const QUrl &server, const QString &certificate, int writes, int connections)
        : m_journal(m_folder.filePath(QStringLiteral("journal.sqlite")), computerNow),
          m_client(server, kBulkToken, options(certificate, connections)),
          m_runner(m_client, m_journal, computerNow, {.queue = {.atOnce = connections}})
    {
        QObject::connect(&m_runner, &ChangeRunner::rowEnded, &m_runner,
                         [this](const QUuid &, qsizetype, const Outcome &outcome) {
                             if (m_first == Clock::time_point())
                                 m_first = Clock::now();
                             m_done += outcome.kind == OutcomeKind::Done && !outcome.differsFromWanted ? 1 : 0;
                         });
        QObject::connect(&m_runner, &ChangeRunner::progressed, &m_runner, [this](const QUuid &set) { watch(set); });
        QObject::connect(&m_runner, &ChangeRunner::setEnded, &m_runner, [this] {
            const rusage end = ownUsage();
            const auto now = Clock::now();
            print(now - m_start, now - m_first, processorTime(end) - m_processor, end.ru_maxrss, m_done);
            std::_Exit(0); // what is looked at once more is not measured
        });
        useJournal([this, writes] { start(writes); });
    }

private:
    static ClientOptions options(const QString &certificate, int connections)
    {
        ClientOptions options;
        options.atOnce = connections;
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        options.tls.setCaCertificates(QSslCertificate::fromPath(certificate));
        return options;
    }
    /// It makes its tables when it is first used.
    void useJournal(const std::function<void()> &then)
    {
        ChangeSet one;
        one.id = QUuid::createUuid();
        one.changes = {{UserStatus::enabled(bulkName(0)), bulkStatus(0)}};
        m_journal.record(one, [then](const tl::expected<RecordedSet, Journal::Failure> &recorded) {
            if (!recorded)
                fail(recorded.error());
            then();
        });
    }
    void start(int writes)
    {
        ChangeSet set;
        set.id = QUuid::createUuid();
        set.title = QStringLiteral("Disable %1 users").arg(writes);
        for (int i = 0; i < writes; ++i)
            set.changes.append({UserStatus::enabled(bulkName(i)), bulkStatus(i)});
        m_processor = processorTime(ownUsage());
        m_start = Clock::now();
        m_runner.expect(writes);
        m_journal.record(set, [this](const tl::expected<RecordedSet, Journal::Failure> &recorded) {
            if (!recorded)
                fail(recorded.error());
            m_runner.run(*recorded);
        });
    }
    void watch(const QUuid &set)
    {
        if (const auto progress = m_runner.progress(set); progress && !progress->pauseReason.isEmpty())
            fail(progress->pauseReason);
    }
    [[noreturn]] static void fail(const QString &why)
    {
        std::fprintf(stderr, "%s\n", qPrintable(why));
        std::_Exit(1);
    }

    QTemporaryDir m_folder;
    SqliteJournal m_journal;
    PivotClient m_client;
    ChangeRunner m_runner;
    Clock::time_point m_start;
    Clock::time_point m_first;
    double m_processor = 0;
    long m_done = 0;
};

int goOurWay(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const OurLap lap(QUrl(arguments.at(2)), arguments.at(3), arguments.at(4).toInt(), arguments.at(5).toInt());
    return QCoreApplication::exec();
}

pid_t startRival(char **command, int (&ends)[2])
{
    const pid_t rival = fork();
    if (rival == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(command[0], command);
        std::_Exit(127);
    }
    close(ends[1]);
    return rival;
}

int goTheRivalsWay(char **command)
{
    int ends[2]{};
    if (pipe(ends) != 0)
        return 1;
    const auto start = Clock::now();
    const pid_t rival = startRival(command, ends);
    FILE *said = fdopen(ends[0], "r");
    auto first = start;
    double before = 0;
    long answered = 0;
    for (char line[64]; std::fgets(line, sizeof line, said);) {
        if (std::strcmp(line, "200\n") != 0 || ++answered > 1)
            continue;
        first = Clock::now();
        before = processorTimeOf(rival);
    }
    const auto end = Clock::now();
    int status = 0;
    rusage usage{};
    wait4(rival, &status, 0, &usage);
    print(Clock::now() - start, end - first, processorTime(usage) - before, usage.ru_maxrss, answered);
    return status == 0 ? 0 : 1;
}

} // namespace
} // namespace gatehouse::bench

int main(int argc, char **argv)
{
    const std::string way = argc > 1 ? argv[1] : "";
    if (way == "ours" && argc == 6)
        return gatehouse::bench::goOurWay(argc, argv);
    if (way == "rival" && argc > 2)
        return gatehouse::bench::goTheRivalsWay(argv + 2);
    return 2;
}
