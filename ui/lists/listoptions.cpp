// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/listoptions.h"

#include "ui/look/calmcombobox.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScopedValueRollback>

namespace gatehouse {
namespace {

constexpr qsizetype kSampleLength = 28; // characters of a cell beside its column's title
constexpr int kUnused = 0;              // what the box of dates holds: not used, or an order

struct OptionTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListOptions)
public:
    static QString separator(CellSeparator separator);
};

QString OptionTexts::separator(CellSeparator separator)
{
    switch (separator) {
    case CellSeparator::None:
        return tr("Nothing: a name a line");
    case CellSeparator::Comma:
        return tr("Comma");
    case CellSeparator::Semicolon:
        return tr("Semicolon");
    case CellSeparator::Tab:
        return tr("Tab");
    case CellSeparator::Bar:
        return tr("Vertical bar");
    case CellSeparator::Count:
        break;
    }
    return {};
}

QString cutShort(const QString &text)
{
    const QString shown = displayName(text.left(kSampleLength).toUtf8());
    return text.size() > kSampleLength ? shown + QChar(0x2026) : shown;
}

} // namespace

ListOptions::ListOptions(PastedList &list, QWidget *parent)
    : QWidget(parent), m_list(list), m_heading(new QCheckBox(tr("The first line is a heading"), this))
{
    auto *flow = new FlowLayout(16, this);
    flow->setContentsMargins(0, 0, 0, 0);
    m_column = addBox(tr("Names in"), tr("Column of names"));
    m_separator = addBox(tr("Separated by"), tr("Separator"));
    m_encoding = addBox(tr("Encoding"), tr("Encoding"));
    m_dateColumn = addBox(tr("Dates in"), tr("Column of dates"));
    m_dates = addBox(tr("Dates"), tr("Dates of the list"));
    m_heading->setAccessibleName(m_heading->text());
    flow->addWidget(m_heading);

    connect(m_column, &QComboBox::activated, this,
            [this](int column) { choose([column](ReadChoices &choices) { choices.nameColumn = column; }); });
    connect(m_dateColumn, &QComboBox::activated, this, [this](int place) {
        choose([place](ReadChoices &choices) { choices.dateColumn = place - 1; }); // the first is "none"
    });
    connect(m_separator, &QComboBox::activated, this, [this] {
        const auto separator = static_cast<CellSeparator>(m_separator->currentData().toInt());
        choose([separator](ReadChoices &choices) {
            choices = {.encoding = choices.encoding,
                       .form = separator == CellSeparator::None ? ListForm::Lines : ListForm::Cells,
                       .separator = separator};
        });
    });
    connect(m_encoding, &QComboBox::activated, this, [this] {
        const auto encoding = static_cast<TextEncoding>(m_encoding->currentData().toInt());
        choose([encoding](ReadChoices &choices) { choices = {.encoding = encoding}; });
    });
    connect(m_heading, &QCheckBox::clicked, this, [this](bool isHeading) {
        choose([isHeading](ReadChoices &choices) {
            choices.heading = isHeading ? ListHeading::Written : ListHeading::None;
        });
    });
    connect(m_dates, &QComboBox::activated, this, [this] {
        if (m_dates->currentIndex() != kUnused) {
            const auto order = static_cast<DateOrder>(m_dates->currentData().toInt());
            choose([order](ReadChoices &choices) { choices.dateOrder = order; });
        }
        emit datesChosen();
    });
    connect(&list, &PastedList::changed, this, &ListOptions::refresh);
    refresh();
}

QComboBox *ListOptions::addBox(const QString &label, const QString &accessibleName)
{
    auto *together = new QWidget(this);
    auto *row = new QHBoxLayout(together);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *words = (new TextLabel(label, together))->toned(TextTone::Secondary);
    auto *box = new CalmComboBox(together);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    words->setBuddy(box);
    row->addWidget(words);
    row->addWidget(box);
    layout()->addWidget(together);
    return box;
}

void ListOptions::choose(const std::function<void(ReadChoices &)> &change)
{
    if (m_isRefreshing)
        return;
    ReadChoices choices = m_list.choices();
    change(choices);
    m_list.setChoices(choices);
}

