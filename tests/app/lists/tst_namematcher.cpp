// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/matchwords.h"
#include "lists/namematcher.h"

#include "liststage.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

QByteArray printedVerdict(MatchVerdict verdict)
{
    return verdictWords(verdict).toLower().toUtf8();
}

/// "found ann@x by name", "ambiguous (twins) ann@x|Ann@x by name", "not found, near ann@x".
QByteArray printed(const NameMatch &match)
{
    static const char *const doubts[] = {"", " (several)", " (twins)", " (nobody's)"};
    QByteArray text = printedVerdict(match.verdict) + doubts[static_cast<int>(match.doubt)];
    if (match.user)
        text += ' ' + *match.user;
    if (!match.candidates.isEmpty())
        text += ' ' + match.candidates.join('|');
    if (match.way != MatchWay::None)
        text += " by " + matchWords(match.way).toUtf8();
    if (match.user && !match.isTicked)
        text += ", not ticked";
    if (!match.nearest.isEmpty())
        text += ", near " + match.nearest.join('|');
    return text;
}

StatusTable withDirectory()
{
    StatusTable table =
        stagedTable({"ann@x", "Bob@x", "!b\u00e4r@x", "twin@x", "Twin@x", "ghost@x", "kim@old", "both@x", "both@x "},
                    {{"ann@x", "ann.smith@mail", "Ann", "Smith"},
                     {"Bob@x", "Bob.B@mail", "Bob", "Brown"},
                     {"b\u00e4r@x", "", "J\u00f6rg", "B\u00e4r"},
                     {"twin@x", "", "Tom", "Twin"},
                     {"Twin@x", "", "Tim", "Twin"},
                     {"kim@old", "kim@x", "Kim", "Lee"},
                     {"kim@x", "", "Kim", "Lee"},
                     {"new@x", "new@mail", "Neil", "New"},
                     {"s1@x", "shared@mail", "Sue", "One"},
                     {"s2@x", "Shared@mail", "Sam", "Two"},
                     {"jane.doe@x", "", "Jane", "Doe"},
                     {"both@x", "", "", ""},
                     {"both@x ", "", "", ""},
                     {"ghosts@x", "", "Gus", "Ghost"}});
    table.noteAnswer(UserStatus::enabled("tail@x"), 1);
    table.noteAnswer(UserStatus::none("gone@x"), 2);
    return table;
}

NameMatcher matcherOf(const StatusTable &table)
{
    return NameMatcher(table.snapshot(StatusTable::Dates::LeftOut));
}

} // namespace

class TestNameMatcher final : public QObject
{
    Q_OBJECT
private slots:
    void saysWhomANameMeans_data();
    void saysWhomANameMeans();
    void cannotTellWithoutADirectory_data();
    void cannotTellWithoutADirectory();
    void findsNamesThatCannotBeSeenToTheLetter();
    void leavesOutWhoseStatusWasDeleted();
    void takesABrokenCharacterForNoOther();
    void matchesTheNamesOfAListOnly();
    void saysWhichLinesMeanTheSameUser();
    void looksForNearestNamesWithinABound();
    void findsUsersCreatedSinceTheList();
    void boundsTheCandidates();
    void takesAPersonsWord();
    void endsEarlyWhenStopped();
    void hasWordsForEverything();
    void isQuick();
};

