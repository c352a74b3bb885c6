// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/windowbench.h"

#include <QRandomGenerator>

#include <array>

namespace gatehouse {

class ReviewDialog;

/// Somebody who uses the window without a rest: at random whatever can be done, by its buttons, keys and rows.
class RestlessAdmin final
{
public:
    RestlessAdmin(WindowBench &bench, const QUuid &connection, QRandomGenerator &random);

    /// Does one thing, or lets it be when it cannot be done now.
    void act();
    /// Ends what is waiting for a word, and begins nothing; call it again and again.
    void windDown();
    quint64 acts() const { return m_acts; }

private:
    /// How often, beside the others.
    struct Habit
    {
        int share;
        bool (RestlessAdmin::*act)();
    };
    static const std::array<Habit, 15> kHabits;

    bool answer(QDialog &dialog);
    bool answerReview(ReviewDialog &review);
    bool refresh() { return press("Refresh"); }
    bool search();
    bool chooseChip();
    bool sort();
    bool selectSome();
    bool selectEverybody();
    bool disable() { return press("Disable"); }
    bool enable() { return press("Enable"); }
    bool remove() { return press("Delete"); }
    bool toggle();
    bool undo();
    bool pauseOrGoOn();
    bool stop() { return pressInPanel("Stop"); }
    bool askTheHistory();
    bool changeConnection();

    QDialog *openDialog() const;
    bool press(const char *name);
    bool pressInPanel(const char *name);
    bool pressButton(QAbstractButton *button);
    std::optional<QByteArray> somebody() const;
    bool isLoaded() const;

    WindowBench &m_bench;
    QUuid m_connection;
    QRandomGenerator &m_random;
    quint64 m_acts = 0;
    int m_patience = 0; ///< how often the open dialog was looked at
};

} // namespace gatehouse
