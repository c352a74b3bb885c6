// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historydialog.h"

#include "ui/history/historywords.h"
#include "ui/history/setlist.h"
#include "ui/look/banner.h"
#include "ui/look/emptystate.h"
#include "ui/look/searchfield.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>

namespace gatehouse {
namespace {

constexpr int listWidth = 320;
constexpr int narrowListWidth = 256;
constexpr int narrowBelow = 960;

} // namespace

HistoryDialog::HistoryDialog(Journal &journal, std::function<QString()> personForTheRecord,
                             const std::function<Instant()> &now, QWidget *parent)
    : QDialog(parent),
      m_journal(&journal),
      m_list(new SetList(journal, now, this)),
      m_pane(new SetPane(journal, std::move(personForTheRecord), now, this)),
      m_empty(new EmptyState(this)),
      m_side(new QStackedWidget(this)),
      m_banner(new Banner(this)),
      m_start(new TextLabel(QString(), this)),
      m_count(new TextLabel(QString(), this))
{
    setWindowTitle(tr("History"));
    setAccessibleName(tr("History"));
    m_side->addWidget(new QWidget(this)); // while nothing is known
    m_side->addWidget(m_pane);
    m_side->addWidget(m_empty);
    m_banner->setClosable(true);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(new Hairline(Qt::Vertical, this));
    middle->addWidget(m_side, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addLayout(middle, 1);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(makeFoot());
    setMinimumSize(720, 480);
    const QSize room = screen()->availableSize();
    resize(QSize(1120, 720).boundedTo(room));

    connect(m_list, &SetList::chosen, this, [this](const SetSummary &set) {
        m_pane->showSet(set, m_list->searched());
        m_side->setCurrentWidget(m_pane);
    });
    connect(m_list, &SetList::loaded, this, &HistoryDialog::showList);
    connect(m_list, &SetList::failed, this, &HistoryDialog::showFailure);
    connect(m_list, &SetList::left, this, &QDialog::reject);
    connect(m_pane, &SetPane::failed, this, &HistoryDialog::showFailure);
    connect(m_pane, &SetPane::undoRequested, this, &HistoryDialog::undoRequested);
    connect(m_pane, &SetPane::runAgainRequested, this, &HistoryDialog::runAgainRequested);
    connect(m_pane, &SetPane::exportRequested, this, &HistoryDialog::exportRequested);
    connect(m_empty, &EmptyState::actionTriggered, m_list, &SetList::showAll);
    connect(m_journal, &Journal::changed, m_list, &SetList::refresh);
    connect(m_journal, &Journal::outcomesNoted, m_list, &SetList::refreshSet);
    connect(m_journal, &Journal::changed, this, &HistoryDialog::askStart);
    auto *search = m_list->findChild<SearchField *>();
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, search, [search] {
        search->setFocus(Qt::ShortcutFocusReason);
        search->selectAll();
    });
    search->setFocus();
    askStart();
}

QWidget *HistoryDialog::makeFoot()
{
    m_start->scaled(0.92)->toned(TextTone::Secondary);
    m_start->setObjectName(QStringLiteral("journalStart"));
    m_count->scaled(0.92)->toned(TextTone::Secondary);
    m_count->setObjectName(QStringLiteral("setCount"));
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 6, 16, 6);
    row->addWidget(m_start, 1);
    row->addWidget(m_count);
    return foot;
}

void HistoryDialog::setConnection(const std::optional<ConnectionKey> &connection)
{
    m_pane->setConnection(connection);
}

void HistoryDialog::showSet(const QUuid &set)
{
    m_list->showSet(set);
}

void HistoryDialog::askStart()
{
    if (m_startedAt || !m_journal)
        return;
    m_journal->startedAt([self = QPointer<HistoryDialog>(this)](
                             const tl::expected<std::optional<Instant>, QString> &start) {
        if (!self || !start || !*start)
            return;
        self->m_startedAt = **start;
        self->m_start->setText(
            tr("This journal starts on %1; changes made elsewhere are not in it.", "a date").arg(dayWords(**start)));
    });
}

void HistoryDialog::showList()
{
    const int count = m_list->count();
    m_count->setText(count == 1 ? tr("1 set") : tr("%Ln sets", nullptr, count));
    if (count > 0) // the pane comes with the first set that is chosen
        return;
    const QString searched = plainLine(m_list->searched());
    if (!searched.isEmpty())
        m_empty->setMessage(QStringLiteral("search"), tr("No set of changes names “%1”").arg(searched),
                            tr("Every user of every set was looked through."));
    else if (m_list->isFiltered())
        m_empty->setMessage(QStringLiteral("search"), tr("Nothing was changed then and there"),
                            tr("Other times and other connections are hidden."));
    else
        m_empty->setMessage(QStringLiteral("history"), tr("Nothing was changed yet."),
                            tr("Every change that is made here will be written down, with what was before."));
    m_empty->setAction(m_list->isFiltered() ? tr("Show all") : QString());
    m_side->setCurrentWidget(m_empty);
}

void HistoryDialog::showFailure(const QString &why)
{
    m_banner->setMessage(BannerKind::Error, why);
}

void HistoryDialog::resizeEvent(QResizeEvent *event)
{
    m_list->setFixedWidth(width() < narrowBelow ? narrowListWidth : listWidth);
    QDialog::resizeEvent(event);
}

} // namespace gatehouse
