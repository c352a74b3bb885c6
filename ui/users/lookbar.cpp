// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/lookbar.h"

#include "ui/look/widgets.h"
#include "ui/users/lookwords.h"

#include <QHBoxLayout>

namespace gatehouse {

LookBar::LookBar(QWidget *parent)
    : QWidget(parent), m_words(new TextLabel(QString(), this)), m_seen(makeButton(tr("Mark as seen")))
{
    m_words->wrapped()->toned(TextTone::Secondary);
    m_words->setObjectName(QStringLiteral("lookWords"));
    m_seen->setAccessibleName(m_seen->text());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 10);
    row->setSpacing(16);
    row->addWidget(m_words, 1);
    row->addWidget(m_seen, 0, Qt::AlignVCenter);
    connect(m_seen, &QPushButton::clicked, this, &LookBar::seen);
}

void LookBar::setChanges(const LookCounts &counts, const QList<GoneUser> &gone, const QString &since)
{
    m_seen->setEnabled(counts.all() > 0);
    if (counts.all() == 0) {
        m_words->setText(since.isEmpty() ? tr("Nothing is known to have changed: this list is the first that was seen.")
                                         : tr("Nothing was changed by others since you looked on %1.").arg(since));
        return;
    }
    //: %1 is a date and a time, %2 "3 disabled, 1 enabled and 4 gone"
    const QString words = tr("By others since you looked on %1: %2.").arg(since, lookCountWords(counts));
    m_words->setText(gone.isEmpty() ? words : words + QLatin1Char(' ') + goneWords(gone));
}

} // namespace gatehouse
