// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pastedlist.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace gatehouse;

namespace {

/// ann, ben (disabled), Jane.Doe and jane.doe have a status; cas is a person without one.
StatusTable users(const QByteArrayList &more = {})
{
    StatusListBuilder list;
    list.add(UserStatus::enabled("ann@x"));
    list.add(UserStatus::disabled("ben@x", fromMilliseconds(1'600'000'000'000)));
    list.add(UserStatus::enabled("Jane.Doe@x"));
    list.add(UserStatus::enabled("jane.doe@x"));
    Directory::Builder persons;
    persons.add({"ann@x", "ann@mail", "Ann", "Lee", {}});
    persons.add({"ben@x", "", "Ben", "Ray", {}});
    persons.add({"cas@x", "", "Cas", "Roe", {}});
    persons.add({"jane.doe@x", "", "Jane", "Doe", {}});
    persons.add({"Jane.Doe@x", "", "Jane", "Doe", {}});
    for (const QByteArray &name : more) {
        list.add(UserStatus::enabled(name));
        persons.add({{name.constData(), static_cast<std::size_t>(name.size())}, "", "", "", {}});
    }
    return StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0);
}

/// Enough lines for a worker to be in the midst of them when the next wish comes.
QString longText()
{
    QString text;
    for (int i = 0; i < 300'000; ++i)
        text += QStringLiteral("user%1@example.com\n").arg(i);
    return text;
}

} // namespace

class TestPastedList final : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_list = std::make_unique<PastedList>(); }
    void cleanup() { m_list.reset(); }

    void readsAndLooksWhomTheNamesMean();
    void readsOnlyTheNewestText();
    void givesUpWhatIsNotWantedAnyMore();
    void goesInMidReading();
    void keepsWhatWasChosenOverARefresh();
    void forgetsWhatWasChosenForAnotherConnection();
    void ticksAnewForAnotherAct();
    void ticksAUserAndNotALine();
    void startsANewListWithNothingSaidOfTheOneBefore();
    void dropsATickThatWasForSomebodyElse();
    void readsAFile();
    void saysWhyAFileCannotBeRead_data();
    void saysWhyAFileCannotBeRead();
    void savesAReportOfEveryLine();
    void saysWhyAReportWasNotSaved();

private:
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!m_list->isWorking(), 20000); }
    void paste(const QString &text)
    {
        m_list->setUsers(users());
        m_list->setText(text);
        settle();
    }
    MatchVerdict verdict(qsizetype match) const { return m_list->matches().at(match).verdict; }

    std::unique_ptr<PastedList> m_list;
};

void TestPastedList::readsAndLooksWhomTheNamesMean()
{
    QSignalSpy changed(m_list.get(), &PastedList::changed);
    paste(QStringLiteral("ann@x\n\nANN@mail\nnobody@x\njane.doe@x\ncas@x\n"));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_list->reading().lineCount, 6);
    QCOMPARE(m_list->matches().size(), 5);
    QCOMPARE(m_list->matchOf(0), 0);
    QCOMPARE(m_list->matchOf(1), -1); // blank
    QCOMPARE(m_list->matchOf(2), 1);
    QCOMPARE(verdict(0), MatchVerdict::Found);
    QCOMPARE(m_list->matches().at(1).sameUserAs, 1);
    QCOMPARE(verdict(2), MatchVerdict::NotFound);
    QCOMPARE(verdict(3), MatchVerdict::Ambiguous);
    QCOMPARE(verdict(4), MatchVerdict::Found);
    QCOMPARE(m_list->listed("ben@x").status.state, StatusState::Disabled);
}

void TestPastedList::readsOnlyTheNewestText()
{
    m_list->setUsers(users());
    for (int i = 0; i < 200; ++i)
        m_list->setText(QStringLiteral("ann@x\n").repeated(i + 1));
    settle();
    QCOMPARE(m_list->reading().lineCount, 200);
    QCOMPARE(m_list->matches().size(), 1); // the others say it again
}

