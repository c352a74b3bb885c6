// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profileform.h"

#include "session/connectiontest.h"
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"
#include "ui/profiles/colourrow.h"
#include "ui/profiles/environmentbox.h"
#include "ui/profiles/profilesection.h"
#include "ui/profiles/profilewords.h"
#include "ui/profiles/securitysection.h"
#include "ui/profiles/tokensection.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace gatehouse {

ProfileForm::ProfileForm(QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    buildFields(grid);
    addSections(grid);
    connectFields();
}

void ProfileForm::addRow(QGridLayout *grid, const QString &label, QWidget *field, QWidget *beneath)
{
    const int row = grid->rowCount();
    if (!label.isEmpty()) {
        auto *text = new TextLabel(label, this);
        text->setBuddy(field);
        grid->addWidget(text, row, 0, Qt::AlignVCenter);
    }
    grid->addWidget(field, row, 1);
    if (beneath)
        grid->addWidget(beneath, row + 1, 1);
    // The distance to the next field is a row of its own, since a hidden sentence keeps none.
    grid->setRowMinimumHeight(row + 2, 4);
}

void ProfileForm::buildFields(QGridLayout *grid)
{
    for (TextLabel *&problem : m_problems) {
        problem = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Danger)->wrapped();
        problem->hide();
    }
    m_problems[Name]->setObjectName(QStringLiteral("nameProblem"));
    m_problems[Address]->setObjectName(QStringLiteral("addressProblem"));
    m_problems[Token]->setObjectName(QStringLiteral("tokenProblem"));
    m_problems[EnvironmentField]->setObjectName(QStringLiteral("environmentProblem"));

    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name"));
    addRow(grid, tr("Name"), m_name, m_problems[Name]);

    m_address = new QLineEdit(this);
    m_address->setAccessibleName(tr("Server address"));
    m_address->setPlaceholderText(QStringLiteral("https://pivot.example.com"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoPredictiveText);
    // Two sentences share the place beneath: what is wrong, and what is only not wise.
    m_beneathAddress = new QWidget(this);
    auto *sentences = new QVBoxLayout(m_beneathAddress);
    sentences->setContentsMargins(0, 0, 0, 0);
    sentences->setSpacing(0);
    sentences->addWidget(m_problems[Address]);
    m_plainText = (new TextLabel(tr("Over http:// everybody on the way can read the token. Use https:// if the server "
                                    "offers it."),
                                 this))
                      ->scaled(0.92)
                      ->toned(TextTone::Warn)
                      ->wrapped();
    m_plainText->setObjectName(QStringLiteral("plainTextWarning"));
    m_plainText->hide();
    sentences->addWidget(m_plainText);
    addRow(grid, tr("Server address"), m_address, m_beneathAddress);

    m_token = new TokenField(this);
    m_token->setAccessibleName(tr("API token"));
    addRow(grid, tr("API token"), m_token, m_problems[Token]);

    m_environment = new EnvironmentBox(this);
    addRow(grid, tr("Environment"), m_environment, m_problems[EnvironmentField]);

    m_colour = new ColourRow(this);
    addRow(grid, tr("Colour"), m_colour, nullptr);

    m_readOnly = new QCheckBox(tr("Read-only: this program cannot change anything there"), this);
    m_readOnly->setAccessibleName(tr("Read-only"));
    addRow(grid, QString(), m_readOnly, nullptr);

    m_protected = new QLineEdit(this);
    m_protected->setAccessibleName(tr("Protected names"));
    auto *hint = (new TextLabel(tr("Patterns such as admin*; these users can be neither disabled nor deleted"), this))
                     ->scaled(0.92)
                     ->toned(TextTone::Secondary)
                     ->wrapped();
    m_protected->setAccessibleDescription(hint->text());
    addRow(grid, tr("Protected names"), m_protected, hint);
}

