// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/exportchoice.h"
#include "lists/exportsource.h"
#include "ui/lists/saveprompt.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace gatehouse {

class TextLabel;

/// What can be exported, and what was chosen the last time; a value.
struct ExportOffer
{
    ExportSize visible;
    ExportSize selected;
    ExportSize all;
    ExportChoice choice;
    QString folder;   ///< where the dialog for the file starts
    QString baseName; ///< of the file that is proposed, without its suffix
};

/// "Export": asks which users go into a file, as what, and into which file. It writes nothing and knows no connection:
/// who opened it does that with exportWanted(). For open(), never exec(). Delete or reuse as you like.
class UserExportDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit UserExportDialog(const ExportOffer &offer, QWidget *parent = nullptr, SavePrompt prompt = askForSaveFile);

    /// As it stands now; for remembering it, see ExportChoice::toText().
    ExportChoice choice() const;

signals:
    /// At most once, before accepted(). The person has agreed that an existing file is replaced.
    void exportWanted(const gatehouse::ExportChoice &choice, const QString &file);

private:
    void buildParts(QVBoxLayout *column);
    void buildFormats(QVBoxLayout *column);
    QWidget *buildCsvOptions();
    void buildFooter(QVBoxLayout *column);
    void addTo(QButtonGroup *group, QVBoxLayout *column, int id, const QString &name, const QString &text);
    const ExportSize &size(ExportPart part) const;
    void refresh();
    void askForFile();
    void take(const QString &file);

    ExportOffer m_offer;
    SavePrompt m_prompt;
    QButtonGroup *m_parts;
    QButtonGroup *m_formats;
    QButtonGroup *m_separators;
    QCheckBox *m_mark = nullptr;
    QWidget *m_csvOptions = nullptr;
    TextLabel *m_hint = nullptr;
    QPushButton *m_export = nullptr;
    bool m_isAsking = false; ///< the dialog for the file is open
};

} // namespace gatehouse
