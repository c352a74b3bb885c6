// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/runpanel.h"

#include "ui/changes/runfacts.h"
#include "ui/changes/runfailures.h"
#include "ui/changes/runwords.h"
#include "ui/look/alert.h"
#include "ui/look/glyphview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QProgressBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

constexpr auto panelBreath = 200ms; ///< five texts a second
constexpr int panelMargin = 16;
constexpr int panelHeight = 56; ///< and a hairline

QPushButton *panelButton(const QString &iconName, const QString &accessibleName)
{
    QPushButton *button = makeButton(accessibleName);
    button->setIcon(icon(iconName));
    button->setAccessibleName(accessibleName);
    return button;
}

} // namespace

struct RunPanel::Parts
{
    QVBoxLayout *column = nullptr;
    // While it runs
    QWidget *running = nullptr;
    ElidedLine *title = nullptr;
    RunFactsLine *facts = nullptr;
    QWidget *warning = nullptr;
    GlyphView *warningGlyph = nullptr;
    TextLabel *warningWords = nullptr;
    QProgressBar *bar = nullptr;
    QPushButton *token = nullptr;
    QPushButton *undoDone = nullptr;
    QPushButton *pause = nullptr;
    QPushButton *stop = nullptr;
    // When it is over
    QWidget *result = nullptr;
    GlyphView *glyph = nullptr;
    ElidedLine *resultTitle = nullptr;
    RunFactsLine *resultFacts = nullptr;
    QPushButton *show = nullptr;
    QPushButton *retry = nullptr;
    QPushButton *receipt = nullptr;
    QPushButton *undo = nullptr;
    QToolButton *close = nullptr;
};

RunPanel::RunPanel(QWidget *parent)
    : QWidget(parent), m_failures(new RunFailures(this)), m_parts(std::make_unique<Parts>())
{
    giveRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_breath.setSingleShot(true);
    m_breath.setInterval(panelBreath);
    connect(&m_breath, &QTimer::timeout, this, [this] {
        if (m_isStale)
            refresh();
    });
    m_parts->column = new QVBoxLayout(this);
    m_parts->column->setContentsMargins(0, 1, 0, 0); // the hairline
    m_parts->column->setSpacing(0);
    m_parts->column->addWidget(buildRunning());
    m_parts->column->addWidget(buildResult());
    connectButtons();
    hide();
}

RunPanel::~RunPanel() = default;

QWidget *RunPanel::buildRunning()
{
    Parts &parts = *m_parts;
    parts.running = new QWidget;
    parts.running->setMinimumHeight(panelHeight);
    parts.title = new ElidedLine(1, FontWeight::Bold, TextTone::Ink);
    parts.facts = new RunFactsLine;
    auto *head = new QHBoxLayout;
    head->setSpacing(panelMargin);
    head->addWidget(parts.title, 1);
    head->addWidget(parts.facts);

    parts.warning = new QWidget;
    parts.warningGlyph = new GlyphView(16);
    parts.warningWords = new TextLabel;
    parts.warningWords->wrapped();
    auto *warning = new QHBoxLayout(parts.warning);
    warning->setContentsMargins(0, 0, 0, 4);
    warning->setSpacing(8);
    warning->addWidget(parts.warningGlyph, 0, Qt::AlignTop);
    warning->addWidget(parts.warningWords, 1);
    parts.warning->hide();

    parts.bar = new QProgressBar;
    parts.bar->setTextVisible(false);
    parts.bar->setAccessibleName(tr("Done so far"));
    parts.bar->setFixedHeight(6);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    words->addLayout(head);
    words->addWidget(parts.warning);
    words->addWidget(parts.bar);
    words->addStretch();

    parts.token = panelButton(QStringLiteral("lock"), tr("Enter new token…"));
    parts.token->hide();
    parts.undoDone = panelButton(QStringLiteral("undo"), tr("Undo what was done"));
    parts.undoDone->hide();
    parts.pause = panelButton(QStringLiteral("pause"), tr("Pause"));
    parts.stop = panelButton(QStringLiteral("stop"), tr("Stop"));
    auto *line = new QHBoxLayout(parts.running);
    line->setContentsMargins(panelMargin, 8, panelMargin, 8);
    line->setSpacing(8);
    line->addLayout(words, 1);
    line->addSpacing(panelMargin);
    line->addWidget(parts.token);
    line->addWidget(parts.undoDone);
    line->addWidget(parts.pause);
    line->addWidget(parts.stop);
    return parts.running;
}

