// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soak.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMutex>
#include <QSet>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int kFewestMinutes = 3; ///< less says nothing of what grows

/// Each once: what goes wrong in a flapping server's neighbourhood is said a thousand times.
void passOn(QtMsgType, const QMessageLogContext &, const QString &message)
{
    static QMutex mutex;
    static QSet<QString> said;
    const QMutexLocker lock(&mutex);
    // What the offscreen platform says of itself is left out.
    if (message.startsWith(QLatin1String("This plugin does not support")) || said.contains(message))
        return;
    said.insert(message);
    std::fprintf(stderr, "%s\n", qUtf8Printable(message));
}

} // namespace

int main(int argc, char *argv[])
{
    qInstallMessageHandler(passOn);
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Uses the window for a long time, and looks whether it stays well."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("minutes"),
                                 QStringLiteral("How long, at least 3; 30 unless told otherwise."));
    const QCommandLineOption seedOption(QStringLiteral("seed"), QStringLiteral("Repeats what was drawn with it."),
                                        QStringLiteral("NUMBER"));
    parser.addOption(seedOption);
    parser.process(application);
    const QStringList told = parser.positionalArguments();
    const std::chrono::minutes length(told.isEmpty() ? 30 : std::max(kFewestMinutes, told.constFirst().toInt()));
    const quint32 seed =
        parser.isSet(seedOption) ? parser.value(seedOption).toUInt() : QRandomGenerator::global()->generate();
    std::printf("%d minutes, --seed %u\n", static_cast<int>(length.count()), seed);
    std::fflush(stdout);
    gatehouse::Soak soak(length, seed);
    QMetaObject::invokeMethod(
        &soak, [&soak] { soak.start(); }, Qt::QueuedConnection);
    return QApplication::exec();
}
