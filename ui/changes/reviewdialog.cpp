// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/reviewdialog.h"

#include "changes/freedbyworker.h"
#include "ui/changes/plandelegate.h"
#include "ui/changes/planmodel.h"
#include "ui/look/flowlayout.h"
#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QStyleOption>
#include <QTableView>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace gatehouse {
namespace {

constexpr int reviewMargin = 24;
constexpr int triedFirst = 3;

bool isUneasy(Verdict verdict)
{
    return verdict == Verdict::ChangedBySomebodyElse || verdict == Verdict::NotFound ||
           verdict == Verdict::NotAddressable || verdict == Verdict::Future || verdict == Verdict::Ambiguous;
}

/// The digits of what was typed, whatever their script; nothing if there is anything but digits and the usual
/// separators.
QString digitsOf(const QString &typed)
{
    const QString trimmed = typed.trimmed();
    QString digits;
    for (const QChar character : trimmed) {
        if (character.digitValue() >= 0)
            digits.append(QLatin1Char(static_cast<char>('0' + character.digitValue())));
        else if (!character.isSpace() && !QLocale().groupSeparator().contains(character))
            return {};
    }
    return digits;
}

/// A header whose first words stand where the dialog's other words start, and not where the window's do.
class IndentedHeader final : public QHeaderView
{
public:
    explicit IndentedHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override
    {
        QStyleOptionHeader ground;
        initStyleOption(&ground);
        ground.rect = rect;
        style()->drawControl(QStyle::CE_HeaderEmptyArea, &ground, painter, this);
        const QRect shifted = logicalIndex == 0 ? rect.adjusted(indent, 0, 0, 0) : rect;
        QHeaderView::paintSection(painter, QStyle::visualRect(layoutDirection(), rect, shifted), logicalIndex);
    }

private:
    static constexpr int indent = 8;
};

} // namespace

TypedNumber typedNumberFor(EnvironmentLook environment, const OutlinedPlan &plan)
{
    const bool isLargeDelete = plan.plan().frame.act == Act::Delete && plan.outline().count(Verdict::WillChange) > 1;
    return environment == EnvironmentLook::Production || isLargeDelete ? TypedNumber::Asked : TypedNumber::NotAsked;
}

ReviewDialog::ReviewDialog(const OutlinedPlan &plan, const ReviewFacts &facts, QWidget *parent)
    : WriteDialog(tr("Review changes"), facts.target, parent),
      m_given(plan),
      m_plan(plan),
      m_givenNumber(facts.typedNumber),
      m_typedNumber(facts.typedNumber),
      m_refusal(facts.refusal)
{
    buildHead();
    buildTable(facts.date);
    buildFields();
    buildFooter();
    refresh();
    resizeWithin({880, plan.size() > 4 ? 656 : 456});
    m_reason->setFocus();
}

void ReviewDialog::buildHead()
{
    m_sentence = (new TextLabel(QString(), this))->toned(TextTone::Secondary)->wrapped();
    m_sentence->setObjectName(QStringLiteral("reviewSentence"));
    head()->addWidget(m_sentence);
    m_warning = new QWidget(this);
    auto *row = new QHBoxLayout(m_warning);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *glyph = new GlyphView(16, m_warning);
    glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Warn);
    m_warningWords = (new TextLabel(QString(), m_warning))->toned(TextTone::Warn)->wrapped();
    m_warningWords->setObjectName(QStringLiteral("reviewWarning"));
    row->addWidget(glyph, 0, Qt::AlignTop);
    row->addWidget(m_warningWords, 1);
    head()->addWidget(m_warning);
    head()->addSpacing(4);

    m_chipGroup = new QButtonGroup(this);
    m_chipGroup->setExclusive(true);
    auto *chips = new FlowLayout(6);
    for (int each = 0; each < static_cast<int>(Verdict::Count); ++each) {
        const auto verdict = static_cast<Verdict>(each);
        auto *chip = new Chip(pileName(verdict, plan().frame.act, plan().absence), this);
        chip->setCheckable(true);
        chip->setGlyph(pileGlyph(verdict), isUneasy(verdict) ? GlyphTone::Warn : GlyphTone::Secondary);
        m_chipGroup->addButton(chip, each);
        m_chips.emplace(verdict, chip);
        chips->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, verdict] { showPile(verdict); });
    }
    head()->addLayout(chips);
}