void TestPastedList::givesUpWhatIsNotWantedAnyMore()
{
    m_list->setUsers(users());
    settle();
    QSignalSpy changed(m_list.get(), &PastedList::changed);
    m_list->setText(longText());
    m_list->setText(QStringLiteral("ann@x"));
    settle();
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_list->problem().isEmpty());
    QCOMPARE(m_list->reading().lineCount, 1);
    QCOMPARE(m_list->matches().at(0).user, QByteArray("ann@x"));
}

void TestPastedList::goesInMidReading()
{
    m_list->setText(longText());
    m_list.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(60'000));
}

void TestPastedList::keepsWhatWasChosenOverARefresh()
{
    paste(QStringLiteral("ann@x\nwho\n"));
    m_list->choose(1, "ben@x");
    settle();
    m_list->setTicked(0, false);
    m_list->setUsers(users({"zoe@x"}));
    settle();
    QCOMPARE(m_list->matches().at(1).way, MatchWay::Chosen);
    QCOMPARE(m_list->matches().at(1).user, QByteArray("ben@x"));
    QVERIFY(m_list->matches().at(1).isTicked);
    QVERIFY(!m_list->matches().at(0).isTicked);

    StatusListBuilder alone;
    alone.add(UserStatus::enabled("ann@x"));
    m_list->setUsers(StatusTable().replacedBy(std::move(alone).build(), 0));
    settle();
    QVERIFY(!m_list->matches().at(1).user); // whom was chosen is gone
}

void TestPastedList::forgetsWhatWasChosenForAnotherConnection()
{
    paste(QStringLiteral("who\n"));
    m_list->choose(0, "ben@x");
    settle();
    m_list->leaveUsers();
    QVERIFY(!m_list->isMatched());
    QVERIFY(m_list->matches().isEmpty());
    m_list->setUsers(users());
    settle();
    QCOMPARE(m_list->text(), QStringLiteral("who\n"));
    QVERIFY(!m_list->matches().at(0).user);
}

void TestPastedList::ticksAnewForAnotherAct()
{
    paste(QStringLiteral("ann@x\nsomebody.quite.new@elsewhere\n"));
    QVERIFY(m_list->matches().at(0).isTicked);
    QVERIFY(!m_list->matches().at(1).isTicked);
    m_list->setAct(ListAct::BlockAhead);
    settle();
    QVERIFY(m_list->matches().at(1).isTicked);
    m_list->setTicked(1, false);
    m_list->setAct(ListAct::Disable);
    m_list->setAct(ListAct::BlockAhead);
    settle();
    QVERIFY(m_list->matches().at(1).isTicked);
}

// Whichever of the lines that mean the same user is unticked: nobody is acted upon whom a person took out.
void TestPastedList::ticksAUserAndNotALine()
{
    paste(QStringLiteral("ann@x\nANN@x\nben@x\nann@mail\n"));
    QCOMPARE(m_list->ticked(), 2);
    m_list->setTicked(0, false);
    QCOMPARE(m_list->ticked(), 1);
    for (const int line : {0, 1, 3})
        QVERIFY(!m_list->matches().at(line).isTicked);
    m_list->setTicked(3, true);
    QVERIFY(m_list->matches().at(0).isTicked);
    // A full name alone is not certain; the same user's address is.
    paste(QStringLiteral("Ann Lee\nann@x\n"));
    QCOMPARE(m_list->ticked(), 1);
    QVERIFY(m_list->matches().at(0).isTicked);
    paste(QStringLiteral("Ann Lee\n"));
    QCOMPARE(m_list->ticked(), 0);
}

void TestPastedList::startsANewListWithNothingSaidOfTheOneBefore()
{
    paste(QStringLiteral("a;ann@x\nb;ben@x\n"));
    ReadChoices choices;
    choices.nameColumn = 0;
    choices.heading = ListHeading::Written;
    m_list->setChoices(choices);
    m_list->setAct(ListAct::Delete);
    settle();
    const quint64 number = m_list->number();
    m_list->setNewText(QStringLiteral("c;ann@x\nd;ben@x\n"));
    settle();
    QVERIFY(m_list->number() != number);
    QCOMPARE(m_list->choices(), ReadChoices());
    QCOMPARE(m_list->act(), ListAct::Disable);
    QCOMPARE(m_list->matches().at(0).user, QByteArray("ann@x"));
    m_list->setChoices(choices);
    m_list->setText(QStringLiteral("c;ann@x\nd;ben@x\ne;cas@x\n")); // typed: it is the same list
    settle();
    QCOMPARE(m_list->choices(), choices);
}

void TestPastedList::dropsATickThatWasForSomebodyElse()
{
    paste(QStringLiteral("Ann Lee\n"));
    QCOMPARE(m_list->matches().at(0).user, QByteArray("ann@x"));
    m_list->setTicked(0, true);
    StatusListBuilder list;
    list.add(UserStatus::enabled("ann2@x"));
    Directory::Builder persons;
    persons.add({"ann2@x", "", "Ann", "Lee", {}});
    m_list->setUsers(StatusTable().replacedBy(joined(std::move(list).build(), std::move(persons).build()), 0));
    settle();
    QCOMPARE(m_list->matches().at(0).user, QByteArray("ann2@x"));
    QVERIFY(!m_list->matches().at(0).isTicked);
}

void TestPastedList::readsAFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("leavers.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Name;E-Mail\r\nM\xfcller, Ann;ann@x\r\n"); // as a German Excel writes it
    file.close();
    m_list->setUsers(users());
    m_list->setFile(file.fileName());
    settle();
    QCOMPARE(m_list->fileName(), QStringLiteral("leavers.csv"));
    QCOMPARE(m_list->problem(), QString());
    QCOMPARE(m_list->matches().size(), 1);
    QCOMPARE(m_list->matches().at(0).user, QByteArray("ann@x"));
    ReadChoices choices;
    choices.nameColumn = 0;
    m_list->setChoices(choices); // what was read of the file stays
    settle();
    QCOMPARE(m_list->matches().at(0).name, QByteArray("M\xC3\xBCller, Ann"));
    m_list->clear();
    settle();
    QVERIFY(m_list->isEmpty());
    QVERIFY(m_list->matches().isEmpty());
}

