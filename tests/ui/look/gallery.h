// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

/// One of everything that the look paints, in several states: what the tests compare and what eyes look at.
class Gallery final : public QWidget
{
    Q_OBJECT
public:
    explicit Gallery(QWidget *parent = nullptr);
};

} // namespace gatehouse
