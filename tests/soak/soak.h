// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/sqlitejournal.h"
#include "tests/soak/books.h"
#include "tests/soak/gauges.h"
#include "tests/soak/restlessadmin.h"
#include "tests/soak/weather.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>

namespace gatehouse {

/// The real window in use for a long time, against a server whose weather changes; then everything comes to rest and is
/// compared. Says on stdout how it goes, and ends the program's event loop: with 0 if all is well.
class Soak final : public QObject
{
public:
    Soak(std::chrono::minutes length, quint32 seed);

    void start();

private:
    void work();
    void rest();
    void reopen();
    void changeWeather();
    void report();
    void finish(QStringList problems);
    /// What keeps it from coming to rest.
    QStringList stillAtWork();
    bool isQuiet();

    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    FaultServer m_server;
    Entries m_people;
    SqliteJournal m_journal;
    WindowBench m_bench;
    Profile m_profile;
    Books m_books;
    Gauges m_gauges;
    Weather m_weather;
    RestlessAdmin m_admin;
    QDeadlineTimer m_end;
    QDeadlineTimer m_patience;
    QTimer m_step;
    QTimer m_weatherChange;
    QTimer m_reports;
};

} // namespace gatehouse
