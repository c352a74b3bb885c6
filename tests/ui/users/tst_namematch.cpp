// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/namematch.h"
#include "users/rowfilter.h"
#include "users/userstatus.h"

#include <QTest>

using namespace gatehouse;

class TestNameMatch final : public QObject
{
    Q_OBJECT

private slots:
    void marksWhatMatches_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char *title, const QString &name, const QString &typed, const QString &marked) {
            QTest::newRow(title) << name << typed << marked;
        };
        row("ascii", QStringLiteral("Analyst@Example.com"), QStringLiteral("example"), QStringLiteral("Example"));
        row("first", QStringLiteral("anna"), QStringLiteral("an"), QStringLiteral("an"));
        row("accents", QStringLiteral("zo\u00EB.\u00C5kerstr\u00F6m@example.se"), QStringLiteral("akerstrom"),
            QStringLiteral("\u00C5kerstr\u00F6m"));
        row("typed with accents", QStringLiteral("akerstrom@x"), QStringLiteral("\u00C5KERSTR\u00D6M"),
            QStringLiteral("akerstrom"));
        row("decomposed", QStringLiteral("A\u030Akerstro\u0308m@x"), QStringLiteral("akerstrom"),
            QStringLiteral("A\u030Akerstro\u0308m"));
        row("sharp s", QStringLiteral("stra\u00DFe@x"), QStringLiteral("RA\u00DFE"), QStringLiteral("ra\u00DFe"));
        row("behind a control character", QStringLiteral("a\u202Eb@x"), QStringLiteral("b@"), QStringLiteral("b@"));
        row("behind a mark in front", QStringLiteral("\uFEFFann@x"), QStringLiteral("n@"), QStringLiteral("n@"));
        row("cjk", QStringLiteral("\u9648\u4F1F@x"), QStringLiteral("\u4F1F"), QStringLiteral("\u4F1F"));
        row("beyond the first plane", QStringLiteral("\U0001F600zed"), QStringLiteral("ed"), QStringLiteral("ed"));
        row("nothing", QStringLiteral("anna"), QStringLiteral("bert"), QString());
        row("empty", QStringLiteral("anna"), QString(), QString());
    }

    void marksWhatMatches()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, marked);
        const auto span = findInName(name.toUtf8(), RowFilter::of(typed, StatusChip::All).needle);
        QCOMPARE(span.has_value(), !marked.isEmpty());
        if (span)
            QCOMPARE(displayName(name.toUtf8()).mid(span->from, span->length), marked);
    }

    void followsTheTextIntoItsElision_data()
    {
        QTest::addColumn<qsizetype>("from");
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<QString>("elided");
        QTest::addColumn<QString>("marked");
        // The text is abcdefghij.
        const QString dots(QChar(0x2026));
        const QString middle = QStringLiteral("abc") + dots + QStringLiteral("ij");
        QTest::newRow("whole") << qsizetype(2) << qsizetype(3) << QStringLiteral("abcdefghij") << QStringLiteral("cde");
        QTest::newRow("in front") << qsizetype(0) << qsizetype(2) << middle << QStringLiteral("ab");
        QTest::newRow("behind") << qsizetype(8) << qsizetype(2) << middle << QStringLiteral("ij");
        QTest::newRow("cut out") << qsizetype(4) << qsizetype(2) << middle << dots;
        QTest::newRow("over the front") << qsizetype(1) << qsizetype(4) << middle << QStringLiteral("bc") + dots;
        QTest::newRow("over the back") << qsizetype(6) << qsizetype(3) << middle << dots + QStringLiteral("i");
        QTest::newRow("over both") << qsizetype(2) << qsizetype(7) << middle
                                   << QStringLiteral("c") + dots + QStringLiteral("i");
    }

    void followsTheTextIntoItsElision()
    {
        QFETCH(qsizetype, from);
        QFETCH(qsizetype, length);
        QFETCH(QString, elided);
        QFETCH(QString, marked);
        const TextSpan span = spanInElided({from, length}, QStringLiteral("abcdefghij"), elided);
        QCOMPARE(elided.mid(span.from, span.length), marked);
    }
};

QTEST_GUILESS_MAIN(TestNameMatch)
#include "tst_namematch.moc"
