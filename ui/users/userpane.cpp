// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/userpane.h"

#include "ui/look/emptystate.h"
#include "ui/look/onceaframe.h"
#include "ui/look/widgets.h"
#include "ui/users/lookbar.h"
#include "ui/users/summary.h"

#include <QDateTime>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse {

namespace {

/// The text of a chip inside a sentence.
QString chipWord(StatusChip chip)
{
    switch (chip) {
    case StatusChip::All:
        return ChipBar::tr("All", "users");
    case StatusChip::Enabled:
        return ChipBar::tr("Enabled", "users");
    case StatusChip::Disabled:
        return ChipBar::tr("Disabled", "users");
    case StatusChip::NoStatus:
        return ChipBar::tr("No status yet", "users");
    case StatusChip::NoPerson:
        return ChipBar::tr("No such person", "users");
    case StatusChip::Changed:
        return ChipBar::tr("Changed", "users");
    }
    return {};
}

bool needsPersons(StatusChip chip)
{
    return chip == StatusChip::NoStatus || chip == StatusChip::NoPerson;
}

} // namespace

UserPane::UserPane(UserListing &listing, const UserActs &acts, QWidget *parent)
    : QWidget(parent),
      m_listing(listing),
      m_bar(new ChipBar(acts, this)),
      m_lookBar(new LookBar(this)),
      m_view(new UserView(listing, this)),
      m_empty(new EmptyState(this)),
      m_stack(new QStackedWidget(this)),
      m_counting(new OnceAFrame(
          [this] {
              showCounts();
              emit summaryChanged();
          },
          this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_lookBar);
    m_lookBar->hide();
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);

    connect(m_bar, &ChipBar::chipChosen, &listing, &UserListing::setChip);
    connect(m_view, &UserView::toggleWanted, this, &UserPane::toggleWanted);
    connect(m_view, &UserView::toggleRefused, this, &UserPane::toggleRefused);
    connect(m_empty, &EmptyState::actionTriggered, this, &UserPane::applyRemedy);
    connect(&listing, &UserListing::reset, this, &UserPane::refreshContent);
    connect(&listing, &UserListing::rowAppended, this, &UserPane::refreshContent);
    connect(&listing, &UserListing::countsChanged, m_counting, &OnceAFrame::ask);
    connect(&listing, &UserListing::changesChanged, this, &UserPane::showMarks);
    connect(&listing, &UserListing::selectionChanged, this, [this] {
        if (m_stack->currentWidget() == m_empty)
            refreshContent();
        m_counting->ask();
    });
    refreshContent();
}

UserPane::~UserPane() = default;

void UserPane::follow(Session &session)
{
    m_view->users().setAccess(session.isReadOnly() ? UserModel::Access::ReadOnly : UserModel::Access::ReadWrite);
    m_view->users().setRelativeNow([&session] { return session.now(); });
    m_view->painter().setProtectedCheck([&session](Row row) { return session.isProtected(row); });
    m_view->users().setTwins([&session](Row row) { return session.twinOf(row); });
    connect(&session.twins(), &Twins::found, m_view->viewport(), qOverload<>(&QWidget::update));
    m_view->users().setLookChanges([this](Row row) {
        const LookChanges *changes = m_listing.changes();
        return isChanged(changes, row) ? changes->rows[row] : LookChange::None;
    });
    LastLook *look = &session.look();
    connect(&m_listing, &UserListing::changesChanged, this, [this, look] { takeLook(*look); });
    connect(look, &LastLook::compared, this, [this, look] { takeLook(*look); });
    connect(look, &LastLook::changed, this, [this, look] { takeLook(*look); });
    connect(m_lookBar, &LookBar::seen, this, [this, look] {
        look->markAsSeen();
        m_listing.setChip(StatusChip::All);
        focusTable();
    });
    takeLook(*look);
    connect(&session, &Session::stateChanged, this, [this, &session] { takeSession(session); });
    connect(&session, &Session::listProgress, this, &UserPane::setReceived);
    connect(this, &UserPane::retryWanted, &session, &Session::refresh);
    connect(this, &UserPane::stopWanted, &session, &Session::stopLoading);
    takeSession(session);
}

