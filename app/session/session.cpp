// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "api/serveraddress.h"
#include "changes/freedbyworker.h"

#include <tuple>
#include <utility>

namespace gatehouse {

namespace {

constexpr std::chrono::milliseconds kBetweenProgress{50};
/// What follows a long list takes every core for a while, and its rows would be painted later for it.
constexpr std::chrono::milliseconds kUntilPainted{30};
constexpr Row kLongList = 20'000;

ChangeRunner::Limits limitsFor(const Profile &profile, const RetryPolicy &retry)
{
    ChangeRunner::Limits limits;
    limits.queue.atOnce = profile.atOnce;
    limits.retry = retry;
    return limits;
}

} // namespace

Session::Session(Profile profile, QUrl address, Parts parts, QObject *parent)
    : QObject(parent),
      m_profile(std::move(profile)),
      m_parts(std::move(parts)),
      m_client(std::move(address), m_profile.token, m_parts.client),
      m_runner(
          m_client, m_parts.journal, [this] { return now(); }, limitsFor(m_profile, m_parts.retry)),
      m_unfinished({m_parts.journal, m_client, m_runner.pacer(), [this] { return now(); }, m_profile.atOnce,
                    ProtectedNames(m_profile.protectedNames)}),
      m_readiness(m_parts.client, m_parts.fetchSecrets),
      m_directory(m_client),
      m_look(m_parts.look ? m_parts.look : std::make_shared<LastLook>(key(), LastLook::Parts{})),
      m_untouchables(m_profile.protectedNames),
      m_listDoubt(m_parts.usersBefore)
{
    connect(&m_readiness, &Readiness::ready, this, &Session::takeReadiness);
    connect(&m_readiness, &Readiness::failed, this, [this](const QString &sentence) {
        ApiError error;
        error.kind = ApiErrorKind::NotReady;
        error.reason = sentence;
        takeError(error);
    });
    connect(&m_client, &PivotClient::answered, this, &Session::noteFacts);
    connect(&m_runner, &ChangeRunner::rowStarted, this, &Session::rowStarted);
    connect(&m_runner, &ChangeRunner::rowEnded, this, &Session::rowEnded);
    connect(&m_runner, &ChangeRunner::rowPutBack, this, &Session::rowPutBack);
    connect(&m_runner, &ChangeRunner::tokenRefused, this, [this](const ApiError &error) {
        letSecretsGo();
        setError(error);
    });
    connect(&m_runner, &ChangeRunner::rowWaits, this, &Session::rowWaits);
    connect(&m_runner, &ChangeRunner::rowInQuestion, this, &Session::rowInQuestion);
    connect(&m_unfinished, &UnfinishedSets::changed, this, &Session::unfinishedChanged);
    // The journal reads a set whole, with a million changes too: only when it is wanted.
    connect(&m_unfinished, &UnfinishedSets::decided, this, [this] {
        m_undo.forgetEarlier();
        if (m_undo.wantsEarlier())
            findEarlierUndo();
    });
    connect(&m_runner, &ChangeRunner::setEnded, this, &Session::setEnded);
    connect(&m_runner, &ChangeRunner::setConfirmed, this, &Session::confirmed);
    connect(&m_runner, &ChangeRunner::progressed, this, [this](const QUuid &set) {
        if (m_runner.isBulk(set))
            emit runProgressed(set);
    });
    connect(&m_listing, &UserListing::replaced, this, [this] {
        m_takenUsers.reset();
        m_untouchables.forget();
        m_behindList.start(m_listing.table().count() > kLongList ? kUntilPainted : std::chrono::milliseconds(0));
        emit stateChanged();
    });
    m_behindList.setSingleShot(true);
    connect(&m_behindList, &QTimer::timeout, this, &Session::lookBehindList);
    connect(&m_directory, &DirectoryFeed::changed, this, [this] {
        takePersons();
        emit stateChanged();
    });
    // What is not news any more keeps its row until the next list: nothing goes from under the mouse.
    const auto takeChanges = [this](UserListing::Refilter refilter) {
        m_listing.setChanges(m_look->changes(m_listing.table()), refilter);
    };
    connect(m_look.get(), &LastLook::compared, this, [takeChanges] { takeChanges(UserListing::Refilter::Now); });
    connect(m_look.get(), &LastLook::changed, this, [takeChanges] { takeChanges(UserListing::Refilter::Later); });
    connect(&m_untouchables, &Untouchables::found, this, &Session::stateChanged);
    findEarlierUndo();
}

Session::~Session()
{
    freeByWorker(std::tuple(std::move(m_list), std::move(m_joinedWith), std::move(m_doubted)));
}

ConnectionKey Session::key() const
{
    return {m_profile.id, addressText(m_client.base())};
}

void Session::refresh()
{
    if (isRefreshing())
        return;
    if (!m_isReady) {
        m_readiness.start(m_profile);
        emit stateChanged();
        return;
    }
    const quint64 askedAt = m_listing.nextSequence();
    m_listCall =
        m_client.list([this, askedAt](ApiResult<ListAnswer> result) { listArrived(std::move(result), askedAt); },
                      [this](qint64 received, qint64 expected) { tellProgress(received, expected); });
    m_sinceProgress.invalidate();
    emit stateChanged();
}

// A list of a million comes in a thousand pieces, and nobody reads as quickly.
void Session::tellProgress(qint64 received, qint64 expected)
{
    if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < kBetweenProgress.count())
        return;
    m_sinceProgress.start();
    emit listProgress(received, expected);
}

