// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/samplepeople.h"

#include <QChar>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace gatehouse;

namespace {

constexpr qint64 nowMs = 1'781'000'000'000;
constexpr qint64 dayMs = 86'400'000;

/// A person with texts of its own, since the visit's do not last.
struct Kept
{
    SamplePerson person;
    QString firstName;
    QString lastName;
};

std::vector<Kept> people(int statuses, quint32 seed = 7)
{
    std::vector<Kept> all;
    SamplePeople(statuses, seed, nowMs).forEach([&all](const SamplePerson &person) {
        all.push_back({person, QString::fromUtf8(person.firstName), QString::fromUtf8(person.lastName)});
    });
    return all;
}

qsizetype count(const std::vector<Kept> &all, bool (*test)(const Kept &))
{
    return std::count_if(all.begin(), all.end(), test);
}

const Kept *named(const std::vector<Kept> &all, QByteArrayView name)
{
    const auto it = std::find_if(all.begin(), all.end(), [name](const Kept &kept) { return kept.person.name == name; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace

class SamplePeopleTest : public QObject
{
    Q_OBJECT

private slots:
    void makesExactlyAsManyStatuses_data();
    void makesExactlyAsManyStatuses();
    void makesEveryNameOnce();
    void makesTheSamePeopleForTheSameSeed();
    void startsWithThePeopleOfTheDocumentation();
    void disablesAboutFifteenPercentOverTwoYears();
    void hasStatusesWithoutAPersonAndPeopleWithoutAStatus();
    void hasTypingErrors();
    void speaksManyScripts();
    void givesFewTheHighestRole();
    void writesNamesAsUtf8WithoutSpaces();
};

void SamplePeopleTest::makesExactlyAsManyStatuses_data()
{
    QTest::addColumn<int>("statuses");
    for (const int statuses : {0, 1, 2, 7, 12, 13, 14, 500, 4245})
        QTest::addRow("%d", statuses) << statuses;
}

void SamplePeopleTest::makesExactlyAsManyStatuses()
{
    QFETCH(int, statuses);
    QCOMPARE(count(people(statuses), [](const Kept &k) { return k.person.hasStatus; }), statuses);
}

void SamplePeopleTest::makesEveryNameOnce()
{
    for (const quint32 seed : {7U, 8U}) {
        QSet<QByteArray> names;
        int made = 0;
        SamplePeople(100'000, seed, nowMs).forEach([&names, &made](const SamplePerson &person) {
            names.insert(person.name);
            ++made;
        });
        QCOMPARE(int(names.size()), made);
        QVERIFY(made > 100'000);
    }
}

void SamplePeopleTest::makesTheSamePeopleForTheSameSeed()
{
    const auto lines = [](quint32 seed) {
        QStringList out;
        for (const Kept &k : people(600, seed)) {
            out.append(QString::fromUtf8(k.person.name) + k.firstName + k.lastName +
                       QString::number(k.person.disabledMs.value_or(0)) + QString::number(k.person.roles.size()));
        }
        return out;
    };
    QCOMPARE(lines(7), lines(7));
    QVERIFY(lines(7) != lines(8));
}

void SamplePeopleTest::startsWithThePeopleOfTheDocumentation()
{
    for (const quint32 seed : {1U, 7U}) {
        const auto all = people(3, seed);
        const Kept *const admin = named(all, "admin@example.com");
        const Kept *const analyst = named(all, "analyst@example.com");
        const Kept *const ada = named(all, "ada.admin@example.com");
        QVERIFY(admin && analyst && ada);
        QVERIFY(!admin->person.disabledMs);
        QCOMPARE(analyst->person.disabledMs, std::optional<qint64>(1'663'786'885'872));
        QVERIFY(!ada->person.disabledMs && ada->person.isLocked);
    }
}

void SamplePeopleTest::disablesAboutFifteenPercentOverTwoYears()
{
    const auto all = people(10'000);
    const auto disabled = count(all, [](const Kept &k) { return k.person.disabledMs.has_value(); });
    QVERIFY2(disabled > 1350 && disabled < 1650, QByteArray::number(disabled).constData());
    QCOMPARE(count(all, [](const Kept &k) { return k.person.disabledMs.value_or(0) >= nowMs; }), 0);
    const auto older =
        count(all, [](const Kept &k) { return k.person.disabledMs && *k.person.disabledMs < nowMs - 2 * 365 * dayMs; });
    QCOMPARE(older, 1); // the date in the documentation
    QVERIFY(count(all, [](const Kept &k) { return k.person.disabledMs.value_or(0) > nowMs - dayMs; }) > 10);
    QVERIFY(count(all, [](const Kept &k) {
                return k.person.disabledMs && *k.person.disabledMs < nowMs - 600 * dayMs;
            }) > 50);
}

void SamplePeopleTest::hasStatusesWithoutAPersonAndPeopleWithoutAStatus()
{
    const auto all = people(500);
    const auto noPerson = count(all, [](const Kept &k) { return !k.person.isPerson; });
    const auto noStatus = count(all, [](const Kept &k) { return !k.person.hasStatus; });
    QVERIFY2(noPerson >= 2 && noPerson < 20, QByteArray::number(noPerson).constData());
    QVERIFY2(noStatus >= 2 && noStatus < 20, QByteArray::number(noStatus).constData());
    QCOMPARE(count(all, [](const Kept &k) { return !k.person.isPerson && !k.person.hasStatus; }), 0);
    QCOMPARE(count(all, [](const Kept &k) { return !k.person.hasStatus && k.person.disabledMs; }), 0);
}

void SamplePeopleTest::hasTypingErrors()
{
    const auto all = people(3000);
    QVERIFY(named(all, "beatrix.kido@exmaple.com"));
    const auto isMistyped = [](const Kept &k) {
        return k.person.name.contains("@exmaple.") || k.person.name.contains("@exmeple.");
    };
    QVERIFY(count(all, isMistyped) > 2);
    for (const Kept &k : all)
        QVERIFY2(!isMistyped(k) || !k.person.isPerson, k.person.name.constData());
}

void SamplePeopleTest::speaksManyScripts()
{
    QSet<int> scripts;
    for (const Kept &k : people(500)) {
        const QList<uint> letters = (k.firstName + k.lastName).toUcs4();
        for (const uint letter : letters)
            scripts.insert(int(QChar::script(letter)));
    }
    for (const auto script :
         {QChar::Script_Latin, QChar::Script_Greek, QChar::Script_Cyrillic, QChar::Script_Arabic, QChar::Script_Hebrew,
          QChar::Script_Devanagari, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Hangul})
        QVERIFY2(scripts.contains(int(script)), QByteArray::number(int(script)).constData());
}

void SamplePeopleTest::givesFewTheHighestRole()
{
    const auto supers = count(people(5000), [](const Kept &k) { return k.person.roles.contains("super-admin"); });
    QCOMPARE(supers, 3);
    QSet<QByteArray> roles;
    for (const Kept &k : people(500)) {
        for (const QByteArrayView role : k.person.roles)
            roles.insert(role.toByteArray());
    }
    QCOMPARE(roles, (QSet<QByteArray>{"super-admin", "analyst", "editor", "viewer", "designer"}));
}

void SamplePeopleTest::writesNamesAsUtf8WithoutSpaces()
{
    qsizetype unicode = 0;
    for (const Kept &k : people(20'000)) {
        const QString name = QString::fromUtf8(k.person.name);
        QCOMPARE(name.toUtf8(), k.person.name);
        QVERIFY2(!name.contains(u' ') && !name.contains(u'_' + QString(u'.')), k.person.name.constData());
        QVERIFY2(!name.startsWith(u'.') && !name.contains(QStringLiteral(".@")) && !name.contains(QStringLiteral("..")),
                 k.person.name.constData());
        QVERIFY(!k.firstName.contains(u'_') && !k.lastName.contains(u'_'));
        QVERIFY(k.person.email.isEmpty() || k.person.email == k.person.name);
        if (name.size() != k.person.name.size())
            ++unicode;
    }
    QVERIFY(unicode > 500);
}

QTEST_GUILESS_MAIN(SamplePeopleTest)
#include "tst_samplepeople.moc"
