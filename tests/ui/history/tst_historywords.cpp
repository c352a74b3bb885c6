// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/history/historybench.h"

#include "ui/history/historywords.h"

#include <QTest>

using namespace gatehouse;

namespace {

SetSummary doneSet(int done, int failed = 0)
{
    SetSummary set;
    set.id = QUuid::createUuid();
    set.title = QStringLiteral("Disable");
    set.connection = someConnection();
    set.connectionName = QStringLiteral("Pivot EU");
    set.changes = done + failed;
    set.outcomes.add(OutcomeKind::Done, done);
    set.outcomes.add(OutcomeKind::Failed, failed);
    return set;
}

SetRow benchRow(std::optional<OutcomeKind> kind, const QString &words = {})
{
    SetRow row;
    row.planned.change = {UserStatus::enabled("a@x"), UserStatus::disabled("a@x", noon)};
    if (kind)
        row.outcome = outcomeOf(*kind, words);
    return row;
}

} // namespace

Q_DECLARE_METATYPE(gatehouse::SetRow)

class HistoryWordsTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void undoesOnlyOverTheSameConnectionAndAddress();
    void namesWhereItWasDone();
    void runsAgainOnlyWhatFailed();
    void saysTheOutcome_data();
    void saysTheOutcome();
    void claimsNothingThatDidNotHappen();
    void saysHowASetEnded();
    void saysWhatWasTakenBack();
    void namesTheEnvironmentOfThatTime_data();
    void namesTheEnvironmentOfThatTime();
    void breaksLongWords();
    void keepsStrangeTextPlain();
    void tellsAStory();
};

void HistoryWordsTest::undoesOnlyOverTheSameConnectionAndAddress()
{
    const SetSummary set = doneSet(3);
    QCOMPARE(undoHindrance(set, someConnection()), QString());
    QVERIFY(!undoHindrance(set, std::nullopt).isEmpty());
    QVERIFY(!undoHindrance(set, someConnection("https://other.example.com")).isEmpty());
    ConnectionKey otherId = someConnection();
    otherId.id = QUuid::createUuid();
    QVERIFY(!undoHindrance(set, otherId).isEmpty());
    SetSummary running = set;
    running.state = SetState::Running;
    QVERIFY(!undoHindrance(running, someConnection()).isEmpty());
    QVERIFY(!undoHindrance(doneSet(0, 3), someConnection()).isEmpty());
}

void HistoryWordsTest::namesWhereItWasDone()
{
    QCOMPARE(undoHindrance(doneSet(3), std::nullopt),
             QStringLiteral("This was done on “Pivot EU” at https://pivot.example.com; open that connection first."));
}

void HistoryWordsTest::runsAgainOnlyWhatFailed()
{
    QVERIFY(!runAgainHindrance(doneSet(3), someConnection()).isEmpty());
    QCOMPARE(runAgainHindrance(doneSet(3, 1), someConnection()), QString());
    QVERIFY(!runAgainHindrance(doneSet(3, 1), std::nullopt).isEmpty());
    SetSummary interrupted = doneSet(3);
    interrupted.changes = 10;
    interrupted.state = SetState::Interrupted;
    QCOMPARE(withoutOutcome(interrupted), 7);
    QCOMPARE(failedChanges(interrupted), 7);
    SetSummary running = interrupted;
    running.state = SetState::Running;
    QCOMPARE(failedChanges(running), 0); // they may all come about
    QCOMPARE(runAgainHindrance(interrupted, someConnection()), QString());
}

void HistoryWordsTest::saysTheOutcome_data()
{
    QTest::addColumn<SetRow>("row");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("after");
    SetRow confirmed = benchRow(OutcomeKind::Done);
    confirmed.confirmation = {Confirmation::Kind::Confirmed, {}, noon + std::chrono::minutes(244)};
    SetRow differs = benchRow(OutcomeKind::Done);
    differs.confirmation = {Confirmation::Kind::Differs, QStringLiteral("It is enabled."), noon};
    SetRow protectedRow = benchRow(std::nullopt);
    protectedRow.planned.verdict = Verdict::Protected;
    const QString disabled = QStringLiteral("Disabled, 12 Jun 2026");
    QTest::newRow("done") << benchRow(OutcomeKind::Done) << QStringLiteral("Done") << disabled;
    QTest::newRow("confirmed") << confirmed << QStringLiteral("Done, confirmed 16:04") << disabled;
    QTest::newRow("differs") << differs << QStringLiteral("Done, another state at 12:00: It is enabled.") << disabled;
    QTest::newRow("failed") << benchRow(OutcomeKind::Failed, QStringLiteral("502 Bad Gateway"))
                            << QStringLiteral("Failed: 502 Bad Gateway") << QStringLiteral("Unchanged");
    QTest::newRow("not known") << benchRow(OutcomeKind::ResultNotKnown) << QStringLiteral("Result not known")
                               << QStringLiteral("Not known");
    QTest::newRow("none") << benchRow(std::nullopt) << QStringLiteral("No outcome") << QStringLiteral("Not known");
    QTest::newRow("left alone") << protectedRow << QStringLiteral("Left alone: protected")
                                << QStringLiteral("Unchanged");
}

void HistoryWordsTest::saysTheOutcome()
{
    QFETCH(SetRow, row);
    QTEST(outcomeWords(row), "words");
    QTEST(afterWords(row), "after");
}

