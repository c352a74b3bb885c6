// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outlinedplan.h"
#include "ui/changes/planwords.h"
#include "ui/look/writedialog.h"

#include <QFuture>

#include <map>
#include <memory>

class QButtonGroup;
class QCheckBox;
class QFutureWatcherBase;
class QLineEdit;
class QPushButton;
class QTableView;

namespace gatehouse {

class Chip;
class PlanModel;
class TextLabel;

/// Whether the number must be typed before the button can be pressed.
enum class TypedNumber { NotAsked, Asked };
/// The rule of the house: on a production server, and for every delete of more than one.
TypedNumber typedNumberFor(EnvironmentLook environment, const OutlinedPlan &plan);

/// What a review needs to know beside the plan.
struct ReviewFacts
{
    WriteTarget target;
    TypedNumber typedNumber = TypedNumber::Asked;
    DateWords date = dateWords;
    /// Why the plan must not run, one sentence; empty when it may. Asked of each plan that is shown.
    std::function<QString(const OutlinedPlan &)> refusal{};
};

/// Shows a plan before it runs: what will change, what will not and why, row by row. It confirms the very value that it
/// shows, once. What somebody else changed is skipped unless a person ticks that theirs is to be replaced; a compare
/// that finds more of it takes that word back.
///
/// Nothing walks a large plan on the window's thread: what takes a walk is made by a worker, and while it is, the plan
/// cannot be confirmed, or is confirmed a moment after the button was pressed.
///
/// For open(), never exec(). After confirmed() it closes as accepted; Esc and Cancel close it and nothing runs, though
/// the button was pressed before.
class ReviewDialog final : public WriteDialog
{
    Q_OBJECT
public:
    ReviewDialog(const OutlinedPlan &plan, const ReviewFacts &facts, QWidget *parent = nullptr);

    /// As it is confirmed: with what somebody else changed, if the person says so.
    const Plan &plan() const { return m_plan; }
    /// A fresh compare arrived. The reason stays; a typed number is cleared when the number that will change is another
    /// one. Nothing happens once the button was pressed.
    void setPlan(const OutlinedPlan &plan);
    void setPlan(const OutlinedPlan &plan, TypedNumber typedNumber);

signals:
    /// plan().confirmed() with the reason that was typed. `tryFirst`: so many are to run first; 0: all at once.
    void confirmed(const gatehouse::ChangeSet &set, qsizetype tryFirst);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead();
    void buildTable(const DateWords &date);
    void buildFields();
    void buildFooter();
    void overruleByWorker();
    void take(const OutlinedPlan &plan);
    void refresh();
    void refreshWarning();
    void refreshNumber(int count);
    void refreshChips();
    void refreshButton();
    void refreshChoices();
    void showPile(Verdict verdict);
    bool isNumberTyped() const;
    bool canRun() const;
    void run();
    void runWhenPrepared();
    void confirm(ChangeSet set);

    OutlinedPlan m_given; ///< the plan before anything was overruled
    OutlinedPlan m_plan;
    /// Makes of a large m_given what m_plan is to be; null when m_plan is that already.
    QFutureWatcherBase *m_overruling = nullptr;
    /// Of a large m_plan, still without a reason.
    QFuture<std::shared_ptr<const ChangeSet>> m_prepared;
    PileCounts m_piles;
    TypedNumber m_givenNumber; ///< before anything was overruled
    TypedNumber m_typedNumber;
    std::function<QString(const OutlinedPlan &)> m_refusal;
    bool m_isRefused = false;
    bool m_isConfirmed = false;
    std::map<Verdict, Chip *> m_chips;
    QButtonGroup *m_chipGroup = nullptr;
    TextLabel *m_sentence = nullptr;
    QWidget *m_warning = nullptr;
    TextLabel *m_warningWords = nullptr;
    PlanModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QLineEdit *m_reason = nullptr;
    TextLabel *m_numberLabel = nullptr;
    QLineEdit *m_number = nullptr;
    TextLabel *m_numberWhy = nullptr;
    QCheckBox *m_overrule = nullptr;
    QCheckBox *m_tryFirst = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace gatehouse
