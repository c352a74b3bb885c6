// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changes/outcome.h"
#include "runs/runprogress.h"

#include <QTimer>

#include <QUuid>
#include <QWidget>

#include <memory>
#include <optional>

class QPushButton;

namespace gatehouse {

class RunFailures;
class RunFailuresView;

/// The panel at the window's foot that shows how far a bulk is and what can be done about it, then what became of it
/// until it is closed. Hidden at first and after clear().
///
/// Knows no session: its owner tells it everything, as often as it likes, and does what the signals ask for; each
/// carries the set that was shown when its button was pressed. Lives on the window's thread; nothing in it waits. No
/// key stops a run but those that press the button.
class RunPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit RunPanel(QWidget *parent = nullptr);
    ~RunPanel() override;

    /// Shows how far a run is: a new set, a new phase and the end at once, all else five times a second at most.
    /// Another set than before drops the failures of that. A set that was closed stays away, also when more is told of
    /// it.
    void setProgress(const RunProgress &progress);
    /// A change of set() ended. Kept for the list when a person should read why: failed, not known, changed by somebody
    /// else; anything else is left alone.
    void addFailure(const QByteArray &name, const Outcome &outcome);
    /// Whether the set that is over can be taken back at all; false at first and for each new set.
    void setCanUndo(bool canUndo);
    /// Hides the panel; emits nothing.
    void clear();
    /// The set that is shown; null if there is none.
    QUuid set() const { return m_progress.set; }

signals:
    void pauseRequested(const QUuid &set);
    void resumeRequested(const QUuid &set);
    void stopRequested(const QUuid &set);
    /// Of a run that was cut off: its end as it is, and to take back what it did.
    void leaveRequested(const QUuid &set);
    void undoDoneRequested(const QUuid &set);
    /// "Enter new token…", in a run that pauses since the server refused the one it has.
    void tokenRequested(const QUuid &set);
    void retryRequested(const QUuid &set);
    void undoRequested(const QUuid &set);
    void receiptRequested(const QUuid &set);
    /// The rows that failed or need a look.
    void showRequested(const QUuid &set);
    /// A person closed the panel; it is hidden and set() is null.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Parts;
    QWidget *buildRunning();
    QWidget *buildResult();
    void connectButtons();
    void refresh();
    bool isWaitingForAWord() const;
    static void name(QPushButton *button, const QString &word, const QString &iconName);
    void refreshRunning();
    void refreshResult();
    void describe();
    void toggleFailures();
    void showFailures(bool shown);
    void closeByPerson();

    RunProgress m_progress;
    std::optional<RunProgress::Phase> m_shownPhase;
    bool m_isStale = false; ///< more was told than is shown
    bool m_canUndo = false;
    QUuid m_closed;  ///< the set that was closed last
    QTimer m_breath; ///< between two repaints
    RunFailures *m_failures;
    RunFailuresView *m_list = nullptr; ///< made when it is opened first
    std::unique_ptr<Parts> m_parts;
};

} // namespace gatehouse
