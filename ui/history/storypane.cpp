// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/storypane.h"

#include "ui/history/historywords.h"

#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gatehouse {
namespace {

constexpr int storyWidth = 280;
constexpr int storyLimit = 50;
constexpr int storyMargin = 16;
constexpr int longestWord = 18; // as many fit at the least width

} // namespace

StoryPane::StoryPane(QWidget *parent)
    : QWidget(parent), m_user(new TextLabel(QString(), this)), m_note(new TextLabel(QString(), this))
{
    setAccessibleName(tr("Story"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(200);
    m_user->scaled(1.08)->bold()->wrapped();
    m_user->setObjectName(QStringLiteral("storyUser"));
    m_note->toned(TextTone::Secondary)->wrapped();
    m_note->setObjectName(QStringLiteral("storyNote"));
    auto *page = new QWidget(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(storyMargin, 12, storyMargin, 16);
    column->setSpacing(12);
    column->addWidget(m_user);
    m_parts = new QVBoxLayout;
    m_parts->setSpacing(12);
    column->addLayout(m_parts);
    column->addWidget(m_note);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
}

QSize StoryPane::sizeHint() const
{
    return {storyWidth, 400};
}

void StoryPane::setUser(Journal *journal, const ConnectionKey &key, const QByteArray &name)
{
    if (m_journal != journal) {
        if (m_journal)
            m_journal->disconnect(this);
        m_journal = journal;
        if (journal)
            connect(journal, &Journal::changed, this, &StoryPane::ask);
    }
    if (m_connection != key || m_name != name) {
        clearParts();
        m_note->setText({});
    }
    m_connection = key;
    m_name = name;
    m_user->setText(breakable(displayName(name), longestWord));
    m_user->setAccessibleName(displayName(name));
    ask();
}

void StoryPane::ask()
{
    const quint64 generation = ++m_generation;
    if (!m_journal || m_name.isEmpty()) {
        clearParts();
        m_note->setText({});
        return;
    }
    m_journal->story(
        m_connection, m_name, storyLimit,
        [self = QPointer<StoryPane>(this), generation](const tl::expected<QList<StoryPart>, QString> &parts) {
            if (!self || self->m_generation != generation)
                return;
            if (parts)
                self->take(*parts);
            else
                self->m_note->setText(plainLine(parts.error()));
        });
}

void StoryPane::clearParts()
{
    while (QLayoutItem *item = m_parts->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the one whose link was pressed
        }
        delete item;
    }
}

void StoryPane::take(const QList<StoryPart> &parts)
{
    clearParts();
    for (const StoryPart &part : parts)
        m_parts->addWidget(makePart(part));
    m_note->setText(parts.isEmpty() ? tr("No record here.") : QString());
    if (parts.size() >= storyLimit)
        m_note->setText(tr("Older changes stand in the history."));
    else
        askStart(m_generation);
}

void StoryPane::askStart(quint64 generation)
{
    m_journal->startedAt(
        [self = QPointer<StoryPane>(this), generation](const tl::expected<std::optional<Instant>, QString> &start) {
            if (!self || self->m_generation != generation || !start || !*start)
                return;
            const QString day = dayWords(**start);
            self->m_note->setText(
                self->m_parts->count() == 0
                    ? tr("No record here. This journal starts on %1; changes made elsewhere are not in it.").arg(day)
                    : tr("This journal starts on %1; changes made elsewhere are not in it.").arg(day));
        });
}

QWidget *StoryPane::makePart(const StoryPart &part)
{
    auto *widget = new QWidget(this);
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto addLine = [&](const QString &text) {
        auto *label = (new TextLabel(breakable(text, longestWord), widget))->wrapped();
        label->setAccessibleName(text);
        column->addWidget(label);
        return label;
    };
    column->addWidget(new Hairline(Qt::Horizontal, widget));
    column->addSpacing(4);
    addLine(storyHeading(part))->bold();
    addLine(plainLine(part.set.title));
    if (!part.set.reason.isEmpty())
        addLine(tr("Reason: %1").arg(plainLine(part.set.reason)));
    for (const LaterReason &later : part.set.laterReasons)
        addLine(tr("Added %1 by %2: %3", "a time, a person, a reason")
                    .arg(instantWords(later.at), plainLine(later.by), plainLine(later.text)));
    const bool isFailed = part.row.outcome && part.row.outcome->kind == OutcomeKind::Failed;
    addLine(outcomeWords(part.row))->toned(isFailed ? TextTone::Danger : TextTone::Secondary);
    // Who was left alone is none of those that were changed.
    const qint64 self = part.row.planned.verdict == Verdict::WillChange ? 1 : 0;
    const int others = static_cast<int>(std::max<qint64>(0, part.set.changes - self));
    const QString words = others == 0   ? tr("Show the set")
                          : others == 1 ? tr("and 1 other in the same set")
                                        : tr("and %Ln others in the same set", nullptr, others);
    QToolButton *link = makeToolButton(QStringLiteral("history"), words, words, widget);
    column->addWidget(link, 0, Qt::AlignLeading);
    connect(link, &QToolButton::clicked, this, [this, set = part.set.id] { emit setWanted(set); });
    return widget;
}

} // namespace gatehouse
