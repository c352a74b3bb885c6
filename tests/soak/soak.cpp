// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soak.h"

#include <QCoreApplication>

#include <cstdio>

namespace gatehouse {

namespace {

using namespace std::chrono_literals;

constexpr int kPeople = 3'000;
constexpr auto kBetweenActs = 15ms;
constexpr auto kBetweenReports = 10s;
constexpr int kWeatherAtLeast = 1'000; // milliseconds
constexpr int kWeatherAtMost = 6'000;
constexpr auto kTimeout = 2s;
constexpr auto kRestFor = 2min;

Entries peopleOf(int count)
{
    Entries people;
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "user" + QByteArray::number(i).rightJustified(4, '0') + "@x";
        const QByteArray disabled = i % 3 == 0 ? QByteArray(R"(,"disabled":"2022-09-21T19:01:25.872Z")") : QByteArray();
        people[name] = "{\"name\":\"" + name + "\"" + disabled + "}";
    }
    return people;
}

void say(const QString &line)
{
    std::fputs((line + QLatin1Char('\n')).toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

Soak::Soak(std::chrono::minutes length, quint32 seed)
    : m_random(seed),
      m_people(peopleOf(kPeople)),
      m_journal(m_folder.filePath(QStringLiteral("journal.sqlite")), computerNow),
      m_bench({.timeout = kTimeout, .journal = &m_journal}),
      m_profile(WindowBench::profileFor(m_server.url())),
      m_books(m_journal.file()),
      m_weather(m_server, m_random),
      m_admin(m_bench, m_profile.id, m_random),
      m_end(length)
{
    m_server.setEntries(m_people);
    m_server.stopRemembering();
    connect(&m_reports, &QTimer::timeout, this, &Soak::report);
    m_weatherChange.setSingleShot(true);
    connect(&m_weatherChange, &QTimer::timeout, this, &Soak::changeWeather);
}

void Soak::start()
{
    if (!m_bench.open(m_profile)) {
        finish({QStringLiteral("The list did not come.")});
        return;
    }
    connect(&m_step, &QTimer::timeout, this, &Soak::work);
    m_step.start(kBetweenActs);
    m_reports.start(kBetweenReports);
    changeWeather();
}

void Soak::work()
{
    if (!m_end.hasExpired()) {
        m_admin.act();
        return;
    }
    m_weatherChange.stop();
    m_weather.clear();
    m_patience.setRemainingTime(kRestFor);
    m_step.disconnect(this);
    connect(&m_step, &QTimer::timeout, this, &Soak::rest);
}

void Soak::rest()
{
    m_admin.windDown();
    if (isQuiet()) {
        m_reports.stop();
        m_step.disconnect(this);
        reopen();
    } else if (m_patience.hasExpired()) {
        m_step.stop();
        finish(QStringList{QStringLiteral("It did not come to rest within %1 minutes.").arg(kRestFor.count())} +
               stillAtWork());
    }
}

// What is on the screen then comes from the server alone, and what the journal says has been written.
void Soak::reopen()
{
    m_bench.workspace().reopen();
    m_patience.setRemainingTime(kRestFor);
    connect(&m_step, &QTimer::timeout, this, [this] {
        if (m_patience.hasExpired()) {
            m_step.stop();
            finish({QStringLiteral("The list did not come in the end.")});
        } else if (isQuiet() && m_bench.session().loadState() == Session::LoadState::Loaded) {
            m_step.stop();
            m_journal.startedAt([this](const auto &) {
                QStringList problems = m_gauges.growth();
                if (m_bench.session().unfinished())
                    problems << QStringLiteral("A set was left unfinished.");
                finish(problems + m_books.disagreements(m_server, m_bench.session().listing()));
            });
        }
    });
}

void Soak::changeWeather()
{
    if (m_weather.change() && m_bench.workspace().isIdle())
        m_books.letSomebodyElseWork(m_server, m_people, m_random);
    m_weatherChange.start(m_random.bounded(kWeatherAtLeast, kWeatherAtMost));
}

void Soak::report()
{
    say(m_gauges.read(m_admin.acts(), m_books.rows()).line());
}

void Soak::finish(QStringList problems)
{
    say(QStringLiteral("%1 acts, %2 requests over %3 connections, %4 rows in the journal")
            .arg(m_admin.acts())
            .arg(m_server.count("*"))
            .arg(m_server.connections())
            .arg(m_books.rows()));
    if (problems.isEmpty())
        say(QStringLiteral("Memory and handles are level; table, journal and server agree."));
    for (const QString &problem : std::as_const(problems))
        say(problem);
    QCoreApplication::exit(problems.isEmpty() ? 0 : 1);
}

QStringList Soak::stillAtWork()
{
    const Workspace &workspace = m_bench.workspace();
    const auto *panel = byName<QWidget>(&m_bench.window(), "Progress");
    QStringList said{QStringLiteral("The window %1, the panel says: %2")
                         .arg(workspace.isIdle() ? QStringLiteral("has done all and looks")
                                                 : QStringLiteral("has changes on their way"),
                              panel ? panel->accessibleDescription() : QStringLiteral("nothing"))};
    for (const RunProgress &run : workspace.runs())
        said << QStringLiteral("%1: %2 of %3 ended, in phase %4. %5")
                    .arg(run.title)
                    .arg(run.ended())
                    .arg(run.total)
                    .arg(static_cast<int>(run.phase))
                    .arg(run.pauseReason);
    return said;
}

bool Soak::isQuiet()
{
    const Workspace &workspace = m_bench.workspace();
    const Session *session = workspace.session();
    return session && workspace.isSettled() && workspace.runs().isEmpty() && !session->isRefreshing() &&
           !session->listing().isWorking() && !session->doubt();
}

} // namespace gatehouse
