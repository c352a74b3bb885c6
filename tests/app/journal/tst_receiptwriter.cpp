// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/autoreceipts.h"
#include "journal/receiptname.h"
#include "journal/receiptwriter.h"
#include "journal/sqlitejournal.h"
#include "tests/app/journal/journalbench.h"
#include "tests/support/memoryjournal.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <csignal>
#include <memory>
#include <sys/resource.h>

using namespace gatehouse;

namespace {

constexpr int kMany = 50'000;

struct Ending
{
    QString file;
    QString problem;
    qsizetype times = 0;
};

/// Lets no file of this program grow beyond so many bytes, which stands for a full disk.
void limitFileSize(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

ChangeSet setOfMany(int count)
{
    QList<QByteArray> names;
    for (int i = 0; i < count; ++i)
        names.append("user" + QByteArray::number(i) + "@example.com");
    return setOf(names);
}

Ending endOf(const QSignalSpy &spy)
{
    // Not a QTRY_ macro: those return from functions without a result only.
    if (!QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, 60'000))
        return {{}, QStringLiteral("it never ended")};
    return {spy.constFirst().at(0).toString(), spy.constFirst().at(1).toString(), spy.size()};
}

Ending written(Journal &journal, const ReceiptWriter::Order &order, const QString &file, int pageSize = 10'000)
{
    ReceiptWriter writer(journal);
    writer.setPageSize(pageSize);
    const QSignalSpy spy(&writer, &ReceiptWriter::finished);
    writer.write(order, file);
    return endOf(spy);
}

Ending writtenInto(Journal &journal, const ReceiptWriter::Order &order, const QString &folder)
{
    ReceiptWriter writer(journal);
    const QSignalSpy spy(&writer, &ReceiptWriter::finished);
    writer.writeInto(order, folder);
    return endOf(spy);
}

QByteArray bytesOf(const QString &file)
{
    QFile reading(file);
    return reading.open(QIODevice::ReadOnly) ? reading.readAll() : QByteArray();
}

QJsonObject jsonIn(const QString &file)
{
    return QJsonDocument::fromJson(bytesOf(file)).object();
}

/// The other program of a test: its disk is full. Ends with 0 when that is noticed and nothing is left behind.
int writeOnAFullDisk(const QString &folder)
{
    MemoryJournal journal;
    const ChangeSet set = setOfMany(5'000);
    if (!record(journal, set))
        return 2;
    limitFileSize(200'000);
    const Ending given = written(journal, {set.id, ReceiptFormat::Csv, {}}, folder + QStringLiteral("/a.csv"), 100);
    const Ending own = writtenInto(journal, {set.id, ReceiptFormat::Json, {}}, folder);
    limitFileSize(RLIM_INFINITY);
    fputs(qUtf8Printable(given.problem + QLatin1Char('\n') + own.problem + QLatin1Char('\n')), stdout);
    return given.file.isEmpty() && own.file.isEmpty() ? 0 : 3;
}

} // namespace

class TestReceiptWriter : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void writesWhatTheTextSays_data();
    void writesWhatTheTextSays();
    void writesManyRowsInPages();
    void neverHoldsTheWindowForLong();
    void writesOnlyWhatIsAskedFor();
    void writesAnEmptyReceiptWhereNoRowFits();
    void makesTheFileForItsOwnerOnly();
    void findsAnOldSet();
    void replacesTheFileThatWasNamed();
    void neverReplacesAFileByItself();
    void refusesASetThatIsNotThere();
    void refusesAFolderThatIsNotThere();
    void keepsTheOldFileWhereItCannotWrite();
    void tellsOfAFullDiskAndLeavesNothing();
    void leavesNothingWhenItIsGivenUp();
    void savesEachSetByItself();
    void savesNothingWithoutAFolder();
    void tellsOnceThatItCannotSave();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }
    ChangeSet recordedSet(int count)
    {
        ChangeSet set = setOfMany(count);
        (void)record(*m_journal, set);
        return set;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MemoryJournal> m_journal;
};

void TestReceiptWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_journal = std::make_unique<MemoryJournal>();
}

void TestReceiptWriter::writesWhatTheTextSays_data()
{
    QTest::addColumn<ReceiptFormat>("format");
    QTest::addColumn<int>("pageSize");
    QTest::newRow("JSON, one page") << ReceiptFormat::Json << 100;
    QTest::newRow("JSON, a page just full") << ReceiptFormat::Json << 7;
    QTest::newRow("JSON, pages") << ReceiptFormat::Json << 3;
    QTest::newRow("CSV, one page") << ReceiptFormat::Csv << 100;
    QTest::newRow("CSV, pages of one") << ReceiptFormat::Csv << 1;
}

void TestReceiptWriter::writesWhatTheTextSays()
{
    QFETCH(ReceiptFormat, format);
    QFETCH(int, pageSize);
    const ChangeSet set = recordedSet(7);
    m_journal->noteOutcome(set.id, 0, outcomeOf(OutcomeKind::Failed, QStringLiteral("502")));
    const SetSummary summary = setsOf(*m_journal).sets.constFirst();
    const QList<SetRow> rows = rowsOf(*m_journal, set.id).rows;
    const Ending ending = written(*m_journal, {set.id, format, {}}, path("r"), pageSize);
    QCOMPARE(ending.problem, QString());
    QCOMPARE(ending.file, path("r"));
    QCOMPARE(ending.times, 1);
    QCOMPARE(bytesOf(path("r")),
             format == ReceiptFormat::Json ? receiptJson(summary, rows) : receiptCsv(summary, rows));
}

void TestReceiptWriter::writesManyRowsInPages()
{
    SqliteJournal journal(path("data/journal.sqlite"), computerNow);
    const ChangeSet set = setOfMany(kMany);
    QVERIFY(record(journal, set));
    const Ending ending = written(journal, {set.id, ReceiptFormat::Json, {}}, path("many.json"));
    QCOMPARE(ending.problem, QString());
    const QJsonArray rows = jsonIn(path("many.json")).value(QLatin1String("rows")).toArray();
    QCOMPARE(rows.size(), kMany);
    for (int i = 0; i < kMany; ++i) {
        if (rows.at(i).toObject().value(QLatin1String("name")).toString().toUtf8() != set.changes.at(i).name())
            QFAIL(qPrintable(QStringLiteral("row %1 is not in its place").arg(i)));
    }
    QCOMPARE(jsonIn(path("many.json")).value(QLatin1String("rowCount")).toInt(), kMany);
}

void TestReceiptWriter::neverHoldsTheWindowForLong()
{
    SqliteJournal journal(path("data/journal.sqlite"), computerNow);
    const ChangeSet set = setOfMany(kMany);
    QVERIFY(record(journal, set));
    ReceiptWriter writer(journal);
    const QSignalSpy spy(&writer, &ReceiptWriter::finished);
    int beats = 0; // turns of the event loop while it writes
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
    heart.start(0);
    writer.write({set.id, ReceiptFormat::Csv, {}}, path("many.csv"));
    QCOMPARE(endOf(spy).problem, QString());
    QVERIFY2(beats > 20, qPrintable(QString::number(beats)));
}

void TestReceiptWriter::writesOnlyWhatIsAskedFor()
{
    const ChangeSet set = recordedSet(20);
    const Ending ending =
        written(*m_journal, {set.id, ReceiptFormat::Json, {QStringLiteral("user1"), {}, true}}, path("r.json"), 4);
    QCOMPARE(ending.problem, QString());
    QCOMPARE(jsonIn(path("r.json")).value(QLatin1String("rows")).toArray().size(), 11); // 1, 10 … 19
    QVERIFY(jsonIn(path("r.json")).value(QLatin1String("filter")).isObject());
}

void TestReceiptWriter::writesAnEmptyReceiptWhereNoRowFits()
{
    const ChangeSet set = recordedSet(2);
    QCOMPARE(
        written(*m_journal, {set.id, ReceiptFormat::Json, {QStringLiteral("nobody"), {}, false}}, path("r")).problem,
        QString());
    QCOMPARE(jsonIn(path("r")).value(QLatin1String("rowCount")).toInt(-1), 0);
}

void TestReceiptWriter::makesTheFileForItsOwnerOnly()
{
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeOther;
    const ChangeSet set = recordedSet(2);
    const Ending given = written(*m_journal, {set.id, ReceiptFormat::Json, {}}, path("r.json"));
    const Ending own = writtenInto(*m_journal, {set.id, ReceiptFormat::Json, {}}, m_folder->path());
    QVERIFY(QFileInfo::exists(given.file) && QFileInfo::exists(own.file));
    QVERIFY(!(QFile::permissions(given.file) & kOthers));
    QVERIFY(!(QFile::permissions(own.file) & kOthers));
}

void TestReceiptWriter::findsAnOldSet()
{
    const ChangeSet old = recordedSet(3);
    for (int i = 0; i < 120; ++i)
        (void)recordedSet(1);
    QCOMPARE(written(*m_journal, {old.id, ReceiptFormat::Json, {}}, path("r.json")).problem, QString());
    QCOMPARE(jsonIn(path("r.json")).value(QLatin1String("rowCount")).toInt(), 3);
}

void TestReceiptWriter::replacesTheFileThatWasNamed()
{
    QVERIFY(QFile(path("r.json")).open(QIODevice::WriteOnly));
    const ChangeSet set = recordedSet(1);
    QCOMPARE(written(*m_journal, {set.id, ReceiptFormat::Json, {}}, path("r.json")).problem, QString());
    QVERIFY(!bytesOf(path("r.json")).isEmpty());
    QCOMPARE(files(), QStringList{QStringLiteral("r.json")});
}

void TestReceiptWriter::neverReplacesAFileByItself()
{
    const ChangeSet set = recordedSet(2);
    const QString name = receiptFileName(setsOf(*m_journal).sets.constFirst(), ReceiptFormat::Json);
    QStringList names;
    for (int i = 0; i < 3; ++i) {
        const Ending ending = writtenInto(*m_journal, {set.id, ReceiptFormat::Json, {}}, m_folder->path());
        QCOMPARE(ending.problem, QString());
        names.append(QFileInfo(ending.file).fileName());
    }
    QCOMPARE(names, (QStringList{name, numberedFileName(name, 2), numberedFileName(name, 3)}));
    names.sort();
    QCOMPARE(files(), names);
}

void TestReceiptWriter::refusesASetThatIsNotThere()
{
    (void)recordedSet(1);
    const Ending ending = written(*m_journal, {QUuid::createUuid(), ReceiptFormat::Json, {}}, path("r.json"));
    QVERIFY(ending.problem.contains(QLatin1String("does not know")));
    QCOMPARE(ending.file, QString());
    QCOMPARE(files(), QStringList());
}

void TestReceiptWriter::refusesAFolderThatIsNotThere()
{
    const ChangeSet set = recordedSet(1);
    const Ending ending = writtenInto(*m_journal, {set.id, ReceiptFormat::Json, {}}, path("nowhere"));
    QVERIFY2(ending.problem.contains(QLatin1String("is not there")), qPrintable(ending.problem));
    QVERIFY(!QFileInfo::exists(path("nowhere")));
}

void TestReceiptWriter::keepsTheOldFileWhereItCannotWrite()
{
    const ChangeSet set = recordedSet(1);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("taken")));
    const Ending ending = written(*m_journal, {set.id, ReceiptFormat::Json, {}}, path("taken")); // a folder
    QVERIFY(ending.problem.contains(QLatin1String("was not saved")));
    QVERIFY(QFileInfo(path("taken")).isDir());
    QCOMPARE(files(), QStringList());
}

void TestReceiptWriter::tellsOfAFullDiskAndLeavesNothing()
{
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--full-disk"), m_folder->path()});
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 60'000);
    const QStringList said =
        QString::fromUtf8(other.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(other.exitCode(), 0);
    QCOMPARE(said.size(), 2); // one sentence each
    for (const QString &sentence : said)
        QVERIFY2(sentence.startsWith(QLatin1String("The receipt was not saved")), qPrintable(sentence));
    QCOMPARE(files(), QStringList());
}

void TestReceiptWriter::leavesNothingWhenItIsGivenUp()
{
    SqliteJournal journal(path("data/journal.sqlite"), computerNow);
    const ChangeSet set = setOfMany(5'000);
    QVERIFY(record(journal, set));
    auto writer = std::make_unique<ReceiptWriter>(journal);
    writer->setPageSize(10);
    const QSignalSpy progress(writer.get(), &ReceiptWriter::progressed);
    writer->write({set.id, ReceiptFormat::Csv, {}}, path("r.csv"));
    QTRY_VERIFY(progress.size() >= 3);
    writer.reset();
    QThreadPool::globalInstance()->waitForDone();
    QTRY_COMPARE(files(), QStringList());
}

void TestReceiptWriter::savesEachSetByItself()
{
    AutoReceipts receipts(*m_journal);
    QSignalSpy saved(&receipts, &AutoReceipts::saved);
    QSignalSpy failed(&receipts, &AutoReceipts::failed);
    receipts.setFolder(m_folder->path());
    const QList<ChangeSet> sets{recordedSet(1), recordedSet(2), recordedSet(3)};
    for (const ChangeSet &set : sets)
        receipts.save(set.id);
    QTRY_COMPARE(saved.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const QString file = saved.at(i).constFirst().toString();
        QVERIFY(file.endsWith(QLatin1String(".json")));
        QCOMPARE(jsonIn(file).value(QLatin1String("rowCount")).toInt(), i + 1);
    }
    QCOMPARE(files().size(), 3);
    QCOMPARE(failed.size(), 0);
}

void TestReceiptWriter::savesNothingWithoutAFolder()
{
    AutoReceipts receipts(*m_journal);
    QSignalSpy saved(&receipts, &AutoReceipts::saved);
    const ChangeSet first = recordedSet(1);
    const ChangeSet second = recordedSet(2);
    receipts.save(first.id);
    receipts.setFolder(m_folder->path());
    receipts.save(second.id);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(files().size(), 1);
    QCOMPARE(jsonIn(saved.at(0).constFirst().toString()).value(QLatin1String("rowCount")).toInt(), 2);
}

void TestReceiptWriter::tellsOnceThatItCannotSave()
{
    AutoReceipts receipts(*m_journal);
    QSignalSpy saved(&receipts, &AutoReceipts::saved);
    QSignalSpy failed(&receipts, &AutoReceipts::failed);
    receipts.setFolder(path("gone"));
    const ChangeSet set = recordedSet(1);
    receipts.save(set.id);
    receipts.save(set.id);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("gone")));
    receipts.save(set.id);
    QTRY_VERIFY(saved.size() >= 1); // it goes on trying
    receipts.save(set.id);
    QTRY_VERIFY(saved.size() >= 2);
    QCOMPARE(failed.size(), 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QLatin1String("--full-disk"))
        return writeOnAFullDisk(arguments.at(2));
    TestReceiptWriter test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_receiptwriter.moc"
