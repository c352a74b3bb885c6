// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tokenfield.h"

#include "ui/look/fieldbutton.h"
#include "ui/look/widgets.h"

#include <QEvent>

namespace gatehouse {

TokenField::TokenField(QWidget *parent) : QLineEdit(parent), m_eye(new FieldButton(QStringLiteral("eye"), this))
{
    m_eye->setCheckable(true);
    m_eye->setFocusPolicy(Qt::TabFocus);
    setRevealed(false);
    connect(m_eye, &QToolButton::toggled, this, &TokenField::setRevealed);
    arrange();
}

bool TokenField::isRevealed() const
{
    return echoMode() == QLineEdit::Normal;
}

void TokenField::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_eye->setChecked(revealed);
    nameEye();
}

void TokenField::nameEye()
{
    const QString name = isRevealed() ? tr("Hide the token") : tr("Show the token");
    m_eye->setAccessibleName(name);
    m_eye->setToolTip(name);
}

void TokenField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void TokenField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::StyleChange)
        arrange();
    if (event->type() == QEvent::LanguageChange)
        nameEye();
}

void TokenField::arrange()
{
    const int trailing = FieldButton::side;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    setTextMargins(mirrored ? trailing : 0, 0, mirrored ? 0 : trailing, 0);
    placeAtEnd(this, m_eye);
}

} // namespace gatehouse
