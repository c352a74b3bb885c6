// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/setpane.h"

#include "ui/history/historywords.h"
#include "ui/history/reasonrow.h"
#include "ui/history/rowtable.h"
#include "ui/history/selectedplaces.h"
#include "ui/look/flowlayout.h"

#include <QButtonGroup>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse {
namespace {

constexpr int paneMargin = 24;
constexpr int reasonsShown = 3;

void explain(QPushButton *button, const QString &hindrance)
{
    button->setEnabled(hindrance.isEmpty());
    button->setToolTip(hindrance.isEmpty() ? QString() : plainTip(hindrance));
    button->setAccessibleDescription(hindrance);
}

QString withNumber(const QString &text, qint64 number)
{
    return number > 0 ? text + QLatin1Char(' ') + QLocale().toString(number) : text;
}

} // namespace

SetPane::SetPane(Journal &journal, std::function<QString()> person, std::function<Instant()> now, QWidget *parent)
    : QWidget(parent),
      m_journal(&journal),
      m_person(std::move(person)),
      m_now(std::move(now)),
      m_model(new RowModel(journal, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTable(column);
    connect(m_model, &RowModel::failed, this, &SetPane::failed);
}

void SetPane::buildHead(QVBoxLayout *column)
{
    auto *head = new QVBoxLayout;
    head->setContentsMargins(paneMargin, 20, 16, 12);
    head->setSpacing(8);
    m_title = (new TextLabel(QString(), this))->scaled(1.45)->bold()->wrapped();
    m_title->setObjectName(QStringLiteral("setTitle"));
    m_facts = (new TextLabel(QString(), this))->toned(TextTone::Secondary)->wrapped();
    m_facts->setObjectName(QStringLiteral("setFacts"));
    m_state = (new TextLabel(QString(), this))->toned(TextTone::Warn)->wrapped();
    m_state->setObjectName(QStringLiteral("setState"));
    m_reasons = (new TextLabel(QString(), this))->wrapped();
    m_reasons->setObjectName(QStringLiteral("setReasons"));
    m_reasonRow = new ReasonRow(this);
    for (QWidget *each : std::initializer_list<QWidget *>{m_title, m_facts, m_state, m_reasons, m_reasonRow})
        head->addWidget(each);
    connect(m_reasonRow, &ReasonRow::given, this, &SetPane::addReason);
    head->addSpacing(4);
    buildActions(head);
    head->addSpacing(4);
    buildChips(head);
    column->addLayout(head);
}

void SetPane::buildActions(QVBoxLayout *head)
{
    m_undo = makeButton(tr("Undo"), ButtonRank::Primary, this);
    m_undo->setIcon(icon(QStringLiteral("undo"), GlyphTone::OnAccent));
    m_undoRows = makeButton(tr("Undo selected rows"), ButtonRank::Plain, this);
    m_runAgain = makeButton(tr("Run again what failed"), ButtonRank::Plain, this);
    QPushButton *reason = makeButton(tr("Add reason…"), ButtonRank::Plain, this);
    m_export = makeButton(tr("Export…"), ButtonRank::Plain, this);
    m_undo->setAccessibleName(tr("Undo"));
    m_undoRows->setAccessibleName(tr("Undo selected rows"));
    m_runAgain->setAccessibleName(tr("Run again what failed"));
    auto *actions = new FlowLayout(8);
    for (QPushButton *each : {m_undo, m_undoRows, m_runAgain, reason, m_export})
        actions->addWidget(each);
    head->addLayout(actions);
    connect(m_undo, &QPushButton::clicked, this, [this] { emit undoRequested(m_set.id, std::nullopt); });
    connect(m_undoRows, &QPushButton::clicked, this, &SetPane::undoSelected);
    connect(m_runAgain, &QPushButton::clicked, this, [this] { emit runAgainRequested(m_set.id); });
    connect(reason, &QPushButton::clicked, m_reasonRow, &ReasonRow::begin);
    buildExport();
}

void SetPane::buildExport()
{
    auto *menu = new QMenu(m_export);
    const auto addExport = [this, menu](const QString &text, HistoryExport format, bool shownOnly) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, format, shownOnly] {
            const SetRowFilter filter = shownOnly ? m_model->shown().filter : SetRowFilter();
            emit exportRequested(m_set.id, filter, static_cast<int>(format));
        });
        return action;
    };
    addExport(tr("This set as CSV…"), HistoryExport::Csv, false);
    addExport(tr("This set as a JSON receipt…"), HistoryExport::Json, false);
    m_exportShown = addExport(tr("The rows shown as CSV…"), HistoryExport::Csv, true);
    m_export->setMenu(menu);
}

