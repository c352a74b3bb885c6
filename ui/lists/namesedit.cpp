// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/namesedit.h"

#include <QMimeData>
#include <QUrl>

namespace gatehouse {

NamesEdit::NamesEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
}

bool NamesEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void NamesEdit::insertFromMimeData(const QMimeData *source)
{
    const QString file = fileIn(source);
    if (!file.isEmpty())
        emit fileGiven(file);
    else if (source->hasText() && source->text().size() > kLargest)
        emit largeTextGiven(source->text());
    else
        QPlainTextEdit::insertFromMimeData(source);
}

QString fileIn(const QMimeData *source)
{
    for (const QUrl &url : source->urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace gatehouse
