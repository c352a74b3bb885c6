// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/newstatusdialog.h"

#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace gatehouse {
namespace {

struct NewStatusTexts
{
    Q_DECLARE_TR_FUNCTIONS(NewStatusDialog)
public:
    static QString similar(const QByteArray &name, const QByteArray &existing);
};

QString NewStatusTexts::similar(const QByteArray &name, const QByteArray &existing)
{
    const QString shown = visibleName(existing);
    switch (likeness(name, existing).value_or(NameLikeness::OneLetterOff)) {
    case NameLikeness::SameButCase:
        return tr("There is “%1” already, which differs only in upper and lower case. For the server these are two.")
            .arg(shown);
    case NameLikeness::SameButWhiteSpace:
        return tr("There is “%1” already, which differs only in the white space around it.").arg(shown);
    case NameLikeness::OneLetterOff:
        return tr("There is “%1” already. Is that who you mean?").arg(shown);
    }
    return {};
}

} // namespace

NewStatusDialog::NewStatusDialog(const WriteTarget &target, NameChecker check, NewStatusKind kind, QWidget *parent)
    : WriteDialog(tr("New status"), target, parent), m_check(std::move(check))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *glyph = new GlyphView(16, this);
    glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Warn);
    auto *words = (new TextLabel(tr("The server does not check that such a person exists. A typo creates a status for "
                                    "nobody and leaves the real person able to sign in."),
                                 this))
                      ->toned(TextTone::Warn)
                      ->wrapped();
    row->addWidget(glyph, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    head()->addLayout(row);
    buildFields(kind);

    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_create = makeButton(tr("Create status"), ButtonRank::Primary, this);
    footer()->addWidget(cancel);
    footer()->addWidget(m_create);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewStatusDialog::accepting);
    connect(m_name, &QLineEdit::textChanged, this, &NewStatusDialog::refresh);
    refresh();
    resizeWithin({560, 380});
    m_name->setFocus();
}

void NewStatusDialog::buildFields(NewStatusKind kind)
{
    auto *fields = new QVBoxLayout;
    fields->setContentsMargins(24, 0, 24, 16);
    fields->setSpacing(6);
    auto *label = new TextLabel(tr("Name"), this);
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("As the person signs in, for example ann@example.com"));
    label->setBuddy(m_name);
    m_problem = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Danger)->wrapped();
    m_problem->setObjectName(QStringLiteral("nameProblem"));
    m_warning = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Warn)->wrapped();
    m_warning->setObjectName(QStringLiteral("nameWarning"));
    m_disabled = new QRadioButton(tr("Disabled from now on (block somebody ahead of time)"), this);
    m_enabled = new QRadioButton(tr("Enabled"), this);
    m_disabled->setChecked(kind == NewStatusKind::DisabledFromNow);
    m_enabled->setChecked(kind == NewStatusKind::Enabled);
    fields->addWidget(label);
    fields->addWidget(m_name);
    fields->addWidget(m_problem);
    fields->addWidget(m_warning);
    fields->addSpacing(10);
    fields->addWidget(m_enabled);
    fields->addWidget(m_disabled);
    fields->addStretch();
    body()->addLayout(fields);
}

QByteArray NewStatusDialog::typedName() const
{
    return m_name->text().toUtf8();
}

void NewStatusDialog::refresh()
{
    const QByteArray name = typedName();
    const NameCheck check = name.isEmpty() ? NameCheck{} : m_check(name);
    QString problem = nameProblem(name).value_or(QString());
    if (problem.isEmpty() && check.kind == NameCheck::Kind::Exists)
        problem = tr("“%1” has a status already.").arg(visibleName(name));
    QStringList warnings = unseenWarnings(name);
    if (check.kind == NameCheck::Kind::Similar)
        warnings.append(NewStatusTexts::similar(name, check.existing));
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(problem.isEmpty() && !warnings.isEmpty());
    m_name->setAccessibleDescription(problem.isEmpty() ? m_warning->text() : problem);
    // A name of nothing but white space cannot be told from an empty field.
    m_create->setEnabled(problem.isEmpty() && !m_name->text().trimmed().isEmpty());
}

void NewStatusDialog::accepting()
{
    // The list may have changed since the last letter.
    refresh();
    if (m_isDone || !m_create->isEnabled())
        return;
    m_isDone = true;
    emit wanted(typedName(), m_enabled->isChecked() ? NewStatusKind::Enabled : NewStatusKind::DisabledFromNow);
    accept();
}

} // namespace gatehouse
