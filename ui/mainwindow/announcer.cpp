// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/announcer.h"

#include "ui/look/toast.h"

namespace gatehouse {

namespace {

constexpr qsizetype kMessagesKept = 200;

// The English texts are plural throughout: one user is always called by name.
QString together(Act act, int count)
{
    switch (act) {
    case Act::Create:
        return Announcer::tr("%Ln statuses created", nullptr, count);
    case Act::Disable:
        return Announcer::tr("%Ln users disabled", nullptr, count);
    case Act::Enable:
        return Announcer::tr("%Ln users enabled", nullptr, count);
    case Act::ChangeDate:
        return Announcer::tr("%Ln dates changed", nullptr, count);
    case Act::Delete:
        return Announcer::tr("%Ln statuses deleted", nullptr, count);
    }
    return {};
}

} // namespace

Announcer::Announcer(QWidget *window) : QObject(window), m_window(window), m_toast(new Toast(window))
{
    connect(m_toast, &Toast::undoRequested, this, &Announcer::undoRequested);
}

void Announcer::say(const Saying &saying)
{
    remember(saying.text());
    join(saying);
    if (m_names.size() < 2) {
        m_toast->showMessage(saying.icon, saying.about, saying.rest, saying.canUndo ? UndoOffer::Yes : UndoOffer::No);
        return;
    }
    //: Behind "3 users disabled": whom the last of these changes was about
    const QString last = tr("(last: %1)").arg(saying.about);
    m_toast->showMessage(saying.icon, together(*saying.done, static_cast<int>(m_names.size())), last,
                         saying.canUndo ? UndoOffer::LastOnly : UndoOffer::No);
}

void Announcer::join(const Saying &saying)
{
    if (!saying.done || m_done != saying.done || !m_toast->isSpeaking())
        m_names.clear();
    m_done = saying.done;
    if (m_done) {
        m_names.removeAll(saying.about);
        m_names.append(saying.about);
    }
}

void Announcer::remember(const QString &text)
{
    m_messages.prepend({QDateTime::currentDateTime(), text});
    while (m_messages.size() > kMessagesKept)
        m_messages.removeLast();
}

void Announcer::hush()
{
    m_toast->dismiss();
}

void Announcer::setBottomMargin(int pixels)
{
    m_toast->setBottomMargin(pixels);
}

void Announcer::showMessages()
{
    auto *dialog = new MessagesDialog(m_messages, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace gatehouse
