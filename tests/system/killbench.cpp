// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/killbench.h"

#include "changes/plannedrow.h"
#include "profiles/profilestore.h"
#include "tests/system/windowbench.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThread>

#include <sys/resource.h>

namespace gatehouse {

namespace {

constexpr unsigned long kGlance = 100; // microseconds
constexpr unsigned long kDeafFor = 10'000;

QString heldName()
{
    return QStringLiteral("heldjournal");
}

SetOnDisk readSet(const QSqlDatabase &database)
{
    SetOnDisk read;
    QSqlQuery set(QStringLiteral("SELECT sending_end, ended_at FROM sets WHERE complete=1"), database);
    if (!set.next())
        return read;
    read.isThere = true;
    read.sendingEnd = set.value(0).toInt();
    read.hasEnded = !set.value(1).isNull();
    QSqlQuery rows(QStringLiteral("SELECT name, outcome FROM rows WHERE verdict=%1 ORDER BY place")
                       .arg(static_cast<int>(Verdict::WillChange)),
                   database);
    while (rows.next()) {
        read.names.append(rows.value(0).toByteArray());
        read.outcomes += rows.value(1).isNull() ? 0 : 1;
    }
    return read;
}

} // namespace

HeldJournal::HeldJournal(const QString &file)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), heldName());
    database.setDatabaseName(file);
    m_isHeld = database.open() && QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
}

HeldJournal::~HeldJournal()
{
    QSqlDatabase::database(heldName()).close();
    QSqlDatabase::removeDatabase(heldName());
}

KillBench::KillBench()
{
    ProfileStore store(m_folder.filePath(QStringLiteral("config/Gatehouse/gatehouse.ini")));
    if (!store.save(WindowBench::profileFor(m_server.url())))
        qFatal("the settings cannot be saved");
}

QString KillBench::journalFile() const
{
    return m_folder.filePath(QStringLiteral("data/Gatehouse/journal.sqlite"));
}

SetOnDisk KillBench::setOnDisk() const
{
    const QString name = QStringLiteral("killbench");
    SetOnDisk read;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(journalFile());
        if (database.open())
            read = readSet(database);
    }
    QSqlDatabase::removeDatabase(name);
    return read;
}

std::unique_ptr<QProcess> KillBench::start(const char *what) const
{
    auto program = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.filePath(QStringLiteral("data")));
    program->setProcessEnvironment(environment);
    program->setProcessChannelMode(QProcess::MergedChannels);
    program->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--program"), QString::fromUtf8(what)});
    return program;
}

bool KillBench::hears(QProcess &program, const QByteArray &words)
{
    const QDeadlineTimer deadline(kPatience);
    while (!deadline.hasExpired()) {
        while (program.canReadLine()) {
            const QByteArray line = program.readLine();
            m_said += line;
            if (line.contains(words))
                return true;
        }
        if (!program.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            break;
    }
    m_said += program.readAll();
    return false;
}

bool KillBench::waitForWrites(const QProcess &program, int writes) const
{
    const QDeadlineTimer deadline(kPatience);
    while (m_server.count("POST") < writes) {
        if (deadline.hasExpired() || program.state() != QProcess::Running)
            return false;
        QThread::usleep(kGlance);
    }
    return true;
}

bool KillBench::killAt(QProcess &program, const Moment &moment)
{
    if (!hears(program, "pressing") || !waitForWrites(program, moment.writes))
        return false;
    QThread::usleep(static_cast<unsigned long>(moment.after.count()));
    if (moment.isServerDeaf) {
        m_server.always("POST", Fault::notDone(Delivery::Stall));
        QThread::usleep(kDeafFor);
    }
    return kill(program);
}

bool KillBench::kill(QProcess &program)
{
    program.kill();
    const bool isGone = program.waitForFinished(kPatience);
    m_said += program.readAll();
    m_server.dropConnections();
    m_server.behave();
    return isGone && program.exitStatus() == QProcess::CrashExit;
}

bool KillBench::setDisk(const QProcess &program, Disk disk) const
{
    const QFileInfo file(journalFile() + QStringLiteral("-wal")); // what is written goes there first
    const rlimit limit{disk == Disk::Full ? static_cast<rlim_t>(file.size()) : RLIM_INFINITY, RLIM_INFINITY};
    return ::prlimit(static_cast<pid_t>(program.processId()), RLIMIT_FSIZE, &limit, nullptr) == 0;
}

bool KillBench::endsWell(QProcess &program)
{
    const bool isGone = program.waitForFinished(kPatience);
    m_said += program.readAll();
    return isGone && program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
}

} // namespace gatehouse
