// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directoryfeed.h"

#include "users/listshrink.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QtConcurrent>

namespace gatehouse {

namespace {

/// On the window's thread: a millisecond.
constexpr PersonIndex kComparedAtOnce = 20'000;

bool isRefusedToUs(const ApiError &error)
{
    return error.kind == ApiErrorKind::TokenRefused || error.kind == ApiErrorKind::Forbidden ||
           error.kind == ApiErrorKind::NotFound || error.httpStatus == 404;
}

} // namespace

DirectoryFeed::DirectoryFeed(PivotClient &client, QObject *parent) : QObject(parent), m_client(client) {}

DirectoryFeed::~DirectoryFeed() = default;

void DirectoryFeed::refresh()
{
    if (isAsking() || m_state == State::NotOffered)
        return;
    m_call = m_client.people([this](const ApiResult<PeopleAnswer> &answer) {
        m_call.reset();
        take(answer);
    });
}

void DirectoryFeed::forgetRefusal()
{
    if (m_state == State::NotOffered)
        m_state = State::NotAsked;
}

void DirectoryFeed::take(const ApiResult<PeopleAnswer> &answer)
{
    m_error.reset();
    if (!answer) {
        m_error = answer.error();
        m_state = isRefusedToUs(answer.error()) ? State::NotOffered : State::Failed;
        m_directory.reset();
    } else if (isDoubtful(*answer->directory)) {
        m_doubted = answer->directory->count();
        m_state = State::Doubtful;
        m_directory.reset();
    } else {
        m_doubted.reset();
        m_believed = answer->directory->count();
        believe(answer->directory);
        return;
    }
    emit changed();
}

// Mostly nobody has come or gone since; to find that of a million takes frames.
void DirectoryFeed::believe(const std::shared_ptr<const Directory> &directory)
{
    if (!m_directory || m_directory->count() != directory->count()) {
        takeNew(directory);
    } else if (directory->count() <= kComparedAtOnce) {
        takeCompared(directory, m_directory->sameAs(*directory));
    } else {
        m_comparison = std::make_unique<QFutureWatcher<bool>>();
        // Behind this the watcher would be the last that holds the new one, and to free a million persons takes frames.
        connect(m_comparison.get(), &QFutureWatcherBase::finished, this,
                [this, directory = std::shared_ptr<const Directory>(directory)]() mutable {
                    const bool isKnown = m_comparison->result();
                    m_comparison.release()->deleteLater();
                    takeCompared(directory, isKnown);
                    QThreadPool::globalInstance()->start([gone = std::move(directory)]() mutable { gone.reset(); });
                });
        m_comparison->setFuture(
            QtConcurrent::run([before = m_directory, directory] { return before->sameAs(*directory); }));
    }
}

void DirectoryFeed::takeCompared(const std::shared_ptr<const Directory> &directory, bool isKnown)
{
    if (!isKnown)
        takeNew(directory);
}

void DirectoryFeed::takeNew(const std::shared_ptr<const Directory> &directory)
{
    m_state = State::Loaded;
    m_directory = directory;
    emit changed();
}

// An empty one is never believed: every status would be nobody's.
bool DirectoryFeed::isDoubtful(const Directory &directory) const
{
    const qint64 persons = directory.count();
    if (persons == 0)
        return true;
    return m_doubted != persons && isDoubtfulShrink(m_believed, persons);
}

QString DirectoryFeed::reason() const
{
    switch (m_state) {
    case State::NotAsked:
    case State::Loaded:
        return {};
    case State::NotOffered:
        return QCoreApplication::translate("DirectoryFeed", "This server does not list its persons, or not to this "
                                                            "token, so Gatehouse cannot tell who has no status, and "
                                                            "which status is nobody's.");
    case State::Failed:
        return QCoreApplication::translate("DirectoryFeed", "The persons could not be fetched, so Gatehouse cannot "
                                                            "tell who has no status. %1")
            .arg(m_error ? m_error->sentence() : QString());
    case State::Doubtful:
        return QCoreApplication::translate("DirectoryFeed", "The server's list of persons is empty or much shorter "
                                                            "than before, so Gatehouse does not rely on it.");
    }
    return {};
}

} // namespace gatehouse
