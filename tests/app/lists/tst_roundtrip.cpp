// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out comes back: of any table, an export that is read as a list says every user to the letter and in order,
// means exactly those, and leaves nothing to do.
#include "exportbench.h"

#include "lists/listplanner.h"
#include "lists/loosename.h"
#include "lists/namematcher.h"
#include "lists/namereader.h"
#include "lists/userexport.h"
#include "users/exacttext.h"

#include <QHash>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

constexpr int kRounds = 400;
constexpr quint32 kSeed = 20260;

enum class People { Unknown, Known };

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray picked(QRandomGenerator &random, const QByteArrayList &from)
{
    return from.at(random.bounded(static_cast<int>(from.size())));
}

/// What names are put together of; whole names among them, so that they come pure as well.
QByteArrayList nameParts()
{
    QByteArrayList parts{",",
                         ";",
                         "|",
                         "\t",
                         "\"",
                         "\"\"",
                         "'",
                         "=",
                         "+",
                         "-",
                         "@",
                         " ",
                         "\n",
                         "\r",
                         "\r\n",
                         "a",
                         "B",
                         "b@x",
                         "Jane Doe <jane@x>",
                         "\"Doe, Jane\" <jane@y>",
                         "mailto:c@x",
                         "\na,d@x\n",
                         "\ne@x;f\ng",
                         "12",
                         "3,50",
                         "2026-01-02",
                         "1/2/2026",
                         "31.12.2026",
                         "2022-09-21T19:01:25.872Z",
                         "{\"name\":\"x\"}",
                         "[\"x\"]",
                         "name",
                         "user",
                         "E-Mail",
                         "name,status,disabled",
                         "sep=;",
                         "enabled",
                         ".",
                         "..",
                         "\\",
                         "\x01",
                         "\x7F",
                         QByteArray(1, '\0'),
                         QByteArray("line\n").repeated(120)};
    for (const char16_t *wide :
         {u"\uFF1D", u"\uFF0B", u"\uFF0D", u"\uFF20", u"\uFEFF", u"\u00A0", u"\u3000", u"\u200B", u"\u202E", u"\u2028",
          u"\u0085", u"\u00E9", u"e\u0301", u"\u5C71", u"\U0001F600", u"\uFFFF", u"\uFFFD", u"jane\uFF20z"})
        parts.append(QStringView(wide).toUtf8());
    return parts;
}

QByteArray randomName(QRandomGenerator &random)
{
    static const QByteArrayList parts = nameParts();
    QByteArray name;
    for (int count = random.bounded(3) == 0 ? 1 : random.bounded(1, 7); count > 0; --count)
        name += picked(random, parts);
    return name;
}

