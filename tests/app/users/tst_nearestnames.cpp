// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/letterdistance.h"
#include "users/nearestnames.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace gatehouse;

namespace {

std::string_view viewed(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

NearestNames among(const QList<QByteArray> &names)
{
    std::vector<std::string_view> views;
    for (const QByteArray &name : names)
        views.push_back(viewed(name));
    return NearestNames(views);
}

QByteArray word(NameDifference difference)
{
    switch (difference) {
    case NameDifference::SameButCase:
        return "case";
    case NameDifference::SameButWhiteSpace:
        return "space";
    case NameDifference::SameButAccents:
        return "accents";
    case NameDifference::OneLetterOff:
        return "one";
    case NameDifference::TwoLettersOff:
        return "two";
    }
    return {};
}

/// "name:kind name:kind", the nearest first.
QByteArray printed(const NearestNames &names, const std::vector<NearName> &found)
{
    QByteArrayList texts;
    for (const NearName &near : found) {
        const std::string_view name = names.name(near.row);
        texts.append(QByteArray(name.data(), static_cast<qsizetype>(name.size())) + ':' + word(near.difference));
    }
    return texts.join(", ");
}

/// The whole table, as it stands in books.
int plainDistance(const std::u32string &a, const std::u32string &b)
{
    std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = static_cast<int>(i + j);
                continue;
            }
            const int other = a[i - 1] == b[j - 1] ? 0 : 1;
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

std::u32string lettersOf(const QByteArray &name)
{
    const QByteArray folded = foldText(viewed(name));
    return QString::fromUtf8(folded).trimmed().toStdU32String();
}

/// Short names of few letters, so that many are alike.
QByteArray randomName(QRandomGenerator &random)
{
    static const char *const letters[] = {"a", "b", "c", "B", "\u00e4", "\u65e5", ".", "a", "b", "\U0001F600"};
    QByteArray name;
    for (int length = random.bounded(1, 11); length > 0; --length)
        name += letters[random.bounded(static_cast<int>(std::size(letters)))];
    return random.bounded(20) == 0 ? ' ' + name + "\u00a0" : name;
}

/// 0 to 2: how many letters; -1: too far.
int expectedLetters(const QByteArray &a, const QByteArray &b)
{
    const std::u32string x = lettersOf(a);
    const std::u32string y = lettersOf(b);
    const int off = plainDistance(x, y);
    const std::size_t shorter = std::min(x.size(), y.size());
    const int allowed = shorter < NearestNames::kShortestForOne ? 0 : shorter < NearestNames::kShortestForTwo ? 1 : 2;
    return a == b || off > allowed ? -1 : off;
}

int lettersOfKind(NameDifference difference)
{
    return difference == NameDifference::TwoLettersOff ? 2 : difference == NameDifference::OneLetterOff ? 1 : 0;
}

} // namespace

class TestNearestNames final : public QObject
{
    Q_OBJECT
private slots:
    void findsTheNearest_data();
    void findsTheNearest();
    void agreesWithThePlainDistance();
    void findsWhatAComparisonOfAllFinds();
    void looksNoFurtherThanItIsTold();
    void looksAmongSomeRowsOnly();
    void offersTheBestOfMany();
    void findsLongNamesOnce();
    void endsEarlyWhenStopped();
    void staysSmall();
};

void TestNearestNames::findsTheNearest_data()
{
    QTest::addColumn<QList<QByteArray>>("names");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("nearest");
    const auto row = [](const char *tag, const QList<QByteArray> &names, const char *typed, const char *nearest) {
        QTest::newRow(tag) << names << QByteArray(typed) << QByteArray(nearest);
    };
    row("nobody", {}, "jane.doe@x", "");
    row("nothing typed", {"jane.doe@x"}, "", "");
    row("nothing but white space", {"jane.doe@x", " "}, "  ", "");
    row("itself", {"jane.doe@x"}, "jane.doe@x", "");
    row("other case", {"Jane.Doe@x"}, "jane.doe@X", "Jane.Doe@x:case");
    row("decomposed", {"b\u00e4r@x"}, "ba\u0308r@x", "b\u00e4r@x:case");
    row("white space", {"jane.doe@x "}, "jane.doe@x", "jane.doe@x :space");
    row("another white space", {"jane.doe@x"}, "\u00a0jane.doe@x\t", "jane.doe@x:space");
    row("white space and case", {"Jane.doe@x "}, "jane.doe@x", "Jane.doe@x :space");
    row("accents", {"\u00c5kerstr\u00f6m@x"}, "akerstrom@x", "\u00c5kerstr\u00f6m@x:accents");
    row("changed places", {"jane.doe@x"}, "jane.deo@x", "jane.doe@x:one");
    row("one missing", {"jane.doe@x"}, "jane.de@x", "jane.doe@x:one");
    row("one too many", {"jane.doe@x"}, "janne.doe@x", "jane.doe@x:one");
    row("another one", {"jane.doe@x"}, "jane.doe@y", "jane.doe@x:one");
    row("the first", {"jane.doe@x"}, "ane.doe@x", "jane.doe@x:one");
    row("an umlaut is a letter", {"m\u00fcller@x"}, "mller@x", "m\u00fcller@x:one");
    row("one and another case", {"Jane.Doe@x"}, "jane.deo@x", "Jane.Doe@x:one");
    row("two", {"jane.doe@x"}, "jnae.deo@x", "jane.doe@x:two");
    row("two at one place", {"jane.doe@x"}, "jane.@x", "");
    row("two missing", {"jane.doe@x"}, "jane.e@x", "jane.doe@x:two");
    row("three", {"jane.doe@x"}, "jane@x", "");
    row("best first",
        {"jane.d@xyz", "jane.dow@xy", "jane.doe@xy2", "janedoe@xy3", "Jane.Doe@xy", "jane.doe@xy", "jnae.doe@xy"},
        "jane.doe@xy", "Jane.Doe@xy:case, jnae.doe@xy:one, jane.doe@xy2:one, jane.dow@xy:one, janedoe@xy3:two");
    row("three letters", {"anb", "abn", "ANN"}, "ann", "ANN:case");
    row("three against four", {"anne"}, "ann", "");
    row("four letters", {"anne", "amna"}, "anna", "amna:one, anne:one");
    row("five letters, two off", {"annes"}, "ammes", "");
    row("six letters, two off", {"anness"}, "ammess", "anness:two");
    row("another script", {"\u65e5\u672c\u592a\u90ce"}, "\u65e5\u672c\u592a\u90cf", "\u65e5\u672c\u592a\u90ce:one");
}

void TestNearestNames::findsTheNearest()
{
    QFETCH(QList<QByteArray>, names);
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, nearest);
    const NearestNames index = among(names);
    QCOMPARE(printed(index, index.nearTo(viewed(typed))), nearest);
}

