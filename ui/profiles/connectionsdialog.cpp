// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/connectionsdialog.h"

#include "profiles/secretkeeper.h"
#include "ui/look/banner.h"
#include "ui/look/widgets.h"
#include "ui/profiles/profileeditor.h"
#include "ui/profiles/profileexchange.h"
#include "ui/profiles/profilelist.h"
#include "ui/profiles/profilepane.h"
#include "ui/profiles/profilewords.h"
#include "ui/profiles/questiondialog.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr QSize preferredSize{880, 616};

QList<Profile>::const_iterator profileWith(const QList<Profile> &profiles, const QUuid &id)
{
    return std::find_if(profiles.cbegin(), profiles.cend(), [&id](const Profile &each) { return each.id == id; });
}

} // namespace

ConnectionsDialog::ConnectionsDialog(ProfileStore &store, QWidget *parent, SecretKeeper *secrets)
    : QDialog(parent),
      m_store(store),
      m_ownSecrets(secrets ? nullptr : std::make_unique<SecretKeeper>()),
      m_secrets(secrets ? secrets : m_ownSecrets.get())
{
    setWindowTitle(tr("Connections"));
    setAccessibleName(tr("Connections"));
    auto *panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addWidget(buildList());
    panes->addWidget(new Hairline(Qt::Vertical, this));
    m_editor = new ProfileEditor(this);
    m_form = m_editor->form();
    m_editor->setFetchSecrets(
        [this](const Profile &profile, const SecretsAnswer &answer) { m_secrets->fetch(profile, answer); });
    panes->addWidget(m_editor, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(panes, 1);
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addLayout(buildFooter());
    resize(preferredSize.boundedTo(screen()->availableSize() - QSize(16, 48)));

    if (load() && !m_profiles.isEmpty()) {
        const QUuid last = m_store.lastConnection();
        const bool isKnown = profileWith(m_profiles, last) != m_profiles.cend();
        showProfile(isKnown ? last : m_profiles.constFirst().id);
    } else {
        showDraft({}, Unsaved::Nothing);
    }
}

ConnectionsDialog::~ConnectionsDialog() = default;

QWidget *ConnectionsDialog::buildList()
{
    m_pane = new ProfilePane(this);
    m_list = m_pane->list();
    connect(m_list, &ProfileList::requested, this, &ConnectionsDialog::selectProfile);
    connect(m_list, &ProfileList::moveRequested, this, &ConnectionsDialog::move);
    connect(m_pane, &ProfilePane::addRequested, this, &ConnectionsDialog::startNew);
    connect(m_pane, &ProfilePane::duplicateRequested, this, &ConnectionsDialog::duplicate);
    connect(m_pane, &ProfilePane::deleteRequested, this, &ConnectionsDialog::askDelete);
    connectExchange();
    return m_pane;
}

void ConnectionsDialog::connectExchange()
{
    m_exchange = new ProfileExchange(m_store, this);
    connect(m_pane, &ProfilePane::importRequested, m_exchange, &ProfileExchange::askForImport);
    connect(m_pane, &ProfilePane::exportRequested, this, [this] { m_exchange->exportFrom(m_profiles, m_current); });
    connect(m_exchange, &ProfileExchange::failed, this, &ConnectionsDialog::say);
    connect(m_exchange, &ProfileExchange::said, this,
            [this](const QString &sentence) { m_editor->banner()->setMessage(BannerKind::Info, sentence); });
    connect(m_exchange, &ProfileExchange::imported, this, [this](const QList<Profile> &profiles) {
        if (load())
            fillList();
        emit profilesChanged();
        if (!profiles.isEmpty() && !hasUnsaved())
            showProfile(profiles.first().id);
        refreshButtons();
    });
}

QHBoxLayout *ConnectionsDialog::buildFooter()
{
    QPushButton *close = makeButton(tr("Close"), ButtonRank::Plain, this);
    QPushButton *keep = makeButton(tr("Save"), ButtonRank::Plain, this);
    QPushButton *connectTo = makeButton(tr("Connect"), ButtonRank::Primary, this);
    connect(close, &QPushButton::clicked, this, &ConnectionsDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] { save([] {}); });
    connect(connectTo, &QPushButton::clicked, this, &ConnectionsDialog::saveAndConnect);
    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(24, 12, 24, 12);
    footer->setSpacing(8);
    footer->addStretch();
    footer->addWidget(close);
    footer->addWidget(keep);
    footer->addWidget(connectTo);
    return footer;
}

bool ConnectionsDialog::load()
{
    auto loaded = m_store.load();
    if (!loaded) {
        say(loaded.error());
        return false;
    }
    m_profiles = std::move(*loaded);
    if (const QString notice = m_store.takeNotice(); !notice.isEmpty())
        m_editor->banner()->setMessage(BannerKind::Warning, notice);
    return true;
}

