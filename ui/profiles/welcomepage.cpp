// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/welcomepage.h"

#include "ui/look/cardbutton.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse {

WelcomePage::WelcomePage(QWidget *parent) : QWidget(parent)
{
    auto *mark = new GlyphView(72, this);
    mark->setGlyph(QStringLiteral("gatehouse"), GlyphTone::Ink);
    auto *title = (new TextLabel(tr("Welcome to Gatehouse"), this))->scaled(1.8)->bold();
    auto *idea = (new TextLabel(tr("See who may enter your Pivot server. Disable and enable people,\n"
                                   "one by one or by the thousand, and take it back."),
                                this))
                     ->toned(TextTone::Secondary);
    idea->setAlignment(Qt::AlignHCenter);
    m_add = new CardButton(QStringLiteral("plug"), tr("Add a connection"),
                           tr("You need the server’s address and an API token, from Settings › API tokens in Pivot."),
                           CardTile::Accent, this);
    auto *demo = new CardButton(QStringLiteral("flask"), tr("Try the demo server"),
                                tr("Invented people, on this computer only. Nothing you do there can hurt."),
                                CardTile::Quiet, this);
    connect(m_add, &CardButton::clicked, this, &WelcomePage::addRequested);
    connect(demo, &CardButton::clicked, this, &WelcomePage::demoRequested);
    setFocusProxy(m_add);

    auto *cards = new QHBoxLayout;
    cards->setSpacing(16);
    cards->addStretch();
    cards->addWidget(m_add);
    cards->addWidget(demo);
    cards->addStretch();
    auto *promise = new QHBoxLayout;
    promise->setSpacing(8);
    auto *lock = new GlyphView(14, this);
    lock->setGlyph(QStringLiteral("lock"), GlyphTone::Secondary);
    auto *words = (new TextLabel(tr("The token goes to your server and nowhere else. Every change is written down on "
                                    "this computer first."),
                                 this))
                      ->scaled(0.92)
                      ->toned(TextTone::Secondary);
    promise->addStretch();
    promise->addWidget(lock);
    promise->addWidget(words);
    promise->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(0);
    layout->addStretch(2);
    layout->addWidget(mark, 0, Qt::AlignHCenter);
    layout->addSpacing(20);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addSpacing(6);
    layout->addWidget(idea, 0, Qt::AlignHCenter);
    layout->addSpacing(32);
    layout->addLayout(cards);
    layout->addStretch(3);
    layout->addLayout(promise);
}

void WelcomePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_add->setFocus(Qt::OtherFocusReason);
}

} // namespace gatehouse
