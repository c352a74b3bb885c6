// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelisting.h"
#include "ui/users/usermodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::samples;
using Column = UserModel::Column;

namespace {

/// The whole table as lines, with the check state in front of Sign-in.
QStringList printed(const UserModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        // Without a directory there is nothing in the columns about persons.
        const bool hasPersons = model.listing().table().directory() != nullptr;
        const int columns = hasPersons ? model.columnCount() : static_cast<int>(UserModel::Column::Person);
        for (int column = 0; column < columns; ++column) {
            const QModelIndex index = model.index(row, column);
            QString cell = index.data().toString();
            if (index.data(Qt::CheckStateRole).isValid())
                cell.prepend(index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? QStringLiteral("[x] ")
                                                                                   : QStringLiteral("[ ] "));
            cells << cell;
        }
        lines << cells.join(QStringLiteral(" | "));
    }
    return lines;
}

} // namespace

class TestUserModel final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_listing = std::make_unique<UserListing>();
        m_model = std::make_unique<UserModel>(*m_listing);
        m_model->setRelativeNow([] { return at("2026-06-12T12:00:00Z"); });
        m_model->setDateText(DateText(QLocale::c(), QTimeZone::utc()));
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    void cleanup()
    {
        QVERIFY(m_listing->isConsistent());
        m_tester.reset();
        m_model.reset();
        m_listing.reset();
    }

    void printsTheListing()
    {
        StatusListBuilder builder;
        builder.add(UserStatus::enabled("zoe@example.com"));
        builder.add(UserStatus::disabled("analyst@example.com", at("2022-09-21T19:01:25.872Z")));
        builder.add("odd@example.com", StatusState::DisabledOdd, {},
                    R"({"name":"odd@example.com","disabled":"yesterday"})");
        builder.add("true@example.com", StatusState::DisabledOdd, {}, R"({"name":"true@example.com","disabled":true})");
        fill(*m_listing, std::move(builder).build());
        const QStringList expected{
            QStringLiteral("analyst@example.com | [ ] Disabled | 21 Sep 2022 \u00B7 3 years ago"),
            QStringLiteral("odd@example.com | [ ] Disabled | yesterday"),
            QStringLiteral("true@example.com | [ ] Disabled | true"),
            QStringLiteral("zoe@example.com | [x] Enabled | "),
        };
        QCOMPARE(printed(*m_model), expected);
        m_listing->setSearch(QStringLiteral("od"));
        QCOMPARE(printed(*m_model), QStringList(expected.at(1)));
        m_listing->setSearchAndChip({}, StatusChip::Enabled);
        QCOMPARE(printed(*m_model), QStringList(expected.at(3)));
        m_listing->clear();
        QCOMPARE(printed(*m_model), QStringList());
    }

    void namesItsColumns()
    {
        QStringList heads;
        for (int column = 0; column < m_model->columnCount(); ++column)
            heads << m_model->headerData(column, Qt::Horizontal).toString();
        QCOMPARE(heads,
                 (QStringList{QStringLiteral("User"), QStringLiteral("Sign-in"), QStringLiteral("Disabled since"),
                              QStringLiteral("Person"), QStringLiteral("E-mail"), QStringLiteral("Roles")}));
    }

    void printsThePersons()
    {
        Directory::Builder persons;
        persons.add({"ann", "ann@mail", "Ann", "Lee", {QStringLiteral("viewer"), QStringLiteral("analyst")}});
        persons.add({"cas", "", "Cas", "\u202Eevil", {}});
        fill(*m_listing, joined(listOf({"ann", "-An"}), std::move(persons).build()));
        m_model->setTwins(
            [this](Row row) { return m_listing->table().name(row) == "An" ? QByteArray("ann") : QByteArray(); });
        QCOMPARE(printed(*m_model),
                 (QStringList{QStringLiteral("An | [ ] Disabled | 21 Sep 2022 \u00B7 3 years ago | No such person "
                                             "\u00B7 but there is ann |  | "),
                              QStringLiteral("ann | [x] Enabled |  | Ann Lee | ann@mail | viewer, analyst"),
                              QStringLiteral("cas | [ ] No status yet |  | Cas \u27E8U+202E\u27E9evil |  | ")}));
    }

    void letsAPersonWithoutAStatusBeSwitchedOff()
    {
        Directory::Builder persons;
        persons.add({"ann", "", "Ann", "Lee", {}});
        fill(*m_listing, joined(listOf({"ben"}), std::move(persons).build()));
        const Row ann = *m_listing->table().find("ann");
        QVERIFY(m_model->canToggle(ann));
        QSignalSpy wanted(m_model.get(), &UserModel::toggleWanted);
        QVERIFY(m_model->setData(m_model->indexOf(ann, UserModel::Column::SignIn), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(wanted.size(), 1);
        m_listing->noteAnswer(UserStatus::none("ben"), m_listing->nextSequence());
        QVERIFY(!m_model->canToggle(*m_listing->table().find("ben"))); // nobody's, and gone
    }

    void showsTheWantedSwitchButTheTrueWordWhileSending()
    {
        fill(*m_listing, listOf({"ann", "-ben"}));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_listing->setMark("ann", {RowMark::Kind::Sending, StatusState::Disabled, {}});
        QCOMPARE(printed(*m_model).at(0), QStringLiteral("ann | [ ] Enabled | Sending\u2026"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex(), m_model->index(0, 0));
        QCOMPARE(changed.at(0).at(1).toModelIndex(), m_model->index(0, m_model->columnCount() - 1));
    }

    void tellsAFailureAndADeletionInTheirRow()
    {
        fill(*m_listing, listOf({"ann", "-ben"}));
        m_listing->setMark("ann", {RowMark::Kind::Failed, StatusState::NoStatus, QStringLiteral("502 Bad Gateway")});
        m_listing->noteAnswer(UserStatus::none("ben"), m_listing->nextSequence());
        m_listing->setMark("ben", {RowMark::Kind::Deleted, StatusState::NoStatus, {}});
        QCOMPARE(printed(*m_model), (QStringList{QStringLiteral("ann | [x] Enabled | Failed: 502 Bad Gateway"),
                                                 QStringLiteral("ben | [ ] No status yet | Status deleted")}));
    }

    void changesWithAnAnswerAndGrowsWithANewStatus()
    {
        fill(*m_listing, listOf({"ann", "ben"}));
        m_listing->noteAnswer(UserStatus::disabled("ann", at("2026-06-11T12:00:00Z")), m_listing->nextSequence());
        m_listing->noteAnswer(UserStatus::enabled("aaron"), m_listing->nextSequence());
        QCOMPARE(printed(*m_model),
                 (QStringList{QStringLiteral("ann | [ ] Disabled | 11 Jun 2026 \u00B7 yesterday"),
                              QStringLiteral("ben | [x] Enabled | "), QStringLiteral("aaron | [x] Enabled | ")}));
    }

    void asksForAToggleAndChangesNothing()
    {
        fill(*m_listing, listOf({"ann", "-ben"}));
        QSignalSpy wanted(m_model.get(), &UserModel::toggleWanted);
        const QModelIndex ann = m_model->index(0, static_cast<int>(Column::SignIn));
        QVERIFY(m_model->setData(ann, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.at(0).at(0).value<Row>(), rowOf(*m_listing, "ann"));
        QCOMPARE(ann.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        // What it is already is no change, and neither is another role or another column.
        QVERIFY(!m_model->setData(ann, Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!m_model->setData(ann, QStringLiteral("Disabled"), Qt::EditRole));
        QVERIFY(!m_model->setData(m_model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(wanted.size(), 1);
    }

    void hasNoSwitchWhereNothingCanBeSwitched()
    {
        fill(*m_listing, listOf({"ann", "-ben", ".."}));
        m_listing->noteAnswer(UserStatus::none("ben"), m_listing->nextSequence());
        const auto checkable = [this](QByteArrayView name) {
            const QModelIndex index = m_model->indexOf(rowOf(*m_listing, name), Column::SignIn);
            return bool(m_model->flags(index) & Qt::ItemIsUserCheckable);
        };
        QVERIFY(checkable("ann"));
        QVERIFY(!checkable("ben"));
        QVERIFY(!checkable(".."));
        m_model->setAccess(UserModel::Access::ReadOnly);
        QVERIFY(!checkable("ann"));
        QVERIFY(
            !m_model->setData(m_model->index(1, static_cast<int>(Column::SignIn)), Qt::Unchecked, Qt::CheckStateRole));
    }

    void refusesASecondChangeWhileOneIsSent()
    {
        fill(*m_listing, listOf({"ann"}));
        QSignalSpy wanted(m_model.get(), &UserModel::toggleWanted);
        m_listing->setMark("ann", {RowMark::Kind::Sending, StatusState::Disabled, {}});
        QVERIFY(!m_model->setData(m_model->index(0, 1), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!m_model->setData(m_model->index(0, 1), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(wanted.size(), 0);
    }

    void givesNamesAndTipsAsPlainText()
    {
        fill(*m_listing, listOf({"<b>x</b>\u202Ey", "-ben"}));
        const QModelIndex name = m_model->indexOf(rowOf(*m_listing, "<b>x</b>\u202Ey"), Column::User);
        QCOMPARE(name.data().toString(), QStringLiteral("<b>x</b>\u27E8U+202E\u27E9y"));
        QCOMPARE(name.data(Qt::AccessibleTextRole), name.data());
        QCOMPARE(name.data(UserModel::RawRole).toString(), QStringLiteral("<b>x</b>\u202Ey"));
        QVERIFY(!name.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
        const QModelIndex since = m_model->indexOf(rowOf(*m_listing, "ben"), Column::DisabledSince);
        QVERIFY(since.data(Qt::ToolTipRole).toString().contains(QStringLiteral("2022-09-21T19:01:25.872Z")));
    }

    void copiesOneLineThatNothingBreaks()
    {
        StatusListBuilder builder;
        builder.add(UserStatus::disabled("a\tb\nc", at("2022-09-21T19:01:25.872Z")));
        builder.add("odd", StatusState::DisabledOdd, {}, "{\"name\":\"odd\",\"disabled\":[1,\n2]}");
        builder.add(UserStatus::enabled("zoe"));
        fill(*m_listing, std::move(builder).build());
        QCOMPARE(m_model->copyLine(rowOf(*m_listing, "a\tb\nc")),
                 QStringLiteral("a\u27E8U+0009\u27E9b\u27E8U+000A\u27E9c\tDisabled\t2022-09-21T19:01:25.872Z"));
        QCOMPARE(m_model->copyLine(rowOf(*m_listing, "zoe")), QStringLiteral("zoe\tEnabled\t"));
        const QString odd = m_model->copyLine(rowOf(*m_listing, "odd"));
        QCOMPARE(odd.count(QLatin1Char('\t')), 2);
        QVERIFY(!odd.contains(QLatin1Char('\n')));
    }

private:
    std::unique_ptr<UserListing> m_listing;
    std::unique_ptr<UserModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestUserModel)
#include "tst_usermodel.moc"
