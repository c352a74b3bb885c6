// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "ui/look/banner.h"
#include "ui/look/cardbutton.h"
#include "ui/look/emptystate.h"
#include "ui/look/searchfield.h"
#include "ui/look/toast.h"
#include "ui/look/tokenfield.h"
#include "ui/look/widgets.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QGridLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>

namespace gatehouse {

namespace {

QString words(const char *text)
{
    return QString::fromUtf8(text);
}

/// The environments' tiles side by side.
class Tiles final : public QWidget
{
public:
    Tiles() { setFixedSize(120, 32); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        int x = 0;
        for (const EnvironmentLook look :
             {EnvironmentLook::Development, EnvironmentLook::Staging, EnvironmentLook::Production}) {
            paintEnvironmentTile(&painter, QRect(x, 0, 32, 32), look, palette());
            x += 40;
        }
    }
};

QLayout *header()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 10, 16, 10);
    line->setSpacing(8);
    line->addWidget(new Tiles);
    line->addWidget(makeToolButton(QStringLiteral("refresh"), {}, words("Refresh")));
    line->addWidget(makeToolButton(QStringLiteral("undo"), {}, words("Undo")));
    auto *search = new SearchField;
    search->setPlaceholderText(words("Search users"));
    line->addWidget(search);
    auto *filled = new SearchField;
    filled->setText(words("kowalsky"));
    line->addWidget(filled);
    line->addWidget(makeToolButton(QStringLiteral("paste"), words("Paste list…"), words("Paste list")));
    QToolButton *off = makeToolButton(QStringLiteral("export"), words("Export…"), words("Export"));
    off->setEnabled(false);
    line->addWidget(off);
    line->addWidget(makeToolButton(QStringLiteral("menu"), {}, words("Menu")));
    return line;
}

QLayout *chips()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 0, 16, 12);
    line->setSpacing(6);
    struct Sample
    {
        const char *text;
        int count;
        const char *glyph;
    };
    constexpr Sample samples[] = {
        {"All", 4245, ""}, {"Enabled", 3598, ""}, {"Protected", 2, "lock"}, {"Not found", 3, "unknown"}};
    auto *group = new QButtonGroup;
    for (const Sample &sample : samples) {
        auto *chip = new Chip(words(sample.text));
        chip->setCount(sample.count);
        if (*sample.glyph)
            chip->setGlyph(words(sample.glyph),
                           words(sample.glyph) == u"unknown" ? GlyphTone::Warn : GlyphTone::Secondary);
        group->addButton(chip);
        chip->setChecked(line->count() == 0);
        line->addWidget(chip);
    }
    group->setParent(line->itemAt(0)->widget());
    auto *off = new Chip(words("Changed"));
    off->setEnabled(false);
    line->addWidget(off);
    line->addStretch();
    for (const char *text : {"disable", "enable", "trash"}) {
        QPushButton *button = makeButton(words("Act 9"));
        button->setIcon(icon(words(text)));
        button->setEnabled(words(text) != u"enable");
        line->addWidget(button);
    }
    return line;
}

QTableWidget *table()
{
    auto *view = new QTableWidget(7, 3);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    view->setHorizontalHeaderLabels({words("User"), words("Sign-in"), words("Person")});
    view->setColumnWidth(0, 220);
    view->setColumnWidth(1, 130);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int row = 0; row < view->rowCount(); ++row) {
        view->setRowHeight(row, 32);
        view->setItem(row, 0, new QTableWidgetItem(words("user%1@example.com").arg(row)));
        auto *box = new QTableWidgetItem(words("Enabled"));
        box->setCheckState(row % 2 ? Qt::Checked : Qt::Unchecked);
        view->setItem(row, 1, box);
        view->setItem(row, 2, new QTableWidgetItem(words("Ada Admin")));
    }
    view->sortByColumn(0, Qt::AscendingOrder);
    view->horizontalHeader()->setSortIndicatorShown(true);
    view->selectRow(2);
    view->setMinimumHeight(160);
    view->setMaximumHeight(160);
    return view;
}

