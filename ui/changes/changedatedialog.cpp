// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/changedatedialog.h"

#include "ui/changes/planwords.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace gatehouse {
namespace {

/// The wheel scrolls what is around it and never a date.
class CalmDateTimeEdit final : public QDateTimeEdit
{
public:
    using QDateTimeEdit::QDateTimeEdit;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace

ChangeDateDialog::ChangeDateDialog(const WriteTarget &target, const UserStatus &status, std::function<Instant()> now,
                                   QWidget *parent)
    : WriteDialog(tr("Change date"), target, parent), m_status(status), m_now(std::move(now))
{
    build(tr("%1: %2", "a user and the state").arg(displayName(status.name), stateWords(status, dateTimeWords)),
          status.state == StatusState::Disabled ? status.disabledSince : m_now());
}

ChangeDateDialog::ChangeDateDialog(const WriteTarget &target, qsizetype users, std::function<Instant()> now,
                                   QWidget *parent)
    : WriteDialog(tr("Change date"), target, parent), m_now(std::move(now))
{
    build(tr("%Ln users who are disabled", nullptr, static_cast<int>(users)), m_now());
}

void ChangeDateDialog::build(const QString &words, Instant start)
{
    auto *who = (new TextLabel(words, this))->toned(TextTone::Secondary)->wrapped();
    head()->addWidget(who);
    buildFields(start);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_change = makeButton(tr("Change date"), ButtonRank::Primary, this);
    footer()->addWidget(cancel);
    footer()->addWidget(m_change);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_change, &QPushButton::clicked, this, &ChangeDateDialog::accepting);
    connect(m_date, &QDateTimeEdit::dateTimeChanged, this, &ChangeDateDialog::refresh);
    connect(m_allow, &QCheckBox::toggled, this, &ChangeDateDialog::refresh);
    refresh();
    resizeWithin({520, 320});
    m_date->setFocus();
}

void ChangeDateDialog::buildFields(Instant start)
{
    auto *fields = new QVBoxLayout;
    fields->setContentsMargins(24, 0, 24, 16);
    fields->setSpacing(6);
    auto *label = new TextLabel(tr("Disabled since"), this);
    m_date = new CalmDateTimeEdit(QDateTime::fromMSecsSinceEpoch(toMilliseconds(start)), this);
    m_date->setAccessibleName(tr("Disabled since"));
    // Right to left, Qt would turn the fields round, and with them what the digits mean; before the format.
    m_date->setLayoutDirection(Qt::LeftToRight);
    // The same digits in every language, largest unit first: nobody takes the day for the month.
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_date->setFocusPolicy(Qt::StrongFocus);
    m_date->setCalendarPopup(true);
    label->setBuddy(m_date);
    m_utc = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Secondary);
    m_utc->setObjectName(QStringLiteral("utcInstant"));

    m_future = new QWidget(this);
    m_future->setObjectName(QStringLiteral("futureWarning"));
    auto *warning = new QVBoxLayout(m_future);
    warning->setContentsMargins(0, 10, 0, 0);
    warning->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *glyph = new GlyphView(16, m_future);
    glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Warn);
    auto *words = (new TextLabel(tr("This is in the future. Nobody documented what the server does with a future "
                                    "date."),
                                 m_future))
                      ->toned(TextTone::Warn)
                      ->wrapped();
    row->addWidget(glyph, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    m_allow = new QCheckBox(tr("Set it all the same"), m_future);
    warning->addLayout(row);
    warning->addWidget(m_allow);

    fields->addWidget(label);
    fields->addWidget(m_date);
    fields->addWidget(m_utc);
    fields->addWidget(m_future);
    fields->addStretch();
    body()->addLayout(fields);
}

Instant ChangeDateDialog::chosen() const
{
    return fromMilliseconds(m_date->dateTime().toMSecsSinceEpoch());
}

void ChangeDateDialog::refresh()
{
    const Instant since = chosen();
    const bool isFuture = since > m_now();
    const bool isSame = m_status.state == StatusState::Disabled && m_status.disabledSince == since;
    m_utc->setText(isSame ? tr("%1, the date that stands").arg(utcWords(since)) : utcWords(since));
    m_date->setAccessibleDescription(m_utc->text());
    m_future->setVisible(isFuture);
    if (!isFuture && m_allow->isChecked())
        m_allow->setChecked(false);
    m_change->setEnabled(!isSame && (!isFuture || m_allow->isChecked()));
}

void ChangeDateDialog::accepting()
{
    refresh();
    if (m_isDone || !m_change->isEnabled())
        return;
    m_isDone = true;
    emit wanted(chosen(), m_allow->isChecked() ? FutureDates::Wanted : FutureDates::Refused);
    accept();
}

} // namespace gatehouse
