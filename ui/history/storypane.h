// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace gatehouse {

class TextLabel;

/// What happened to one user on one server, newest first, as far as the journal knows: a narrow column beside the
/// table. Follows the journal; the journal must outlive its answers.
class StoryPane final : public QWidget
{
    Q_OBJECT
public:
    explicit StoryPane(QWidget *parent = nullptr);

    /// Nothing is shown without a journal or with an empty name.
    void setUser(Journal *journal, const ConnectionKey &key, const QByteArray &name);
    QSize sizeHint() const override;

signals:
    /// The person wants to see the whole set.
    void setWanted(const QUuid &set);

private:
    void ask();
    void askStart(quint64 generation);
    void take(const QList<StoryPart> &parts);
    void clearParts();
    QWidget *makePart(const StoryPart &part);

    QPointer<Journal> m_journal;
    ConnectionKey m_connection;
    QByteArray m_name;
    quint64 m_generation = 0;
    TextLabel *m_user;
    TextLabel *m_note;
    QVBoxLayout *m_parts;
};

} // namespace gatehouse
