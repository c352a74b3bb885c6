// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportbench.h"
#include "lists/exportfile.h"
#include "lists/exportwriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

constexpr int kMany = 100'000;
constexpr ExportStyle kStyles[]{{},
                                {ExportFormat::Json, CsvSeparator::Comma, ExcelMark::LeftOut},
                                {ExportFormat::Names, CsvSeparator::Comma, ExcelMark::LeftOut}};

StatusTable tableOfMany(int users)
{
    StatusListBuilder builder;
    for (int i = 0; i < users; ++i) {
        const QByteArray name = "user" + QByteArray::number(i) + "@example.com";
        builder.add(i % 3 ? UserStatus::enabled(name) : UserStatus::disabled(name, Instant{std::chrono::hours{i}}));
    }
    return StatusTable().replacedBy(std::move(builder).build(), 0);
}

QByteArray bytesOf(const QString &file)
{
    QFile reading(file);
    return reading.open(QIODevice::ReadOnly) ? reading.readAll() : QByteArray();
}

bool goOn(qint64)
{
    return true;
}

/// Lets no file of this program grow beyond so many bytes, which stands for a full disk.
void limitFileSize(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

/// The other program of a test: its disk is full, in the middle or for the last ten bytes. Says for each format how it
/// ended.
int exportOnAFullDisk(const QString &file)
{
    QStringList said;
    const auto tryOut = [&](const ExportSource &source, const ExportStyle &style, rlim_t room) {
        limitFileSize(room);
        const ExportEnd end = writeExport(source, style, file, goOn);
        limitFileSize(RLIM_INFINITY);
        said.append(end.kind == ExportEnd::Kind::Failed ? end.words() : QStringLiteral("it did not fail"));
    };
    const ExportSource many = allOf(tableOfMany(kMany));
    const ExportSource oneBlock = allOf(tableOfMany(3'000));
    for (const ExportStyle &style : kStyles) {
        tryOut(many, style, 200'000);
        tryOut(oneBlock, style, static_cast<rlim_t>(exportText(oneBlock, style).size() - 10));
    }
    fputs(qUtf8Printable(said.join(QLatin1Char('\n'))), stdout);
    return 0;
}

} // namespace

class TestExportWriter : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void writesWhatTheTextSays_data();
    void writesWhatTheTextSays();
    void tellsHowFarItIs();
    void neverHoldsTheWindowForLong();
    void replacesTheFileThatWasNamed();
    void writesThroughALink();
    void makesTheFileForItsOwnerOnly();
    void refusesWhatIsNoPlaceForAFile_data();
    void refusesWhatIsNoPlaceForAFile();
    void refusesAPipe();
    void tellsOfAFullDiskAndKeepsTheOldFile();
    void keepsTheOldFileWhenItIsCancelled_data();
    void keepsTheOldFileWhenItIsCancelled();
    void tellsThatItWasCancelled();
    void keepsTheOldFileWhenItIsGivenUp();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }
    void putOldFile() const
    {
        QFile old(path("old"));
        QVERIFY(old.open(QIODevice::WriteOnly));
        QCOMPARE(old.write("old"), 3);
    }
    bool isOldFileThere() const
    {
        return files() == QStringList{QStringLiteral("old")} && bytesOf(path("old")) == "old";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExportWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestExportWriter::writesWhatTheTextSays_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<int>("users");
    for (const int users : {0, 1, 4095, 4096, 4097, kMany}) {
        for (int style = 0; style < 3; ++style)
            QTest::addRow("format %d, %d users", style, users) << style << users;
    }
}

void TestExportWriter::writesWhatTheTextSays()
{
    QFETCH(int, style);
    QFETCH(int, users);
    const ExportSource source = allOf(tableOfMany(users));
    ExportWriter writer;
    QSignalSpy progress(&writer, &ExportWriter::progressed);
    QSignalSpy ended(&writer, &ExportWriter::finished);
    writer.write(source, kStyles[style], path("x"));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    const auto end = ended.constFirst().constFirst().value<ExportEnd>();
    QCOMPARE(end.problem, QString());
    QCOMPARE(end.kind, ExportEnd::Kind::Saved);
    QCOMPARE(end.file, path("x"));
    QCOMPARE(end.counts, (ExportCounts{users, 0, 0, 0}));
    QVERIFY(bytesOf(path("x")) == exportText(source, kStyles[style]));
    QCOMPARE(files(), QStringList{QStringLiteral("x")});
    for (const QList<QVariant> &step : progress)
        QVERIFY(step.at(0).toLongLong() <= users && step.at(1).toLongLong() == users);
}

void TestExportWriter::tellsHowFarItIs()
{
    QList<qint64> told;
    const ExportEnd end = writeExport(allOf(tableOfMany(kMany)), {}, path("x"), [&told](qint64 rows) {
        told.append(rows);
        return true;
    });
    QCOMPARE(end.kind, ExportEnd::Kind::Saved);
    QVERIFY(told.size() > 10);
    QVERIFY(std::is_sorted(told.cbegin(), told.cend()));
    QCOMPARE(told.constLast(), kMany);
}

void TestExportWriter::neverHoldsTheWindowForLong()
{
    ExportWriter writer;
    QSignalSpy ended(&writer, &ExportWriter::finished);
    int beats = 0; // turns of the event loop while it writes
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
    heart.start(0);
    writer.write(allOf(tableOfMany(kMany)), {}, path("x"));
    QCOMPARE(ended.size(), 0); // through the event loop
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    QVERIFY2(beats > 20, qPrintable(QString::number(beats)));
}

void TestExportWriter::replacesTheFileThatWasNamed()
{
    putOldFile();
    const ExportSource source = allOf(tableOfMany(2));
    QCOMPARE(writeExport(source, {}, path("old"), goOn).kind, ExportEnd::Kind::Saved);
    QCOMPARE(bytesOf(path("old")), exportText(source, {}));
    QCOMPARE(files(), QStringList{QStringLiteral("old")});
}

void TestExportWriter::writesThroughALink()
{
    putOldFile();
    QVERIFY(QFile::link(path("old"), path("link")));
    QCOMPARE(writeExport(allOf(tableOfMany(2)), {}, path("link"), goOn).kind, ExportEnd::Kind::Saved);
    QVERIFY(QFileInfo(path("link")).isSymLink());
    QVERIFY(bytesOf(path("old")).startsWith("name,"));
}

void TestExportWriter::makesTheFileForItsOwnerOnly()
{
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeOther;
    putOldFile();
    QVERIFY(QFile::setPermissions(path("old"), kOthers | QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    const ExportSource source = allOf(tableOfMany(2));
    for (const char *name : {"old", "new"}) {
        QCOMPARE(writeExport(source, {}, path(name), goOn).kind, ExportEnd::Kind::Saved);
        QVERIFY(!(QFile::permissions(path(name)) & kOthers));
        QVERIFY(QFile::permissions(path(name)) & QFileDevice::WriteOwner);
    }
}

void TestExportWriter::refusesWhatIsNoPlaceForAFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("a folder") << QStringLiteral("folder") << QStringLiteral("is a folder.");
    QTest::newRow("no folder") << QStringLiteral("nowhere/x.csv") << QStringLiteral("nowhere is not there.");
    QTest::newRow("a file for a folder") << QStringLiteral("old/x.csv") << QStringLiteral("old is not there.");
    QTest::newRow("a name that is too long")
        << QString(300, QLatin1Char('x')) << QStringLiteral("could not be written");
}

void TestExportWriter::refusesWhatIsNoPlaceForAFile()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    putOldFile();
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    const ExportEnd end = writeExport(allOf(tableOfMany(2)), {}, m_folder->filePath(name), goOn);
    QCOMPARE(end.kind, ExportEnd::Kind::Failed);
    QVERIFY2(end.words().startsWith(QLatin1String("The export was not saved: ")), qPrintable(end.words()));
    QVERIFY2(end.words().contains(words), qPrintable(end.words()));
    QVERIFY(isOldFileThere());
    QVERIFY(QFileInfo(path("folder")).isDir());
}

void TestExportWriter::refusesAPipe()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    const ExportEnd end = writeExport(allOf(tableOfMany(2)), {}, path("pipe"), goOn);
    QVERIFY2(end.words().endsWith(QLatin1String("is not a file.")), qPrintable(end.words()));
    QVERIFY(!QFileInfo(path("pipe")).isFile());
    QCOMPARE(writeExport(allOf(tableOfMany(2)), {}, QStringLiteral("/dev/full"), goOn).kind, ExportEnd::Kind::Failed);
    QCOMPARE(writeExport(allOf(tableOfMany(2)), {}, QString(), goOn).kind, ExportEnd::Kind::Failed);
}

void TestExportWriter::tellsOfAFullDiskAndKeepsTheOldFile()
{
    putOldFile();
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--full-disk"), path("old")});
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 60'000);
    const QStringList said = QString::fromUtf8(other.readAllStandardOutput()).split(QLatin1Char('\n'));
    QCOMPARE(other.exitCode(), 0);
    QCOMPARE(said.size(), 6);
    for (const QString &sentence : said)
        QVERIFY2(sentence.startsWith(QLatin1String("The export was not saved: ")), qPrintable(sentence));
    QVERIFY(isOldFileThere());
}

void TestExportWriter::keepsTheOldFileWhenItIsCancelled_data()
{
    QTest::addColumn<qint64>("after");
    QTest::newRow("at once") << qint64(1);
    QTest::newRow("in the middle") << qint64(kMany / 2);
    QTest::newRow("after the last row") << qint64(kMany);
}

void TestExportWriter::keepsTheOldFileWhenItIsCancelled()
{
    QFETCH(qint64, after);
    putOldFile();
    const ExportEnd end =
        writeExport(allOf(tableOfMany(kMany)), {}, path("old"), [after](qint64 rows) { return rows < after; });
    QCOMPARE(end.kind, ExportEnd::Kind::Cancelled);
    QCOMPARE(end.counts, ExportCounts());
    QVERIFY(isOldFileThere());
}

void TestExportWriter::tellsThatItWasCancelled()
{
    putOldFile();
    ExportWriter writer;
    QSignalSpy ended(&writer, &ExportWriter::finished);
    writer.cancel(); // so that it is no race
    writer.write(allOf(tableOfMany(kMany)), {}, path("old"));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    const auto end = ended.constFirst().constFirst().value<ExportEnd>();
    QCOMPARE(end.kind, ExportEnd::Kind::Cancelled);
    QVERIFY(end.words().contains(QLatin1String("nothing was saved")));
    QVERIFY(isOldFileThere());
}

void TestExportWriter::keepsTheOldFileWhenItIsGivenUp()
{
    putOldFile();
    auto writer = std::make_unique<ExportWriter>();
    QSignalSpy ended(writer.get(), &ExportWriter::finished);
    writer->write(allOf(tableOfMany(kMany)), {}, path("old"));
    writer.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(ended.size(), 0);
    QVERIFY(isOldFileThere());
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QLatin1String("--full-disk"))
        return exportOnAFullDisk(arguments.at(2));
    TestExportWriter test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_exportwriter.moc"
