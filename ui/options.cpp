// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace gatehouse {

namespace {

constexpr int kMostDemoUsers = 2'000'000;

QString textOf(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

/// Qt's own options (`-reverse`, `-platform xcb`): QApplication reads them later; here they are only not unknown.
QList<QCommandLineOption> toolkitOptions()
{
    QList<QCommandLineOption> options;
    for (const char *name : {"reverse", "nograb", "dograb", "sync"})
        options.append(QCommandLineOption(QString::fromLatin1(name)));
    for (const char *name : {"platform", "platformpluginpath", "platformtheme", "plugin", "style", "stylesheet",
                             "geometry", "qwindowgeometry", "qwindowicon", "qwindowtitle", "icon", "name", "title",
                             "display", "session", "fontengine"})
        options.append(QCommandLineOption(QString::fromLatin1(name), QString(), QStringLiteral("value")));
    for (QCommandLineOption &option : options)
        option.setFlags(QCommandLineOption::HiddenFromHelp);
    return options;
}

QStringList argumentsOf(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

Options readOptions(int argc, char *argv[])
{
    QCommandLineParser parser;
    parser.setApplicationDescription(textOf("See who may enter an Imply Pivot server; disable and enable people."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, textOf("Shows this text."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")}, textOf("Shows the version."));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  textOf("Starts on the built-in server with invented people."));
    const QCommandLineOption demoUsers(QStringLiteral("demo-users"), textOf("How many people the built-in server has."),
                                       textOf("number"));
    const QCommandLineOption connection(QStringLiteral("connection"),
                                        textOf("Opens the saved connection of this name."), textOf("name"));
    QCommandLineOption tour(QStringLiteral("tour"), QString(), QStringLiteral("folder"));
    tour.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({help, version, demo, demoUsers, connection, tour});
    parser.addOptions(toolkitOptions());
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);

    Options options;
    const bool isUnderstood = parser.parse(argumentsOf(argc, argv));
    if (parser.isSet(help)) {
        // Without an application object Qt does not know what the program is called.
        options.answer = parser.helpText().replace(QLatin1String("<executable_name>"), QLatin1String("gatehouse"));
        return options;
    }
    if (parser.isSet(version)) {
        options.answer = QStringLiteral("gatehouse %1\n").arg(QCoreApplication::applicationVersion());
        return options;
    }
    if (!isUnderstood)
        options.problem = parser.errorText() + QLatin1Char('\n');
    else if (!parser.positionalArguments().isEmpty())
        options.problem =
            textOf("Gatehouse does not know what to do with “%1”.\n").arg(parser.positionalArguments().constFirst());
    options.demo = parser.isSet(demo) || parser.isSet(demoUsers);
    if (parser.isSet(demoUsers)) {
        bool isNumber = false;
        options.demoUsers = parser.value(demoUsers).toInt(&isNumber);
        if (!isNumber || options.demoUsers < 0 || options.demoUsers > kMostDemoUsers)
            options.problem = textOf("--demo-users takes a number from 0 to %1.\n").arg(kMostDemoUsers);
    }
    if (parser.isSet(connection))
        options.connection = parser.value(connection);
    if (parser.isSet(tour))
        options.tour = parser.value(tour);
    return options;
}

} // namespace gatehouse
