// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/bannerboard.h"

#include "session/session.h"
#include "ui/look/banner.h"

#include <QLocale>

namespace gatehouse {

namespace {

QString clockWarning(std::chrono::milliseconds ahead)
{
    const auto minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(ahead).count());
    return minutes > 0 ? BannerBoard::tr("This computer's clock is %n minutes ahead of the server's. Gatehouse takes "
                                         "the time from the server.",
                                         nullptr, minutes)
                       : BannerBoard::tr("This computer's clock is %n minutes behind the server's. Gatehouse takes "
                                         "the time from the server.",
                                         nullptr, -minutes);
}

QString duplicatesWarning(std::size_t duplicates)
{
    return duplicates == 1
               ? BannerBoard::tr("One name stands twice in the server's list; it is shown once, with the last entry.")
               : BannerBoard::tr("%n names stand more than once in the server's list; each is shown once, with its "
                                 "last entry.",
                                 nullptr, static_cast<int>(duplicates));
}

/// Whether a clock went so much further wrong since its warning was closed that it is told again: by ten minutes, or
/// the other way. Each answer of the server moves it a little.
bool isMuchWorse(std::chrono::milliseconds now, std::chrono::milliseconds closed)
{
    const bool isOtherWay = (now.count() < 0) != (closed.count() < 0);
    return isOtherWay || std::chrono::abs(now) >= std::chrono::abs(closed) + std::chrono::minutes(10);
}

} // namespace

BannerBoard::BannerBoard(Banner &banner, QObject *parent) : QObject(parent), m_banner(banner)
{
    connect(&m_banner, &Banner::dismissed, this, &BannerBoard::dismissed);
}

void BannerBoard::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_closedClock.reset();
    m_closedDuplicates = 0;
    if (session)
        connect(session, &Session::stateChanged, this, &BannerBoard::update);
    update();
}

void BannerBoard::addNotice(const QString &sentence)
{
    if (!m_notices.contains(sentence))
        m_notices.append(sentence);
    update();
}

void BannerBoard::setSavedConnections(int connections)
{
    m_savedConnections = connections;
    update();
}

void BannerBoard::update()
{
    m_shown = Closable::Nothing;
    if (m_session && (showDoubt() || showError()))
        return;
    m_banner.clearActions();
    if (!m_notices.isEmpty())
        showNotice();
    else if (!m_session || !(showClockWarning() || showDuplicatesWarning()))
        m_banner.clear();
}

bool BannerBoard::showDoubt()
{
    if (!m_session->doubt())
        return false;
    m_banner.clearActions();
    QString words = m_session->doubt()->sentence();
    if (m_session->error()) // asking again failed
        words += QLatin1Char(' ') + m_session->error()->sentence();
    m_banner.setMessage(BannerKind::Warning, words);
    m_banner.setClosable(false);
    connect(m_banner.addAction(tr("Ask again")), &QPushButton::clicked, m_session, &Session::refresh);
    connect(m_banner.addAction(tr("Use the new list")), &QPushButton::clicked, m_session, &Session::acceptDoubtfulList);
    return true;
}

bool BannerBoard::showError()
{
    const auto &error = m_session->error();
    if (!error)
        return false;
    m_banner.clearActions();
    m_banner.setMessage(BannerKind::Error, error->sentence());
    m_banner.setClosable(false);
    if (error->kind == ApiErrorKind::TokenRefused)
        connect(m_banner.addAction(tr("Enter new token…")), &QPushButton::clicked, this, &BannerBoard::tokenWanted);
    if (error->kind == ApiErrorKind::Tls && error->tls.canBeTrusted()) {
        const bool isChanged = error->tls.gravest() == TlsProblem::PinChanged;
        auto *show = m_banner.addAction(isChanged ? tr("Show the certificate…") : tr("Trust this certificate…"));
        connect(show, &QPushButton::clicked, this, &BannerBoard::trustWanted);
    }
    if (m_session->loadState() != Session::LoadState::Loaded)
        return true; // the page where the list would be has the button, and says when it is being tried
    auto *again = m_banner.addAction(m_session->isRefreshing() ? tr("Trying…") : tr("Try again"));
    again->setEnabled(!m_session->isRefreshing());
    connect(again, &QPushButton::clicked, m_session, &Session::refresh);
    return true;
}

void BannerBoard::showNotice()
{
    m_shown = Closable::Notice;
    m_banner.setMessage(BannerKind::Warning, m_notices.first());
    m_banner.setClosable(true);
    if (!m_session && m_savedConnections > 0)
        connect(m_banner.addAction(tr("Connections…")), &QPushButton::clicked, this, &BannerBoard::connectionsWanted);
}

bool BannerBoard::showClockWarning()
{
    if (!m_session->isClockOff() || (m_closedClock && !isMuchWorse(m_session->clockAhead(), *m_closedClock)))
        return false;
    m_shown = Closable::Clock;
    m_banner.setMessage(BannerKind::Warning, clockWarning(m_session->clockAhead()));
    m_banner.setClosable(true);
    return true;
}

bool BannerBoard::showDuplicatesWarning()
{
    const std::size_t duplicates = m_session->listing().table().duplicates();
    if (duplicates <= m_closedDuplicates)
        return false;
    m_shown = Closable::Duplicates;
    m_banner.setMessage(BannerKind::Warning, duplicatesWarning(duplicates));
    m_banner.setClosable(true);
    return true;
}

void BannerBoard::dismissed()
{
    switch (m_shown) {
    case Closable::Nothing:
        break;
    case Closable::Notice:
        m_notices.removeFirst();
        break;
    case Closable::Clock:
        m_closedClock = m_session->clockAhead();
        break;
    case Closable::Duplicates:
        m_closedDuplicates = m_session->listing().table().duplicates();
        break;
    }
    update();
}

} // namespace gatehouse
