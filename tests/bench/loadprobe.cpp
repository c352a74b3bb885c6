// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadprobe.h"

#include "webserver.h"

#include "demo/demoserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSocketNotifier>
#include <QThreadPool>

#ifdef GATEHOUSE_TCMALLOC
#include <gperftools/malloc_extension.h>
#else
#include <malloc.h>
#endif

#include <cstdio>
#include <sys/mman.h>
#include <unistd.h>

namespace gatehouse::bench {

namespace {

constexpr int kProbePatience = 300'000; // milliseconds

/// What the program has asked for and not given back.
double heldBytes()
{
#ifdef GATEHOUSE_TCMALLOC
    MallocExtension::instance()->ReleaseFreeMemory();
    std::size_t held = 0;
    MallocExtension::instance()->GetNumericProperty("generic.current_allocated_bytes", &held);
    return static_cast<double>(held);
#else
    malloc_trim(0);
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
#endif
}

/// "VmRSS", "VmHWM" of this process, bytes.
double ownMemory(const QByteArray &kind)
{
    QFile file(QStringLiteral("/proc/self/status"));
    file.open(QIODevice::ReadOnly);
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(kind + ':'))
            return line.mid(kind.size() + 1).simplified().split(' ').first().toDouble() * 1024;
    }
    return 0;
}

/// The peak is counted from now on.
void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

/// Memory that is touched and held until all of it is let go.
class TouchedMemory final
{
public:
    TouchedMemory(std::size_t bytes, int advice)
        : m_bytes(bytes), m_memory(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    {
        constexpr std::size_t page = 4096;
        if (m_memory == MAP_FAILED)
            return;
        madvise(m_memory, bytes, advice);
        auto *const touched = static_cast<volatile char *>(m_memory);
        for (std::size_t at = 0; at < bytes; at += page)
            touched[at] = 1;
    }
    ~TouchedMemory()
    {
        if (m_memory != MAP_FAILED)
            munmap(m_memory, m_bytes);
    }
    TouchedMemory(const TouchedMemory &) = delete;
    TouchedMemory &operator=(const TouchedMemory &) = delete;

private:
    std::size_t m_bytes;
    void *m_memory;
};

double nameBytesOf(const StatusTable &table)
{
    double bytes = 0;
    for (Row row = 0; row < table.count(); ++row)
        bytes += static_cast<double>(table.name(row).size());
    return bytes;
}

void watchLoad(BenchApplication &application, BenchWindow &window, const BenchServer &server, ProbeReport &report)
{
    const double heldBefore = heldBytes();
    forgetPeak();
    const double residentBefore = ownMemory("VmRSS");
    GapWatch gaps(application);
    gaps.start();
    const auto start = std::chrono::steady_clock::now();
    report["painted"] = window.load().count();
    if (server.hasPersons) {
        window.untilPainted(
            BenchWindow::Painted::Rows, [] {},
            [&window] { return window.listing().table().directory() && !window.listing().isWorking(); });
        report["personsPainted"] = Milliseconds(std::chrono::steady_clock::now() - start).count();
    }
    window.settle();
    const Gaps found = gaps.stop();
    tellGaps("load", found);
    // What is saved and compared beside the window has an end; then it is at rest.
    QThreadPool::globalInstance()->waitForDone();
    window.settle();
    report["loadGap"] = found.longest.count();
    report["loadBusy"] = found.busiest.count();
    report["peak"] = ownMemory("VmHWM") - residentBefore;
    report["atRest"] = heldBytes() - heldBefore;
    report["residentAtRest"] = ownMemory("VmRSS") - residentBefore;
    // Persons without a status are rows as well.
    const StatusCounts &counts = window.listing().table().counts();
    report["users"] = static_cast<double>(counts.enabled + counts.disabled);
    report["nameBytes"] = nameBytesOf(window.listing().table());
}

void watchRefresh(BenchApplication &application, BenchWindow &window, ProbeReport &report)
{
    GapWatch gaps(application);
    gaps.start();
    report["refreshed"] = window.refresh().count();
    window.settle();
    const Gaps found = gaps.stop();
    tellGaps("refresh", found);
    report["refreshGap"] = found.longest.count();
    report["refreshBusy"] = found.busiest.count();
}

} // namespace

// In large and in small pages: 256 MB in large ones alone left slow rounds.
void fetchMemory()
{
    constexpr std::size_t megabyte = std::size_t{1} << 20;
    const TouchedMemory large(1024 * megabyte, MADV_HUGEPAGE);
    const TouchedMemory small(256 * megabyte, MADV_NOHUGEPAGE);
}

int probeLoad(BenchApplication &application, const BenchServer &server, Memory memory)
{
    ProbeReport report{{"personsPainted", 0}};
    const auto prepare = [memory] {
        if (memory == Memory::Fetched)
            fetchMemory();
    };
    {
        BenchWindow window(application);
        window.know(server);
        window.rest(std::chrono::milliseconds(300));
        prepare();
        watchLoad(application, window, server, report);
        prepare();
        watchRefresh(application, window, report);
    }
    QJsonObject figures;
    for (const auto &[name, figure] : report)
        figures.insert(QString::fromStdString(name), figure);
    std::fprintf(stdout, "%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}

int probeServer(int users)
{
    DemoServer server;
    DemoServer::Options options;
    options.users = users;
    if (!server.start(options))
        return 1;
    server.requests("GET"); // waits for the people to be made
    std::fprintf(stdout, "%s %s\n", server.url().toEncoded().constData(), server.token().constData());
    std::fflush(stdout);
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, QCoreApplication::instance(), &QCoreApplication::quit);
    return QCoreApplication::exec();
}

const ProbeReport &LoadProbes::report(std::size_t nth)
{
    while (m_reports.size() <= nth)
        m_reports.push_back(probe());
    return m_reports[nth];
}

ProbeReport LoadProbes::probe() const
{
    const BenchServer server = m_server();
    QProcess process;
    endWithUs(process);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList arguments{QStringLiteral("--probe"), QStringLiteral("load"),  QStringLiteral("--url"),
                          server.base.toString(),    QStringLiteral("--pin"), QString::fromLatin1(server.pin.toHex())};
    if (server.hasPersons)
        arguments << QStringLiteral("--persons");
    if (m_memory == Memory::AsItComes)
        arguments << QStringLiteral("--memory-as-it-comes");
    process.start(QCoreApplication::applicationFilePath(), arguments);
    process.waitForFinished(kProbePatience);
    const QJsonObject figures = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    if (figures.isEmpty())
        std::fprintf(stderr, "  A process that was to measure a load ended without a word.\n");
    ProbeReport report;
    for (auto it = figures.begin(); it != figures.end(); ++it)
        report[it.key().toStdString()] = it.value().toDouble();
    return report;
}

} // namespace gatehouse::bench
