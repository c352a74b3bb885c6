// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/userexportdialog.h"

#include "lists/exportend.h"
#include "ui/look/widgets.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse {

namespace {

constexpr int kExportMargin = 24;
constexpr int kExportTextWidth = 400;
constexpr int kOptionIndent = 24;

QString fileFilter(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return UserExportDialog::tr("CSV table (*.csv)");
    case ExportFormat::Json:
        return UserExportDialog::tr("JSON (*.json)");
    case ExportFormat::Names:
        return UserExportDialog::tr("Names (*.txt)");
    }
    return {};
}

TextLabel *headingOf(const QString &text, QWidget *parent)
{
    return (new TextLabel(text, parent))->toned(TextTone::Secondary);
}

} // namespace

UserExportDialog::UserExportDialog(const ExportOffer &offer, QWidget *parent, SavePrompt prompt)
    : QDialog(parent),
      m_offer(offer),
      m_prompt(std::move(prompt)),
      m_parts(new QButtonGroup(this)),
      m_formats(new QButtonGroup(this)),
      m_separators(new QButtonGroup(this))
{
    setWindowTitle(tr("Export"));
    setAccessibleName(windowTitle());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kExportMargin, kExportMargin, kExportMargin, kExportMargin);
    column->setSpacing(8);
    column->addWidget((new TextLabel(windowTitle(), this))->scaled(1.15)->bold());
    buildParts(column);
    buildFormats(column);
    m_hint = (new TextLabel({}, this))->toned(TextTone::Secondary)->wrapped();
    m_hint->setMinimumWidth(kExportTextWidth);
    column->addSpacing(4);
    column->addWidget(m_hint);
    buildFooter(column);
    column->setSizeConstraint(QLayout::SetMinimumSize);
    for (const QButtonGroup *group : {m_parts, m_formats})
        connect(group, &QButtonGroup::idToggled, this, &UserExportDialog::refresh);
    refresh();
    m_parts->checkedButton()->setFocus();
}

void UserExportDialog::addTo(QButtonGroup *group, QVBoxLayout *column, int id, const QString &name, const QString &text)
{
    auto *button = new QRadioButton(text, this);
    button->setAccessibleName(name);
    button->setAccessibleDescription(text);
    group->addButton(button, id);
    column->addWidget(button);
}

void UserExportDialog::buildParts(QVBoxLayout *column)
{
    column->addWidget(headingOf(tr("Which users"), this));
    const auto add = [&](ExportPart part, const QString &name, const QString &text) {
        addTo(m_parts, column, static_cast<int>(part), name, text.arg(locale().toString(size(part).rows)));
        m_parts->button(static_cast<int>(part))->setEnabled(size(part).rows > 0);
    };
    add(ExportPart::Visible, tr("Visible"), tr("Visible: %1", "a number"));
    add(ExportPart::Selected, tr("Selected"), tr("Selected: %1", "a number"));
    add(ExportPart::All, tr("All"), tr("All: %1", "a number"));
    // Where nobody is selected now, what was chosen the last time cannot be meant.
    ExportPart part = m_offer.choice.part;
    if (size(part).rows == 0)
        part = size(ExportPart::Visible).rows > 0 ? ExportPart::Visible : ExportPart::All;
    m_parts->button(static_cast<int>(part))->setChecked(true);
}

void UserExportDialog::buildFormats(QVBoxLayout *column)
{
    column->addSpacing(4);
    column->addWidget(headingOf(tr("As what"), this));
    addTo(m_formats, column, static_cast<int>(ExportFormat::Csv), tr("CSV"), tr("CSV, for spreadsheets"));
    m_csvOptions = buildCsvOptions();
    column->addWidget(m_csvOptions);
    addTo(m_formats, column, static_cast<int>(ExportFormat::Json), tr("JSON"), tr("JSON, as the server has it"));
    addTo(m_formats, column, static_cast<int>(ExportFormat::Names), tr("Names"), tr("Names, one a line"));
    m_formats->button(static_cast<int>(m_offer.choice.style.format))->setChecked(true);
}

QWidget *UserExportDialog::buildCsvOptions()
{
    auto *options = new QWidget(this);
    auto *column = new QVBoxLayout(options);
    column->setContentsMargins(kOptionIndent, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(headingOf(tr("Separator"), options));
    const auto add = [&](CsvSeparator separator, const QString &name) {
        auto *button = new QRadioButton(name, options);
        button->setAccessibleName(name);
        button->setAccessibleDescription(tr("Separator"));
        m_separators->addButton(button, static_cast<int>(separator));
        row->addWidget(button);
    };
    add(CsvSeparator::Comma, tr("Comma"));
    add(CsvSeparator::Semicolon, tr("Semicolon"));
    add(CsvSeparator::Tab, tr("Tab"));
    row->addStretch();
    m_separators->button(static_cast<int>(m_offer.choice.style.separator))->setChecked(true);
    column->addLayout(row);
    m_mark = new QCheckBox(tr("Byte order mark, for Excel"), options);
    m_mark->setAccessibleName(m_mark->text());
    m_mark->setChecked(m_offer.choice.style.mark == ExcelMark::Written);
    column->addWidget(m_mark);
    return options;
}

void UserExportDialog::buildFooter(QVBoxLayout *column)
{
    column->addSpacing(8);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(8);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_export = makeButton(tr("Export…"), ButtonRank::Primary, this);
    answers->addStretch();
    answers->addWidget(cancel);
    answers->addWidget(m_export);
    column->addLayout(answers);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &UserExportDialog::askForFile);
}

const ExportSize &UserExportDialog::size(ExportPart part) const
{
    switch (part) {
    case ExportPart::Visible:
        return m_offer.visible;
    case ExportPart::Selected:
        return m_offer.selected;
    case ExportPart::All:
        break;
    }
    return m_offer.all;
}

ExportChoice UserExportDialog::choice() const
{
    return {static_cast<ExportPart>(m_parts->checkedId()),
            {static_cast<ExportFormat>(m_formats->checkedId()), static_cast<CsvSeparator>(m_separators->checkedId()),
             m_mark->isChecked() ? ExcelMark::Written : ExcelMark::LeftOut}};
}

void UserExportDialog::refresh()
{
    const ExportChoice chosen = choice();
    const ExportSize &chosenSize = size(chosen.part);
    m_csvOptions->setEnabled(chosen.style.format == ExportFormat::Csv);
    m_hint->setText(chosenSize.rows > 0 ? exportHint(chosen.style.format, chosenSize.noStatus)
                                        : tr("There is nobody to export."));
    m_export->setEnabled(chosenSize.rows > 0);
    // A window does not grow by itself for a text that takes more lines than it was measured with.
    layout()->activate();
    if (layout()->totalHeightForWidth(width()) > height())
        resize(width(), layout()->totalHeightForWidth(width()));
}

void UserExportDialog::askForFile()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    const ExportFormat format = choice().style.format;
    const QString suffix = exportSuffix(format);
    m_prompt(this,
             {windowTitle(), m_offer.folder, m_offer.baseName + QLatin1Char('.') + suffix, fileFilter(format), suffix},
             [this](const QString &file) { take(file); });
}

void UserExportDialog::take(const QString &file)
{
    m_isAsking = false;
    if (file.isEmpty() || !isVisible())
        return; // the choices stay, for another try
    emit exportWanted(choice(), file);
    accept();
}

} // namespace gatehouse