QLayout *form()
{
    auto *rows = new QFormLayout;
    rows->setContentsMargins(24, 12, 12, 12);
    rows->setHorizontalSpacing(16);
    rows->setVerticalSpacing(10);
    auto *name = new QLineEdit(words("Pivot EU"));
    rows->addRow(words("Name"), name);
    auto *off = new QLineEdit(words("disabled"));
    off->setEnabled(false);
    rows->addRow(words("Disabled"), off);
    auto *token = new TokenField;
    token->setText(words("0123456789abcdef"));
    rows->addRow(words("API token"), token);
    auto *combo = new QComboBox;
    combo->addItem(icon(QStringLiteral("shield"), GlyphTone::Danger), words("Production"));
    combo->addItem(words("Staging"));
    rows->addRow(words("Environment"), combo);
    auto *editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(words("editable"));
    rows->addRow(words("Editable"), editable);
    auto *date = new QDateTimeEdit(QDateTime(QDate(2026, 6, 12), QTime(10, 0)));
    date->setCalendarPopup(true);
    rows->addRow(words("Disabled since"), date);
    auto *spin = new QSpinBox;
    spin->setValue(6);
    rows->addRow(words("Number"), spin);
    auto *text = new QPlainTextEdit(words("one name a line"));
    text->setFixedHeight(64);
    rows->addRow(words("Names"), text);
    return rows;
}

QLayout *marks()
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(12, 12, 24, 12);
    column->setSpacing(6);
    auto *on = new QCheckBox(words("Read-only: this program cannot change anything there"));
    on->setChecked(true);
    column->addWidget(on);
    column->addWidget(new QCheckBox(words("Off")));
    auto *partly = new QCheckBox(words("Some, and not now"));
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    partly->setEnabled(false);
    column->addWidget(partly);
    auto *first = new QRadioButton(words("Now"));
    first->setChecked(true);
    column->addWidget(first);
    column->addWidget(new QRadioButton(words("At")));
    for (const int value : {0, 2, 63, 100}) {
        auto *bar = new QProgressBar;
        bar->setValue(value);
        column->addWidget(bar);
    }
    column->addWidget((new TextLabel(words("Disable 287 users")))->scaled(1.45)->bold());
    column->addWidget((new TextLabel(words("A quiet line")))->scaled(0.92)->toned(TextTone::Secondary));
    column->addWidget((new TextLabel(words("Verified")))->toned(TextTone::Ok));
    column->addWidget((new TextLabel(words("No such person")))->toned(TextTone::Warn));
    column->addWidget((new TextLabel(words("Failed: 502 Bad Gateway")))->toned(TextTone::Danger));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(makeButton(words("Cancel")));
    buttons->addWidget(makeButton(words("Save and connect"), ButtonRank::Primary));
    buttons->addWidget(makeButton(words("Delete 3"), ButtonRank::Danger));
    QPushButton *off = makeButton(words("Not now"), ButtonRank::Primary);
    off->setEnabled(false);
    buttons->addWidget(off);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch();
    return column;
}

QLayout *cards()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 8, 16, 16);
    line->setSpacing(16);
    line->addWidget(
        new CardButton(QStringLiteral("plug"), words("Add a connection"),
                       words("You need the server’s address and an API token, from Settings › API tokens in Pivot."),
                       CardTile::Accent));
    line->addWidget(
        new CardButton(QStringLiteral("flask"), words("Try the demo server"),
                       words("500 invented people, on this computer only. Nothing you do there can hurt.")));
    auto *empty = new EmptyState;
    empty->setMessage(QStringLiteral("search"), words("Nobody matches “kowalsky”"),
                      words("Searched names, persons and e-mails of 4,245 users."));
    empty->setAction(words("Clear search"));
    line->addWidget(empty, 1);
    return line;
}

} // namespace

Gallery::Gallery(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new EnvironmentStrip;
    strip->setEnvironment(EnvironmentLook::Production);
    column->addWidget(strip);
    column->addLayout(header());
    column->addLayout(chips());
    column->addWidget(new Hairline(Qt::Horizontal));
    const struct
    {
        BannerKind kind;
        const char *text;
    } messages[] = {
        {BannerKind::Error,
         "The server answered with a web page. Check the address, and that Pivot runs in native users mode."},
        {BannerKind::Warning, "The clock of this computer is 4 minutes behind the server's."},
        {BannerKind::Info, "This connection is read-only."}};
    for (const auto &message : messages) {
        auto *banner = new Banner;
        column->addWidget(banner);
        banner->setMessage(message.kind, words(message.text));
        banner->setClosable(message.kind != BannerKind::Info);
        if (message.kind == BannerKind::Error)
            banner->addAction(words("Try again"));
    }
    column->addWidget(table());
    auto *middle = new QHBoxLayout;
    middle->addLayout(form(), 1);
    middle->addLayout(marks(), 1);
    column->addLayout(middle);
    column->addLayout(cards());
    column->addStretch();
}

} // namespace gatehouse
