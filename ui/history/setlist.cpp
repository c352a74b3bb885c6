// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/setlist.h"

#include "ui/history/historywords.h"
#include "ui/history/setdelegate.h"
#include "ui/history/setmodel.h"
#include "ui/look/searchfield.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace gatehouse {
namespace {

enum class Period { Any, Today, Week, Month };

/// The wheel over a closed box scrolls nothing and changes nothing.
class FilterBox final : public QComboBox
{
public:
    explicit FilterBox(QWidget *parent) : QComboBox(parent)
    {
        setFocusPolicy(Qt::StrongFocus);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(8);
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

/// Today counts as a day.
std::optional<Instant> beginOf(Period period, Instant now)
{
    int daysBefore = 0;
    switch (period) {
    case Period::Any:
        return std::nullopt;
    case Period::Today:
        break;
    case Period::Week:
        daysBefore = 6;
        break;
    case Period::Month:
        daysBefore = 29;
        break;
    }
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMilliseconds(now)).date();
    return fromMilliseconds(today.addDays(-daysBefore).startOfDay().toMSecsSinceEpoch());
}

} // namespace

SetList::SetList(Journal &journal, const std::function<Instant()> &now, QWidget *parent)
    : QWidget(parent),
      m_journal(&journal),
      m_now(now),
      m_model(new SetModel(journal, now, this)),
      m_search(new SearchField(this)),
      m_connection(new FilterBox(this)),
      m_time(new FilterBox(this)),
      m_view(new QTableView(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_search->setAccessibleName(tr("Search history"));
    m_search->setPlaceholderText(tr("Search users"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(std::chrono::milliseconds(150));
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_search, &SearchField::entered, this, [this] { m_view->setFocus(Qt::TabFocusReason); });
    connect(m_search, &SearchField::left, this, &SetList::left);
    connect(&m_typing, &QTimer::timeout, this, &SetList::applyFilter);
    buildFilters();
    buildView();

    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(8);
    boxes->addWidget(m_connection, 4);
    boxes->addWidget(m_time, 3);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 12, 12, 8);
    head->setSpacing(8);
    head->addWidget(m_search);
    head->addLayout(boxes);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    askConnections();
    applyFilter();
}

void SetList::buildFilters()
{
    m_connection->setAccessibleName(tr("Show the sets of"));
    m_connection->addItem(tr("All connections"));
    m_time->setAccessibleName(tr("Show the sets since"));
    m_time->addItem(tr("Any time"), static_cast<int>(Period::Any));
    m_time->addItem(tr("Today"), static_cast<int>(Period::Today));
    m_time->addItem(tr("Last 7 days"), static_cast<int>(Period::Week));
    m_time->addItem(tr("Last 30 days"), static_cast<int>(Period::Month));
    for (QComboBox *box : {m_connection, m_time})
        connect(box, &QComboBox::activated, this, &SetList::applyFilter);
}

void SetList::buildView()
{
    m_view->setAccessibleName(tr("Sets"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new SetDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->horizontalHeader()->hide();
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_view->verticalHeader()->hide();
    // Fixed, or a million entries are measured one by one.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(SetDelegate::rowHeight());
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SetList::tellCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const int row = m_view->currentIndex().row();
        if (first.row() <= row && row <= last.row())
            tellCurrent();
    });
    connect(m_model, &SetModel::loaded, this, &SetList::afterLoad);
    connect(m_model, &SetModel::failed, this, &SetList::failed);
}

void SetList::askConnections()
{
    if (!m_journal)
        return;
    m_journal->connections(
        [self = QPointer<SetList>(this)](const tl::expected<QList<KnownConnection>, QString> &known) {
            if (self && known)
                self->takeConnections(*known);
        });
}

void SetList::takeConnections(const QList<KnownConnection> &known)
{
    const QVariant chosenBefore = m_connection->currentData();
    while (m_connection->count() > 1)
        m_connection->removeItem(1);
    for (const KnownConnection &each : known)
        m_connection->addItem(plainLine(each.name), each.id);
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(chosenBefore)));
}

HistoryFilter SetList::filter() const
{
    HistoryFilter filter;
    filter.user = m_search->text().trimmed();
    if (m_connection->currentIndex() > 0)
        filter.connection = m_connection->currentData().toUuid();
    filter.from = beginOf(static_cast<Period>(m_time->currentData().toInt()), m_now());
    return filter;
}