void TestNameMatcher::saysWhomANameMeans_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const char *name, const char *expected) {
        QTest::newRow(tag) << QString::fromUtf8(name) << QByteArray(expected);
    };
    row("name", "ann@x", "found ann@x by name");
    row("other case", "bob@X", "found Bob@x by name, other case");
    row("white space around", " ann@x\t", "found ann@x by name, other spelling");
    row("no-break space", "\u00a0ann@x", "found ann@x by name, other spelling");
    row("zero width space", "ann\u200b@x", "found ann@x by name, other spelling");
    row("soft hyphen", "an\u00adn@x", "found ann@x by name, other spelling");
    row("full width", "ann\uff20x", "found ann@x by name, other spelling");
    row("accent", "bar@x", "found b\u00e4r@x by name, other spelling, not ticked");
    row("decomposed", "ba\u0308r@x", "found b\u00e4r@x by name, other case");
    row("e-mail", "ann.smith@mail", "found ann@x by e-mail");
    row("e-mail, other case", "ann.SMITH@mail", "found ann@x by e-mail, other spelling");
    row("e-mail, white space", "ann.smith@mail ", "found ann@x by e-mail, other spelling");
    row("first and last name", "Ann Smith", "found ann@x by first and last name, not ticked");
    row("last name, first name", "Smith, Ann", "found ann@x by first and last name, not ticked");
    row("last name, first name, other case", "SMITH ,ann", "found ann@x by first and last name, not ticked");
    row("full name without accents", "Bar, Jorg", "found b\u00e4r@x by first and last name, not ticked");
    row("last name only", "Smith,", "not found");
    row("person without a status", "new@x", "found new@x by name");
    row("person without a status, e-mail", "new@mail", "found new@x by e-mail");
    row("twins", "twin@x", "ambiguous (twins) twin@x|Twin@x by name");
    row("the other twin", "Twin@x", "ambiguous (twins) Twin@x|twin@x by name");
    row("neither twin", "TWIN@x", "ambiguous (twins) twin@x|Twin@x by name, other case");
    row("twin in white space", "both@x", "ambiguous (twins) both@x|both@x  by name");
    row("nobody's status", "ghost@x", "ambiguous (nobody's) ghost@x by name, near ghosts@x");
    row("nobody's status, other case", "GHOST@x", "ambiguous (nobody's) ghost@x by name, other case, near ghosts@x");
    row("created since, nobody's", "tail@x", "ambiguous (nobody's) tail@x by name");
    row("one's name is another's e-mail", "kim@x", "ambiguous (several) kim@x|kim@old by name");
    row("e-mail of two", "shared@mail", "ambiguous (several) s1@x|s2@x by e-mail");
    row("full name of two", "Kim Lee", "ambiguous (several) kim@old|kim@x by first and last name");
    row("deleted since", "gone@x", "not found");
    row("nobody", "zacharias@nowhere", "not found");
    row("nearly somebody", "jane.deo@x", "not found, near jane.doe@x");
    row("nothing to be seen", "\u200b", "not found");
}

void TestNameMatcher::saysWhomANameMeans()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, expected);
    const NameMatcher matcher = matcherOf(withDirectory());
    const NameMatch match = matcher.withNearest(matcher.match(7, name));
    QCOMPARE(printed(match), expected);
    QCOMPARE(match.line, 7);
    QCOMPARE(match.name, name.toUtf8());
    QVERIFY(match.user.has_value() == (match.verdict == MatchVerdict::Found));
    QVERIFY(match.candidates.isEmpty() == (match.verdict != MatchVerdict::Ambiguous));
}

void TestNameMatcher::cannotTellWithoutADirectory_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const char *name, const char *expected) {
        QTest::newRow(tag) << QString::fromUtf8(name) << QByteArray(expected);
    };
    row("name", "ann.smith@x", "found ann.smith@x by name");
    row("other case", "Ann.Smith@x", "found ann.smith@x by name, other case");
    row("twins", "bob@x", "ambiguous (twins) bob@x|Bob@x by name");
    row("nobody listed", "zacharias@nowhere", "cannot tell");
    row("nearly somebody", "ann.smiht@x", "cannot tell, near ann.smith@x");
    row("full name", "Ann Smith", "cannot tell");
}

void TestNameMatcher::cannotTellWithoutADirectory()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, expected);
    const NameMatcher matcher = matcherOf(stagedTable({"ann.smith@x", "bob@x", "Bob@x"}));
    QVERIFY(!matcher.hasDirectory());
    QCOMPARE(printed(matcher.withNearest(matcher.match(1, name))), expected);
}

void TestNameMatcher::findsNamesThatCannotBeSeenToTheLetter()
{
    const QString space = QStringLiteral(" ");
    const NameMatcher one = matcherOf(stagedTable({"ann@x", " "}));
    QCOMPARE(one.match(1, space).user, std::optional<QByteArray>(" "));
    QVERIFY(one.match(1, space).way == MatchWay::Name);
    QVERIFY(one.match(1, QStringLiteral("\u200b")).verdict == MatchVerdict::CannotTell);
    QVERIFY(one.match(1, QString()).verdict == MatchVerdict::CannotTell);
    const NameMatch two = matcherOf(stagedTable({"\xC2\xA0", "ann@x", " "})).match(1, space);
    QVERIFY(two.verdict == MatchVerdict::Ambiguous && two.doubt == MatchDoubt::Twins);
    QCOMPARE(two.candidates, QList<QByteArray>({" ", "\xC2\xA0"}));
}

void TestNameMatcher::leavesOutWhoseStatusWasDeleted()
{
    StatusTable table = stagedTable({"jane.doe@x", "Jane.Doe@x", "ann@x"}, {{"Jane.Doe@x"}, {"ann@x"}});
    table.noteAnswer(UserStatus::none("jane.doe@x"), 1);
    table.noteAnswer(UserStatus::none("ann@x"), 2);
    const NameMatcher matcher = matcherOf(table);
    // No twin any more, and never among the nearest.
    QCOMPARE(printed(matcher.match(1, QStringLiteral("Jane.Doe@x"))), QByteArray("found Jane.Doe@x by name"));
    QCOMPARE(printed(matcher.withNearest(matcher.match(1, QStringLiteral("jane.deo@x")))),
             QByteArray("not found, near Jane.Doe@x"));
    // A person is a user with or without a status.
    QCOMPARE(printed(matcher.match(1, QStringLiteral("ann@x"))), QByteArray("found ann@x by name"));
}

