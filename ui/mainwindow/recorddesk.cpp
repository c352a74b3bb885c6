// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/recorddesk.h"

#include "journal/autoreceipts.h"
#include "journal/receiptname.h"
#include "journal/receiptwriter.h"
#include "ui/history/historydialog.h"
#include "ui/history/setpane.h"
#include "ui/profiles/recorddialog.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace gatehouse {

RecordDesk::RecordDesk(Workspace &workspace, QWidget *window)
    : QObject(window), m_workspace(workspace), m_window(window), m_systemName(workspace.orderedBy())
{
    takeSettings(workspace.store().recordSettings());
}

void RecordDesk::takeSettings(const RecordSettings &settings)
{
    m_settings = settings;
    m_workspace.setOrderedBy(settings.name.isEmpty() ? m_systemName : settings.name);
    for (AutoReceipts *receipts : std::as_const(m_receipts))
        receipts->setFolder(settings.receiptFolder);
}

void RecordDesk::openSettings()
{
    auto *dialog = new RecordDialog(m_settings, m_systemName, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecordDialog::saved, this, [this](const RecordSettings &settings) {
        takeSettings(settings);
        if (const auto kept = m_workspace.store().setRecordSettings(settings); !kept)
            emit said(kept.error(), false);
    });
    dialog->open();
}

void RecordDesk::follow(Session &session)
{
    AutoReceipts *&receipts = m_receipts[&session.journal()];
    if (!receipts) {
        receipts = new AutoReceipts(session.journal(), this);
        receipts->setFolder(m_settings.receiptFolder);
        connect(receipts, &AutoReceipts::failed, this, [this](const QString &problem) { emit said(problem, false); });
        connect(receipts, &AutoReceipts::idle, this, &RecordDesk::idle);
    }
    connect(&session, &Session::confirmed, receipts, &AutoReceipts::save);
}

bool RecordDesk::isBusy() const
{
    return m_writing > 0 || std::any_of(m_receipts.cbegin(), m_receipts.cend(),
                                        [](const AutoReceipts *receipts) { return !receipts->isIdle(); });
}

void RecordDesk::openHistory()
{
    openHistoryAt({}, &m_workspace.journal());
}

void RecordDesk::openHistoryAt(const QUuid &set, Journal *journal)
{
    if (m_history && m_historyJournal != journal)
        delete m_history;
    if (!m_history) {
        m_historyJournal = journal;
        m_history = new HistoryDialog(
            *journal, [this] { return m_workspace.orderedBy(); }, computerNow, m_window);
        m_history->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_history, &HistoryDialog::undoRequested, this,
                [this, journal](const QUuid &id, const std::optional<QList<qint64>> &places) {
                    readEntry(id, journal,
                              [this, places](const JournalEntry &entry) { emit undoWanted(entry, places); });
                });
        connect(m_history, &HistoryDialog::runAgainRequested, this, [this, journal](const QUuid &id) {
            readEntry(id, journal, [this](const JournalEntry &entry) { emit runAgainWanted(entry); });
        });
        connect(m_history, &HistoryDialog::exportRequested, this,
                [this, journal](const QUuid &id, const SetRowFilter &filter, int format) {
                    exportRows(id, filter,
                               format == static_cast<int>(HistoryExport::Json) ? ReceiptFormat::Json
                                                                               : ReceiptFormat::Csv,
                               journal);
                });
    }
    update();
    if (!set.isNull())
        m_history->showSet(set);
    m_history->show(); // not modal: the table stays usable beside it
    m_history->raise();
    m_history->activateWindow();
}

void RecordDesk::update()
{
    if (m_history)
        m_history->setConnection(m_workspace.session() ? std::optional(m_workspace.session()->key()) : std::nullopt);
}

void RecordDesk::readEntry(const QUuid &set, Journal *journal, const std::function<void(const JournalEntry &)> &then)
{
    const QPointer<RecordDesk> self(this);
    journal->entry(set, [self, then](const tl::expected<std::optional<JournalEntry>, QString> &entry) {
        if (!self)
            return;
        if (!entry)
            emit self->said(entry.error(), false);
        else if (*entry)
            then(**entry);
    });
}

void RecordDesk::saveReceipt(const QUuid &set, Journal *journal)
{
    exportRows(set, {}, ReceiptFormat::Csv, journal);
}

void RecordDesk::exportRows(const QUuid &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal)
{
    const QPointer<RecordDesk> self(this);
    journal->summary(set, [=](const tl::expected<std::optional<SetSummary>, QString> &found) {
        if (!self)
            return;
        if (!found)
            emit self->said(found.error(), false);
        else if (*found)
            self->askForFile(**found, filter, format, journal);
    });
}

void RecordDesk::askForFile(const SetSummary &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal)
{
    const QString csv = tr("Table (*.csv)");
    const QString json = tr("JSON receipt (*.json)");
    auto *dialog = new QFileDialog(m_history && m_history->isVisible() ? static_cast<QWidget *>(m_history) : m_window,
                                   tr("Save receipt"), m_settings.receiptFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(format == ReceiptFormat::Json ? QStringList{json, csv} : QStringList{csv, json});
    dialog->setDefaultSuffix(format == ReceiptFormat::Json ? QStringLiteral("json") : QStringLiteral("csv"));
    dialog->selectFile(receiptFileName(set, format));
    connect(dialog, &QFileDialog::fileSelected, this, [=, this, id = set.id](const QString &file) {
        // The name decides: who types .json wants JSON.
        const bool isJson = QFileInfo(file).suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) == 0;
        write(id, filter, isJson ? ReceiptFormat::Json : ReceiptFormat::Csv, journal, file);
    });
    dialog->open();
}

void RecordDesk::write(const QUuid &set, const SetRowFilter &filter, ReceiptFormat format, Journal *journal,
                       const QString &file)
{
    auto *writer = new ReceiptWriter(*journal, this);
    connect(writer, &ReceiptWriter::finished, this, [this, writer](const QString &saved, const QString &problem) {
        writer->deleteLater();
        if (problem.isEmpty())
            emit said(tr("The receipt was saved as %1.").arg(saved), true);
        else
            emit said(problem, false);
        if (--m_writing == 0)
            emit idle();
    });
    ++m_writing;
    writer->write({set, format, filter, ByteOrderMark::Written}, file);
}

} // namespace gatehouse
