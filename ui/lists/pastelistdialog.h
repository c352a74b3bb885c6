// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/listlines.h"
#include "ui/lists/userchooser.h"
#include "ui/look/writedialog.h"

class QButtonGroup;
class QComboBox;
class QMenu;
class QPushButton;
class QToolButton;

namespace gatehouse {

class Chip;
class LineTable;
class ListOptions;
class NamesEdit;

/// "Paste a list": names go in by pasting, dropping or from a file; the lines come out in groups, each with whom it
/// means and how that was found; then something is done with those who are ticked. It sends nothing: what is to be done
/// is told, and goes through the review.
///
/// For open(), never exec(). The list must outlive it, and stays when it closes.
class PasteListDialog final : public WriteDialog
{
    Q_OBJECT
public:
    struct Parts
    {
        WriteTarget target;
        /// Why nothing can be changed here now, one sentence; empty when it can. Checking and selecting always work.
        std::function<QString()> refusal{};
        ListLines::DateWords date{};
        UserChooser::Find find{};
    };

    PasteListDialog(PastedList &list, const Parts &parts, QWidget *parent);

    /// The list was compared with a fresh one of the server's; empty: it is not so any more.
    void setChecked(const QString &when);
    /// Whether something can be changed may be another thing now.
    void refreshButtons();

signals:
    /// The ticked lines are to go through the review of PastedList::act().
    void planWanted(bool usesDates);
    /// The users of the ticked lines are to be selected in the window.
    void selectWanted();
    /// A fresh list of the server's is wanted, to see how everybody stands.
    void checkWanted();
    void reportWanted();
    /// A file is to be asked for …
    void fileWanted();
    /// … or this one is to be read.
    void fileGiven(const QString &path);
    /// So many names that were not found are in the clipboard now.
    void notFoundCopied(qsizetype names);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildInput();
    void buildGroups();
    void buildFooter();
    void refresh();
    void refreshInput();
    void refreshSentence();
    void refreshGroups();
    void showGroup(LineGroup group);
    enum class Owed { Nothing, Run, Selection };
    void want(Owed what);
    void carryOut();
    void chooseFor(int row, const QPoint &globalPosition);
    void addUser(QMenu *menu, qsizetype match, const QByteArray &user);
    void openChooser(qsizetype match);
    void choose(qsizetype match, const QByteArray &written, const QByteArray &user);
    void copyNotFound();
    bool isBarShown() const;

    PastedList &m_list;
    std::function<QString()> m_refusal;
    UserChooser::Find m_find;
    ListLines *m_lines;
    LineTable *m_table = nullptr;
    ListOptions *m_options = nullptr;
    NamesEdit *m_names = nullptr;
    QWidget *m_bar = nullptr; ///< in place of the field: a file, or a text too large to be edited
    TextLabel *m_barWords = nullptr;
    TextLabel *m_sentence = nullptr;
    TextLabel *m_problems = nullptr;
    TextLabel *m_checkedWords = nullptr;
    QWidget *m_results = nullptr;
    QButtonGroup *m_chipGroup = nullptr;
    std::array<Chip *, static_cast<std::size_t>(LineGroup::Count)> m_chips{};
    QComboBox *m_act = nullptr;
    QPushButton *m_tickAll = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_select = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_report = nullptr;
    QPushButton *m_run = nullptr;
    Owed m_owed = Owed::Nothing; ///< what was wanted while the list was still being read
};

} // namespace gatehouse