// Asked for, printed by a command, or in the keychain already: then the field may stay empty.
bool ProfileForm::isTokenElsewhere(const Profile &typed) const
{
    if (typed.tokenStore == tokenstore::settings)
        return m_shown.tokenStore == tokenstore::keychain; // brought from there
    return typed.tokenStore != tokenstore::keychain || m_shown.tokenStore == tokenstore::keychain;
}

void ProfileForm::refreshPlaceholder()
{
    const QString shown = m_shown.tokenStore == tokenstore::keychain ? m_shown.tokenStore : profile().tokenStore;
    m_token->setPlaceholderText(tokenPlaceholder(shown));
}

void ProfileForm::addSections(QGridLayout *grid)
{
    m_sections = makeProfileSections(this);
    for (ProfileSection *section : std::as_const(m_sections)) {
        grid->addWidget(section, grid->rowCount(), 0, 1, 2);
        connect(section, &ProfileSection::edited, this, &ProfileForm::edited);
        connect(section, &ProfileSection::edited, this, &ProfileForm::refreshPlaceholder);
        connect(section, &ProfileSection::serverEdited, this, &ProfileForm::serverEdited);
    }
}

void ProfileForm::connectFields()
{
    connect(m_name, &QLineEdit::textEdited, this, [this] { recheck(Name); });
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        recheck(Address);
        refreshPlainTextWarning();
        emit serverEdited();
    });
    connect(m_token, &QLineEdit::textChanged, this, [this] {
        recheck(Token);
        emit serverEdited();
    });
    connect(m_environment, &EnvironmentBox::chosen, this, [this] { recheck(EnvironmentField); });
    connect(m_environment, &QComboBox::currentIndexChanged, this, [this] {
        const std::optional<Environment> environment = m_environment->environment();
        m_colour->setEnvironment(environment ? std::optional(lookOf(*environment)) : std::nullopt);
    });
    connect(m_colour, &ColourRow::chosen, this, &ProfileForm::edited);
    connect(m_name, &QLineEdit::editingFinished, this, [this] { left(Name); });
    connect(m_address, &QLineEdit::editingFinished, this, [this] { left(Address); });
    connect(m_token, &QLineEdit::editingFinished, this, [this] { left(Token); });
    connect(m_protected, &QLineEdit::textEdited, this, &ProfileForm::edited);
    connect(m_readOnly, &QCheckBox::toggled, this, &ProfileForm::edited);
}

void ProfileForm::setProfile(const Profile &profile, const QList<Profile> &others)
{
    m_shown = profile;
    m_others = others;
    m_name->setText(profile.name);
    m_address->setText(profile.url);
    m_token->setText(QString::fromUtf8(profile.token));
    m_token->setRevealed(false);
    m_environment->setEnvironment(profile.environment);
    m_colour->setColour(profile.colour);
    m_readOnly->setChecked(profile.readOnly);
    m_protected->setText(protectedWords(profile.protectedNames));
    for (int field = Name; field < FieldCount; ++field)
        showProblem(static_cast<Field>(field), std::nullopt);
    for (QLineEdit *edit : {m_name, m_address, static_cast<QLineEdit *>(m_token), m_protected}) {
        edit->setModified(false);
        edit->setCursorPosition(0);
    }
    for (ProfileSection *section : std::as_const(m_sections))
        section->setProfile(profile);
    refreshPlaceholder();
    refreshPlainTextWarning();
}

Profile ProfileForm::profile() const
{
    Profile profile = m_shown;
    // What was not touched stays to the letter, so that looking at a profile never counts as a change.
    const auto typed = [](const QLineEdit *edit, const QString &shown) {
        return edit->text() == shown ? shown : edit->text().trimmed();
    };
    profile.name = typed(m_name, m_shown.name);
    profile.url = typed(m_address, m_shown.url);
    const QByteArray token = m_token->text().trimmed().toUtf8();
    if (token != m_shown.token.trimmed())
        profile.token = token;
    profile.environment = m_environment->environment();
    profile.colour = m_colour->colour();
    profile.readOnly = m_readOnly->isChecked();
    if (m_protected->text() != protectedWords(m_shown.protectedNames))
        profile.protectedNames = protectedPatterns(m_protected->text());
    for (const ProfileSection *section : m_sections)
        section->putInto(profile);
    return profile;
}