void ConnectionsDialog::say(const QString &failure)
{
    m_editor->banner()->setMessage(BannerKind::Error, failure);
}

bool ConnectionsDialog::hasUnsaved() const
{
    return m_form->isModified() || (m_draft && m_draftHolds == Unsaved::Something);
}

QString ConnectionsDialog::currentName() const
{
    const QString name = m_form->profile().name.trimmed();
    return name.isEmpty() ? tr("New connection") : name;
}

// Runs `next` when nothing unsaved is in the way any more, which may take a person's answer; never if it is to stay.
void ConnectionsDialog::settle(std::function<void()> next)
{
    if (m_question)
        return;
    if (!hasUnsaved()) {
        discardEdits();
        next();
        return;
    }
    m_question = new QuestionDialog(tr("Save the changes to %1?").arg(currentName()),
                                    tr("What you typed is not saved yet."), this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->addAnswer(tr("Save"), ButtonRank::Primary);
    m_question->addAnswer(tr("Discard"));
    m_question->addAnswer(tr("Keep editing"));
    connect(m_question, &QuestionDialog::answered, this, [this, next = std::move(next)](int answer) {
        m_question.clear();
        if (answer == 0)
            save(next);
        if (answer != 1)
            return;
        discardEdits();
        next();
    });
    m_question->open();
}

void ConnectionsDialog::discardEdits()
{
    if (m_draft) {
        m_draft.reset();
        fillList();
        return;
    }
    if (const auto found = profileWith(m_profiles, m_current); found != m_profiles.cend())
        m_form->setProfile(*found, m_profiles);
}

void ConnectionsDialog::showProfile(const QUuid &id)
{
    const auto found = profileWith(m_profiles, id);
    if (found == m_profiles.cend()) {
        showDraft({}, Unsaved::Nothing);
        return;
    }
    m_draft.reset();
    m_current = id;
    fillList();
    m_editor->showProfile(*found, m_profiles);
    refreshButtons();
}

void ConnectionsDialog::showDraft(const Profile &draft, Unsaved unsaved)
{
    m_draft = draft;
    m_draft->id = QUuid::createUuid();
    m_draftHolds = unsaved;
    m_current = m_draft->id;
    fillList();
    m_editor->showProfile(*m_draft, m_profiles);
    m_form->focusName();
    refreshButtons();
}

void ConnectionsDialog::fillList()
{
    m_list->setProfiles(m_profiles, m_draft);
    m_pane->refreshSearch();
    m_list->setCurrent(m_current);
}

// What is typed in the form stays as it is: only the order is saved.
void ConnectionsDialog::move(const QUuid &id, const QUuid &before)
{
    const auto moved = m_store.move(id, before);
    if (!moved)
        say(moved.error());
    if (load())
        fillList();
    if (moved)
        emit profilesChanged();
}

void ConnectionsDialog::refreshButtons()
{
    // An untouched new connection that is the only one: there is nothing to copy or to delete.
    const bool isSomething = !m_draft || !m_profiles.isEmpty();
    m_pane->setCanDuplicate(!m_draft);
    m_pane->setCanDelete(isSomething);
    m_pane->setCanExport(!m_profiles.isEmpty());
}

void ConnectionsDialog::selectProfile(const QUuid &id)
{
    if (id != m_current)
        settle([this, id] { showProfile(id); });
}

void ConnectionsDialog::startNew()
{
    if (m_draft && m_draftHolds == Unsaved::Nothing) {
        m_form->focusName();
        return;
    }
    settle([this] { showDraft({}, Unsaved::Nothing); });
}

void ConnectionsDialog::focusToken()
{
    m_form->focusToken();
}

void ConnectionsDialog::duplicate()
{
    settle([this] {
        const auto found = profileWith(m_profiles, m_current);
        if (found == m_profiles.cend())
            return;
        Profile copy = *found;
        copy.name = copyName(found->name, m_profiles);
        showDraft(copy, Unsaved::Something);
    });
}

// The keychain may take its time: `then` comes when all is where it belongs, and never if it is not.
void ConnectionsDialog::save(const std::function<void()> &then)
{
    // Another window may have saved meanwhile: names are compared with what is there now.
    if (m_isMoving || !load())
        return;
    m_form->setOthers(m_profiles);
    if (!m_form->check(ProfileForm::Purpose::Save))
        return;
    m_editor->banner()->clear();
    const auto finish = [this, then] {
        fillList();
        refreshButtons();
        then();
    };
    if (!hasUnsaved()) {
        finish();
        return;
    }
    m_isMoving = true;
    const Profile before = m_form->shown();
    const QPointer<ConnectionsDialog> self(this);
    moveSecrets(before, m_form->profile(), [self, before, finish](const tl::expected<Profile, QString> &moved) {
        if (!self)
            return;
        self->m_isMoving = false;
        if (!moved)
            self->say(moved.error());
        else if (self->write(*moved, before))
            finish();
    });
}

/// The secrets as they were typed, and from the old place what was not.
void ConnectionsDialog::moveSecrets(const Profile &before, Profile after, const Moved &moved)
{
    const bool wasInKeychain = before.tokenStore == tokenstore::keychain;
    const bool isInKeychain = after.tokenStore == tokenstore::keychain;
    const bool isNothingNew = wasInKeychain && isInKeychain && secretsOf(after) == Secrets();
    if (isNothingNew) {
        moved(after);
        return;
    }
    if (!wasInKeychain || !after.token.isEmpty()) {
        keepSecrets(after, secretsOf(after), moved);
        return;
    }
    m_secrets->fetch(
        before, [self = QPointer<ConnectionsDialog>(this), after, moved](const tl::expected<Secrets, QString> &old) {
            if (!self)
                return;
            if (!old) {
                moved(tl::unexpected(old.error()));
                return;
            }
            Secrets all = secretsOf(after);
            all.token = old->token;
            if (all.passphrase.isEmpty())
                all.passphrase = old->passphrase;
            if (all.proxyPassword.isEmpty())
                all.proxyPassword = old->proxyPassword;
            self->keepSecrets(after, all, moved);
        });
}

void ConnectionsDialog::keepSecrets(const Profile &after, const Secrets &secrets, const Moved &moved)
{
    Profile complete = after;
    putSecrets(complete, secrets);
    m_secrets->keep(complete, secrets, [complete, moved](const tl::expected<void, QString> &kept) {
        if (kept)
            moved(complete);
        else
            moved(tl::unexpected(kept.error()));
    });
}

bool ConnectionsDialog::write(const Profile &profile, const Profile &before)
{
    if (const auto saved = m_store.save(profile); !saved) {
        say(saved.error());
        return false;
    }
    m_draft.reset();
    m_current = profile.id;
    if (!load())
        return false;
    const auto found = profileWith(m_profiles, m_current);
    const Profile kept = found == m_profiles.cend() ? profile : *found;
    if (kept.tokenStore == tokenstore::settings)
        m_form->markSaved(kept); // fields and cursor stay
    else
        m_form->setProfile(kept, m_profiles); // without what is kept elsewhere
    if (before.tokenStore == tokenstore::keychain && profile.tokenStore != tokenstore::keychain)
        clearOldPlace(before);
    emit profilesChanged();
    return true;
}

// Last of all: until now it was there.
void ConnectionsDialog::clearOldPlace(const Profile &before)
{
    m_secrets->removeFromKeychain(
        before.id, [self = QPointer<ConnectionsDialog>(this)](const tl::expected<void, QString> &removed) {
            if (self && !removed)
                self->say(tr("It is saved, but the token is still in the keychain too. %1").arg(removed.error()));
        });
}

void ConnectionsDialog::saveAndConnect()
{
    if (!m_form->check(ProfileForm::Purpose::Connect))
        return;
    save([this] {
        emit connectRequested(m_current);
        accept();
    });
}

void ConnectionsDialog::askDelete()
{
    if (m_question)
        return;
    const auto found = profileWith(m_profiles, m_current);
    if (found == m_profiles.cend() && !hasUnsaved()) {
        deleteCurrent();
        return;
    }
    const QString name = found == m_profiles.cend() ? currentName() : found->name;
    m_question =
        new QuestionDialog(tr("Delete the connection %1?").arg(name),
                           tr("Its token is deleted from this computer too. On the server nothing changes."), this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->addAnswer(tr("Delete"), ButtonRank::Danger);
    m_question->addAnswer(tr("Cancel"), ButtonRank::Plain, QuestionDialog::Focus::Initial);
    connect(m_question, &QuestionDialog::answered, this, [this](int answer) {
        m_question.clear();
        if (answer == 0)
            deleteCurrent();
    });
    m_question->open();
}

void ConnectionsDialog::deleteCurrent()
{
    const auto found = profileWith(m_profiles, m_current);
    const auto position = std::distance(m_profiles.cbegin(), found);
    if (found != m_profiles.cend()) {
        const bool wasInKeychain = found->tokenStore == tokenstore::keychain;
        if (const auto removed = m_store.remove(m_current); !removed) {
            say(removed.error());
            return;
        }
        if (wasInKeychain)
            m_secrets->removeFromKeychain(m_current, [](const tl::expected<void, QString> &) {});
        if (!load())
            m_profiles.removeAt(position);
        emit profilesChanged();
    }
    m_draft.reset();
    if (m_profiles.isEmpty())
        showDraft({}, Unsaved::Nothing);
    else
        showProfile(m_profiles.at(std::min<qsizetype>(position, m_profiles.size() - 1)).id);
}

void ConnectionsDialog::reject()
{
    settle([this] { QDialog::reject(); });
}

} // namespace gatehouse
