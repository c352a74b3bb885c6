// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace gatehouse;

namespace {

constexpr int writers = 3;
constexpr int savesEach = 15;

/// Saves connections named after the writer; a lock that was not had in time is no loss, but told: once more.
bool saveMany(const QString &file, const QString &writer)
{
    ProfileStore store(file);
    for (int i = 0; i < savesEach; ++i) {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = writer + QString::number(i);
        int attempts = 0;
        while (!store.save(profile)) {
            if (++attempts == 10)
                return false;
        }
    }
    return true;
}

QSet<QString> expectedNames()
{
    QSet<QString> names;
    for (int writer = 0; writer < writers; ++writer) {
        for (int i = 0; i < savesEach; ++i)
            names.insert(QString(QChar(ushort('a' + writer))) + QString::number(i));
    }
    return names;
}

QSet<QString> savedNames(const QString &file)
{
    QSet<QString> names;
    const auto loaded = ProfileStore(file).load();
    for (const Profile &profile : loaded.value_or(QList<Profile>()))
        names.insert(profile.name);
    return names;
}

} // namespace

class SettingsSharingTest : public QObject
{
    Q_OBJECT

private slots:
    void losesNothingBetweenThreads();
    void losesNothingBetweenProcesses();
};

void SettingsSharingTest::losesNothingBetweenThreads()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("gatehouse.ini"));
    std::vector<std::thread> threads;
    std::vector<char> done(writers, 0);
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&file, &done, i] { done[i] = saveMany(file, QString(QChar(ushort('a' + i)))) ? 1 : 0; });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done, std::vector<char>(writers, 1));
    QCOMPARE(savedNames(file), expectedNames());
}

void SettingsSharingTest::losesNothingBetweenProcesses()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("gatehouse.ini"));
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < writers; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->start(QCoreApplication::applicationFilePath(),
                                {QStringLiteral("--save"), file, QString(QChar(ushort('a' + i)))});
    }
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished(120'000));
        QCOMPARE(process->exitCode(), 0);
    }
    QCOMPARE(savedNames(file), expectedNames());
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QLatin1String("--save"))
        return saveMany(arguments.at(2), arguments.at(3)) ? 0 : 1;
    SettingsSharingTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_settingssharing.moc"
