// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/program.h"
#include "ui/options.h"
#include "ui/tour/tour.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLocale>
#include <QSysInfo>

#include <cstdio>

namespace {

using namespace gatehouse;

/// Who gives the orders, for the record: the operating system's user and host.
QString orderedBy()
{
    QString user = qEnvironmentVariable("USER");
    for (const char *other : {"LOGNAME", "USERNAME"}) {
        if (user.isEmpty())
            user = qEnvironmentVariable(other);
    }
    if (user.isEmpty()) // a service, a container: the home folder is named after its owner
        user = QDir::home().dirName();
    return QStringLiteral("%1@%2").arg(user, QSysInfo::machineHostName());
}

/// Where the system names no language, its numbers would have no groups: "4245" for "4,245".
void chooseLocale()
{
    if (QLocale::system().language() == QLocale::C)
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

int say(FILE *where, const QString &text, int result)
{
    std::fputs(text.toLocal8Bit().constData(), where);
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setOrganizationName(QStringLiteral("Gatehouse"));
    QCoreApplication::setApplicationName(QStringLiteral("gatehouse"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));

    // Read before a window system is looked for, so that --help works without one.
    const Options options = readOptions(argc, argv);
    if (options.answer)
        return say(stdout, *options.answer, 0);
    if (options.problem)
        return say(stderr, *options.problem, 1);

    QApplication application(argc, argv);
    chooseLocale();
    QGuiApplication::setDesktopFileName(QStringLiteral("gatehouse"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gatehouse.svg")));

    DemoServer::Options demo;
    demo.users = options.demoUsers;
    if (options.tour)
        return takeTour(*options.tour, demo, orderedBy());

    const auto with = options.demo ? Program::Start::With::Demo : Program::Start::With::SavedConnections;
    Program program({with, options.connection, orderedBy(), demo});
    program.show();
    return application.exec();
}