void TestPastedList::saysWhyAFileCannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("not there") << QStringLiteral("/no/such/file.csv");
    QTest::newRow("a folder") << QDir::tempPath();
    QTest::newRow("a device") << QStringLiteral("/dev/zero");
}

void TestPastedList::saysWhyAFileCannotBeRead()
{
    QFETCH(QString, path);
    m_list->setUsers(users());
    m_list->setFile(path);
    settle();
    QVERIFY2(m_list->problem().endsWith(QLatin1Char('.')), qPrintable(m_list->problem()));
    QVERIFY(m_list->matches().isEmpty());
    m_list->setText(QStringLiteral("ann@x"));
    settle();
    QCOMPARE(m_list->problem(), QString());
}

void TestPastedList::savesAReportOfEveryLine()
{
    QTemporaryDir folder;
    paste(QStringLiteral("ann@x\n\nnobody@x\n"));
    QSignalSpy saved(m_list.get(), &PastedList::reportSaved);
    const QString path = folder.filePath(QStringLiteral("check.csv"));
    m_list->saveReport({fromMilliseconds(0), QStringLiteral("Test"), QStringLiteral("https://x")}, path);
    QVERIFY(saved.wait(20000));
    QCOMPARE(saved.at(0).at(1).toString(), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count('\n'), 4); // the heading, and a line for each
    QVERIFY(text.contains("ann@x") && text.contains("nobody@x"));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestPastedList::saysWhyAReportWasNotSaved()
{
    paste(QStringLiteral("ann@x\n"));
    QSignalSpy saved(m_list.get(), &PastedList::reportSaved);
    m_list->saveReport({fromMilliseconds(0), {}, {}}, QStringLiteral("/no/such/folder/check.csv"));
    QVERIFY(saved.wait(20000));
    QVERIFY(!saved.at(0).at(1).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestPastedList)
#include "tst_pastedlist.moc"
