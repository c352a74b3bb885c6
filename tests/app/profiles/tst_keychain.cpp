// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/keychain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;

namespace {

/// Its promise, with room for a busy machine.
constexpr int kInTime = 5000;
const QString kKey = QStringLiteral("6f6d9c55-0000-4c0e-9d0a-de3000000001");
const QByteArray kSecret("{\"token\":\"c2VjcmV0\"}\xC3\xBC\0x", 24);

} // namespace

/// The system's own keychain, as the bus that this runs on has it: GATEHOUSE_KEYRING says how that is.
class TestKeychain final : public QObject
{
    Q_OBJECT

private slots:
    void keepsASecretForLater()
    {
        if (mood() != "present" && mood() != "locked")
            QSKIP("There is no keyring here.");
        write(kSecret);
        if (mood() == "present")
            QVERIFY2(m_done && *m_done, qPrintable(m_done && !*m_done ? m_done->error() : QString()));
    }

    void givesBackReplacesAndRemoves()
    {
        if (mood() != "present")
            QSKIP("The keyring is not open here.");
        write("first");
        QVERIFY(m_done && *m_done);
        write(kSecret);
        QVERIFY(m_done && *m_done);
        read();
        QVERIFY(m_found && *m_found);
        QCOMPARE(**m_found, std::optional(kSecret));
        remove();
        QVERIFY(m_done && *m_done);
        read();
        QVERIFY(m_found && *m_found);
        QCOMPARE(**m_found, std::optional<QByteArray>());
    }

    void saysInTimeWhatItCannotDo()
    {
        if (mood() == "present")
            QSKIP("The keyring is open here.");
        write("another");
        QVERIFY(m_done); // an answer, in time
        QVERIFY(!*m_done);
        QVERIFY2(m_done->error().contains(QStringLiteral("keychain")), qPrintable(m_done->error()));
        read();
        QVERIFY(m_found);
        QVERIFY(!*m_found || !**m_found);
    }

    void answersNothingWhenItGoesFirst()
    {
        int answers = 0;
        {
            const auto keychain = systemKeychain();
            keychain->read(kKey, [&answers](const auto &) { ++answers; });
        }
        write("ends when the other would have ended");
        QVERIFY(m_done);
        QCOMPARE(answers, 0);
    }

private:
    static QByteArray mood() { return qgetenv("GATEHOUSE_KEYRING"); }
    void write(const QByteArray &secret)
    {
        m_done.reset();
        m_keychain->write(kKey, secret, [this](tl::expected<void, QString> done) { m_done = std::move(done); });
        QVERIFY(QTest::qWaitFor([this] { return m_done.has_value(); }, kInTime));
    }
    void remove()
    {
        m_done.reset();
        m_keychain->remove(kKey, [this](tl::expected<void, QString> done) { m_done = std::move(done); });
        QVERIFY(QTest::qWaitFor([this] { return m_done.has_value(); }, kInTime));
    }
    void read()
    {
        m_found.reset();
        m_keychain->read(
            kKey, [this](tl::expected<std::optional<QByteArray>, QString> found) { m_found = std::move(found); });
        QVERIFY(QTest::qWaitFor([this] { return m_found.has_value(); }, kInTime));
    }

    std::unique_ptr<Keychain> m_keychain = systemKeychain();
    std::optional<tl::expected<void, QString>> m_done;
    std::optional<tl::expected<std::optional<QByteArray>, QString>> m_found;
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