void TestNearestNames::agreesWithThePlainDistance()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray nameA = randomName(random);
        const QByteArray nameB = randomName(random);
        std::u32string a;
        std::u32string b;
        readLetters(a, viewed(nameA));
        readLetters(b, viewed(nameB));
        QCOMPARE(a, QString::fromUtf8(nameA).toStdU32String());
        for (int most = 0; most <= 3; ++most)
            QCOMPARE(lettersOff(a, b, most), std::min(plainDistance(a, b), most + 1));
    }
}

void TestNearestNames::findsWhatAComparisonOfAllFinds()
{
    QRandomGenerator random(7);
    QList<QByteArray> names;
    for (int i = 0; i < 3000; ++i)
        names.append(randomName(random));
    const NearestNames index = among(names);
    for (int i = 0; i < 150; ++i) {
        const QByteArray typed = i % 2 == 0 ? names.at(i * 7) : randomName(random);
        std::array<std::size_t, 3> expected{};
        std::map<Row, int> letters;
        for (qsizetype row = 0; row < names.size(); ++row) {
            const int off = expectedLetters(typed, names.at(row));
            if (off < 0)
                continue;
            ++expected.at(static_cast<std::size_t>(off));
            letters[static_cast<Row>(row)] = off;
        }
        const auto all =
            index.nearTo(viewed(typed), {static_cast<std::size_t>(names.size()) + 1, NameDifference::TwoLettersOff});
        QCOMPARE(all.size(), letters.size());
        for (const NearName &near : all)
            QCOMPARE(lettersOfKind(near.difference), letters.at(near.row));
        QVERIFY(std::is_sorted(all.begin(), all.end(),
                               [](const NearName &a, const NearName &b) { return a.difference < b.difference; }));
        const auto few = index.nearTo(viewed(typed));
        QCOMPARE(few, std::vector<NearName>(all.begin(), all.begin() + std::min<std::ptrdiff_t>(5, std::ssize(all))));
    }
}

