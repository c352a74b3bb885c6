// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/loosename.h"

#include <QTest>

using namespace gatehouse;

class TestLooseName final : public QObject
{
    Q_OBJECT
private slots:
    void putsAsideWhatNobodySees_data();
    void putsAsideWhatNobodySees();
    void tidiesForANewStatus_data();
    void tidiesForANewStatus();
};

void TestLooseName::putsAsideWhatNobodySees_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("loose");
    const auto row = [](const char *tag, const char *name, const char *loose) {
        QTest::newRow(tag) << QByteArray(name) << QByteArray(loose);
    };
    row("nothing", "", "");
    row("plain", "jane.doe@x", "jane.doe@x");
    row("upper case", "Jane.DOE@X", "jane.doe@x");
    row("white space around", " \tjane@x \r\n", "jane@x");
    row("no-break space around", "\u00a0jane@x\u202f", "jane@x");
    row("white space inside", "Doe \u00a0\u3000 Jane", "doe jane");
    row("single space", "Jane Doe", "jane doe");
    row("white space only", " \u00a0 ", "");
    row("composed", "b\u00e4r@x", "bar@x");
    row("decomposed", "ba\u0308r@x", "bar@x");
    row("sharp s", "STRA\u1e9eE", "stra\u00dfe");
    row("dotted I", "\u0130rem@x", "irem@x");
    row("full width", "\uff2a\uff41ne\uff20x", "jane@x");
    row("ligature", "\ufb01nn@x", "finn@x");
    row("zero width space", "jane\u200b@x", "jane@x");
    row("soft hyphen", "jane\u00ad@x", "jane@x");
    row("byte order mark", "\ufeffjane@x", "jane@x");
    row("direction marks", "\u202ajane@x\u202c\u200e", "jane@x");
    row("joiners", "ja\u200dne@x\u2060", "jane@x");
    row("variation selector", "jane\ufe0f@x", "jane@x");
    row("control character", "ja\x01ne@x", "jane@x");
    row("nothing to be seen", "\u200b\u00ad", "");
    row("another alphabet", "\u0430nn@x", "\u0430nn@x");
    row("kanji", "\u65e5\u672c@x", "\u65e5\u672c@x");
    row("astral", "\U0001F600@x", "\U0001F600@x");
    row("an unseen one far out", "a\U000E0041b\U0001F600", "ab\U0001F600");
}

void TestLooseName::putsAsideWhatNobodySees()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, loose);
    const QByteArray made = looseName({name.constData(), static_cast<std::size_t>(name.size())});
    QCOMPARE(made, loose);
    QCOMPARE(looseName({made.constData(), static_cast<std::size_t>(made.size())}), made);
}

void TestLooseName::tidiesForANewStatus_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("tidy");
    const auto row = [](const char *tag, const char *name, const char *tidy) {
        QTest::newRow(tag) << QByteArray(name) << QByteArray(tidy);
    };
    row("plain", "Jane.Doe@X", "Jane.Doe@X");
    row("white space around", "\u00a0 Jane@X\t", "Jane@X");
    row("white space inside", "Jane  Doe", "Jane  Doe");
    row("unseen", "\ufeffJane\u200b@\u00adX", "Jane@X");
    row("unseen before white space", "\u200b Jane@X", "Jane@X");
    row("accents", "b\u00e4r@x", "b\u00e4r@x");
    row("joiner", "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937");
    row("nothing to be seen", "\u200b", "");
}

void TestLooseName::tidiesForANewStatus()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, tidy);
    QCOMPARE(tidyName({name.constData(), static_cast<std::size_t>(name.size())}), tidy);
}

QTEST_GUILESS_MAIN(TestLooseName)
#include "tst_loosename.moc"