void ReviewDialog::buildTable(const DateWords &date)
{
    m_model = new PlanModel(date, this);
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Changes"));
    m_table->setHorizontalHeader(new IndentedHeader(m_table));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PlanDelegate(reviewMargin, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    // Fixed, or 100,000 rows are measured one by one.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->setMinimumHeight(72);
    body()->addWidget(new Hairline(Qt::Horizontal, this));
    body()->addWidget(m_table, 1);
    body()->addWidget(new Hairline(Qt::Horizontal, this));
}

void ReviewDialog::buildFields()
{
    auto *fields = new QGridLayout;
    fields->setContentsMargins(reviewMargin, 16, reviewMargin, 16);
    fields->setHorizontalSpacing(16);
    fields->setVerticalSpacing(12);
    fields->setColumnStretch(2, 1);
    m_reason = new QLineEdit(this);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(target().isReasonRequired ? tr("This connection requires a reason: a ticket, or why")
                                                           : tr("Kept with the change: a ticket, or why"));
    m_reason->setAccessibleDescription(m_reason->placeholderText());
    auto *reasonLabel = new TextLabel(tr("Reason"), this);
    reasonLabel->setBuddy(m_reason);
    fields->addWidget(reasonLabel, 0, 0);
    fields->addWidget(m_reason, 0, 1, 1, 2);

    // Before the number, which depends on it.
    m_overrule = new QCheckBox(this);
    m_overrule->setAccessibleName(tr("Replace theirs"));
    fields->addWidget(m_overrule, 1, 1, 1, 2);
    connect(m_overrule, &QCheckBox::toggled, this, [this] { setPlan(m_given); });

    m_numberLabel = new TextLabel(QString(), this);
    m_number = new QLineEdit(this);
    m_number->setAccessibleName(tr("Type the number to confirm"));
    m_number->setFixedWidth(std::max(96, fontMetrics().horizontalAdvance(QLatin1Char('0')) * 10));
    m_numberLabel->setBuddy(m_number);
    m_numberWhy = (new TextLabel(QString(), this))->toned(TextTone::Secondary)->wrapped();
    fields->addWidget(m_numberLabel, 2, 0);
    fields->addWidget(m_number, 2, 1);
    fields->addWidget(m_numberWhy, 2, 2);
    // On a low screen the table gives way, never the fields.
    for (QLineEdit *edit : {m_reason, m_number})
        edit->setMinimumHeight(edit->sizeHint().height());
    body()->addLayout(fields);
    m_reason->installEventFilter(this);
    m_number->installEventFilter(this);
    connect(m_reason, &QLineEdit::textChanged, this, &ReviewDialog::refreshButton);
    connect(m_number, &QLineEdit::textChanged, this, &ReviewDialog::refreshButton);
}

void ReviewDialog::buildFooter()
{
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    m_run = makeButton(QString(), ButtonRank::Primary, this);
    m_run->setObjectName(QStringLiteral("runButton"));
    m_tryFirst = new QCheckBox(tr("Try 3 first"), this);
    m_tryFirst->setAccessibleName(m_tryFirst->text());
    m_tryFirst->setToolTip(tr("Three of them are changed and looked at; the others wait until you say “Go on”."));
    m_tryFirst->setAccessibleDescription(m_tryFirst->toolTip());
    footer()->insertWidget(0, m_tryFirst);
    footer()->addWidget(cancel);
    footer()->addWidget(m_run);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &ReviewDialog::run);
}

void ReviewDialog::setPlan(const OutlinedPlan &plan)
{
    setPlan(plan, m_givenNumber);
}

void ReviewDialog::setPlan(const OutlinedPlan &plan, TypedNumber typedNumber)
{
    if (m_isConfirmed)
        return;
    if (m_overrule->isChecked() && !haveSameConflicts(plan, m_given)) {
        const QSignalBlocker quiet(m_overrule); // the word was given for others
        m_overrule->setChecked(false);
    }
    m_given = plan;
    m_givenNumber = typedNumber;
    m_overruling = nullptr; // what is made at the moment is of another plan, or was not to be
    if (!m_overrule->isChecked())
        take(m_given);
    else if (m_given.isLarge())
        overruleByWorker();
    else
        take(overruled(m_given));
}

// Until it is made, the one before stays on the screen, which cannot be run.
void ReviewDialog::overruleByWorker()
{
    auto *worker = new QFutureWatcher<OutlinedPlan>(this);
    m_overruling = worker;
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker] {
        worker->deleteLater();
        if (worker != m_overruling)
            return;
        m_overruling = nullptr;
        take(worker->result());
    });
    worker->setFuture(QtConcurrent::run([plan = m_given] { return overruled(plan); }));
    refreshButton();
}

void ReviewDialog::take(const OutlinedPlan &plan)
{
    m_plan = plan;
    const bool isAsked =
        m_givenNumber == TypedNumber::Asked ||
        (m_overrule->isChecked() && typedNumberFor(target().environment, m_plan) == TypedNumber::Asked);
    m_typedNumber = isAsked ? TypedNumber::Asked : TypedNumber::NotAsked;
    if (m_plan.outline().count(Verdict::WillChange) != m_piles.willChange())
        m_number->clear();
    refresh();
}

void ReviewDialog::refresh()
{
    // To make a set of a hundred thousand takes many frames: it is made while the person reads.
    m_prepared = {};
    if (m_plan.isLarge())
        m_prepared = QtConcurrent::run(
            [plan = m_plan] { return freedByWorker(std::make_unique<const ChangeSet>(plan.plan().confirmed({}))); });
    m_piles = m_plan.outline().counts();
    const int count = m_piles.willChange();
    const Act act = plan().frame.act;
    setHeading(planTitle(m_plan));
    const QString note = creationNote(m_plan);
    m_sentence->setText(note.isEmpty() ? planSentence(act, m_piles, plan().absence)
                                       : planSentence(act, m_piles, plan().absence) + QLatin1Char(' ') + note);
    refreshWarning();
    refreshChips();

    refreshNumber(count);
    refreshChoices();
    m_reason->setEnabled(count > 0);
    m_run->setText(runWords(act, count));
    m_run->setAccessibleName(m_run->text());
    setRank(m_run, act == Act::Delete ? ButtonRank::Danger : ButtonRank::Primary);
    refreshButton();
}