void TestNearestNames::looksNoFurtherThanItIsTold()
{
    const NearestNames index = among({"jane.doe@x", "Jane.Deo@x", " jane.deo@x", "jane.d\u00e9o@x", "jnae.doe@x"});
    const auto upTo = [&index](NameDifference furthest) {
        return printed(index, index.nearTo("jane.deo@x", {5, furthest}));
    };
    QCOMPARE(upTo(NameDifference::SameButCase), QByteArray("Jane.Deo@x:case"));
    QCOMPARE(upTo(NameDifference::SameButWhiteSpace), QByteArray("Jane.Deo@x:case,  jane.deo@x:space"));
    QCOMPARE(upTo(NameDifference::OneLetterOff),
             QByteArray("Jane.Deo@x:case,  jane.deo@x:space, jane.d\u00e9o@x:accents, jane.doe@x:one"));
    QCOMPARE(index.nearTo("jane.deo@x").size(), 5U);
    QCOMPARE(index.nearTo("jane.deo@x", {0, NameDifference::TwoLettersOff}).size(), 0U);
}

void TestNearestNames::looksAmongSomeRowsOnly()
{
    NameColumn::Builder builder;
    for (const char *name : {"jane.doe@a", "jane.doe@b", "jane.doe@c"})
        builder.add(name);
    const NearestNames index(std::move(builder).build(), std::vector<Row>{2, 0});
    QCOMPARE(index.count(), 2U);
    QCOMPARE(index.nearTo("jane.doe@d"),
             (std::vector<NearName>{{0, NameDifference::OneLetterOff}, {2, NameDifference::OneLetterOff}}));
}

void TestNearestNames::offersTheBestOfMany()
{
    QList<QByteArray> names;
    for (int i = 0; i < 100; ++i)
        names.append("user" + QByteArray::number(1000 + i) + "@x");
    names.append("user10500@x");
    const NearestNames index = among(names);
    QCOMPARE(printed(index, index.nearTo("user1500@x")),
             QByteArray("user1050@x:one, user10500@x:one, user1000@x:one, user1005@x:two, user1001@x:two"));
}

void TestNearestNames::findsLongNamesOnce()
{
    QList<QByteArray> names;
    for (int length = 1020; length < 1030; ++length)
        names.append(QByteArray(length, 'a'));
    const NearestNames index = among(names);
    for (int length = 1018; length < 1032; ++length) {
        const QByteArray typed(length, 'a');
        std::vector<Row> expected;
        for (qsizetype row = 0; row < names.size(); ++row) {
            if (names.at(row) != typed && std::abs(names.at(row).size() - typed.size()) <= 2)
                expected.push_back(static_cast<Row>(row));
        }
        std::vector<Row> found;
        for (const NearName &near : index.nearTo(viewed(typed)))
            found.push_back(near.row);
        std::sort(found.begin(), found.end());
        QCOMPARE(found, expected);
    }
}

void TestNearestNames::endsEarlyWhenStopped()
{
    const std::atomic_bool stop = true;
    const NearestNames index = among({"jane.doe@x"});
    QVERIFY(index.nearTo("jane.deo@x", {}, &stop).empty());
    const NearestNames empty({"jane.doe@x"}, &stop);
    QVERIFY(empty.nearTo("jane.deo@x").empty());
}

void TestNearestNames::staysSmall()
{
    QList<QByteArray> names;
    for (int i = 0; i < 20'000; ++i)
        names.append("someone" + QByteArray::number(i) + "@example.com");
    QVERIFY(among(names).memory() <= 20U * static_cast<std::size_t>(names.size()) + 8192U);
}

QTEST_GUILESS_MAIN(TestNearestNames)
#include "tst_nearestnames.moc"
