// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profilesection.h"

#include "ui/look/widgets.h"
#include "ui/profiles/limitssection.h"
#include "ui/profiles/proxysection.h"
#include "ui/profiles/securitysection.h"
#include "ui/profiles/tokensection.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int kRowHeight = 32;

} // namespace

ProfileSection::ProfileSection(const QString &title, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_title = makeToolButton(QStringLiteral("right"), title, title, this);
    m_summary = (new TextLabel(QString(), this))->toned(TextTone::Secondary);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_title);
    head->addWidget(m_summary, 1);
    column->addLayout(head);
    m_content = new QWidget(this);
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(24, 4, 0, 8);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_content->hide();
    column->addWidget(m_content);
    m_problem = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Danger)->wrapped();
    m_problem->setObjectName(QStringLiteral("sectionProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    connect(m_title, &QToolButton::clicked, this, [this] { setOpen(m_content->isHidden()); });
}

void ProfileSection::setOpen(bool isOpen)
{
    m_content->setVisible(isOpen);
    m_title->setIcon(icon(isOpen ? QStringLiteral("down") : QStringLiteral("right")));
    refresh();
}

void ProfileSection::setProfile(const Profile &profile)
{
    m_isFilling = true;
    fill(profile);
    m_isFilling = false;
    m_problem->setText({});
    m_problem->hide();
    setOpen(false);
}

bool ProfileSection::check(bool isFirst)
{
    const auto wrong = problem();
    m_problem->setText(wrong ? wrong->sentence : QString());
    m_problem->setVisible(wrong.has_value());
    if (!wrong)
        return true;
    unfold();
    wrong->field->setAccessibleDescription(wrong->sentence);
    if (isFirst)
        wrong->field->setFocus(Qt::OtherFocusReason);
    return false;
}

void ProfileSection::unfold()
{
    setOpen(true);
}

void ProfileSection::addRow(const QString &label, QWidget *field, const QString &hint)
{
    const int row = m_grid->rowCount();
    if (!label.isEmpty()) {
        auto *text = new TextLabel(label, this);
        text->setBuddy(field);
        m_grid->addWidget(text, row, 0, Qt::AlignVCenter);
        field->setAccessibleName(label);
    }
    m_grid->addWidget(field, row, 1);
    m_grid->setRowMinimumHeight(row, kRowHeight);
    // The distance to the next field is a row of its own, as in the form around it.
    m_grid->setRowMinimumHeight(row + 2, 4);
    if (hint.isEmpty())
        return;
    auto *words = (new TextLabel(hint, this))->scaled(0.92)->toned(TextTone::Secondary)->wrapped();
    field->setAccessibleDescription(hint);
    m_grid->addWidget(words, row + 1, 1);
}

// A sentence that stands there goes as soon as it does not hold any more; a new one waits for the next check.
void ProfileSection::changed()
{
    if (m_isFilling)
        return;
    if (!m_problem->isHidden() && !problem())
        m_problem->hide();
    refresh();
    emit edited();
    emit serverEdited();
}

void ProfileSection::refresh()
{
    const QString words = summary();
    m_summary->setText(m_content->isHidden() ? words : QString());
    m_summary->setToolTip(words);
    m_title->setAccessibleDescription(words);
}

QList<ProfileSection *> makeProfileSections(QWidget *parent)
{
    return {new TokenSection(parent), new SecuritySection(parent), new ProxySection(parent), new LimitsSection(parent)};
}

} // namespace gatehouse