void Session::stopLoading()
{
    if (!m_listCall)
        return;
    m_listCall.reset();
    if (m_loadState == LoadState::NotLoaded)
        m_loadState = LoadState::Failed;
    emit stateChanged();
}

void Session::takeReadiness(const Profile &profile, const ClientOptions &options)
{
    m_profile = profile;
    m_isReady = true;
    if (std::exchange(m_isSetUp, true))
        m_client.setToken(profile.token); // a run may have requests on their way
    else
        m_client.setUp(profile.token, options);
    refresh();
    if (const QUuid waiting = std::exchange(m_resumedWhenReady, {}); !waiting.isNull())
        resume(waiting);
}

void Session::takeError(const ApiError &error)
{
    m_resumedWhenReady = {};
    m_error = error;
    if (m_loadState == LoadState::NotLoaded)
        m_loadState = LoadState::Failed;
    emit stateChanged();
}

void Session::refreshAnew()
{
    m_listCall.reset();
    refresh();
}

void Session::listArrived(ApiResult<ListAnswer> result, quint64 askedAt)
{
    m_listCall.reset();
    if (!result) {
        if (result.error().kind == ApiErrorKind::TokenRefused)
            letSecretsGo();
        takeError(result.error());
        return;
    }
    m_error.reset();
    m_arrivedAt = m_parts.computerNow();
    m_listDoubt.look(result->list, users());
    if (doubt() && doubt()->screen == DoubtfulList::Screen::OldList) {
        m_doubted.emplace(std::move(*result), askedAt);
        emit stateChanged();
        return;
    }
    m_doubted.reset();
    take(std::move(*result), askedAt);
}

qint64 Session::users() const
{
    const StatusCounts &counts = m_listing.table().counts();
    return m_takenUsers.value_or(counts.enabled + counts.disabled); // persons without a status stand in no list
}

void Session::take(ListAnswer answer, quint64 askedAt)
{
    m_loadState = LoadState::Loaded;
    m_listTakenAt = m_arrivedAt;
    m_takenUsers = answer.list.count();
    freeByWorker(std::exchange(m_list, std::make_shared<const StatusList>(std::move(answer.list))));
    m_listAskedAt = askedAt;
    m_wantsPersons = true;
    joinPersons();
    findUnfinished();
    emit stateChanged();
}

// When the list has been painted, so that it does not come later for what nobody waits for.
void Session::lookBehindList()
{
    m_untouchables.find(m_listing.table());
    m_twins.find(m_listing.table());
    compareWithLook();
    if (std::exchange(m_wantsPersons, false)) {
        m_directory.refresh();
        emit stateChanged();
    }
}

// With a server that answers and a list that is believed: it is asked at once what became of what was on its way.
void Session::findUnfinished()
{
    if (!doubt())
        m_unfinished.find(key());
}

void Session::acceptDoubtfulList()
{
    if (!doubt())
        return;
    m_listDoubt.accept();
    if (auto doubted = std::exchange(m_doubted, std::nullopt))
        take(std::move(doubted->first), doubted->second);
    else {
        findUnfinished();
        compareWithLook();
        emit stateChanged();
    }
}

void Session::noteFacts(const AnswerFacts &facts)
{
    m_facts = facts;
    const bool wasOff = isClockOff();
    m_clock.learn(facts, m_parts.computerNow());
    if (isClockOff() != wasOff)
        emit stateChanged();
}

bool Session::isTokenError() const
{
    return m_error && (m_error->kind == ApiErrorKind::TokenRefused || m_error->kind == ApiErrorKind::Forbidden);
}

void Session::setError(const std::optional<ApiError> &error)
{
    m_error = error;
    emit stateChanged();
}

// One that was asked for, or came from a command, is not the right one any more: it is fetched anew before the next
// request. What stands in the settings can only be changed by the person.
void Session::letSecretsGo()
{
    if (m_profile.tokenStore == tokenstore::settings || !m_parts.forgetSecrets)
        return;
    m_parts.forgetSecrets(m_profile.id);
    m_isReady = false;
}

void Session::setToken(const QByteArray &token)
{
    m_profile.token = token;
    m_client.setToken(token);
    m_directory.forgetRefusal();
    if (isTokenError())
        setError({});
}

} // namespace gatehouse
