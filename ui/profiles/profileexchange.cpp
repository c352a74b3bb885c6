// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/profileexchange.h"

#include "profiles/profilestore.h"
#include "ui/profiles/exportdialog.h"

#include <QDir>
#include <QFileDialog>

#include <algorithm>

namespace gatehouse {

namespace {

QString nameFilter()
{
    return ProfileExchange::tr("Connections (*.ini)");
}

QString importedWords(const ImportedProfiles &imported)
{
    const int count = int(imported.profiles.size());
    QStringList words{count == 0   ? ProfileExchange::tr("Nothing was imported.")
                      : count == 1 ? ProfileExchange::tr("One connection was imported.")
                                   : ProfileExchange::tr("%Ln connections were imported.", nullptr, count)};
    if (imported.known == 1)
        words.append(ProfileExchange::tr("One was there already."));
    else if (imported.known > 1)
        words.append(ProfileExchange::tr("%Ln were there already.", nullptr, int(imported.known)));
    if (imported.commands > 0) {
        words.append(
            ProfileExchange::tr("Commands that print a token are not taken over; where there was one, the token "
                                "is asked for."));
    }
    return words.join(QLatin1Char(' '));
}

} // namespace

ProfileExchange::ProfileExchange(ProfileStore &store, QWidget *window)
    : QObject(window), m_store(store), m_window(window)
{}

void ProfileExchange::exportFrom(const QList<Profile> &profiles, const QUuid &current)
{
    if (m_dialog || profiles.isEmpty())
        return;
    const auto shown = std::find_if(profiles.cbegin(), profiles.cend(),
                                    [&current](const Profile &profile) { return profile.id == current; });
    const QList<Profile> only = shown == profiles.cend() ? QList<Profile>() : QList<Profile>{*shown};
    auto *dialog =
        new ExportDialog(static_cast<int>(profiles.size()), only.isEmpty() ? QString() : only.first().name, m_window);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::chosen, this, [this, profiles, only](bool isOnlyCurrent, ExportSecrets secrets) {
        m_dialog.clear();
        chooseFile(isOnlyCurrent ? only : profiles, secrets);
    });
    dialog->open();
}

void ProfileExchange::chooseFile(const QList<Profile> &profiles, ExportSecrets secrets)
{
    auto *dialog = new QFileDialog(m_window, tr("Export connections"), QDir::homePath(), nameFilter());
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("ini"));
    dialog->selectFile(QStringLiteral("gatehouse-connections.ini"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, profiles, secrets](const QString &path) { exportTo(path, profiles, secrets); });
    dialog->open();
}

void ProfileExchange::exportTo(const QString &path, const QList<Profile> &profiles, ExportSecrets secrets)
{
    // The settings file itself would lose all else that stands in it.
    if (QFileInfo(path) == QFileInfo(m_store.file())) {
        emit failed(tr("This is Gatehouse's own settings file. Choose another one."));
        return;
    }
    if (const auto written = exportProfiles(path, profiles, secrets); !written)
        emit failed(written.error());
    else
        emit said(tr("The connections are in %1.", "a file").arg(QDir::toNativeSeparators(path)));
}

void ProfileExchange::askForImport()
{
    if (m_dialog)
        return;
    auto *dialog = new QFileDialog(m_window, tr("Import connections"), QDir::homePath(), nameFilter());
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProfileExchange::importFrom);
    dialog->open();
}

void ProfileExchange::importFrom(const QString &path)
{
    const auto present = m_store.load();
    if (!present) {
        emit failed(present.error());
        return;
    }
    const auto read = importProfiles(path, *present);
    if (!read) {
        emit failed(read.error());
        return;
    }
    if (const auto saved = m_store.add(read->profiles); !saved) {
        emit failed(saved.error());
        return;
    }
    emit said(importedWords(*read));
    emit imported(read->profiles);
}

} // namespace gatehouse
