// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/pastelistdialog.h"

#include "ui/lists/linetable.h"
#include "ui/lists/listoptions.h"
#include "ui/lists/listwords.h"
#include "ui/lists/namesedit.h"
#include "ui/look/calmcombobox.h"
#include "ui/look/flowlayout.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"
#include "users/exacttext.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace gatehouse {

PasteListDialog::PasteListDialog(PastedList &list, const Parts &parts, QWidget *parent)
    : WriteDialog(tr("Paste a list"), parts.target, parent),
      m_list(list),
      m_refusal(parts.refusal),
      m_find(parts.find),
      m_lines(new ListLines(list, this))
{
    setAcceptDrops(true);
    m_lines->setDateWords(parts.date);
    m_sentence = (new TextLabel(QString(), this))->toned(TextTone::Secondary)->wrapped();
    m_sentence->setObjectName(QStringLiteral("listSentence"));
    head()->addWidget(m_sentence);
    buildInput();
    buildGroups();
    buildFooter();
    connect(&list, &PastedList::changed, this, &PasteListDialog::refresh);
    connect(&list, &PastedList::corrected, this, [this] {
        refreshButtons();
        if (!m_list.isWorking())
            carryOut();
    });
    connect(m_lines, &ListLines::counted, this, &PasteListDialog::refreshGroups);
    refresh();
    resizeWithin({880, 656});
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::ControlModifier | key), this), &QShortcut::activated, this,
                [this] { want(Owed::Run); });
    m_names->setFocus();
    m_names->selectAll();
}

bool PasteListDialog::isBarShown() const
{
    return !m_list.fileName().isEmpty() || m_list.text().size() > NamesEdit::kLargest;
}

void PasteListDialog::refresh()
{
    refreshInput();
    refreshSentence();
    const bool hasResults = !m_list.isEmpty() && m_list.problem().isEmpty();
    m_results->setVisible(hasResults);
    m_names->setMaximumHeight(hasResults ? fontMetrics().lineSpacing() * 4 + 16 : QWIDGETSIZE_MAX);
    m_act->setCurrentIndex(m_act->findData(static_cast<int>(m_list.act())));
    refreshGroups();
    refreshButtons();
    if (!m_list.isWorking())
        carryOut();
}

void PasteListDialog::refreshInput()
{
    const bool isBar = isBarShown();
    m_bar->setVisible(isBar);
    m_names->setVisible(!isBar);
    if (isBar) {
        m_barWords->setText(m_list.fileName().isEmpty() ? tr("A large text that was pasted")
                                                        : displayName(m_list.fileName().toUtf8()));
    } else if (m_names->toPlainText() != m_list.text()) {
        const QSignalBlocker quiet(m_names);
        m_names->setPlainText(m_list.text());
    }
}

void PasteListDialog::refreshSentence()
{
    const ListReading &reading = m_list.reading();
    QStringList problems = reading.problems;
    if (m_list.act() == ListAct::BlockAhead && m_list.withoutNearest() > 0)
        problems << tr("For %Ln names nobody has looked whether somebody is called nearly so; they are not ticked.",
                       nullptr, static_cast<int>(m_list.withoutNearest()));
    if (!m_list.problem().isEmpty())
        problems = {m_list.problem()};
    m_problems->setText(problems.join(QLatin1Char('\n')));
    m_problems->setVisible(!problems.isEmpty());
    const QString promise = tr("Nothing is sent before you have reviewed it.");
    if (m_list.isEmpty() || !m_list.problem().isEmpty()) {
        m_sentence->setText(promise);
        return;
    }
    const auto lines = static_cast<int>(reading.lineCount);
    m_sentence->setText(QStringLiteral("%1 %2").arg(
        lines == 1 ? tr("1 line was read.") : tr("%Ln lines were read.", nullptr, lines), promise));
}

void PasteListDialog::refreshGroups()
{
    if (!m_table)
        return;
    const Absence absence = m_list.directory() ? Absence::Known : Absence::CannotTell;
    const GroupCounts &counts = m_lines->counts();
    auto wanted = LineGroup::Count;
    for (std::size_t each = 0; each < m_chips.size(); ++each) {
        Chip *chip = m_chips[each];
        chip->setText(groupWords(static_cast<LineGroup>(each), absence));
        chip->setCount(counts[each]);
        const bool isShown = static_cast<LineGroup>(each) == m_lines->group();
        chip->setVisible(counts[each] > 0 || isShown);
        chip->setChecked(isShown);
        if (wanted == LineGroup::Count && counts[each] > 0)
            wanted = static_cast<LineGroup>(each);
    }
    m_copy->setVisible(counts[static_cast<std::size_t>(LineGroup::NotFound)] > 0);
    // Nothing stands in the group that is shown: the first that holds something is what there is to see.
    if (m_lines->rowCount() == 0 && wanted != LineGroup::Count && wanted != m_lines->group())
        showGroup(wanted);
}