/// An entry as a server may have it: canonical or not, with what nobody documented, and odd.
QByteArray randomEntry(QRandomGenerator &random, const QByteArray &name)
{
    const QByteArray instant =
        formatInstant(fromMilliseconds(random.bounded(1'900'000'000) * qint64(1000) + random.bounded(1000)));
    const QByteArrayList tails{"",
                               "",
                               ",\"disabled\":\"" + instant + '"',
                               ",\"disabled\":\"" + instant + '"',
                               ",\"disabled\":null",
                               ",\"disabled\":\"2024-02-29T23:59:59+02:00\"",
                               ",\"locked\":[1,\r\n2]",
                               ",\"disabled\":\"" + instant + "\",\"note\":\"=1\"",
                               ",\"disabled\":true",
                               ",\"disabled\":-1",
                               ",\"disabled\":\"yesterday, \\\"late\\\"\"",
                               ",\"disabled\":{\"since\":\n[\"" + instant + "\"]}"};
    QByteArray entry = writeStatus(UserStatus::enabled(name));
    entry.chop(1);
    return entry + picked(random, tails) + '}';
}

/// Some users; where people are known, most of them are, and some people have no status.
StatusTable randomTable(QRandomGenerator &random, People people)
{
    QSet<QByteArray> names;
    QByteArrayList entries;
    QByteArrayList persons;
    for (int count = random.bounded(1, 30); count > 0; --count) {
        const QByteArray name = randomName(random);
        if (names.contains(name))
            continue;
        names.insert(name);
        const bool isPerson = people == People::Known && random.bounded(8) > 0;
        if (isPerson)
            persons.append(name);
        if (!isPerson || random.bounded(5) > 0)
            entries.append(randomEntry(random, name));
    }
    if (people == People::Known)
        persons.append("always somebody");
    QByteArrayList emails;
    for (qsizetype i = 0; i < persons.size(); ++i)
        emails.append("mail" + QByteArray::number(i) + "@example.com");
    QList<PersonEntry> directory;
    for (qsizetype i = 0; i < persons.size(); ++i)
        directory.append({viewOf(persons.at(i)), viewOf(emails.at(i)), "\xEF\xBB\xBF=1,\"", "x\r\ny;", {}});
    return tableOf(entries, directory);
}

/// What a line of an export must say of a user.
std::optional<UserStatus> saidOf(const UserStatus &status, ExportFormat format)
{
    if (format == ExportFormat::Json)
        return status;
    switch (status.state) {
    case StatusState::Enabled:
        return UserStatus::enabled(status.name);
    case StatusState::Disabled:
        return UserStatus::disabled(status.name, status.disabledSince);
    case StatusState::DisabledOdd: // a table cannot hold what else there is, so it claims nothing
    case StatusState::NoStatus:
        break;
    }
    return std::nullopt;
}

/// The users that an export of this format lists, in their order.
QList<UserStatus> exportedUsers(const StatusTable &table, ExportFormat format)
{
    QList<UserStatus> users;
    for (Row row = 0; row < table.count(); ++row) {
        if (format != ExportFormat::Json || table.state(row) != StatusState::NoStatus)
            users.append(table.status(row));
    }
    return users;
}

/// What is wrong with a reading; empty if nothing is.
QByteArray wrongIn(const NameList &list, const QList<UserStatus> &users, ExportFormat format)
{
    qsizetype next = 0;
    for (const ListLine &line : list.lines) {
        if (line.pile == LinePile::Heading)
            continue;
        if (line.pile != LinePile::Name)
            return "line " + QByteArray::number(line.number) + " says no name: " + line.given.toUtf8();
        if (next == users.size())
            return "a name too many: " + line.name.toUtf8();
        const UserStatus &user = users.at(next++);
        if (line.name.toUtf8() != user.name)
            return "instead of " + user.name.toHex(' ') + " it says " + line.name.toUtf8().toHex(' ');
        if (line.status != saidOf(user, format))
            return "another status of " + user.name.toHex(' ');
        const bool isDated = format == ExportFormat::Csv && user.state == StatusState::Disabled;
        if (line.date != (isDated ? std::optional(user.disabledSince) : std::nullopt))
            return "another date of " + user.name.toHex(' ');
    }
    return next == users.size() ? QByteArray() : "users are missing, first " + users.at(next).name.toHex(' ');
}

/// How many users fall together with each, by the loose form of their names.
QHash<QByteArray, int> twinsIn(const StatusTable &table)
{
    QHash<QByteArray, int> twins;
    for (Row row = 0; row < table.count(); ++row)
        ++twins[looseName(table.name(row))];
    return twins;
}

QByteArray wrongIn(const NameMatch &match, const StatusTable &table, const QHash<QByteArray, int> &twins)
{
    const auto row = table.find(match.name);
    if (!row)
        return "nobody's name: " + match.name.toHex(' ');
    const bool isAlone = twins.value(looseName(table.name(*row))) == 1;
    const bool isKnown = !table.directory() || table.isPerson(*row);
    const bool isFound =
        match.verdict == MatchVerdict::Found && match.way == MatchWay::Name && match.user == match.name;
    const bool isInDoubt = match.verdict == MatchVerdict::Ambiguous && !match.user &&
                           match.doubt == (isAlone ? MatchDoubt::NobodysUser : MatchDoubt::Twins);
    return (isAlone && isKnown ? isFound : isInDoubt) ? QByteArray()
                                                      : "not found as it should: " + match.name.toHex(' ');
}

/// Those of the matches whose users stand so, ticked as a list is at first.
template<typename StandsSo>
QList<NameMatch> ticked(const QList<NameMatch> &matches, const StatusTable &table, ListAct act, StandsSo standsSo)
{
    QList<NameMatch> some;
    std::copy_if(matches.cbegin(), matches.cend(), std::back_inserter(some),
                 [&](const NameMatch &match) { return standsSo(table.state(*table.find(match.name))); });
    setFirstTicks(some, act);
    return some;
}

/// What an act that is done already would still do.
QByteArray leftToDo(const QList<NameMatch> &matches, const StatusTable &table, ListAct act)
{
    PlanContext context;
    context.now = fromMilliseconds(2'000'000'000'000);
    context.persons = table.persons();
    const UserLookup lookup = [&table](const QByteArray &name) { return listedUser(table, name); };
    const ListPlan list = planList(matches, act, lookup, context);
    if (list.plan.rows.size() != matches.size())
        return "rows are missing";
    for (qsizetype i = 0; i < matches.size(); ++i) {
        const QByteArray &name = matches.at(i).name;
        const Verdict done = isAddressable(name) ? Verdict::AlreadySo : Verdict::NotAddressable;
        const Verdict verdict = list.plan.rows.at(i).verdict;
        if (verdict != (matches.at(i).verdict == MatchVerdict::Found ? done : Verdict::Ambiguous))
            return "something is left to do for " + name.toHex(' ');
    }
    return {};
}

} // namespace

class TestRoundTrip final : public QObject
{
    Q_OBJECT
private slots:
    void bringsBackWhatWentOut_data();
    void bringsBackWhatWentOut();
    void saysWhatATableCannotHold();
    void meansWhomItListed_data();
    void meansWhomItListed();
    void leavesNothingToDo_data();
    void leavesNothingToDo();

private:
    static void addStyles();
};

void TestRoundTrip::addStyles()
{
    QTest::addColumn<ExportStyle>("style");
    QTest::addColumn<bool>("hasPeople");
    const std::pair<const char *, CsvSeparator> separators[] = {
        {"comma", CsvSeparator::Comma}, {"semicolon", CsvSeparator::Semicolon}, {"tab", CsvSeparator::Tab}};
    for (const bool hasPeople : {false, true}) {
        const char *const people = hasPeople ? "people" : "statuses alone";
        for (const auto &[word, separator] : separators) {
            QTest::addRow("%s, %s", word, people)
                << ExportStyle{ExportFormat::Csv, separator, ExcelMark::LeftOut} << hasPeople;
            QTest::addRow("%s and mark, %s", word, people)
                << ExportStyle{ExportFormat::Csv, separator, ExcelMark::Written} << hasPeople;
        }
        QTest::addRow("json, %s", people) << ExportStyle{ExportFormat::Json, {}, ExcelMark::LeftOut} << hasPeople;
    }
}

void TestRoundTrip::bringsBackWhatWentOut_data()
{
    addStyles();
}

void TestRoundTrip::bringsBackWhatWentOut()
{
    QFETCH(ExportStyle, style);
    QFETCH(bool, hasPeople);
    QRandomGenerator random(kSeed);
    for (int round = 0; round < kRounds; ++round) {
        const StatusTable table = randomTable(random, hasPeople ? People::Known : People::Unknown);
        const QByteArray text = exportText(allOf(table), style);
        const QList<UserStatus> users = exportedUsers(table, style.format);
        const auto file = readNames(text);
        QVERIFY2(file.has_value(), text.constData());
        const QByteArray wrong = wrongIn(file->names, users, style.format);
        QVERIFY2(wrong.isEmpty(), (wrong + "\nof\n" + text).constData());
        QVERIFY(file->encoding == EncodingGuess({TextEncoding::Utf8, true}));
        const auto paste = readNames(exactText(text));
        QVERIFY2(paste.has_value() && wrongIn(paste->names, users, style.format).isEmpty(), text.constData());
    }
}

void TestRoundTrip::saysWhatATableCannotHold()
{
    const StatusTable table = tableOf({"{\"name\":\"a\",\"disabled\":true}", "{\"name\":\"b\",\"disabled\":\"soon\"}",
                                       "{\"name\":\"c\",\"locked\":true}"});
    const auto csv = readNames(exportText(allOf(table), {}));
    QVERIFY(csv.has_value());
    QCOMPARE(csv->names.entries(LinePile::Name), 3);
    QCOMPARE(csv->problems.filter(QStringLiteral("2 line(s)")).size(), 1);
    const auto json = readNames(exportText(allOf(table), {ExportFormat::Json, {}, ExcelMark::LeftOut}));
    QVERIFY(json.has_value() && json->problems.isEmpty());
}

void TestRoundTrip::meansWhomItListed_data()
{
    addStyles();
}

void TestRoundTrip::meansWhomItListed()
{
    QFETCH(ExportStyle, style);
    QFETCH(bool, hasPeople);
    QRandomGenerator random(kSeed + 1);
    qsizetype found = 0;
    for (int round = 0; round < kRounds; ++round) {
        const StatusTable table = randomTable(random, hasPeople ? People::Known : People::Unknown);
        const QHash<QByteArray, int> twins = twinsIn(table);
        const auto reading = readNames(exportText(allOf(table), style));
        QVERIFY(reading.has_value());
        const NameMatcher matcher(table.snapshot(StatusTable::Dates::Copied));
        const QList<NameMatch> matches = matcher.match(reading->names).matches;
        QCOMPARE(matches.size(), exportedUsers(table, style.format).size());
        for (const NameMatch &match : matches) {
            const QByteArray wrong = wrongIn(match, table, twins);
            QVERIFY2(wrong.isEmpty(), wrong.constData());
            found += match.user ? 1 : 0;
        }
    }
    QVERIFY(found > kRounds);
}

void TestRoundTrip::leavesNothingToDo_data()
{
    addStyles();
}

void TestRoundTrip::leavesNothingToDo()
{
    QFETCH(ExportStyle, style);
    QFETCH(bool, hasPeople);
    QRandomGenerator random(kSeed + 2);
    for (int round = 0; round < kRounds; ++round) {
        const StatusTable table = randomTable(random, hasPeople ? People::Known : People::Unknown);
        const auto reading = readNames(exportText(allOf(table), style));
        QVERIFY(reading.has_value());
        const NameMatcher matcher(table.snapshot(StatusTable::Dates::Copied));
        const QList<NameMatch> matches = matcher.match(reading->names).matches;
        const auto disabled =
            ticked(matches, table, ListAct::Disable, [](StatusState state) { return isDisabled(state); });
        QByteArray left = leftToDo(disabled, table, ListAct::Disable);
        QVERIFY2(left.isEmpty(), left.constData());
        const auto enabled =
            ticked(matches, table, ListAct::Enable, [](StatusState state) { return state == StatusState::Enabled; });
        left = leftToDo(enabled, table, ListAct::Enable);
        QVERIFY2(left.isEmpty(), left.constData());
    }
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
