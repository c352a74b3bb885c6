// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace gatehouse {

/// What a dialog for a file that is to be written starts with; a value.
struct SaveQuestion
{
    QString title;
    QString folder;   ///< empty: where the last one was
    QString fileName; ///< a proposal, with its suffix
    QString filter;   ///< as in QFileDialog, "Table (*.csv)"
    QString suffix;   ///< put behind a name that has none, without its dot
};

/// Asks for a file, and whether an existing one is to be replaced, without waiting; `take` is called once, later or at
/// once, with the file or, when none was chosen, with nothing. It is not called any more when the parent is gone.
using SavePrompt = std::function<void(QWidget *parent, const SaveQuestion &question,
                                      const std::function<void(const QString &)> &take)>;

/// The SavePrompt of the program: the system's or Qt's dialog, over the parent's window.
void askForSaveFile(QWidget *parent, const SaveQuestion &question, const std::function<void(const QString &)> &take);

} // namespace gatehouse
