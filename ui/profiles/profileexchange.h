// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profilefile.h"

#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace gatehouse {

class ProfileStore;

/// Passes connections on as a file and takes them from one: the dialogs, and what is said afterwards. Nothing waits.
class ProfileExchange final : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    ProfileExchange(ProfileStore &store, QWidget *window);

    /// Asks what and where to; `current` is the one that is shown, as it is saved.
    void exportFrom(const QList<Profile> &profiles, const QUuid &current);
    void exportTo(const QString &path, const QList<Profile> &profiles, ExportSecrets secrets);
    /// Asks for a file.
    void askForImport();
    void importFrom(const QString &path);

signals:
    void failed(const QString &sentence);
    void said(const QString &sentence);
    /// These are saved now, the last ones of the list.
    void imported(const QList<gatehouse::Profile> &profiles);

private:
    void chooseFile(const QList<Profile> &profiles, ExportSecrets secrets);

    ProfileStore &m_store;
    QWidget *m_window;
    QPointer<QDialog> m_dialog;
};

} // namespace gatehouse
