// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/directory.h"

#include <QTest>

using namespace gatehouse;

namespace {

std::shared_ptr<const Directory> built(const QList<PersonEntry> &persons)
{
    Directory::Builder builder;
    for (const PersonEntry &person : persons)
        builder.add(person);
    return std::move(builder).build();
}

const QStringList admin{QStringLiteral("super-admin"), QStringLiteral("analyst")};

} // namespace

class TestDirectory final : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhoSomebodyIs();
    void putsTheNameTogether_data();
    void putsTheNameTogether();
    void keepsTheFirstOfAName();
    void findsThoseWithARole();
    void ordersRoles();
};

void TestDirectory::knowsWhoSomebodyIs()
{
    const auto directory = built({{"ada@x", "ada@x", "Ada", "Admin", admin}, {"bo", "bo@mail", {}, {}, {}}});
    QCOMPARE(directory->count(), 2u);
    QCOMPARE(directory->find("bo"), std::optional<PersonIndex>(1));
    QVERIFY(!directory->find("BO")); // names are case-sensitive
    QVERIFY(directory->email(1) == "bo@mail");
    QVERIFY(directory->fullName(0) == "Ada Admin");
    QVERIFY(directory->fullName(1).empty());
    QCOMPARE(directory->roles(0), admin);
    QVERIFY(directory->roles(1).isEmpty());
    // An address that is simply the name is searched with the name.
    QVERIFY(directory->otherEmails().name(0).empty());
    QVERIFY(directory->otherEmails().name(1) == "bo@mail");
}

void TestDirectory::putsTheNameTogether_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("both") << QByteArray("Ann") << QByteArray("Alyst") << QByteArray("Ann Alyst");
    QTest::newRow("first only") << QByteArray("Ann") << QByteArray() << QByteArray("Ann");
    QTest::newRow("last only") << QByteArray() << QByteArray("Alyst") << QByteArray("Alyst");
    QTest::newRow("neither") << QByteArray() << QByteArray() << QByteArray();
}

void TestDirectory::putsTheNameTogether()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, last);
    const auto directory = built({{"a", {}, first.toStdString(), last.toStdString(), {}}});
    const std::string_view whole = directory->fullName(0);
    QTEST(QByteArray(whole.data(), static_cast<qsizetype>(whole.size())), "whole");
}

void TestDirectory::keepsTheFirstOfAName()
{
    const auto directory = built({{"a", {}, "First"}, {"b", {}, "Other"}, {"a", {}, "Second"}});
    QCOMPARE(directory->count(), 2u);
    QCOMPARE(directory->duplicates(), std::size_t(1));
    QVERIFY(directory->fullName(*directory->find("a")) == "First");
    QVERIFY(directory->fullName(*directory->find("b")) == "Other");
}

void TestDirectory::findsThoseWithARole()
{
    const auto directory = built({{"a", {}, {}, {}, admin}, {"b", {}, {}, {}, {QStringLiteral("analyst")}}, {"c"}});
    QCOMPARE(directory->withRole(QStringLiteral("super-admin")), std::vector<PersonIndex>({0}));
    QCOMPARE(directory->withRole(QStringLiteral("analyst")), std::vector<PersonIndex>({0, 1}));
    QVERIFY(directory->withRole(QStringLiteral("admin")).empty()); // whole roles only
}

void TestDirectory::ordersRoles()
{
    const auto directory =
        built({{"a", {}, {}, {}, {QStringLiteral("viewer")}}, {"b", {}, {}, {}, {QStringLiteral("analyst")}}, {"c"}});
    QCOMPARE(directory->roleRanks(), std::vector<quint32>({2, 1, 0}));
}

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