void SetPane::buildChips(QVBoxLayout *head)
{
    m_chips = new QButtonGroup(this);
    auto *line = new FlowLayout(6);
    const auto addChip = [&](const QString &text, int id, const QString &glyph, GlyphTone tone) {
        auto *chip = new Chip(text, this);
        if (!glyph.isEmpty())
            chip->setGlyph(glyph, tone);
        m_chips->addButton(chip, id);
        line->addWidget(chip);
    };
    addChip(tr("All"), AllChip, {}, GlyphTone::Secondary);
    for (int each = 0; each < static_cast<int>(OutcomeKind::Count); ++each) {
        const auto kind = static_cast<OutcomeKind>(each);
        const RowMark mark = outcomeMark(kind);
        addChip(outcomeKindWords(kind), each, mark.glyph, mark.tone);
    }
    addChip(tr("Left alone"), LeftAloneChip, QStringLiteral("minus"), GlyphTone::Secondary);
    m_chips->button(AllChip)->setChecked(true);
    connect(m_chips, &QButtonGroup::idClicked, this, &SetPane::showRows);
    m_without = (new TextLabel(QString(), this))->scaled(0.92)->toned(TextTone::Secondary);
    m_without->setObjectName(QStringLiteral("withoutOutcome"));
    m_without->setMinimumHeight(m_chips->button(AllChip)->sizeHint().height());
    line->addWidget(m_without);
    m_onlySearched = new Chip(QString(), this);
    m_onlySearched->setGlyph(QStringLiteral("search"), GlyphTone::Secondary);
    m_onlySearched->hide();
    line->addWidget(m_onlySearched);
    connect(m_onlySearched, &QAbstractButton::clicked, this, &SetPane::showRows);
    head->addLayout(line);
}

void SetPane::buildTable(QVBoxLayout *column)
{
    m_table = new RowTable(m_model, paneMargin, this);
    m_table->setAccessibleName(tr("Rows"));
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SetPane::refreshUndoRows);
    // Rows that are looked at now are asked for again.
    connect(m_model, &RowModel::loaded, m_table->viewport(), qOverload<>(&QWidget::update));
    connect(m_model, &QAbstractItemModel::modelReset, this, &SetPane::refreshUndoRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SetPane::refreshUndoRows);
}

void SetPane::showSet(const SetSummary &set, const QString &searched)
{
    const bool isOther = set.id != m_set.id;
    const bool isOtherSearch = searched != m_searched;
    m_set = set;
    m_searched = searched;
    if (isOther) {
        m_reasonRow->end();
        m_chips->button(AllChip)->setChecked(true);
    }
    if (isOther || isOtherSearch) {
        m_onlySearched->setText(tr("Only “%1”", "a part of users' names").arg(plainLine(searched)));
        m_onlySearched->setVisible(!searched.isEmpty());
        m_onlySearched->setChecked(!searched.isEmpty());
    }
    refreshHead();
    refreshChips();
    refreshActions();
    if (isOther || isOtherSearch || wantedRows() != m_model->shown())
        showRows();
    else
        m_model->refresh();
}

void SetPane::setConnection(const std::optional<ConnectionKey> &connection)
{
    m_connection = connection;
    refreshActions();
}

void SetPane::refreshHead()
{
    m_title->setText(breakable(plainLine(m_set.title)));
    m_title->setAccessibleName(plainLine(m_set.title));
    m_facts->setText(breakable(factsOf(m_set)));
    m_facts->setAccessibleName(factsOf(m_set));
    QStringList states{setStateWords(m_set.state), takenBackWords(m_set)};
    states.removeAll(QString());
    const QString state = states.join(QLatin1Char(' '));
    m_state->setText(breakable(state));
    m_state->toned(m_set.state == SetState::Interrupted ? TextTone::Warn : TextTone::Secondary);
    m_state->setVisible(!state.isEmpty());
    QStringList lines;
    if (!m_set.reason.isEmpty())
        lines.append(tr("Reason: %1").arg(plainLine(m_set.reason)));
    const qsizetype older = std::max<qsizetype>(0, m_set.laterReasons.size() - reasonsShown);
    QStringList all = lines;
    for (qsizetype i = 0; i < m_set.laterReasons.size(); ++i) {
        const LaterReason &later = m_set.laterReasons.at(i);
        const QString line = tr("Added %1 by %2: %3", "a time, a person, a reason")
                                 .arg(instantWords(later.at), plainLine(later.by), plainLine(later.text));
        all.append(line);
        if (i >= older)
            lines.append(line);
        else if (i == 0)
            lines.append(older == 1 ? tr("1 more was added before these.")
                                    : tr("%Ln more were added before these.", nullptr, static_cast<int>(older)));
    }
    const QString reasons = lines.join(QLatin1Char('\n'));
    m_reasons->setText(breakable(reasons));
    m_reasons->setAccessibleName(reasons);
    m_reasons->setToolTip(older > 0 ? plainTip(all.join(QLatin1Char('\n'))) : QString());
    m_reasons->setVisible(!lines.isEmpty());
}

