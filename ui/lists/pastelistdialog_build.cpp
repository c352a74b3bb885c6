// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialog is put together; what it does stands beside.
#include "ui/lists/linetable.h"
#include "ui/lists/listoptions.h"
#include "ui/lists/listwords.h"
#include "ui/lists/namesedit.h"
#include "ui/lists/pastelistdialog.h"
#include "ui/look/calmcombobox.h"
#include "ui/look/flowlayout.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QButtonGroup>
#include <QVBoxLayout>

namespace gatehouse {
namespace {

constexpr int kListMargin = 24;

} // namespace

void PasteListDialog::buildInput()
{
    m_names = new NamesEdit(this);
    m_names->setAccessibleName(tr("Names"));
    m_names->setPlaceholderText(
        tr("One name or address a line, or columns out of a table. A file can be dropped here."));
    m_names->setAccessibleDescription(m_names->placeholderText());
    m_names->installEventFilter(this);
    if (!isBarShown())
        m_names->setPlainText(m_list.text());
    m_bar = new QWidget(this);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(8);
    auto *glyph = new GlyphView(16, m_bar);
    glyph->setGlyph(QStringLiteral("file"), GlyphTone::Secondary);
    m_barWords = new TextLabel(QString(), m_bar);
    QPushButton *remove = makeButton(tr("Remove"), ButtonRank::Plain, m_bar);
    bar->addWidget(glyph);
    bar->addWidget(m_barWords, 1);
    bar->addWidget(remove);
    QPushButton *open = makeButton(tr("Open…"), ButtonRank::Plain, this);
    auto *input = new QHBoxLayout;
    input->setContentsMargins(kListMargin, 0, kListMargin, 12);
    input->setSpacing(8);
    input->addWidget(m_names, 1);
    input->addWidget(m_bar, 1);
    input->addWidget(open, 0, Qt::AlignTop);
    body()->addLayout(input, 1);

    m_options = new ListOptions(m_list, this);
    m_problems = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Warn)->wrapped();
    m_problems->setObjectName(QStringLiteral("listProblems"));
    auto *more = new QVBoxLayout;
    more->setContentsMargins(kListMargin, 0, kListMargin, 8);
    more->setSpacing(8);
    more->addWidget(m_options);
    more->addWidget(m_problems);
    body()->addLayout(more);

    connect(m_names, &QPlainTextEdit::textChanged, this, [this] { m_list.setText(m_names->toPlainText()); });
    connect(m_names, &NamesEdit::fileGiven, this, &PasteListDialog::fileGiven);
    connect(m_names, &NamesEdit::largeTextGiven, &m_list, &PastedList::setNewText);
    connect(remove, &QPushButton::clicked, this, [this] {
        m_list.clear();
        m_names->setFocus();
    });
    connect(open, &QPushButton::clicked, this, &PasteListDialog::fileWanted);
    connect(m_options, &ListOptions::datesChosen, this, &PasteListDialog::refresh);
}

void PasteListDialog::buildGroups()
{
    m_results = new QWidget(this);
    auto *column = new QVBoxLayout(m_results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_chipGroup = new QButtonGroup(this);
    auto *chips = new FlowLayout(6);
    for (int each = 0; each < static_cast<int>(LineGroup::Count); ++each) {
        const auto group = static_cast<LineGroup>(each);
        auto *chip = new Chip(groupWords(group, Absence::Known), m_results);
        const bool isUneasy = group == LineGroup::Ambiguous || group == LineGroup::NotFound;
        chip->setGlyph(groupGlyph(group), isUneasy ? GlyphTone::Warn : GlyphTone::Secondary);
        m_chipGroup->addButton(chip, each);
        m_chips[static_cast<std::size_t>(each)] = chip;
        chips->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, group] { showGroup(group); });
    }
    m_tickAll = makeButton(tr("Tick all of these"), ButtonRank::Plain, m_results);
    connect(m_tickAll, &QPushButton::clicked, m_lines, &ListLines::tickAll);
    m_copy = makeButton(tr("Copy what was not found"), ButtonRank::Plain, m_results);
    connect(m_copy, &QPushButton::clicked, this, &PasteListDialog::copyNotFound);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kListMargin, 4, kListMargin, 12);
    row->setSpacing(8);
    row->addLayout(chips, 1);
    row->addWidget(m_tickAll, 0, Qt::AlignTop);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    column->addLayout(row);
    m_table = new LineTable(*m_lines, kListMargin, m_results);
    column->addWidget(new Hairline(Qt::Horizontal, m_results));
    column->addWidget(m_table, 1);
    connect(m_table, &LineTable::choiceWanted, this, &PasteListDialog::chooseFor);
    body()->addWidget(m_results, 4);
}

void PasteListDialog::buildFooter()
{
    m_select = makeButton(tr("Select these rows"), ButtonRank::Plain, this);
    m_check = makeButton(tr("Check only"), ButtonRank::Plain, this);
    m_check->setToolTip(tr("Asks the server how they stand now, and changes nothing."));
    m_check->setAccessibleDescription(m_check->toolTip());
    m_report = makeButton(tr("Save report…"), ButtonRank::Plain, this);
    m_checkedWords = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Secondary);
    m_checkedWords->setObjectName(QStringLiteral("checkedWords"));
    footer()->insertWidget(0, m_select);
    footer()->insertWidget(1, m_check);
    footer()->insertWidget(2, m_report);
    m_act = new CalmComboBox(this);
    m_act->setAccessibleName(tr("What to do"));
    m_act->addItem(tr("Disable"), static_cast<int>(ListAct::Disable));
    m_act->addItem(tr("Enable"), static_cast<int>(ListAct::Enable));
    m_act->addItem(tr("Delete"), static_cast<int>(ListAct::Delete));
    m_act->addItem(tr("Block ahead of time"), static_cast<int>(ListAct::BlockAhead));
    m_act->setCurrentIndex(m_act->findData(static_cast<int>(m_list.act())));
    QPushButton *cancel = makeButton(tr("Close"), ButtonRank::Plain, this);
    m_run = makeButton(QString(), ButtonRank::Primary, this);
    m_run->setObjectName(QStringLiteral("runListButton"));
    for (QWidget *each : {static_cast<QWidget *>(m_act), static_cast<QWidget *>(cancel), static_cast<QWidget *>(m_run)})
        footer()->addWidget(each);
    m_checkedWords->setContentsMargins(kListMargin, 8, kListMargin, 8);
    body()->addWidget(m_checkedWords);
    m_report->hide();
    m_checkedWords->hide();
    connect(m_act, &QComboBox::activated, this, [this] {
        m_list.setAct(static_cast<ListAct>(m_act->currentData().toInt()));
        refreshButtons();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, [this] { want(Owed::Run); });
    connect(m_select, &QPushButton::clicked, this, [this] { want(Owed::Selection); });
    connect(m_check, &QPushButton::clicked, this, &PasteListDialog::checkWanted);
    connect(m_report, &QPushButton::clicked, this, &PasteListDialog::reportWanted);
}

} // namespace gatehouse
