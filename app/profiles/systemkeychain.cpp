// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/keychain.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#ifdef GATEHOUSE_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace gatehouse {

namespace {

struct KeychainTexts
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

#ifdef GATEHOUSE_HAS_KEYCHAIN

/// A keychain that is locked may wait for its own prompt without end.
constexpr int kPatience = 2000;

QString service()
{
    return QStringLiteral("Gatehouse");
}

QString sentenceFor(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoBackendAvailable:
        return KeychainTexts::tr("This computer has no keychain that is running. Keep the token elsewhere.");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return KeychainTexts::tr("The keychain was not unlocked, so the token could not be had.");
    default:
        return KeychainTexts::tr("The keychain did not do what it was asked for: %1.", "%1 is its own reason")
            .arg(job.errorString());
    }
}

/// Starts the job; `end` is called once, with nothing when the job took too long. The job goes by itself.
template<typename Job>
void run(Job *job, QObject *context, const std::function<void(Job *)> &end)
{
    auto *timer = new QTimer(context);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, context, [job = QPointer<Job>(job), timer, context, end] {
        timer->deleteLater();
        if (job)
            job->disconnect(context);
        end(nullptr);
    });
    QObject::connect(job, &QKeychain::Job::finished, context, [timer, end](QKeychain::Job *finished) {
        timer->stop();
        timer->deleteLater();
        end(static_cast<Job *>(finished));
    });
    timer->start(kPatience);
    job->start();
}

QString tooSlow()
{
    return KeychainTexts::tr("The keychain did not answer within two seconds. It may be locked: unlock it, then try "
                             "again.");
}

class SystemKeychain final : public Keychain
{
public:
    void read(const QString &key, Found answer) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service());
        job->setKey(key);
        run<QKeychain::ReadPasswordJob>(job, &m_context, [answer](QKeychain::ReadPasswordJob *ended) {
            if (!ended)
                answer(tl::unexpected(tooSlow()));
            else if (ended->error() == QKeychain::EntryNotFound) // of a locked one, too
                answer(std::optional<QByteArray>());
            else if (ended->error() != QKeychain::NoError)
                answer(tl::unexpected(sentenceFor(*ended)));
            else
                answer(std::optional(ended->binaryData()));
        });
    }

    void write(const QString &key, const QByteArray &secret, Done answer) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setKey(key);
        job->setBinaryData(secret);
        run<QKeychain::WritePasswordJob>(job, &m_context, [=, this](QKeychain::WritePasswordJob *ended) {
            if (!ended)
                answer(tl::unexpected(tooSlow()));
            else if (ended->error() != QKeychain::NoError)
                answer(tl::unexpected(sentenceFor(*ended)));
            else
                verify(key, secret, answer);
        });
    }

    void remove(const QString &key, Done answer) override
    {
        auto *job = new QKeychain::DeletePasswordJob(service());
        job->setKey(key);
        run<QKeychain::DeletePasswordJob>(job, &m_context, [answer](QKeychain::DeletePasswordJob *ended) {
            if (!ended)
                answer(tl::unexpected(tooSlow()));
            else if (ended->error() != QKeychain::NoError && ended->error() != QKeychain::EntryNotFound)
                answer(tl::unexpected(sentenceFor(*ended)));
            else
                answer({});
        });
    }

private:
    void verify(const QString &key, const QByteArray &secret, const Done &answer)
    {
        read(key, [secret, answer](const tl::expected<std::optional<QByteArray>, QString> &found) {
            if (!found)
                answer(tl::unexpected(found.error()));
            else if (*found != std::optional(secret))
                answer(tl::unexpected(KeychainTexts::tr("The keychain took the token but does not give it back. It may "
                                                        "be locked: unlock it, then try again.")));
            else
                answer({});
        });
    }

    QObject m_context; ///< answers end with it
};

#else

/// Says that there is none, through the event loop like every other answer.
class SystemKeychain final : public Keychain
{
public:
    void read(const QString &, Found answer) override
    {
        later([answer] { answer(tl::unexpected(none())); });
    }
    void write(const QString &, const QByteArray &, Done answer) override
    {
        later([answer] { answer(tl::unexpected(none())); });
    }
    void remove(const QString &, Done answer) override
    {
        later([answer] { answer(tl::unexpected(none())); });
    }

private:
    static QString none()
    {
        return KeychainTexts::tr("This Gatehouse was built without the system's keychain. Keep the token elsewhere.");
    }
    void later(const std::function<void()> &work) { QMetaObject::invokeMethod(&m_context, work, Qt::QueuedConnection); }
    QObject m_context;
};

#endif

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

} // namespace gatehouse
