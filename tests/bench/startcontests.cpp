// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the program to its first paint, beside a program that Qt's own people made with the same libraries.
#include "contests.h"

#include "firstpaint.h"
#include "stage.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace gatehouse::bench {

namespace {

/// A program with an empty home of its own, which it has seen once: caches are warm on both sides.
class Starter final
{
public:
    explicit Starter(QString program) : m_program(std::move(program)) {}

    Lap go()
    {
        if (!m_isWarm)
            untilFirstPaint(m_program, {}, m_home.path());
        m_isWarm = true;
        const auto time = untilFirstPaint(m_program, {}, m_home.path());
        return {time.value_or(kNotMeasured), time ? std::size_t{1} : 0};
    }

private:
    QString m_program;
    QTemporaryDir m_home;
    bool m_isWarm = false;
};

QString assistant()
{
    for (const char *path : {"/usr/lib/qt6/bin/assistant", "/usr/lib64/qt6/bin/assistant"}) {
        if (QFileInfo(QString::fromLatin1(path)).isExecutable())
            return QString::fromLatin1(path);
    }
    return QStandardPaths::findExecutable(QStringLiteral("assistant6"));
}

} // namespace

std::vector<Contest> startContests(Stage &stage)
{
    if (!stage.hasDisplay())
        return {};
    const QString ours = QCoreApplication::applicationDirPath() + QStringLiteral("/gatehouse");
    if (QGuiApplication::platformName() != QLatin1String("xcb") || assistant().isEmpty() ||
        !QFileInfo(ours).isExecutable()) {
        stage.miss("The start cannot be measured: an X display, Qt Assistant and the program beside this one are "
                   "needed.");
        return {};
    }
    const auto gatehouse = std::make_shared<Starter>(ours);
    const auto rival = std::make_shared<Starter>(assistant());
    Contest contest{
        "start to first paint", 0, 1 / 1.3, 1, [gatehouse] { return gatehouse->go(); }, [rival] { return rival->go(); },
        "Qt Assistant"};
    contest.goesOnce = true;
    return {contest};
}

} // namespace gatehouse::bench