std::optional<QString> ProfileForm::problemOf(Field field, Purpose purpose) const
{
    const Profile typed = profile();
    switch (field) {
    case Name:
        if (purpose == Purpose::Test)
            return std::nullopt;
        if (typed.name.trimmed().isEmpty())
            return tr("Give the connection a name.");
        for (const Profile &other : m_others) {
            if (other.id != typed.id && isSameProfileName(other.name, typed.name))
                return tr("Another connection is called so already.");
        }
        return std::nullopt;
    case Address:
        if (typed.url.trimmed().isEmpty())
            return tr("Type the address of the server, for example https://pivot.example.com.");
        return addressProblem(typed.url);
    case Token:
        if (typed.token.isEmpty() && isTokenElsewhere(typed))
            return std::nullopt;
        return tokenProblem(typed.token);
    case EnvironmentField:
        if (purpose != Purpose::Test && !typed.environment)
            return tr("Choose what kind of server it is: it decides how much is asked before a change.");
        return std::nullopt;
    case FieldCount:
        break;
    }
    return std::nullopt;
}

bool ProfileForm::check(Purpose purpose)
{
    QWidget *first = nullptr;
    for (int each = Name; each < FieldCount; ++each) {
        const auto field = static_cast<Field>(each);
        const std::optional<QString> problem = problemOf(field, purpose);
        showProblem(field, problem);
        if (problem && !first)
            first = widgetOf(field);
    }
    bool isWell = first == nullptr;
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    for (ProfileSection *section : std::as_const(m_sections))
        isWell = section->check(isWell) && isWell;
    return isWell;
}

void ProfileForm::showProblem(Field field, const std::optional<QString> &problem)
{
    m_problems[field]->setText(problem.value_or(QString()));
    m_problems[field]->setVisible(problem.has_value());
    refreshPlainTextWarning();
    // Screen readers say it with the field.
    widgetOf(field)->setAccessibleDescription(problem.value_or(QString()));
}

// A sentence that stands there goes as soon as it does not hold any more; a new one waits until the field is left.
void ProfileForm::recheck(Field field)
{
    if (!m_problems[field]->text().isEmpty() && !problemOf(field, Purpose::Save))
        showProblem(field, std::nullopt);
    emit edited();
}

// Who only passes through an empty field is not told off; on saving it counts.
void ProfileForm::left(Field field)
{
    const auto *edit = qobject_cast<QLineEdit *>(widgetOf(field));
    if (edit && (edit->isModified() || !edit->text().isEmpty()))
        showProblem(field, problemOf(field, Purpose::Save));
}

void ProfileForm::refreshPlainTextWarning()
{
    const bool isReadable = travelsInPlainText(m_address->text());
    m_plainText->setVisible(isReadable);
    m_beneathAddress->setVisible(isReadable || !m_problems[Address]->text().isEmpty());
}

QWidget *ProfileForm::widgetOf(Field field) const
{
    switch (field) {
    case Name:
        return m_name;
    case Address:
        return m_address;
    case Token:
        return m_token;
    case EnvironmentField:
        return m_environment;
    case FieldCount:
        break;
    }
    return nullptr;
}

void ProfileForm::trust(const QByteArray &sha256)
{
    if (auto *security = findChild<SecuritySection *>())
        security->setPin(sha256);
}

void ProfileForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void ProfileForm::focusToken()
{
    m_token->setFocus(Qt::OtherFocusReason);
    m_token->selectAll();
}

} // namespace gatehouse
