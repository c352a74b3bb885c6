// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/killedprogram.h"

#include "tests/system/windowbench.h"
#include "ui/changes/reviewdialog.h"
#include "ui/mainwindow/program.h"

#include <QApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <poll.h>
#include <unistd.h>
#include <vector>

namespace gatehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kGlance = 1ms;

void say(const QString &line)
{
    std::fputs((line + QLatin1Char('\n')).toUtf8().constData(), stdout);
    std::fflush(stdout);
}

bool isStdinClosed()
{
    pollfd in{STDIN_FILENO, POLLIN, 0};
    return ::poll(&in, 1, 0) > 0;
}

/// Uses the program as a person does, one step after the other, each as soon as it can be done.
class Hand final : public QObject
{
public:
    /// Does what there is to do; true when the step is over. Called again and again until then.
    using Step = bool (Hand::*)();

    Hand(Program &program, std::vector<Step> steps) : m_program(program), m_steps(std::move(steps))
    {
        connect(&m_timer, &QTimer::timeout, this, &Hand::look);
        m_timer.start(kGlance);
    }

    bool selectEverybody()
    {
        auto *table = byName<UserView>(&m_program.window(), "Users");
        if (!isActive() || !isLoaded() || !table || table->model()->rowCount() == 0)
            return false;
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        return true;
    }
    bool disable() { return press(byName<QAbstractButton>(&m_program.window(), "Disable")); }
    bool confirm()
    {
        ReviewDialog *review = openReview();
        if (!review || session()->isRefreshing())
            return false;
        auto *number = byName<QLineEdit>(review, "Type the number to confirm");
        if (number && number->text().isEmpty())
            QTest::keyClicks(number, QString::number(review->plan().count(Verdict::WillChange)));
        auto *run = review->findChild<QAbstractButton *>(QStringLiteral("runButton"));
        if (!run || !run->isEnabled())
            return false;
        say(QStringLiteral("pressing"));
        click(run);
        return true;
    }
    bool tellThePanelForEver()
    {
        const QWidget *panel = this->panel();
        const QString words = panel ? panel->accessibleDescription() : QString();
        if (words != m_told)
            say(QStringLiteral("panel: ") + words);
        m_told = words;
        return false;
    }
    bool goOnAfterThePause()
    {
        tellThePanelForEver();
        return hasAllEnded() || (isStdinClosed() && press(resumeButton()));
    }
    bool resumeAtOnce() { return hasAllEnded() || (unfinished() && pressResume()); }
    bool resumeWhenKnown() { return hasAllEnded() || (unfinished() && unfinished()->inFlight == 0 && pressResume()); }
    bool waitForTheEnd() { return hasAllEnded(); }
    bool close()
    {
        m_program.window().close();
        return true;
    }

private:
    void look()
    {
        if (m_next < m_steps.size() && (this->*m_steps[m_next])())
            ++m_next;
    }
    Session *session() const { return m_program.workspace().session(); }
    bool isLoaded() const { return session() && session()->loadState() == Session::LoadState::Loaded; }
    std::optional<RunProgress> unfinished() const { return isLoaded() ? session()->unfinished() : std::nullopt; }
    /// Keys need a window that has the keyboard; offscreen nobody gives it.
    bool isActive()
    {
        if (!m_program.window().isActiveWindow())
            m_program.window().activateWindow();
        return m_program.window().isActiveWindow();
    }
    bool press(QAbstractButton *button)
    {
        if (!button || !button->isEnabled())
            return false;
        click(button);
        return true;
    }
    bool pressResume()
    {
        QAbstractButton *resume = resumeButton();
        if (!resume || !resume->isEnabled())
            return false;
        say(QStringLiteral("pressing"));
        click(resume);
        return true;
    }
    QWidget *panel() const { return byName<QWidget>(&m_program.window(), "Progress"); }
    QAbstractButton *resumeButton() const { return panel() ? byName<QAbstractButton>(panel(), "Resume") : nullptr; }
    ReviewDialog *openReview() const
    {
        for (ReviewDialog *review : m_program.window().findChildren<ReviewDialog *>()) {
            if (review->isVisible() && review->accessibleName() == QLatin1String("Review changes"))
                return review;
        }
        return nullptr;
    }
    /// Whether the list is there, every set in the journal has ended, and all was looked at once more. Asks the journal
    /// beside, so that it becomes true a little later.
    bool hasAllEnded()
    {
        if (!isLoaded())
            return false;
        if (!m_isAsking) {
            m_isAsking = true;
            session()->journal().sets({}, 0, 100, [this](const tl::expected<HistoryPage, QString> &page) {
                m_isAsking = false;
                m_haveSetsEnded = page && std::all_of(page->sets.cbegin(), page->sets.cend(),
                                                      [](const auto &set) { return set.state == SetState::Ended; });
            });
        }
        return m_haveSetsEnded && m_program.workspace().isSettled();
    }

    Program &m_program;
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
    QTimer m_timer;
    QString m_told;
    bool m_isAsking = false;
    bool m_haveSetsEnded = false;
};

std::vector<Hand::Step> stepsOf(const QByteArray &what)
{
    std::vector<Hand::Step> steps{&Hand::selectEverybody, &Hand::disable, &Hand::confirm};
    if (what == killedprogram::kDisable)
        steps.push_back(&Hand::tellThePanelForEver);
    else if (what == killedprogram::kDisableAndGoOn)
        steps.insert(steps.end(), {&Hand::goOnAfterThePause, &Hand::waitForTheEnd, &Hand::close});
    else if (what == killedprogram::kResumeAtOnce)
        steps = {&Hand::resumeAtOnce, &Hand::waitForTheEnd, &Hand::close};
    else if (what == killedprogram::kResumeWhenKnown)
        steps = {&Hand::resumeWhenKnown, &Hand::waitForTheEnd, &Hand::close};
    else
        qFatal("nobody knows how to %s", what.constData());
    return steps;
}

} // namespace

bool killedprogram::isMeant(int argc, char *argv[])
{
    return argc == 3 && qstrcmp(argv[1], "--program") == 0;
}

int killedprogram::run(int argc, char *argv[])
{
    const std::vector<Hand::Step> steps = stepsOf(argv[2]);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow any more is a full disk, and no reason to die
    QApplication application(argc, argv);
    Program program({.orderedBy = QStringLiteral("tester@bench")});
    program.show();
    const Hand hand(program, steps);
    return QApplication::exec();
}

} // namespace gatehouse
