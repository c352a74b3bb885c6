// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "journal/receipt.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace gatehouse {

class ReceiptFile;

/// Writes the receipt of one set into a file, mode 0600: the rows come from the journal a page at a time, and are
/// turned into text and written on a worker, so that neither memory nor the window feels how many they are.
///
/// One object, one receipt. Lives on the journal's thread; the journal must outlive it. The file is there whole or not
/// at all. Destroying it gives up without a signal and leaves nothing behind.
class ReceiptWriter final : public QObject
{
    Q_OBJECT
public:
    explicit ReceiptWriter(Journal &journal, QObject *parent = nullptr);
    ~ReceiptWriter() override;

    struct Order
    {
        QUuid set;
        ReceiptFormat format = ReceiptFormat::Json;
        SetRowFilter rows; ///< an empty one: all of them, also what was left alone
        ByteOrderMark mark = ByteOrderMark::Written;
    };
    /// Into this file, in place of the one that is there. Once only, as writeInto().
    void write(const Order &order, const QString &file);
    /// Into a file of this folder, which must be there, under a name of its own; no other file is touched.
    void writeInto(const Order &order, const QString &folder);

    /// How many rows at once. Smaller is for tests.
    void setPageSize(int rows) { m_pageSize = rows; }

signals:
    /// So many of the rows were read; often, for a panel.
    void progressed(qint64 rows, qint64 total);
    /// Once, through the event loop: the file that is there now; or nothing, and why in one sentence.
    void finished(const QString &file, const QString &problem);

private:
    enum class Naming { AsGiven, OfItsOwn };
    void start(const Order &order, const QString &place, Naming naming);
    void findSet();
    void readPage(qint64 first);
    void takePage(SetRowPage page);
    /// `work` on the file, on a worker; its answer, a problem or nothing, comes to stepEnded().
    template<typename Work>
    void onWorker(Work work);
    void stepEnded();
    void end(const QString &problem);

    Journal &m_journal;
    Order m_order;
    QString m_place;
    Naming m_naming = Naming::AsGiven;
    int m_pageSize = 10'000;
    std::shared_ptr<ReceiptFile> m_file; ///< touched by one worker at a time, and by nobody else meanwhile
    QFutureWatcher<QString> m_step;
    qint64 m_read = 0;   ///< rows handed to the file
    qint64 m_total = -1; ///< as the first page said
    bool m_isLast = false;
    bool m_isDone = false;
};

} // namespace gatehouse
