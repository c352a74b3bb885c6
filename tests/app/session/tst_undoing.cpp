// SPDX-License-Identifier: GPL-3.0-or-later
// Random acts, each taken back in a random but allowed order: the server ends as it began.
#include "journal/sqlitejournal.h"
#include "session/session.h"
#include "tests/app/journal/journalbench.h"
#include "tests/support/faultserver.h"
#include "users/statusjson.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 30'000;

std::map<QByteArray, QByteArray> firstEntries()
{
    std::map<QByteArray, QByteArray> entries{
        {"a", R"({"name":"a"})"},
        {"b", R"({"name":"b","disabled":"2022-09-21T19:01:25.872Z"})"},
        {"c/d", R"({"name":"c/d","disabled":"2022-09-21T19:01:25+02:00"})"},
        {"odd", R"({"name":"odd","disabled":"yesterday"})"},
        {"true", R"({"disabled":true,"name":"true"})"},
        {"big", R"({"name":"big","id":123456789012345678901234567890,"rate":1.50})"},
        {"nested", R"({"name":"nested","x":{"disabled":"no","y":[1,{"z":null}]},"disabled":"2020-01-01T00:00:00Z"})"},
        {"\xC3\xBC@x", R"({"name":"ü@x","note":"a\u0041\n"})"},
    };
    return entries;
}

} // namespace

class TestUndoing final : public QObject
{
    Q_OBJECT
private slots:
    void endsWhereItBegan_data();
    void endsWhereItBegan();

private:
    struct Bench
    {
        explicit Bench(const QString &journalFile) : journal(journalFile, computerNow)
        {
            server.setEntries(firstEntries());
            open();
        }
        void open()
        {
            Profile profile;
            profile.id = QUuid::fromString(QStringLiteral("{22222222-2222-2222-2222-222222222222}"));
            profile.name = QStringLiteral("Test");
            profile.token = "secret";
            profile.environment = Environment::Development;
            session = std::make_unique<Session>(profile, server.url(),
                                                Session::Parts{journal, computerNow, QStringLiteral("ada@here"), {}});
            connect(session.get(), &Session::runRowEnded, session.get(),
                    [this](const QUuid &, qsizetype, const QByteArray &name, const Outcome &outcome) {
                        if (outcome.kind != OutcomeKind::Done)
                            troubles.append(QString::fromUtf8(name) + QStringLiteral(": ") + outcome.words);
                    });
            QSignalSpy replaced(&session->listing(), &UserListing::replaced);
            session->refresh();
            QVERIFY(replaced.wait(kPatience));
        }
        /// What the server does with it is compared later; nothing may fail.
        void run(const Plan &plan)
        {
            if (plan.count(Verdict::WillChange) == 0)
                return;
            QSignalSpy ended(session.get(), &Session::actEnded);
            session->submit(plan.confirmed({}));
            QVERIFY(!ended.isEmpty() || ended.wait(kPatience));
            const auto report = ended.constFirst().constFirst().value<ActReport>();
            for (const QString &words : std::as_const(troubles))
                qWarning("%s", qPrintable(words));
            troubles.clear();
            QCOMPARE(report.outcomes.of(OutcomeKind::Done), report.changes);
        }
        Plan randomPlan(QRandomGenerator &random) const
        {
            const StatusTable &table = session->listing().table();
            std::vector<Row> rows;
            for (Row row = 0; row < table.count(); ++row) {
                if (random.bounded(3) == 0)
                    rows.push_back(row);
            }
            Plan made;
            const auto take = [&made](const Plan &plan) { made = plan; };
            switch (random.bounded(5)) {
            case 0:
                session->planFor(Act::Disable, rows, take);
                break;
            case 1:
                session->planFor(Act::Enable, rows, take);
                break;
            case 2:
                session->planFor(Act::Delete, rows, take);
                break;
            case 3:
                session->planNewDate(rows, fromMilliseconds(random.bounded(1, 1'000'000)), FutureDates::Refused, take);
                break;
            default:
                made = session->planNew("new" + QByteArray::number(random.bounded(3)),
                                        random.bounded(2) == 0 ? std::optional(fromMilliseconds(5)) : std::nullopt,
                                        FutureDates::Refused);
            }
            return made;
        }
        void undo()
        {
            Plan made;
            session->planUndo(session->undoable()->entry, {}, [&made](const Plan &plan) { made = plan; });
            QVERIFY(made.count(Verdict::WillChange) > 0);
            run(made);
        }
        /// As the journal knows it, however long it takes to say so.
        bool isAnythingLeft()
        {
            return awaited<std::optional<JournalEntry>>(
                       [this](auto answer) { journal.lastUndoable(session->key(), answer); })
                .value()
                .has_value();
        }
        std::map<QByteArray, UserStatus> held() const
        {
            std::map<QByteArray, UserStatus> held;
            for (const auto &[name, entry] : server.entries())
                held.emplace(name, *readStatus(entry));
            return held;
        }

        QStringList troubles;
        FaultServer server;
        SqliteJournal journal;
        std::unique_ptr<Session> session;
    };
};

void TestUndoing::endsWhereItBegan_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestUndoing::endsWhereItBegan()
{
    QFETCH(quint32, seed);
    const QTemporaryDir folder;
    Bench bench(folder.filePath(QStringLiteral("journal.sqlite")));
    const auto before = bench.held();
    QRandomGenerator random(seed);
    for (int step = 0; step < 14; ++step) {
        const int dice = random.bounded(10);
        if (dice < 7)
            bench.run(bench.randomPlan(random));
        else if (dice < 9 && bench.session->undoable())
            bench.undo();
        else if (dice == 9)
            bench.open(); // another session: what can be taken back comes from the journal
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY_WITH_TIMEOUT(bench.session->isIdle(), kPatience);
    }
    // Everything that is left, the last first; older ones come from the journal one by one.
    QTRY_VERIFY_WITH_TIMEOUT(bench.session->isIdle(), kPatience);
    while (bench.isAnythingLeft()) {
        QTRY_VERIFY_WITH_TIMEOUT(bench.session->undoable().has_value(), kPatience);
        bench.undo();
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY_WITH_TIMEOUT(bench.session->isIdle(), kPatience);
    }
    const auto after = bench.held();
    QCOMPARE(after.size(), before.size());
    for (const auto &[name, status] : before) {
        const auto found = after.find(name);
        QVERIFY2(found != after.end(), name.constData());
        QVERIFY2(sameEntry(found->second, status), (name + ": " + found->second.raw).constData());
    }
    QVERIFY(bench.session->listing().isConsistent());
}

QTEST_GUILESS_MAIN(TestUndoing)
#include "tst_undoing.moc"