void SetPane::refreshChips()
{
    const auto count = [this](int id, qint64 number) {
        auto *chip = static_cast<Chip *>(m_chips->button(id));
        chip->setCount(number);
        chip->setVisible(number > 0 || id == AllChip);
        if (number == 0 && chip->isChecked())
            m_chips->button(AllChip)->setChecked(true);
    };
    count(AllChip, m_set.changes + m_set.leftAlone);
    for (int each = 0; each < static_cast<int>(OutcomeKind::Count); ++each)
        count(each, m_set.outcomes.of(static_cast<OutcomeKind>(each)));
    count(LeftAloneChip, m_set.leftAlone);
    const qint64 without = withoutOutcome(m_set);
    const QString words = m_set.state == SetState::Running ? tr("%1 still to come", "a number of changes")
                                                           : tr("%1 without an outcome", "a number");
    m_without->setText(words.arg(QLocale().toString(without)));
    m_without->setVisible(without > 0);
}

void SetPane::refreshActions()
{
    m_undo->setText(withNumber(tr("Undo"), m_set.outcomes.of(OutcomeKind::Done)));
    explain(m_undo, undoHindrance(m_set, m_connection));
    m_runAgain->setText(withNumber(tr("Run again what failed"), failedChanges(m_set)));
    explain(m_runAgain, runAgainHindrance(m_set, m_connection));
    refreshUndoRows();
}

QList<std::pair<int, int>> SetPane::selectedRanges() const
{
    QList<std::pair<int, int>> ranges;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        ranges.append({range.top(), range.bottom()});
    return ranges;
}

// Rows that are not here may be any; whether they were changed is asked when the button is pressed.
void SetPane::refreshUndoRows()
{
    constexpr int looked = 1000;
    QString hindrance = undoHindrance(m_set, m_connection);
    if (hindrance.isEmpty()) {
        int seen = 0;
        bool isAny = false;
        for (const auto &[first, last] : selectedRanges()) {
            for (int row = first; row <= last && !isAny; ++row) {
                const SetRow *known = m_model->knownRow(row);
                isAny = ++seen > looked || !known || (known->outcome && known->outcome->changedSomething());
            }
        }
        if (seen == 0)
            hindrance = tr("Select the rows to take back.");
        else if (!isAny)
            hindrance = tr("None of the selected rows was changed, so there is nothing to take back.");
    }
    explain(m_undoRows, hindrance);
}

ShownRows SetPane::wantedRows() const
{
    ShownRows shown;
    if (!m_searched.isEmpty() && m_onlySearched->isChecked())
        shown.filter.user = m_searched;
    const int id = m_chips->checkedId();
    shown.onlyLeftAlone = id == LeftAloneChip;
    if (id >= 0 && id < static_cast<int>(OutcomeKind::Count))
        shown.filter.outcome = static_cast<OutcomeKind>(id);
    return shown;
}

void SetPane::showRows()
{
    const ShownRows shown = wantedRows();
    m_exportShown->setEnabled(!shown.onlyLeftAlone);
    m_table->clearSelection();
    m_model->show(m_set.id, shown);
}

void SetPane::undoSelected()
{
    if (!m_journal || m_model->shown().onlyLeftAlone)
        return;
    const QUuid set = m_set.id;
    askSelectedPlaces(m_journal, set, m_model->shown().filter, selectedRanges(),
                      [self = QPointer<SetPane>(this), set](const tl::expected<QList<qint64>, QString> &places) {
                          if (!self || self->m_set.id != set)
                              return;
                          if (!places)
                              emit self->failed(places.error());
                          else if (places->isEmpty())
                              emit self->failed(
                                  tr("None of the selected rows was changed, so there is nothing to take back."));
                          else
                              emit self->undoRequested(set, *places);
                      });
}

void SetPane::addReason(const QString &text)
{
    if (!m_journal)
        return;
    m_journal->addReason(m_set.id, {text, m_person(), m_now()},
                         [self = QPointer<SetPane>(this), set = m_set.id](const tl::expected<void, QString> &added) {
                             if (!self)
                                 return;
                             if (!added)
                                 emit self->failed(added.error()); // what was typed stays
                             else if (self->m_set.id == set)
                                 self->m_reasonRow->end();
                         });
}

} // namespace gatehouse
