// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listreader.h"
#include "users/statusjson.h"
#include "users/statustable.h"

#include <QTest>

#include <random>

using namespace gatehouse;

/// Whatever the list's reader lets in must be readable, changeable and comparable as one entry too.
class TestListedEntries final : public QObject
{
    Q_OBJECT
private slots:
    void canBeChanged_data();
    void canBeChanged();
    void areReadAlikeWhateverTheyAre();

private:
    const Instant m_since = *parseInstant("2022-09-21T19:01:25.872Z");

    static std::optional<UserStatus> listed(const QByteArray &entry)
    {
        auto list = readList("{\"userStatuses\":[" + entry + "]}");
        if (!list || list->count() != 1)
            return std::nullopt;
        return StatusTable().replacedBy(std::move(*list), 1).status(0);
    }
};

void TestListedEntries::canBeChanged_data()
{
    QTest::addColumn<QByteArray>("members");
    for (const char *members :
         {R"("n":1e400)", R"("n":-123456789012345678901234567890.50E+999)", R"("n":[1e400,{"m":1e-999}])",
          R"("s":"\ud800")", R"("\udc00":"x")", R"("s":"\u0000\/")", R"("x":1,"x":2)", R"("s" : [ 1 , "}" ])"})
        QTest::newRow(members) << QByteArray(members);
    QTest::newRow("deeply nested") << "\"x\":" + QByteArray("[").repeated(126) + QByteArray("]").repeated(126);
}

void TestListedEntries::canBeChanged()
{
    QFETCH(const QByteArray, members);
    const auto before = listed("{\"name\":\"a\"," + members + '}');
    QVERIFY(before);
    QCOMPARE(readStatus(before->raw), (tl::expected<UserStatus, QByteArray>(*before)));

    const UserStatus disabled = withDisabled(*before, m_since);
    const auto sent = readStatus(writeStatus(disabled));
    QVERIFY2(sent, sent ? "" : sent.error().constData());
    QCOMPARE(*sent, disabled);
    QCOMPARE(sent->state, StatusState::Disabled);
    QVERIFY(!sameEntry(*sent, *before));

    // Every value of a member that nobody knows went along to the byte.
    const auto membersBefore = readMembers(before->raw);
    const auto membersSent = readMembers(disabled.raw);
    for (const JsonMember &member : *membersBefore)
        QVERIFY(membersSent->contains(member));
    QVERIFY(sameEntry(withoutDisabled(disabled), *before));
}

void TestListedEntries::areReadAlikeWhateverTheyAre()
{
    const QByteArray entry =
        R"({"name":"a\u00e9","disabled":"2022-09-21T19:01:25.872Z","x":[1,{"y":-2.5e3}],"z":null})";
    const QByteArray alphabet = "{}[]\",:\\ 0123456789.-+eEtrufalsn\t\xC3\x28xXdD";
    std::mt19937 random(872);
    const auto pick = [&random](qsizetype below) {
        return static_cast<qsizetype>(random() % static_cast<quint32>(below));
    };
    int accepted = 0;
    for (int i = 0; i < 50'000; ++i) {
        QByteArray mutant = entry;
        for (qsizetype edits = 1 + pick(3); edits > 0; --edits) {
            const qsizetype at = pick(mutant.size());
            const char c = alphabet[pick(alphabet.size())];
            if (pick(2) == 0)
                mutant[at] = c;
            else
                mutant.insert(at, c);
        }
        const auto fromList = listed(mutant);
        if (!fromList || fromList->name.isEmpty())
            continue;
        ++accepted;
        const auto single = readStatus(mutant.trimmed());
        QVERIFY2(single, mutant.constData());
        QCOMPARE(*single, *fromList);
    }
    QVERIFY(accepted > 1000);
}

QTEST_GUILESS_MAIN(TestListedEntries)
#include "tst_listedentries.moc"