void UserPane::takeSession(Session &session)
{
    setPersonsReason(session.directoryReason());
    m_view->setPersonsOffered(session.directoryState() != DirectoryFeed::State::NotOffered);
    switch (session.loadState()) {
    case Session::LoadState::Loaded:
        // Until the first list is in order there is nothing to see of it, which does not mean that nobody is listed.
        setPhase(session.isMakingReady() && m_listing.table().count() == 0 ? Phase::Loading : Phase::Loaded);
        break;
    case Session::LoadState::NotLoaded:
        setPhase(Phase::Loading);
        break;
    case Session::LoadState::Failed:
        setPhase(session.isRefreshing() ? Phase::Loading : Phase::Failed);
        break;
    }
}

void UserPane::focusTable()
{
    // A table that is hidden behind "Loading the list" cannot take it yet.
    m_focusIsOwed = m_stack->currentWidget() != m_view;
    m_focusMeanwhile = window()->focusWidget();
    if (!m_focusIsOwed)
        m_view->setFocus(Qt::OtherFocusReason);
}

void UserPane::setPhase(Phase phase)
{
    if (phase == Phase::Loading && m_phase != Phase::Loading)
        m_received = m_expected = 0;
    m_phase = phase;
    refreshContent();
    emit summaryChanged();
}

void UserPane::setReceived(qint64 bytes, qint64 expected)
{
    m_received = bytes;
    m_expected = expected;
    if (m_phase == Phase::Loading)
        refreshContent();
}

QString UserPane::summary() const
{
    return m_phase == Phase::Loaded ? summaryText(m_listing) : QString();
}

void UserPane::takeLook(const LastLook &look)
{
    const auto seenAt = look.seenAt();
    const QString since =
        seenAt ? locale().toString(QDateTime::fromMSecsSinceEpoch(toMilliseconds(*seenAt)), QLocale::ShortFormat)
               : QString();
    m_lookBar->setChanges(look.counts(), look.gone(), since);
    m_changed = look.counts().all();
    showCounts();
}

// After each refresh it is known anew who was changed. Where that is nobody, the rows look as they do, and are not
// painted a second time.
void UserPane::showMarks()
{
    const LookChanges *changes = m_listing.changes();
    const bool hadMarks = std::exchange(m_hasMarks, changes && changes->counts.all() > 0);
    if (hadMarks || m_hasMarks)
        m_view->viewport()->update();
}

void UserPane::setPersonsReason(const QString &reason)
{
    if (reason == m_personsReason)
        return;
    m_personsReason = reason;
    refreshContent();
}

void UserPane::refreshContent()
{
    const bool knowsPersons = m_listing.table().directory() != nullptr;
    m_bar->setPersons(knowsPersons ? ChipBar::Persons::Known : ChipBar::Persons::NotKnown, m_personsReason);
    m_bar->setChip(m_listing.chip());
    m_lookBar->setVisible(m_phase == Phase::Loaded && m_listing.chip() == StatusChip::Changed);
    m_bar->setEnabled(m_phase == Phase::Loaded);
    showCounts();
    if (m_phase == Phase::Loaded && m_listing.visible().count() > 0) {
        // Asked before the page goes: the focus of a button on it, Stop say, goes anywhere then.
        QWidget *const focus = window()->focusWidget();
        const bool wasNotMoved = focus == m_focusMeanwhile || (focus && m_empty->isAncestorOf(focus));
        m_stack->setCurrentWidget(m_view);
        if (m_focusIsOwed && wasNotMoved)
            m_view->setFocus(Qt::OtherFocusReason);
        m_focusIsOwed = false;
        return;
    }
    explainEmptiness();
    m_stack->setCurrentWidget(m_empty);
}

void UserPane::showCounts()
{
    m_bar->setCounts(m_phase == Phase::Loaded ? std::optional(m_listing.table().counts()) : std::nullopt);
    m_bar->setChanged(m_phase == Phase::Loaded ? std::optional(m_changed) : std::nullopt);
}