bool ListOptions::usesDates() const
{
    return m_list.reading().dates && m_dates->currentIndex() > kUnused;
}

void ListOptions::show(QComboBox *box, bool isShown)
{
    box->parentWidget()->setVisible(isShown);
}

void ListOptions::refresh()
{
    const QScopedValueRollback guard(m_isRefreshing, true);
    refreshColumns();
    refreshSeparator();
    refreshEncoding();
    refreshDates();
    const ListReading &reading = m_list.reading();
    const bool hasLines = !m_list.isEmpty() && m_list.problem().isEmpty();
    m_heading->setVisible(hasLines && (reading.form == ListForm::Cells || reading.heading == ListHeading::Written));
    m_heading->setChecked(reading.heading == ListHeading::Written);
    setVisible(hasLines);
}

void ListOptions::refreshColumns()
{
    const ListReading &reading = m_list.reading();
    m_column->clear();
    for (const ListColumn &column : reading.columns) {
        const QString sample = column.samples.isEmpty() ? QString() : cutShort(column.samples.constFirst());
        //: A column of a list: %1 is its heading, %2 what stands in it first
        m_column->addItem(sample.isEmpty() ? cutShort(column.title)
                                           : tr("%1 (%2)").arg(cutShort(column.title), sample));
    }
    m_column->setCurrentIndex(reading.nameColumn);
    show(m_column, reading.columns.size() > 1);
}

void ListOptions::refreshSeparator()
{
    const ListReading &reading = m_list.reading();
    m_separator->clear();
    for (int each = 0; each < static_cast<int>(CellSeparator::Count); ++each)
        m_separator->addItem(OptionTexts::separator(static_cast<CellSeparator>(each)), each);
    m_separator->setCurrentIndex(static_cast<int>(reading.separator));
    show(m_separator, reading.form == ListForm::Cells || m_list.choices().form.has_value());
}

void ListOptions::refreshEncoding()
{
    const ListReading &reading = m_list.reading();
    const bool isOpen = reading.encoding && !m_list.encodings().isEmpty();
    m_encoding->clear();
    if (isOpen) {
        for (const EncodingPreview &preview : m_list.encodings()) {
            const QString sample = preview.lines.isEmpty() ? QString() : cutShort(preview.lines.constFirst().trimmed());
            m_encoding->addItem(sample.isEmpty() ? encodingName(preview.encoding)
                                                 : tr("%1 (%2)").arg(encodingName(preview.encoding), sample),
                                static_cast<int>(preview.encoding));
        }
        m_encoding->setCurrentIndex(m_encoding->findData(static_cast<int>(reading.encoding->encoding)));
    }
    show(m_encoding, isOpen && m_encoding->count() > 1);
}

// Dates count when a person says so, and sees how one of them was read.
void ListOptions::refreshDates()
{
    const ListReading &reading = m_list.reading();
    const auto &dates = reading.dates;
    m_dateColumn->clear();
    m_dateColumn->addItem(tr("No column"));
    for (const ListColumn &column : reading.columns) {
        if (column.parts.empty())
            m_dateColumn->addItem(cutShort(column.title));
    }
    m_dateColumn->setCurrentIndex(dates ? dates->column + 1 : 0);
    show(m_dateColumn, reading.form == ListForm::Cells && m_dateColumn->count() > 2);
    const bool wasUsed = m_dates->currentIndex() > kUnused && m_datesOf == m_list.number();
    m_datesOf = m_list.number();
    m_dates->clear();
    if (dates) {
        m_dates->addItem(tr("Not used: disabled from now on"));
        //: 31.12.2026 is an example of how a date is written
        m_dates->addItem(tr("Used, the day first: 31.12.2026"), static_cast<int>(DateOrder::DayFirst));
        //: 12/31/2026 is an example of how a date is written
        m_dates->addItem(tr("Used, the month first: 12/31/2026"), static_cast<int>(DateOrder::MonthFirst));
        m_dates->setCurrentIndex(wasUsed ? m_dates->findData(static_cast<int>(dates->order)) : kUnused);
    }
    show(m_dates, dates.has_value());
}

} // namespace gatehouse