void TestNameMatcher::takesABrokenCharacterForNoOther()
{
    const NameMatcher matcher = matcherOf(stagedTable({"an?n@x", "ann@x"}));
    const QString broken = QStringLiteral("an") + QChar(0xD800) + QStringLiteral("n@x");
    QCOMPARE(matcher.match(1, broken).verdict, MatchVerdict::CannotTell);
}

void TestNameMatcher::matchesTheNamesOfAListOnly()
{
    NameList list = stagedList({QStringLiteral("user"), QStringLiteral("ann@x"), QStringLiteral("ann@x"), {}, {}});
    list.lines[0].pile = LinePile::Heading;
    list.lines[2].pile = LinePile::Duplicate;
    list.lines[3].pile = LinePile::Blank;
    list.lines[4].pile = LinePile::NoName;
    const ListMatches found = matcherOf(withDirectory()).match(list);
    QCOMPARE(found.matches.size(), 1);
    QCOMPARE(found.matches.constFirst().line, 2);
}

void TestNameMatcher::saysWhichLinesMeanTheSameUser()
{
    const NameMatcher matcher = matcherOf(withDirectory());
    ListMatches found = matcher.match(
        stagedList({QStringLiteral("bob@x"), QStringLiteral("ann.smith@mail"), QStringLiteral("Bob Brown"),
                    QStringLiteral("ann@x"), QStringLiteral("nobody at all"), QStringLiteral("Bob@x")}));
    const auto same = [&found] {
        QList<qint64> lines;
        for (const NameMatch &match : found.matches)
            lines.append(match.sameUserAs);
        return lines;
    };
    QCOMPARE(same(), (QList<qint64>{0, 0, 1, 2, 0, 1}));
    found.matches[0] = chosen(found.matches[0], "jane.doe@x");
    found.matches[4] = chosen(found.matches[4], "ann@x");
    noteSameUsers(found.matches);
    QCOMPARE(same(), (QList<qint64>{0, 0, 0, 2, 2, 3}));
}

void TestNameMatcher::looksForNearestNamesWithinABound()
{
    const NameMatcher matcher = matcherOf(withDirectory());
    const NameList list = stagedList({QStringLiteral("jane.deo@x"), QStringLiteral("ann@x"), QStringLiteral("ghost@x"),
                                      QStringLiteral("jane.do@x"), QStringLiteral("zacharias@x")});
    const ListMatches all = matcher.match(list);
    QCOMPARE(all.withoutNearest, 0);
    QVERIFY(all.matches.at(4).isNearestKnown && all.matches.at(4).nearest.isEmpty());
    QVERIFY(!all.matches.at(1).isNearestKnown);
    const ListMatches some = matcher.match(list, 2);
    QCOMPARE(some.withoutNearest, 2);
    QCOMPARE(printed(some.matches.at(0)), QByteArray("not found, near jane.doe@x"));
    QVERIFY(some.matches.at(2).isNearestKnown);
    QCOMPARE(printed(some.matches.at(3)), QByteArray("not found"));
    QVERIFY(!some.matches.at(3).isNearestKnown);
    for (qsizetype i = 0; i < list.lines.size(); ++i)
        QCOMPARE(matcher.withNearest(some.matches.at(i)), all.matches.at(i));
}

void TestNameMatcher::findsUsersCreatedSinceTheList()
{
    StatusTable table = stagedTable({"ann.smith@x", "ann.smyths@x"});
    table.noteAnswer(UserStatus::enabled("Ann.Smithe@x"), 1);
    table.noteAnswer(UserStatus::none("ann.smithes@x"), 2);
    const NameMatcher matcher = matcherOf(table);
    QCOMPARE(printed(matcher.match(1, QStringLiteral("Ann.Smithe@x"))), QByteArray("found Ann.Smithe@x by name"));
    QCOMPARE(printed(matcher.withNearest(matcher.match(1, QStringLiteral("ann.smithi@x")))),
             QByteArray("cannot tell, near ann.smith@x|Ann.Smithe@x|ann.smyths@x"));
}

