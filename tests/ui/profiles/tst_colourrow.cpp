// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find.h"

#include "ui/look/owncolours.h"
#include "ui/profiles/colourrow.h"
#include "ui/profiles/connectionbox.h"
#include "ui/profiles/connectionsdialog.h"
#include "ui/profiles/profiledelegate.h"
#include "ui/profiles/profilelist.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPainter>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;

namespace {

const QString blue = QStringLiteral("#246ddb");

Profile connection(const char *name, const QString &colour)
{
    Profile made;
    made.id = QUuid::createUuid();
    made.name = QString::fromUtf8(name);
    made.url = QStringLiteral("https://pivot.example.com");
    made.token = "token";
    made.environment = Environment::Staging;
    made.colour = colour;
    return made;
}

QStringList offered(const ColourRow &row)
{
    QStringList words;
    for (const QRadioButton *swatch : row.findChildren<QRadioButton *>()) {
        if (!swatch->isHidden())
            words.append(swatch->accessibleName());
    }
    return words;
}

/// The tint of an entry's tile as it is painted.
QColor tileOf(const QModelIndex &index)
{
    QImage image(300, 52, QImage::Format_RGB32);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.palette = QApplication::palette();
    painter.fillRect(image.rect(), option.palette.color(QPalette::Base));
    ProfileDelegate().paint(&painter, option, index);
    painter.end();
    return QColor(image.pixel(14 + 4, image.height() / 2));
}

QColor tintOf(const QString &rgb)
{
    return tonesOf(QApplication::palette(), EnvironmentLook::Staging, rgb).tint.rgb();
}

} // namespace

class TestColourRow final : public QObject
{
    Q_OBJECT

private slots:
    void offersEightColoursAndNone()
    {
        const ColourRow row;
        QStringList words{QStringLiteral("The environment's colour")};
        for (const OwnColour &each : ownColours())
            words.append(each.word);
        QCOMPARE(words.size(), 9);
        QVERIFY(words.contains(QStringLiteral("Blue")));
        QCOMPARE(offered(row), words);
        QCOMPARE(row.colour(), QString());
    }

    void showsWhatIsSetWithoutAWord_data()
    {
        QTest::addColumn<QString>("rgb");
        QTest::addColumn<QString>("swatch");
        QTest::newRow("none") << QString() << "The environment's colour";
        QTest::newRow("one of them") << blue << "Blue";
        QTest::newRow("one of them in capitals") << blue.toUpper() << "Blue";
        QTest::newRow("another") << "#123456"
                                 << "Another colour";
        QTest::newRow("no colour at all") << "blue"
                                          << "Another colour";
    }
    void showsWhatIsSetWithoutAWord()
    {
        QFETCH(QString, rgb);
        QFETCH(QString, swatch);
        ColourRow row;
        QSignalSpy chosen(&row, &ColourRow::chosen);
        row.setColour(rgb);
        QVERIFY(findNamed<QRadioButton>(&row, swatch.toUtf8().constData())->isChecked());
        QCOMPARE(row.colour(), rgb); // to the letter
        QCOMPARE(chosen.count(), 0);
        QCOMPARE(offered(row).contains(QStringLiteral("Another colour")), swatch == QLatin1String("Another colour"));
    }

    void isChosenByAClick()
    {
        ColourRow row;
        row.show();
        QVERIFY(QTest::qWaitForWindowExposed(&row));
        QSignalSpy chosen(&row, &ColourRow::chosen);
        QTest::mouseClick(findNamed<QRadioButton>(&row, "Teal"), Qt::LeftButton, {}, {2, 2});
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(row.colour(), QStringLiteral("#147d89"));
    }

    void theArrowsGoFromOneToTheNext()
    {
        ColourRow row;
        row.show();
        row.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&row));
        auto *none = findNamed<QRadioButton>(&row, "The environment's colour");
        none->setFocus();
        QTest::keyClick(none, Qt::Key_Right);
        QCOMPARE(row.colour(), blue);
        QVERIFY(findNamed<QRadioButton>(&row, "Blue")->hasFocus());
        QTest::keyClick(findNamed<QRadioButton>(&row, "Blue"), Qt::Key_Left);
        QCOMPARE(row.colour(), QString());
    }

    void isAChoiceToAssistiveTechnology()
    {
        ColourRow row;
        row.setColour(blue);
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(findNamed<QRadioButton>(&row, "Blue"));
        QCOMPARE(seen->role(), QAccessible::RadioButton);
        QVERIFY(seen->state().checked);
    }

    void noneIsTheTileOfTheEnvironment()
    {
        ColourRow row;
        auto *none = findNamed<QRadioButton>(&row, "The environment's colour");
        row.setColour(blue);
        const auto ground = [none] { return QColor(none->grab().toImage().pixel(6, 14)); };
        const QColor empty = ground();
        row.setEnvironment(EnvironmentLook::Staging);
        QCOMPARE(ground(), tintOf({}));
        QCOMPARE(row.colour(), blue);
        row.setEnvironment(std::nullopt);
        QCOMPARE(ground(), empty);
    }

    void isSavedWithTheConnection()
    {
        QTemporaryDir folder;
        ProfileStore store(folder.filePath(QStringLiteral("gatehouse.ini")));
        QVERIFY(store.save(connection("Pivot EU", {})));
        ConnectionsDialog dialog(store);
        findNamed<QRadioButton>(&dialog, "Blue")->click();
        findButton(&dialog, "Save")->click();
        QCOMPARE(store.load().value().constFirst().colour, blue);
        const auto *list = findNamed<ProfileList>(&dialog, "Saved connections");
        QCOMPARE(tileOf(list->model()->index(0, 0)), tintOf(blue));
    }

    void tintsTheTileInTheConnectionBox()
    {
        const Profile plain = connection("Plain", {});
        const Profile own = connection("Own", blue);
        ConnectionBox box;
        box.setProfiles({plain, own});
        QCOMPARE(tileOf(box.model()->index(0, 0)), tintOf({}));
        QCOMPARE(tileOf(box.model()->index(1, 0)), tintOf(blue));
        QVERIFY(tintOf({}) != tintOf(blue));
        box.setCurrent(own.id);
        box.resize(box.sizeHint());
        QCOMPARE(QColor(box.grab().toImage().pixel(4, box.height() / 2)), tintOf(blue));
    }
};

QTEST_MAIN(TestColourRow)
#include "tst_colourrow.moc"
