// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/tokensection.h"

#include "ui/look/calmcombobox.h"
#include "ui/look/widgets.h"

#include <QLineEdit>
#include <QProcess>

namespace gatehouse {

namespace {

QString storeWords(const QString &store)
{
    if (store == tokenstore::settings)
        return TokenSection::tr("In the settings file, which only you can read.");
    if (store == tokenstore::keychain)
        return TokenSection::tr("In this computer's keychain, which is unlocked with your password.");
    if (store == tokenstore::ask)
        return TokenSection::tr("Nowhere: it is asked for at the first use and forgotten when Gatehouse closes.");
    if (store == tokenstore::command)
        return TokenSection::tr("Nowhere: a command prints it each time it is needed. It is started without a shell.");
    return {};
}

/// As it can be typed again: words with spaces in quotes.
QString commandLine(const QStringList &command)
{
    QStringList words;
    for (QString word : command) {
        const bool needsQuotes = word.isEmpty() || word.contains(QLatin1Char(' ')) || word.contains(QLatin1Char('"'));
        word.replace(QLatin1Char('"'), QStringLiteral("\"\"\""));
        words.append(needsQuotes ? QLatin1Char('"') + word + QLatin1Char('"') : word);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace

TokenSection::TokenSection(QWidget *parent) : ProfileSection(tr("Where the token is kept"), parent)
{
    m_store = new CalmComboBox(this);
    m_store->addItem(tr("Settings file"), QString(tokenstore::settings));
    m_store->addItem(tr("System keychain"), QString(tokenstore::keychain));
    m_store->addItem(tr("Ask each time"), QString(tokenstore::ask));
    m_store->addItem(tr("From a command"), QString(tokenstore::command));
    addRow(tr("Keep token"), m_store);
    m_words = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Secondary)->wrapped();
    addRow({}, m_words);
    m_command = new QLineEdit(this);
    m_command->setPlaceholderText(QStringLiteral("pass show pivot/eu"));
    addRow(tr("Command"), m_command);
    connect(m_store, &QComboBox::currentIndexChanged, this, [this] {
        refreshWords();
        changed();
    });
    connect(m_command, &QLineEdit::textChanged, this, [this] { changed(); });
}

QString TokenSection::store() const
{
    return m_store->currentData().toString();
}

void TokenSection::fill(const Profile &profile)
{
    const int known = m_store->findData(profile.tokenStore);
    m_store->setCurrentIndex(known); // none, where a newer version wrote another
    m_shownCommand = profile.tokenCommand;
    m_command->setText(commandLine(profile.tokenCommand));
    refreshWords();
}

void TokenSection::refreshWords()
{
    m_words->setText(storeWords(store()));
    m_store->setAccessibleDescription(m_words->text());
    m_command->setEnabled(store() == tokenstore::command);
}

void TokenSection::putInto(Profile &profile) const
{
    if (m_store->currentIndex() >= 0)
        profile.tokenStore = store();
    profile.tokenCommand =
        m_command->text() == commandLine(m_shownCommand) ? m_shownCommand : QProcess::splitCommand(m_command->text());
}

QString TokenSection::summary() const
{
    return store() == tokenstore::settings ? QString() : m_store->currentText();
}

std::optional<ProfileSection::Problem> TokenSection::problem() const
{
    if (store() == tokenstore::command && QProcess::splitCommand(m_command->text()).isEmpty())
        return Problem{tr("Type the command that prints the token."), m_command};
    return std::nullopt;
}

QString tokenPlaceholder(const QString &tokenStore)
{
    if (tokenStore == tokenstore::keychain)
        return TokenSection::tr("Kept in the keychain; type one to replace it");
    if (tokenStore == tokenstore::ask)
        return TokenSection::tr("Asked for when it is needed");
    if (tokenStore == tokenstore::command)
        return TokenSection::tr("Comes from the command");
    return {};
}

} // namespace gatehouse