QWidget *RunPanel::buildResult()
{
    Parts &parts = *m_parts;
    parts.result = new QWidget;
    parts.result->setMinimumHeight(panelHeight);
    parts.glyph = new GlyphView(16);
    parts.resultTitle = new ElidedLine(1, FontWeight::Bold, TextTone::Ink);
    parts.resultFacts = new RunFactsLine;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(parts.resultTitle);
    words->addWidget(parts.resultFacts);
    words->addStretch();

    parts.show = panelButton(QStringLiteral("right"), tr("Show"));
    parts.retry = panelButton(QStringLiteral("refresh"), tr("Retry failed"));
    parts.receipt = panelButton(QStringLiteral("file"), tr("Save receipt"));
    parts.undo = panelButton(QStringLiteral("undo"), tr("Undo"));
    parts.close = makeToolButton(QStringLiteral("x"), {}, tr("Close"));
    auto *line = new QHBoxLayout(parts.result);
    line->setContentsMargins(panelMargin, 8, 8, 8);
    line->setSpacing(8);
    line->addWidget(parts.glyph);
    line->addLayout(words, 1);
    line->addSpacing(8);
    for (QWidget *button :
         std::initializer_list<QWidget *>{parts.show, parts.retry, parts.receipt, parts.undo, parts.close})
        line->addWidget(button);
    return parts.result;
}

void RunPanel::connectButtons()
{
    const Parts &parts = *m_parts;
    connect(parts.pause, &QPushButton::clicked, this, [this] {
        if (isWaitingForAWord())
            emit resumeRequested(set());
        else
            emit pauseRequested(set());
    });
    connect(parts.stop, &QPushButton::clicked, this, [this] {
        if (m_shownPhase == RunProgress::Phase::Interrupted)
            emit leaveRequested(set());
        else
            emit stopRequested(set());
    });
    connect(parts.undoDone, &QPushButton::clicked, this, [this] { emit undoDoneRequested(set()); });
    connect(parts.token, &QPushButton::clicked, this, [this] { emit tokenRequested(set()); });
    connect(parts.show, &QPushButton::clicked, this, [this] { emit showRequested(set()); });
    connect(parts.retry, &QPushButton::clicked, this, [this] { emit retryRequested(set()); });
    connect(parts.receipt, &QPushButton::clicked, this, [this] { emit receiptRequested(set()); });
    connect(parts.undo, &QPushButton::clicked, this, [this] { emit undoRequested(set()); });
    connect(parts.close, &QToolButton::clicked, this, &RunPanel::closeByPerson);
    connect(parts.facts->link(), &TroubleLink::clicked, this, &RunPanel::toggleFailures);
    connect(parts.resultFacts->link(), &TroubleLink::clicked, this, &RunPanel::toggleFailures);
}

void RunPanel::setProgress(const RunProgress &progress)
{
    if (progress.set.isNull() || progress.set == m_closed)
        return;
    const bool isNew = progress.set != m_progress.set;
    if (isNew) {
        showFailures(false);
        m_failures->clear();
        m_canUndo = false;
        m_shownPhase.reset();
    }
    m_progress = progress;
    if (isNew || m_shownPhase != progress.phase || !m_breath.isActive())
        refresh();
    else
        m_isStale = true;
}

void RunPanel::addFailure(const QByteArray &name, const Outcome &outcome)
{
    const bool isToRead = outcome.kind == OutcomeKind::Failed || outcome.kind == OutcomeKind::ResultNotKnown ||
                          outcome.kind == OutcomeKind::ChangedBySomebodyElse;
    if (isToRead && !set().isNull())
        m_failures->add(name, outcome);
}

void RunPanel::setCanUndo(bool canUndo)
{
    if (std::exchange(m_canUndo, canUndo) == canUndo) // it is told with every answer
        return;
    if (m_shownPhase && m_progress.isOver())
        refreshResult();
    else if (m_shownPhase)
        refreshRunning();
}

void RunPanel::clear()
{
    m_breath.stop();
    m_isStale = false;
    m_canUndo = false;
    m_shownPhase.reset();
    m_progress = {};
    showFailures(false);
    m_failures->clear();
    setAccessibleDescription({});
    hide();
}

void RunPanel::closeByPerson()
{
    m_closed = set();
    clear();
    emit closed();
}

void RunPanel::refresh()
{
    const bool isOver = m_progress.isOver();
    const bool wasOver = m_shownPhase && *m_shownPhase >= RunProgress::Phase::Confirming;
    const bool isEnd = isOver && !wasOver;
    const bool hadFocus = isEnd && m_parts->running->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    const bool isNews = m_shownPhase != m_progress.phase;
    m_isStale = false;
    m_shownPhase = m_progress.phase;
    if (isOver)
        refreshResult();
    else
        refreshRunning();
    m_parts->running->setVisible(!isOver);
    m_parts->result->setVisible(isOver);
    // What had the focus is gone: a key that was meant for it must not undo anything.
    if (hadFocus)
        m_parts->receipt->setFocus();
    describe();
    show();
    m_breath.start();
    if (isNews && (isEnd || !m_parts->warning->isHidden()))
        announceAlert(this);
}

bool RunPanel::isWaitingForAWord() const
{
    return m_shownPhase == RunProgress::Phase::Paused || m_shownPhase == RunProgress::Phase::Interrupted;
}

void RunPanel::name(QPushButton *button, const QString &word, const QString &iconName)
{
    if (button->accessibleName() == word)
        return;
    button->setText(word);
    button->setAccessibleName(word);
    button->setIcon(icon(iconName));
}

