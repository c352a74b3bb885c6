// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"
#include "tests/ui/history/historybench.h"

#include "ui/history/storypane.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

namespace {

QString textsOf(const StoryPane &pane)
{
    QStringList texts;
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&pane) && !label->text().isEmpty())
            texts.append(QString(label->text()).remove(QChar(0x200B))); // where long words may be broken
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace

class StoryPaneTest final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void saysWhatHappenedAndWhy();
    void leadsToTheSet();
    void countsWhoWasLeftAloneAmongNobody();
    void saysThatThereIsNoRecord();
    void followsTheJournal();
    void shownNothingOfTheUserBefore();
};

void StoryPaneTest::saysWhatHappenedAndWhy()
{
    MemoryJournal journal;
    ChangeSet set = benchSet(287);
    set.reason = QStringLiteral("Leavers, June");
    keep(journal, set, QList<OutcomeKind>(287, OutcomeKind::Done));
    StoryPane pane;
    QCOMPARE(pane.accessibleName(), QStringLiteral("Story"));
    pane.setUser(&journal, someConnection(), "user7@example.com");
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("Disabled 12 Jun 2026, 11:04 by ada@desk")));
    QVERIFY(textsOf(pane).contains(QStringLiteral("Disable 287 users")));
    QVERIFY(textsOf(pane).contains(QStringLiteral("Reason: Leavers, June")));
}

void StoryPaneTest::leadsToTheSet()
{
    MemoryJournal journal;
    const ChangeSet set = benchSet(287);
    keep(journal, set, QList<OutcomeKind>(287, OutcomeKind::Done));
    StoryPane pane;
    QSignalSpy wanted(&pane, &StoryPane::setWanted);
    pane.setUser(&journal, someConnection(), "user7@example.com");
    QTRY_VERIFY(findButton(&pane, "and 286 others in the same set"));
    findButton(&pane, "and 286 others in the same set")->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.at(0).at(0).toUuid(), set.id);
}

void StoryPaneTest::countsWhoWasLeftAloneAmongNobody()
{
    MemoryJournal journal;
    ChangeSet set = benchSet(3);
    const UserStatus enabled = UserStatus::enabled("left@example.com");
    set.leftAlone = {{{enabled, enabled}, Verdict::Protected, {}}};
    keep(journal, set, QList<OutcomeKind>(3, OutcomeKind::Done));
    StoryPane pane;
    pane.setUser(&journal, someConnection(), "left@example.com");
    QTRY_VERIFY(findButton(&pane, "and 3 others in the same set"));
}

void StoryPaneTest::saysThatThereIsNoRecord()
{
    MemoryJournal journal;
    keep(journal, benchSet(2), {OutcomeKind::Done, OutcomeKind::Done});
    StoryPane pane;
    pane.setUser(&journal, someConnection(), "stranger@example.com");
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("No record here")));
    pane.setUser(&journal, someConnection("https://other.example.com"), "user1@example.com");
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("No record here")));
}

void StoryPaneTest::followsTheJournal()
{
    MemoryJournal journal;
    StoryPane pane;
    pane.setUser(&journal, someConnection(), "user0@example.com");
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("No record here")));
    const ChangeSet set = benchSet(1);
    keep(journal, set, {OutcomeKind::Failed});
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("Failed: 502 Bad Gateway")));
    journal.addReason(set.id, {QStringLiteral("HR-1182"), QStringLiteral("bob@desk"), noon}, [](const auto &) {});
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("Added 12 Jun 2026, 12:00 by bob@desk: HR-1182")));
    QVERIFY(!textsOf(pane).contains(QStringLiteral("No record here")));
}

void StoryPaneTest::shownNothingOfTheUserBefore()
{
    MemoryJournal journal;
    keep(journal, benchSet(1), {OutcomeKind::Done});
    StoryPane pane;
    pane.setUser(&journal, someConnection(), "user0@example.com");
    pane.setUser(&journal, someConnection(), "evil\u202E@example.com"); // before the first answer
    QTRY_VERIFY(textsOf(pane).contains(QStringLiteral("No record here")));
    QVERIFY(textsOf(pane).contains(QStringLiteral("evil⟨U+202E⟩@example.com")));
    QVERIFY(!textsOf(pane).contains(QStringLiteral("ada@desk")));
    pane.setUser(nullptr, {}, {});
    QCOMPARE(textsOf(pane), QString());
}

QTEST_MAIN(StoryPaneTest)
#include "tst_storypane.moc"
