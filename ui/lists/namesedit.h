// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace gatehouse {

/// The field that names are pasted into. A file that is pasted or dropped is told instead of its address being written
/// down, and so is a text too large to be edited.
class NamesEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    /// A text of more characters is not shown: laying it out takes longer than a frame.
    static constexpr qsizetype kLargest = 200'000;

    explicit NamesEdit(QWidget *parent = nullptr);

signals:
    void fileGiven(const QString &path);
    void largeTextGiven(const QString &text);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
};

/// The first local file that was pasted or dropped; empty if there is none.
QString fileIn(const QMimeData *source);

} // namespace gatehouse