// Why it must not run goes before what is to be thought of when it does.
void ReviewDialog::refreshWarning()
{
    const QString refusal = m_refusal && m_piles.willChange() > 0 ? m_refusal(m_plan) : QString();
    m_isRefused = !refusal.isEmpty();
    const QString warning = m_isRefused ? refusal : deleteWarning(m_plan);
    m_warningWords->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
}

// What is hidden says nothing either: assistive technology can read a hidden label.
void ReviewDialog::refreshNumber(int count)
{
    const bool isAsked = m_typedNumber == TypedNumber::Asked && count > 0;
    for (QWidget *each :
         {static_cast<QWidget *>(m_numberLabel), static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_numberWhy)})
        each->setVisible(isAsked);
    QString label;
    QString why;
    if (isAsked) {
        label = tr("Type %1 to confirm", "a number").arg(QLocale().toString(count));
        if (target().environment == EnvironmentLook::Production)
            why = tr("because %1 is a production server").arg(target().connectionName);
        else if (count > 1)
            why = tr("because so many are changed at once");
    }
    m_numberLabel->setText(label);
    m_numberWhy->setText(why);
    m_number->setAccessibleDescription(QString(label + QLatin1Char(' ') + why).trimmed());
}

void ReviewDialog::refreshChoices()
{
    const int conflicts = m_given.outline().count(Verdict::ChangedBySomebodyElse);
    m_overrule->setText(conflicts == 1 ? tr("Change the 1 that somebody else changed too: theirs is replaced by mine")
                                       : tr("Change the %Ln that somebody else changed too: theirs is replaced by mine",
                                            nullptr, conflicts));
    m_overrule->setVisible(conflicts > 0);
    m_tryFirst->setVisible(m_piles.willChange() > triedFirst);
}

void ReviewDialog::refreshChips()
{
    const Verdict shown = m_model->pile();
    Verdict wanted = m_piles.of(shown) > 0 ? shown : Verdict::Count;
    for (const auto &[verdict, chip] : m_chips) {
        const int count = m_piles.of(verdict);
        chip->setCount(count);
        chip->setVisible(count > 0);
        if (wanted == Verdict::Count && count > 0)
            wanted = verdict;
    }
    showPile(wanted == Verdict::Count ? Verdict::WillChange : wanted);
}

void ReviewDialog::showPile(Verdict verdict)
{
    m_chips.at(verdict)->setChecked(true);
    m_model->setPlan(m_plan, verdict);
}

bool ReviewDialog::isNumberTyped() const
{
    return m_typedNumber == TypedNumber::NotAsked ||
           digitsOf(m_number->text()) == QString::number(m_piles.willChange());
}

bool ReviewDialog::canRun() const
{
    const bool lacksReason = target().isReasonRequired && m_reason->text().trimmed().isEmpty();
    return !m_isConfirmed && !m_overruling && !m_isRefused && m_piles.willChange() > 0 && isNumberTyped() &&
           !lacksReason;
}

void ReviewDialog::refreshButton()
{
    m_run->setEnabled(canRun());
}

void ReviewDialog::run()
{
    if (!canRun())
        return;
    m_isConfirmed = true;
    if (!m_plan.isLarge())
        confirm(plan().confirmed({}));
    else if (m_prepared.isFinished())
        confirm(*m_prepared.result());
    else
        runWhenPrepared();
}

// The word is given: nothing can be put otherwise any more, though it can be taken back.
void ReviewDialog::runWhenPrepared()
{
    for (QWidget *each : std::initializer_list<QWidget *>{m_reason, m_number, m_overrule, m_tryFirst})
        each->setEnabled(false);
    refreshButton();
    auto *worker = new QFutureWatcher<std::shared_ptr<const ChangeSet>>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker] { confirm(*worker->result()); });
    connect(this, &QDialog::rejected, worker, [worker] { worker->disconnect(); });
    worker->setFuture(m_prepared);
}

void ReviewDialog::confirm(ChangeSet set)
{
    set.reason = m_reason->text().trimmed();
    const bool isTried = m_tryFirst->isChecked() && m_piles.willChange() > triedFirst;
    emit confirmed(set, isTried ? triedFirst : 0);
    accept();
}

// Enter goes on to the next field and in the end to the button, which Enter does not press: a set runs by a click or by
// Space on its button, never by a key that was meant for a text.
bool ReviewDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (watched == m_reason && m_number->isVisible())
                m_number->setFocus(Qt::TabFocusReason);
            else if (m_run->isEnabled())
                m_run->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return WriteDialog::eventFilter(watched, event);
}

} // namespace gatehouse
