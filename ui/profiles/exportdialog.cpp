// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/exportdialog.h"

#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int kMargin = 24;
constexpr int kTextWidth = 400;
/// A name can be as long as somebody types.
constexpr int kNameWidth = 320;

} // namespace

ExportDialog::ExportDialog(int connections, const QString &current, QWidget *parent)
    : QDialog(parent),
      m_all(new QRadioButton(
          connections == 1 ? tr("The only connection") : tr("All %Ln connections", nullptr, connections), this)),
      m_current(new QRadioButton(this)),
      m_secrets(new QCheckBox(tr("With tokens and passwords"), this)),
      m_warning((new TextLabel(tr("Whoever gets the file can use these tokens and decide who may log in. Tokens that "
                                  "are kept in the keychain are not in it."),
                               this))
                    ->toned(TextTone::Warn)
                    ->wrapped())
{
    setWindowTitle(tr("Export connections"));
    setAccessibleName(windowTitle());
    const QString name = fontMetrics().elidedText(current, Qt::ElideMiddle, kNameWidth);
    m_current->setText(
        tr("Only %1", "the name of a connection").arg(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))));
    m_current->setAccessibleName(tr("Only %1", "the name of a connection").arg(current));
    m_current->setVisible(!current.isEmpty() && connections > 1);
    m_all->setChecked(true);
    m_warning->setMinimumWidth(kTextWidth);
    m_warning->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    column->addWidget((new TextLabel(windowTitle(), this))->scaled(1.15)->bold());
    auto *words =
        (new TextLabel(tr("Names, addresses and settings go into a file that can be imported elsewhere."), this))
            ->toned(TextTone::Secondary)
            ->wrapped();
    words->setMinimumWidth(kTextWidth);
    column->addWidget(words);
    column->addSpacing(4);
    column->addWidget(m_all);
    column->addWidget(m_current);
    column->addWidget(m_secrets);
    column->addWidget(m_warning);
    column->addSpacing(8);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(8);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    QPushButton *choose = makeButton(tr("Choose file…"), ButtonRank::Primary, this);
    answers->addStretch();
    answers->addWidget(cancel);
    answers->addWidget(choose);
    column->addLayout(answers);
    column->setSizeConstraint(QLayout::SetMinimumSize);
    connect(m_secrets, &QCheckBox::toggled, this, [this](bool with) {
        m_warning->setVisible(with);
        // A window does not grow by itself for a text that takes more lines than it was measured with.
        layout()->activate();
        resize(width(), layout()->totalHeightForWidth(width()));
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(choose, &QPushButton::clicked, this, [this] {
        emit chosen(m_current->isChecked(), m_secrets->isChecked() ? ExportSecrets::With : ExportSecrets::Without);
        accept();
    });
    choose->setFocus();
}

} // namespace gatehouse