QString UserPane::searchedWords(qint64 everybody) const
{
    const int users = static_cast<int>(everybody);
    if (m_listing.table().directory())
        return users == 1 ? tr("Searched name, person and e-mail of 1 user.")
                          : tr("Searched names, persons and e-mails of %Ln users.", nullptr, users);
    return users == 1 ? tr("Searched the name of 1 user.") : tr("Searched the names of %Ln users.", nullptr, users);
}

QString UserPane::receivedWords() const
{
    if (m_received <= 0)
        return {};
    const auto size = [this](qint64 bytes) { return locale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); };
    return m_expected > 0 ? tr("%1 of %2 received").arg(size(m_received), size(m_expected))
                          : tr("%1 received").arg(size(m_received));
}

void UserPane::explainEmptiness()
{
    if (m_phase == Phase::Loading) {
        say(QStringLiteral("server"), tr("Loading the list\u2026"), receivedWords(), tr("&Stop"), Remedy::Stop);
        return;
    }
    if (m_phase == Phase::Failed) {
        // Why stands in the banner, which has room for a whole sentence.
        say(QStringLiteral("plug"), tr("No list yet"), {}, tr("Try again"), Remedy::TryAgain);
        return;
    }
    const qint64 everybody = m_listing.table().counts().all();
    const QString search = m_listing.search().trimmed();
    const QString hidden = hiddenSelectionText(m_listing.selection().size());
    const qint64 elsewhere = m_listing.chip() == StatusChip::All ? 0 : m_listing.hitsUnder(StatusChip::All);
    if (everybody == 0) {
        say(QStringLiteral("info"), tr("The server lists no users"), {}, {}, Remedy::None);
    } else if (elsewhere > 0 && search.isEmpty() && m_listing.chip() == StatusChip::Changed) {
        say(QStringLiteral("ok"),
            m_changed == 0 ? tr("Nothing was changed by others") : tr("Nobody in the list was changed"), hidden,
            tr("Show all"), Remedy::ShowAll);
    } else if (elsewhere > 0 && search.isEmpty() && needsPersons(m_listing.chip())) {
        say(QStringLiteral("ok"),
            m_listing.chip() == StatusChip::NoPerson ? tr("Every status belongs to a person")
                                                     : tr("Every person has a status"),
            hidden, tr("Show all"), Remedy::ShowAll);
    } else if (elsewhere > 0) {
        //: %1 is a number of users, %2 the chip "All"; the button beneath says "Show"
        const QString line = tr("%1 in %2.").arg(locale().toString(elsewhere), chipWord(StatusChip::All));
        say(QStringLiteral("search"), tr("None among %1").arg(chipWord(m_listing.chip())),
            hidden.isEmpty() ? line : line + QLatin1Char(' ') + hidden, tr("Show"), Remedy::ShowAll);
    } else {
        const QString line = searchedWords(everybody);
        say(QStringLiteral("search"), tr("Nobody matches \u201C%1\u201D").arg(displayName(search.toUtf8())),
            hidden.isEmpty() ? line : line + QLatin1Char(' ') + hidden, tr("Clear search"), Remedy::ClearSearch);
    }
}

void UserPane::say(const QString &icon, const QString &title, const QString &line, const QString &button, Remedy remedy)
{
    m_empty->setMessage(icon, title, line);
    m_empty->setAction(button);
    // Stop is there only while a list loads: keys that are meant for the table must not end up on it.
    m_empty->button()->setFocusPolicy(remedy == Remedy::Stop ? Qt::NoFocus : Qt::StrongFocus);
    m_remedy = remedy;
}

void UserPane::applyRemedy()
{
    switch (m_remedy) {
    case Remedy::None:
        break;
    case Remedy::ClearSearch:
        m_listing.setSearch({});
        emit searchCleared();
        break;
    case Remedy::ShowAll:
        m_listing.setChip(StatusChip::All);
        break;
    case Remedy::Stop:
        emit stopWanted();
        return;
    case Remedy::TryAgain:
        emit retryWanted();
        focusTable(); // the button that had the focus is gone
        return;
    }
    if (m_stack->currentWidget() == m_view)
        m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace gatehouse
