// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/receiptwriter.h"

#include <QList>

namespace gatehouse {

/// Saves a JSON receipt of each set that it is told of into a folder, one after the other, and says once when that
/// does not work. Lives on the journal's thread; the journal must outlive it.
class AutoReceipts final : public QObject
{
    Q_OBJECT
public:
    explicit AutoReceipts(Journal &journal, QObject *parent = nullptr);

    /// Empty: none are saved, those that wait neither. Another folder than before may fail aloud once more.
    void setFolder(const QString &folder);
    QString folder() const { return m_folder; }
    /// None is being written.
    bool isIdle() const { return m_writer == nullptr; }

public slots:
    /// The set has ended, and was confirmed as far as it will be.
    void save(const QUuid &set);

signals:
    void saved(const QString &file);
    /// One sentence; the first failure only.
    void failed(const QString &problem);
    /// The last that waited has been written, or not.
    void idle();

private:
    void next();
    void take(const QString &file, const QString &problem);

    Journal &m_journal;
    QString m_folder;
    QList<QUuid> m_waiting;
    ReceiptWriter *m_writer = nullptr; ///< at work
    bool m_hasFailed = false;
};

} // namespace gatehouse
