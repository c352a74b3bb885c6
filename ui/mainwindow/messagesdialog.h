// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDialog>
#include <QList>

namespace gatehouse {

/// What was said and when, newest first: for whoever missed a toast. A value list for as long as the program runs.
struct Message
{
    QDateTime at;
    QString text;
};

/// Shows the messages; for open(), never exec().
class MessagesDialog final : public QDialog
{
    Q_OBJECT
public:
    MessagesDialog(const QList<Message> &newestFirst, QWidget *parent);
};

} // namespace gatehouse
