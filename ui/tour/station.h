// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace gatehouse {

/// One thing that is done, or waited for, on the way to a station; a value.
///
/// `tried` is asked again and again until it says true: a click says so once it has clicked, which takes a button that
/// can be seen and pressed; a wait once what it waits for is there. It must not block.
struct Step
{
    QString what; ///< "click Connect", for whoever reads where the tour got stuck
    std::function<bool()> tried;
};

/// A place where a picture is taken, when its last step is done and the window has come to rest; a value.
struct Station
{
    QString name; ///< "switched-off", part of the picture's file name
    QList<Step> steps;
};

} // namespace gatehouse