void PasteListDialog::showGroup(LineGroup group)
{
    m_chips[static_cast<std::size_t>(group)]->setChecked(true);
    m_lines->setGroup(group);
    m_tickAll->setVisible(m_lines->hasUnticked());
}

void PasteListDialog::refreshButtons()
{
    const qsizetype count = m_list.ticked();
    const QString refusal = m_refusal ? m_refusal() : QString();
    m_run->setText(listRunWords(m_list.act(), count));
    m_run->setAccessibleName(m_run->text());
    setRank(m_run, m_list.act() == ListAct::Delete ? ButtonRank::Danger : ButtonRank::Primary);
    m_run->setEnabled(refusal.isEmpty() && count > 0);
    m_run->setToolTip(refusal.isEmpty() ? QString() : Qt::convertFromPlainText(refusal));
    m_run->setAccessibleDescription(refusal);
    m_select->setEnabled(count > 0);
    m_check->setEnabled(!m_list.isEmpty());
    m_tickAll->setVisible(m_lines->hasUnticked());
}

// What is shown while the list is being read is the one before: it waits for the one that was meant.
void PasteListDialog::want(Owed what)
{
    m_owed = what;
    if (!m_list.isWorking())
        carryOut();
}

void PasteListDialog::carryOut()
{
    switch (std::exchange(m_owed, Owed::Nothing)) {
    case Owed::Nothing:
        break;
    case Owed::Run:
        if (m_run->isEnabled())
            emit planWanted(m_options->usesDates());
        break;
    case Owed::Selection:
        if (m_select->isEnabled())
            emit selectWanted();
        break;
    }
}

void PasteListDialog::setChecked(const QString &when)
{
    m_checkedWords->setText(when.isEmpty() ? QString()
                                           : tr("Checked at %1: this is how the server has them.").arg(when));
    m_checkedWords->setVisible(!when.isEmpty());
    m_report->setVisible(!when.isEmpty());
}

void PasteListDialog::chooseFor(int row, const QPoint &globalPosition)
{
    const qsizetype match = m_lines->matchAt(row);
    if (match < 0)
        return;
    const NameMatch asked = m_list.withNearest(match);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QList<QByteArray> offered = asked.candidates;
    for (const QByteArray &near : asked.nearest) {
        if (!offered.contains(near))
            offered.append(near);
    }
    for (const QByteArray &user : std::as_const(offered))
        addUser(menu, match, user);
    if (!offered.isEmpty())
        menu->addSeparator();
    connect(menu->addAction(tr("Another user…")), &QAction::triggered, this, [this, match] { openChooser(match); });
    menu->popup(globalPosition);
}

void PasteListDialog::addUser(QMenu *menu, qsizetype match, const QByteArray &user)
{
    QString name = displayName(user);
    name.replace(QLatin1Char('&'), QStringLiteral("&&"));
    connect(menu->addAction(name), &QAction::triggered, this,
            [this, match, user, written = m_list.matches().at(match).name] { choose(match, written, user); });
}

void PasteListDialog::openChooser(qsizetype match)
{
    auto *chooser = new UserChooser(exactText(m_list.matches().at(match).name), m_find, this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &UserChooser::chosen, this,
            [this, match, written = m_list.matches().at(match).name](const QByteArray &user) {
                choose(match, written, user);
            });
    chooser->open();
}

// The list may have been read anew while the question was open: then it was about another line.
void PasteListDialog::choose(qsizetype match, const QByteArray &written, const QByteArray &user)
{
    if (!m_list.isWorking() && match < m_list.matches().size() && m_list.matches().at(match).name == written)
        m_list.choose(match, user);
}

void PasteListDialog::copyNotFound()
{
    QStringList names;
    for (const NameMatch &match : m_list.matches()) {
        if (isAbsent(match.verdict))
            names << exactText(match.name);
    }
    QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    emit notFoundCopied(names.size());
}

void PasteListDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void PasteListDialog::dropEvent(QDropEvent *event)
{
    const QString file = fileIn(event->mimeData());
    if (!file.isEmpty())
        emit fileGiven(file);
    else if (event->mimeData()->hasText())
        m_list.setNewText(event->mimeData()->text());
    event->acceptProposedAction();
}

// Enter makes a line in the field; with Ctrl it goes on to the review.
bool PasteListDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_names && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            want(Owed::Run);
            return true;
        }
    }
    return WriteDialog::eventFilter(watched, event);
}

} // namespace gatehouse