void SetList::applyFilter()
{
    m_typing.stop();
    m_wanted = {};
    m_wantedRow = -1;
    m_model->setFilter(filter());
}

void SetList::refresh()
{
    askConnections();
    m_model->refresh();
}

void SetList::refreshSet(const QUuid &set)
{
    if (set != m_current && m_model->knownRow(set) < 0)
        return;
    m_noted.insert(set);
    askNoted();
}

// One question at a time: on a slow disk the rows move more seldom, and no questions pile up.
void SetList::askNoted()
{
    if (m_isAskingNoted || m_noted.isEmpty() || !m_journal)
        return;
    const QUuid set = *m_noted.cbegin();
    m_noted.remove(set);
    m_isAskingNoted = true;
    m_journal->summary(set,
                       [self = QPointer<SetList>(this)](const tl::expected<std::optional<SetSummary>, QString> &found) {
                           if (!self)
                               return;
                           self->m_isAskingNoted = false;
                           if (found && *found)
                               self->takeNoted(**found);
                           self->askNoted();
                       });
}

void SetList::takeNoted(const SetSummary &set)
{
    if (!m_model->put(set) && set.id == m_current)
        emit chosen(set);
}

void SetList::showAll()
{
    m_search->clear();
    m_connection->setCurrentIndex(0);
    m_time->setCurrentIndex(0);
    applyFilter();
}

QString SetList::searched() const
{
    return m_model->filter().user;
}

bool SetList::isFiltered() const
{
    return !searched().isEmpty() || m_connection->currentIndex() > 0 || m_time->currentIndex() > 0;
}

int SetList::count() const
{
    return m_model->rowCount();
}

void SetList::afterLoad()
{
    if (m_wantedRow >= 0 && m_wantedRow < m_model->rowCount()) {
        makeCurrent(static_cast<int>(m_wantedRow));
    } else if (!m_view->currentIndex().isValid() && m_wanted.isNull() && m_model->rowCount() > 0) {
        makeCurrent(std::max(0, m_model->knownRow(m_current)));
    }
    m_view->viewport()->update(); // rows that are looked at now are asked for again
    emit loaded();
}

void SetList::makeCurrent(int row)
{
    m_wanted = {};
    m_wantedRow = -1;
    const QModelIndex index = m_model->index(row);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void SetList::tellCurrent()
{
    const SetSummary *set = m_model->summary(m_view->currentIndex().row());
    if (!set)
        return; // told as soon as it is here
    m_current = set->id;
    emit chosen(SetSummary(*set));
}

void SetList::showSet(const QUuid &set)
{
    if (!m_journal)
        return;
    if (isFiltered())
        showAll();
    m_wanted = set;
    m_journal->summary(
        set, [self = QPointer<SetList>(this), set](const tl::expected<std::optional<SetSummary>, QString> &found) {
            if (!self || self->m_wanted != set)
                return;
            if (found && *found)
                self->placeSet(set, (*found)->orderedAt);
            else
                self->m_wanted = {};
        });
}

// Its place is the number of newer sets, and a little more where several were ordered in one instant.
void SetList::placeSet(const QUuid &set, Instant orderedAt)
{
    HistoryFilter newer;
    newer.from = orderedAt + std::chrono::milliseconds(1);
    HistoryFilter sameInstant;
    sameInstant.from = orderedAt;
    sameInstant.to = newer.from;
    auto place = std::make_shared<qint64>(0);
    m_journal->sets(newer, 0, 1, [place](const tl::expected<HistoryPage, QString> &page) {
        if (page)
            *place = page->total;
    });
    m_journal->sets(sameInstant, 0, PagedList<SetSummary>::pageSize,
                    [self = QPointer<SetList>(this), place, set](const tl::expected<HistoryPage, QString> &page) {
                        if (!self || self->m_wanted != set || !page)
                            return;
                        for (qsizetype i = 0; i < page->sets.size(); ++i) {
                            if (page->sets.at(i).id == set)
                                self->m_wantedRow = *place + i;
                        }
                        if (self->m_wantedRow >= 0 && self->m_wantedRow < self->m_model->rowCount())
                            self->makeCurrent(static_cast<int>(self->m_wantedRow));
                    });
}

} // namespace gatehouse