void TestNameMatcher::boundsTheCandidates()
{
    std::vector<QByteArray> names;
    std::vector<StagedPerson> persons;
    for (int i = 0; i < 100; ++i)
        names.push_back("test" + QByteArray::number(i));
    for (const QByteArray &name : names)
        persons.push_back({name.constData(), "", "Test", "User"});
    const NameMatcher matcher = matcherOf(stagedTable({}, persons));
    const NameMatch match = matcher.match(1, QStringLiteral("User, Test"));
    QCOMPARE(match.verdict, MatchVerdict::Ambiguous);
    QCOMPARE(match.candidates.size(), 20);
    // To the letter comes first, wherever it stands.
    QByteArrayList twins;
    for (int i = 0; i < 64; ++i) {
        QByteArray twin("abcdef");
        for (int bit = 0; bit < 6; ++bit) {
            if (i & (1 << bit))
                twin[bit] = static_cast<char>(twin.at(bit) - 'a' + 'A');
        }
        twins.append(twin);
    }
    const NameMatch last = matcherOf(stagedTable(twins)).match(1, QStringLiteral("ABCDEF"));
    QCOMPARE(last.candidates.constFirst(), QByteArray("ABCDEF"));
    QCOMPARE(last.way, MatchWay::Name);
    QCOMPARE(last.doubt, MatchDoubt::Twins);
}

void TestNameMatcher::takesAPersonsWord()
{
    const NameMatcher matcher = matcherOf(withDirectory());
    const NameMatch match = chosen(matcher.match(3, QStringLiteral("twin@x")), "Twin@x");
    QCOMPARE(match.way, MatchWay::Chosen);
    QCOMPARE(match.verdict, MatchVerdict::Found);
    QCOMPARE(match.doubt, MatchDoubt::None);
    QCOMPARE(match.user, std::optional<QByteArray>("Twin@x"));
    QVERIFY(match.isTicked);
    QCOMPARE(match.line, 3);
    QCOMPARE(match.name, QByteArray("twin@x"));
    QCOMPARE(match.candidates.size(), 2);
}

void TestNameMatcher::endsEarlyWhenStopped()
{
    const std::atomic_bool stop = true;
    const ListMatches found =
        matcherOf(withDirectory()).match(stagedList({QStringLiteral("ann@x")}), NameMatcher::kMostWithNearest, &stop);
    QVERIFY(found.matches.isEmpty());
}

void TestNameMatcher::hasWordsForEverything()
{
    QSet<QString> words;
    for (int way = 0; way < static_cast<int>(MatchWay::Count); ++way)
        words.insert(matchWords(static_cast<MatchWay>(way)));
    QCOMPARE(words.size(), static_cast<int>(MatchWay::Count));
    QVERIFY(!words.contains(QString()));
    words.clear();
    for (int verdict = 0; verdict < static_cast<int>(MatchVerdict::Count); ++verdict)
        words.insert(verdictWords(static_cast<MatchVerdict>(verdict)));
    QCOMPARE(words.size(), static_cast<int>(MatchVerdict::Count));
    QVERIFY(!words.contains(QString()));
    words.clear();
    for (int doubt = 0; doubt < static_cast<int>(MatchDoubt::Count); ++doubt)
        words.insert(doubtWords(static_cast<MatchDoubt>(doubt)));
    QCOMPARE(words.size(), static_cast<int>(MatchDoubt::Count));
}

void TestNameMatcher::isQuick()
{
    constexpr int kUsers = 100'000;
    std::vector<QByteArray> texts;
    for (int i = 0; i < kUsers; ++i) {
        texts.push_back("first" + QByteArray::number(i) + ".last@example.com");
        texts.push_back("mail" + QByteArray::number(i) + "@example.com");
        texts.push_back("Last" + QByteArray::number(i));
    }
    QByteArrayList users;
    std::vector<StagedPerson> persons;
    QStringList lines;
    for (std::size_t i = 0; i < texts.size(); i += 3) {
        users.append(texts[i]);
        persons.push_back({texts[i].constData(), texts[i + 1].constData(), "First", texts[i + 2].constData()});
        const std::size_t way = i / 3 % 5;
        lines.append(QString::fromUtf8(way == 4   ? texts[i + 2] + ", first"
                                       : way == 3 ? texts[i].toUpper() + ' '
                                                  : texts[i + way % 2]));
    }
    const StatusTable table = stagedTable(users, persons);
    const NameList list = stagedList(lines);
    QElapsedTimer timer;
    timer.start();
    const NameMatcher matcher = matcherOf(table);
    const qint64 built = timer.restart();
    const ListMatches found = matcher.match(list);
    const qint64 matched = timer.elapsed();
    QCOMPARE(found.matches.size(), kUsers);
    for (qsizetype i = 0; i < found.matches.size(); ++i)
        QCOMPARE(found.matches.at(i).user, std::optional<QByteArray>(users.at(i)));
    qInfo("100,000 lines: indexes in %lld ms, matched in %lld ms", built, matched);
    QVERIFY(built + matched < 5000); // generous: a scan for each line takes minutes
}

QTEST_GUILESS_MAIN(TestNameMatcher)
#include "tst_namematcher.moc"
