// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/lookbytes.h"

#include "sampletable.h"
#include "tests/support/writtenlook.h"

#include <QCryptographicHash>
#include <QHash>
#include <QTest>
#include <QtEndian>

using namespace gatehouse;
using test::writtenLook;

namespace {

const QByteArray kOwner(32, 'o');
constexpr qsizetype kHeadSize = 72;

using Standings = QHash<QByteArray, Standing>;

Standings standingsOf(const Lookback &look)
{
    Standings all;
    look.forEach([&all](std::string_view name, const Standing &standing) {
        all.insert(QByteArray(name.data(), qsizetype(name.size())), standing);
    });
    return all;
}

Lookback lookAtSample(int users)
{
    const StatusTable table = test::sampleTable(users, 5);
    return Lookback(std::make_shared<TableSnapshot>(table.snapshot(StatusTable::Dates::Copied)),
                    Instant{std::chrono::milliseconds{1'234'567'890'123}});
}

/// As if it had been written so: with the right sum.
QByteArray summed(const QByteArray &bytes)
{
    const QByteArray text = bytes.chopped(32);
    return text + QCryptographicHash::hash(text, QCryptographicHash::Blake2b_256);
}

/// Two users, "ab" Enabled and "c" Disabled; the lengths, states, date and names stand where the offsets say.
QByteArray smallFile()
{
    StatusListBuilder list;
    list.add(UserStatus::enabled("ab"));
    list.add(UserStatus::disabled("c", Instant{std::chrono::milliseconds{77}}));
    const StatusTable table = StatusTable().replacedBy(std::move(list).build(), 0);
    return writtenLook(Lookback(std::make_shared<TableSnapshot>(table.snapshot(StatusTable::Dates::Copied)), {}),
                       kOwner);
}

/// 600 names of a thousand bytes each.
Lookback longLook()
{
    Lookback look;
    for (int user = 0; user < 600; ++user)
        look.noteOwn(UserStatus::enabled(QByteArray::number(user).rightJustified(1'000, 'n')));
    return look;
}

/// Takes so many bytes and no more, like a disk.
class SmallDevice final : public QIODevice
{
public:
    explicit SmallDevice(qint64 room) : m_room(room) { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

    qint64 largestPiece = 0;
    qint64 taken = 0;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        largestPiece = std::max(largestPiece, size);
        const qint64 takes = std::min(size, m_room - taken);
        taken += takes;
        return takes;
    }

private:
    qint64 m_room;
};

} // namespace

class TestLookBytes final : public QObject
{
    Q_OBJECT
private slots:
    void bringsBackWhatWasWritten_data();
    void bringsBackWhatWasWritten();
    void laysOwnChangesInto();
    void bringsBackLongNames();
    void keepsTheFormat();
    void goesInPieces();
    void tellsThatTheDeviceTakesNoMore_data();
    void tellsThatTheDeviceTakesNoMore();
    void refusesEveryLengthButTheWhole();
    void refusesEveryFlippedBit();
    void tellsForeignFromDamagedAndNewer_data();
    void tellsForeignFromDamagedAndNewer();
    void refusesColumnsThatContradictEachOther_data();
    void refusesColumnsThatContradictEachOther();
};

void TestLookBytes::bringsBackWhatWasWritten_data()
{
    QTest::addColumn<int>("users");
    for (const int users : {0, 1, 50, 2'000})
        QTest::addRow("%d users", users) << users;
}

void TestLookBytes::bringsBackWhatWasWritten()
{
    QFETCH(int, users);
    const Lookback look = lookAtSample(users);
    const auto read = readLook(writtenLook(look, kOwner), kOwner);
    QVERIFY(read);
    QCOMPARE(read->at(), look.at());
    QCOMPARE(standingsOf(*read), standingsOf(look));
    QVERIFY(read->laterOnes().isEmpty());
}

void TestLookBytes::laysOwnChangesInto()
{
    Lookback look = *readLook(smallFile(), kOwner);
    look.noteOwn(UserStatus::none("ab"));
    look.noteOwn(UserStatus::enabled("c"));
    look.noteOwn(UserStatus::disabled("new", Instant{std::chrono::milliseconds{-5}}));
    const auto read = readLook(writtenLook(look, kOwner), kOwner);
    QVERIFY(read);
    QCOMPARE(standingsOf(*read), (Standings{{"c", {StatusState::Enabled, {}}},
                                            {"new", {StatusState::Disabled, Instant{std::chrono::milliseconds{-5}}}}}));
}

void TestLookBytes::bringsBackLongNames()
{
    Lookback look;
    for (const int length : {0, 1, 127, 128, 16'383, 16'384, 100'000})
        look.noteOwn(UserStatus::enabled(QByteArray(length, 'n')));
    const auto read = readLook(writtenLook(look, kOwner), kOwner);
    QVERIFY(read);
    QCOMPARE(standingsOf(*read), standingsOf(look));
    QCOMPARE(read->countUsers(), 7);
}

// Files of this version are read by every version to come.
void TestLookBytes::keepsTheFormat()
{
    const QByteArray expected = "GHLOOK\r\n" +
                                QByteArray::fromHex("01000000"
                                                    "02000000"
                                                    "01000000"
                                                    "02000000"
                                                    "0300000000000000"
                                                    "0000000000000000") +
                                kOwner +
                                QByteArray::fromHex("0201"
                                                    "0102"
                                                    "4d00000000000000") +
                                "abc";
    QCOMPARE(smallFile().chopped(32), expected);
    QCOMPARE(smallFile(), summed(smallFile()));
}

void TestLookBytes::goesInPieces()
{
    const Lookback look = longLook();
    SmallDevice device(1'000'000);
    QCOMPARE(writeLook(look, kOwner, device), LookWriting::Done);
    QCOMPARE(device.taken, writtenLook(look, kOwner).size());
    QVERIFY(device.largestPiece <= device.taken / 2);
}

void TestLookBytes::tellsThatTheDeviceTakesNoMore_data()
{
    QTest::addColumn<qint64>("room");
    QTest::addColumn<LookWriting>("expected");
    const qint64 whole = writtenLook(longLook(), kOwner).size();
    QTest::newRow("nothing") << qint64(0) << LookWriting::NotTaken;
    QTest::newRow("a piece and a bit") << whole / 2 << LookWriting::NotTaken;
    QTest::newRow("all but the sum") << whole - 32 << LookWriting::NotTaken;
    QTest::newRow("all but a byte") << whole - 1 << LookWriting::NotTaken;
    QTest::newRow("all") << whole << LookWriting::Done;
}

void TestLookBytes::tellsThatTheDeviceTakesNoMore()
{
    QFETCH(qint64, room);
    QFETCH(LookWriting, expected);
    SmallDevice device(room);
    QCOMPARE(writeLook(longLook(), kOwner, device), expected);
}

void TestLookBytes::refusesEveryLengthButTheWhole()
{
    const QByteArray whole = writtenLook(lookAtSample(40), kOwner);
    QVERIFY(readLook(whole, kOwner));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QVERIFY(!readLook(whole.first(length), kOwner));
        if (length != whole.size() - 32)
            QVERIFY(!readLook(summed(whole.first(length) + QByteArray(32, '\0')), kOwner)); // not by the sum alone
    }
    QVERIFY(!readLook(whole + '\0', kOwner));
    QVERIFY(!readLook(whole + whole, kOwner));
}

void TestLookBytes::refusesEveryFlippedBit()
{
    const QByteArray whole = writtenLook(lookAtSample(40), kOwner);
    for (qsizetype byte = 0; byte < whole.size(); ++byte) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = whole;
            flipped[byte] = static_cast<char>(flipped.at(byte) ^ (1 << bit));
            QVERIFY(!readLook(flipped, kOwner));
            readLook(summed(flipped), kOwner); // may be another look, but nothing breaks
        }
    }
}

void TestLookBytes::tellsForeignFromDamagedAndNewer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<LookFault>("fault");
    const QByteArray whole = smallFile();
    QTest::newRow("empty") << QByteArray() << LookFault::Foreign;
    QTest::newRow("something else") << QByteArray("{\"userStatuses\":[]}") << LookFault::Foreign;
    QByteArray changed = whole;
    changed[8] = 2;
    QTest::newRow("newer") << changed << LookFault::Newer;
    QTest::newRow("newer and short") << changed.first(12) << LookFault::Newer;
    changed[8] = 0;
    QTest::newRow("no version") << summed(changed) << LookFault::Damaged;
    changed = whole;
    changed[40] = 'p';
    QTest::newRow("another owner") << summed(changed) << LookFault::Foreign;
    QTest::newRow("another owner, damaged") << changed << LookFault::Damaged;
    QTest::newRow("the head alone") << whole.first(kHeadSize) << LookFault::Damaged;
}

void TestLookBytes::tellsForeignFromDamagedAndNewer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(LookFault, fault);
    const auto read = readLook(bytes, kOwner);
    QVERIFY(!read);
    QCOMPARE(read.error(), fault);
}

void TestLookBytes::refusesColumnsThatContradictEachOther_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *what, const QList<std::pair<qsizetype, int>> &edits) {
        QByteArray bytes = smallFile();
        for (const auto &[place, value] : edits)
            bytes[place] = static_cast<char>(value);
        QTest::newRow(what) << summed(bytes);
    };
    row("fewer users, more length bytes", {{12, 1}, {20, 3}});
    row("more users, fewer length bytes", {{12, 3}, {20, 1}});
    row("four thousand million users", {{12, 0xFF}, {13, 0xFF}, {14, 0xFF}, {15, 0xFF}});
    row("more dates than users", {{16, 3}});
    row("no dates", {{16, 0}, {20, 10}});
    row("names beyond the end", {{24, 0xFF}});
    row("names without an end", {{24, 0xFF}, {31, 0xFF}});
    row("a length too long", {{kHeadSize, 3}});
    row("a length too short", {{kHeadSize, 1}});
    row("a length without an end", {{kHeadSize + 1, 0x81}});
    row("the names of none", {{kHeadSize, 0}, {kHeadSize + 1, 0}});
    row("a user without a status", {{kHeadSize + 2, 0}});
    row("an unknown state", {{kHeadSize + 2, 4}});
    row("a state beyond all", {{kHeadSize + 2, 0xFF}});
    row("two dates and one is there", {{kHeadSize + 2, 2}});
    row("a date that is nobody's", {{kHeadSize + 3, 1}});
    QByteArray twice = smallFile();
    twice[24] = 2;
    twice[kHeadSize] = 1;
    twice.replace(kHeadSize + 12, 2, "c"); // in place of "ab"
    QTest::newRow("a name twice") << summed(twice);
}

void TestLookBytes::refusesColumnsThatContradictEachOther()
{
    QFETCH(QByteArray, bytes);
    const auto read = readLook(bytes, kOwner);
    QVERIFY(!read);
    QCOMPARE(read.error(), LookFault::Damaged);
}

QTEST_GUILESS_MAIN(TestLookBytes)
#include "tst_lookbytes.moc"