void RunPanel::refreshRunning()
{
    const Parts &parts = *m_parts;
    const bool isPaused = isWaitingForAWord();
    const bool isInterrupted = m_progress.phase == RunProgress::Phase::Interrupted;
    const bool hasFailed = m_progress.outcomes.of(OutcomeKind::Failed) > 0;
    parts.title->setText(runTitle(m_progress));
    parts.facts->setFacts(runFacts(m_progress), hasFailed ? GlyphTone::Danger : GlyphTone::Warn);
    parts.warningWords->setText(m_progress.pauseReason);
    // What was tried first and went well is no warning.
    const bool isWell = m_progress.isTrial && m_progress.confirmed == m_progress.outcomes.of(OutcomeKind::Done) &&
                        troubleWords(m_progress.outcomes).isEmpty() && m_progress.inQuestion == 0;
    parts.warningGlyph->setGlyph(isWell ? QStringLiteral("ok") : QStringLiteral("warn"),
                                 isWell ? GlyphTone::Ok : GlyphTone::Warn);
    parts.warningWords->toned(isWell ? TextTone::Secondary : TextTone::Warn);
    parts.warning->setVisible(isPaused && !m_progress.pauseReason.isEmpty());
    parts.token->setVisible(isPaused && m_progress.isTokenRefused);
    // A bar counts in int.
    const auto counted = [](qsizetype n) {
        return static_cast<int>(std::min<qsizetype>(n, std::numeric_limits<int>::max()));
    };
    parts.bar->setRange(0, std::max(1, counted(m_progress.total)));
    parts.bar->setValue(counted(m_progress.ended()));
    name(parts.pause,
         !isPaused            ? tr("Pause")
         : m_progress.isTrial ? tr("Go on")
                              : tr("Resume"),
         isPaused ? QStringLiteral("play") : QStringLiteral("pause"));
    name(parts.stop, isInterrupted ? tr("Leave") : tr("Stop"),
         isInterrupted ? QStringLiteral("x") : QStringLiteral("stop"));
    parts.stop->setToolTip(isInterrupted ? tr("Ends this run as it is: what was not sent stays as it was") : QString());
    parts.undoDone->setVisible(isInterrupted);
    parts.undoDone->setEnabled(m_canUndo && m_progress.outcomes.of(OutcomeKind::Done) > 0);
    const bool isStopping = m_progress.phase == RunProgress::Phase::Stopping;
    parts.pause->setEnabled(!isStopping);
    parts.stop->setEnabled(!isStopping);
}

void RunPanel::refreshResult()
{
    const Parts &parts = *m_parts;
    const OutcomeCounts &outcomes = m_progress.outcomes;
    const bool hasFailed = outcomes.of(OutcomeKind::Failed) > 0;
    const bool needsLook = toLookAt(m_progress) > 0 || outcomes.of(OutcomeKind::NotSent) > 0;
    if (hasFailed)
        parts.glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Danger);
    else if (needsLook)
        parts.glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Warn);
    else
        parts.glyph->setGlyph(QStringLiteral("ok"), GlyphTone::Ok);
    parts.resultTitle->setText(resultTitle(m_progress));
    parts.resultFacts->setFacts(resultFacts(m_progress), GlyphTone::Danger);
    parts.show->setEnabled(toLookAt(m_progress) > 0);
    parts.retry->setText(retryWords(m_progress));
    parts.retry->setEnabled(retryable(m_progress) > 0);
    parts.undo->setText(undoWords(m_progress));
    parts.undo->setEnabled(m_canUndo && outcomes.of(OutcomeKind::Done) > 0);
}

void RunPanel::describe()
{
    const Parts &parts = *m_parts;
    const bool isOver = m_progress.isOver();
    QStringList said{isOver ? parts.resultTitle->text() : parts.title->text(),
                     isOver ? parts.resultFacts->text() : parts.facts->text()};
    if (!isOver && !parts.warning->isHidden())
        said << parts.warningWords->text();
    said.removeAll(QString());
    setAccessibleDescription(said.join(QStringLiteral(" \u00B7 ")));
}

void RunPanel::toggleFailures()
{
    showFailures(!m_list || m_list->isHidden());
}

void RunPanel::showFailures(bool shown)
{
    if (!m_list && !shown)
        return;
    if (!m_list) {
        m_list = new RunFailuresView(m_failures);
        m_parts->column->insertWidget(0, m_list);
    }
    m_list->setVisible(shown);
}

void RunPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_list || m_list->isHidden()) {
        QWidget::keyPressEvent(event);
        return;
    }
    // What has the focus in the list goes back to what opened it.
    const bool hadFocus = m_list->hasFocus();
    showFailures(false);
    if (hadFocus)
        (m_progress.isOver() ? m_parts->resultFacts : m_parts->facts)->link()->setFocus();
}

void RunPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), tonesOf(palette()).hairline);
}

} // namespace gatehouse