void HistoryWordsTest::claimsNothingThatDidNotHappen()
{
    SetRow row = benchRow(OutcomeKind::ChangedBySomebodyElse);
    QCOMPARE(afterWords(row), QStringLiteral("Not known"));
    row.outcome->seen = UserStatus::none("a@x");
    row.outcome->isSeen = true;
    QCOMPARE(afterWords(row), QStringLiteral("No status"));
    QVERIFY(exactAfterWords(row).contains(QStringLiteral("Wanted: Disabled")));
}

void HistoryWordsTest::saysHowASetEnded()
{
    QCOMPARE(resultOf(doneSet(287), noon).text, QStringLiteral("287 done"));
    QCOMPARE(resultOf(doneSet(285, 2), noon).text, QStringLiteral("2 failed"));
    SetSummary set = doneSet(3);
    set.state = SetState::Interrupted;
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("Interrupted"));
    set.state = SetState::Running;
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("Running"));
}

void HistoryWordsTest::saysWhatWasTakenBack()
{
    SetSummary set = doneSet(1'287, 2);
    QCOMPARE(takenBackWords(set), QString());
    set.takenBack = TakenBack{1, noon, QUuid::createUuid(), QStringLiteral("bob@desk")};
    QCOMPARE(takenBackWords(set), QStringLiteral("1 of 1,287 changes was taken back, 12 Jun 2026, 12:00 by bob@desk."));
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("2 failed")); // the rest still stands
    set.takenBack->changes = 12;
    QCOMPARE(takenBackWords(set),
             QStringLiteral("12 of 1,287 changes were taken back, the last 12 Jun 2026, 12:00 by bob@desk."));
    set.outcomes = doneSet(1'287).outcomes;
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("12 taken back"));
    set.takenBack->changes = 1'287;
    QCOMPARE(takenBackWords(set), QStringLiteral("Taken back 12 Jun 2026, 12:00 by bob@desk."));
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("Taken back 12:00"));
    QCOMPARE(resultOf(set, noon + std::chrono::hours(24)).text, QStringLiteral("Taken back 12 Jun 2026"));
    set.outcomes = doneSet(1'287, 2).outcomes;
    QCOMPARE(resultOf(set, noon).text, QStringLiteral("Taken back 12:00")); // what failed has no weight any more
}

void HistoryWordsTest::namesTheEnvironmentOfThatTime_data()
{
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("words");
    QTest::newRow("production") << QStringLiteral("production") << QStringLiteral("Pivot EU (Production)");
    QTest::newRow("staging") << QStringLiteral("staging") << QStringLiteral("Pivot EU (Staging)");
    QTest::newRow("development") << QStringLiteral("development") << QStringLiteral("Pivot EU (Development)");
    QTest::newRow("not written down") << QString() << QStringLiteral("Pivot EU");
    QTest::newRow("of a newer program") << QStringLiteral("twilight") << QStringLiteral("Pivot EU");
}

void HistoryWordsTest::namesTheEnvironmentOfThatTime()
{
    QFETCH(QString, environment);
    QFETCH(QString, words);
    SetSummary set = doneSet(1);
    set.orderedAt = noon;
    set.orderedBy = QStringLiteral("ada@desk");
    set.environment = environment;
    QCOMPARE(factsOf(set),
             QStringLiteral("12 Jun 2026, 12:00 · %1 · https://pivot.example.com · by ada@desk").arg(words));
}

void HistoryWordsTest::breaksLongWords()
{
    const auto broken = [](const QString &line) { return breakable(line, 8).replace(QChar(0x200B), QLatin1Char('|')); };
    QCOMPARE(broken(QStringLiteral("few and short words")), QStringLiteral("few and short words"));
    QCOMPARE(broken(QStringLiteral("Disable ann.example@example.com now")),
             QStringLiteral("Disable ann.|example@|example.|com now"));
    QCOMPARE(broken(QString(20, QLatin1Char('x'))), QStringLiteral("xxxxxxxx|xxxxxxxx|xxxx"));
    QCOMPARE(broken(QStringLiteral("https://a.b")), QStringLiteral("https:|//|a.|b"));
    const QString faces = QString::fromUcs4(U"\U0001F600").repeated(9);
    QCOMPARE(broken(faces), QString(faces).insert(16, QLatin1Char('|')).insert(8, QLatin1Char('|')));
    const QString marked = QStringLiteral("e\u0301").repeated(9);
    QCOMPARE(broken(marked), QString(marked).insert(16, QLatin1Char('|')).insert(8, QLatin1Char('|')));
}

void HistoryWordsTest::keepsStrangeTextPlain()
{
    QCOMPARE(plainLine(QStringLiteral("a\nb\u202Ec")), QStringLiteral("a b⟨U+202E⟩c"));
    QCOMPARE(plainTip(QStringLiteral("<b>x</b>")), QStringLiteral("<qt>&lt;b&gt;x&lt;/b&gt;</qt>"));
}

void HistoryWordsTest::tellsAStory()
{
    StoryPart part{doneSet(1), benchRow(OutcomeKind::Done)};
    part.set.orderedBy = QStringLiteral("ada@desk");
    part.set.orderedAt = noon;
    part.row.outcome->at = noon + std::chrono::minutes(244);
    QCOMPARE(storyHeading(part), QStringLiteral("Disabled 12 Jun 2026, 16:04 by ada@desk"));
    part.row.outcome->kind = OutcomeKind::Failed;
    QCOMPARE(storyHeading(part), QStringLiteral("Asked to disable, 12 Jun 2026, 12:00, by ada@desk"));
}

QTEST_GUILESS_MAIN(HistoryWordsTest)
#include "tst_historywords.moc"
