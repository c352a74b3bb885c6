// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profileeditor.h"

#include "session/connectiontest.h"
#include "ui/look/banner.h"
#include "ui/profiles/connectioncard.h"
#include "ui/profiles/trustdialog.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace gatehouse {

ProfileEditor::ProfileEditor(QWidget *parent) : QWidget(parent)
{
    m_banner = new Banner(this);
    m_banner->setClosable(true);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    m_form = new ProfileForm(content);
    m_card = new ConnectionCard(content);
    connect(m_form, &ProfileForm::serverEdited, m_card, &ConnectionCard::clear);
    connect(m_card, &ConnectionCard::testRequested, this, &ProfileEditor::test);
    connect(m_card, &ConnectionCard::grown, this, [this] { follow(0, {}); });
    connect(m_card, &ConnectionCard::trustRequested, this, &ProfileEditor::askForTrust);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(24, 20, 24, 20);
    inside->setSpacing(16);
    inside->addWidget(m_form);
    inside->addWidget(m_card);
    inside->addStretch();
    m_scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_scroll, 1);
}

void ProfileEditor::showProfile(const Profile &profile, const QList<Profile> &others)
{
    m_card->clear();
    m_form->setProfile(profile, others);
}

// Words that wrap find their height in several rounds of the event loop: the card is kept in view until it has stood
// still for some. Afterwards the view is the person's.
void ProfileEditor::follow(int stillFor, const QRect &before)
{
    constexpr int enough = 3;
    revealCard();
    const QRect now = m_card->geometry();
    const int still = now == before ? stillFor + 1 : 0;
    if (still < enough)
        QTimer::singleShot(0, this, [this, still, now] { follow(still, now); });
}

void ProfileEditor::revealCard()
{
    constexpr int air = 16;
    if (m_card->height() + 2 * air <= m_scroll->viewport()->height())
        m_scroll->ensureWidgetVisible(m_card, 0, air);
    else // its beginning, at least: the title says how it ended
        m_scroll->verticalScrollBar()->setValue(m_card->y() - air);
}

void ProfileEditor::setFetchSecrets(FetchSecrets fetch)
{
    m_card->setFetchSecrets(std::move(fetch));
}

void ProfileEditor::test()
{
    if (!m_form->check(ProfileForm::Purpose::Test))
        return;
    m_card->start(m_form->profile());
}

// What is trusted always stands in the form first, and counts when it is saved; the test is made again either way.
void ProfileEditor::askForTrust(const TlsTrouble &trouble)
{
    if (m_trust)
        return;
    m_trust = new TrustDialog(trouble, hostWords(m_form->profile().url), window(), TrustDialog::ForNow::Test);
    m_trust->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_trust, &TrustDialog::trustedForNow, this, [this](const QByteArray &sha256) {
        Profile typed = m_form->profile();
        typed.tls.pin = sha256;
        m_card->start(typed);
    });
    connect(m_trust, &TrustDialog::trustedAlways, this, [this](const QByteArray &sha256) {
        m_form->trust(sha256);
        test();
    });
    m_trust->open();
}

} // namespace gatehouse
