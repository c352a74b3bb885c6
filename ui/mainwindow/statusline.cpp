// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/statusline.h"

#include "session/session.h"
#include "ui/look/onceaframe.h"
#include "ui/users/summary.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QTimerEvent>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace gatehouse {

namespace {

constexpr int kLockSize = 14;
constexpr int kPatienceMs = 400;

/// "12 s", "4 min", "2 h": as exact as a person needs.
QString ageText(std::chrono::milliseconds age)
{
    const qint64 seconds = std::max<qint64>(0, std::chrono::duration_cast<std::chrono::seconds>(age).count());
    if (seconds < 60)
        return StatusLine::tr("list %1 s old").arg(QLocale().toString(seconds));
    if (seconds < 3600)
        return StatusLine::tr("list %1 min old").arg(QLocale().toString(seconds / 60));
    return StatusLine::tr("list %1 h old").arg(QLocale().toString(seconds / 3600));
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent),
      m_summary(new TextLabel),
      m_lock(new QLabel),
      m_facts(new TextLabel),
      m_stop(new QToolButton),
      m_refreshing(new OnceAFrame([this] { refresh(); }, this))
{
    m_summary->scaled(0.92)->toned(TextTone::Secondary);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setAccessibleName(tr("Summary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->scaled(0.92)->toned(TextTone::Secondary);
    m_facts->setAccessibleName(tr("Server and age of the list"));
    m_lock->setPixmap(icon(QStringLiteral("lock")).pixmap(kLockSize, kLockSize));
    m_lock->setAccessibleName(tr("The connection is encrypted."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_summary, 1);
    row->addWidget(m_lock);
    row->addWidget(m_facts);
    row->addWidget(m_stop);
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Do not wait for the list; the one on the screen stays."));
    m_stop->setAccessibleName(tr("Stop refreshing"));
    m_stop->setAutoRaise(true);
    // As high as the line is anyhow: the rows above must not move when it comes.
    m_stop->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
    m_stop->hide();
    connect(m_stop, &QToolButton::clicked, this, &StatusLine::stopWanted);
    setMinimumHeight(29);
    refresh();
}

void StatusLine::setSession(const Session *session, std::function<Instant()> computerNow)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->listing().disconnect(this);
        m_session->listing().disconnect(m_refreshing);
    }
    m_session = session;
    m_now = std::move(computerNow);
    m_age.stop();
    if (session) {
        connect(session, &Session::stateChanged, this, &StatusLine::refresh);
        connect(session, &Session::listProgress, this, &StatusLine::takeProgress);
        connect(&session->listing(), &UserListing::countsChanged, m_refreshing, &OnceAFrame::ask);
        connect(&session->listing(), &UserListing::selectionChanged, m_refreshing, &OnceAFrame::ask);
        connect(&session->listing(), &UserListing::reset, this, &StatusLine::refresh);
        m_age.start(1000, Qt::CoarseTimer, this);
    }
    refresh();
}

void StatusLine::refresh()
{
    const bool isLoaded = m_session && m_session->listTakenAt();
    m_summary->setText(isLoaded ? summaryText(m_session->listing()) : QString());
    // The name says what it is, so that it can be found; the words themselves are its description.
    m_summary->setAccessibleDescription(m_summary->text());
    m_lock->setVisible(m_session && m_session->address().scheme() == QLatin1String("https"));
    refreshFacts();
}

void StatusLine::takeProgress(qint64 received, qint64 expected)
{
    const std::optional<int> percent =
        expected > 0 ? std::optional(static_cast<int>(std::min(received, expected) * 100 / expected)) : std::nullopt;
    if (std::exchange(m_percent, percent) != percent)
        refreshFacts();
}

void StatusLine::refreshFacts()
{
    // While the first list loads, the pane has a larger one; and a short wait shows none.
    if (!m_session || !m_session->canStopLoading() || m_session->loadState() != Session::LoadState::Loaded) {
        m_patience.stop();
        m_stop->hide();
    } else if (!m_stop->isVisible() && !m_patience.isActive()) {
        m_patience.start(kPatienceMs, this);
    }
    if (!m_session || !m_session->canStopLoading())
        m_percent.reset();
    m_facts->setText(factsText());
    m_facts->setAccessibleDescription(m_facts->text());
}

QString StatusLine::factsText() const
{
    if (!m_session)
        return {};
    QStringList facts;
    if (m_session->isReadOnly())
        facts.append(tr("read-only"));
    facts.append(m_session->address().host());
    if (const QString tls = m_session->facts().tlsVersion; !tls.isEmpty())
        facts.append(tls);
    if (m_session->isRefreshing())
        facts.append(m_percent ? tr("refreshing… %1 %").arg(locale().toString(*m_percent)) : tr("refreshing…"));
    else if (const auto taken = m_session->listTakenAt())
        facts.append(ageText(m_now() - *taken));
    return facts.join(QStringLiteral(" · "));
}

void StatusLine::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_age.timerId()) {
        refreshFacts();
    } else if (event->timerId() == m_patience.timerId()) {
        m_patience.stop();
        m_stop->show();
    }
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_lock->setPixmap(icon(QStringLiteral("lock")).pixmap(kLockSize, kLockSize));
}

} // namespace gatehouse
