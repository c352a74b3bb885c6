// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/listdesk.h"

#include "lists/exportwriter.h"
#include "ui/changes/planwords.h" // dateWords
#include "ui/lists/namesedit.h"
#include "ui/lists/pastelistdialog.h"
#include "ui/lists/userexportdialog.h"
#include "ui/mainwindow/windowmemory.h"
#include "ui/profiles/profilewords.h" // lookOf

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

#include <utility>

namespace gatehouse {

namespace {

constexpr qsizetype kMostOffered = 50; // users that are shown to choose from
constexpr QLatin1StringView kExportKey("export");

/// A connection's name as a piece of a file's.
QString fileWord(const QString &name)
{
    QString word;
    for (const QChar each : name)
        word += each.isLetterOrNumber() ? each.toLower() : QLatin1Char('-');
    return word.left(40);
}

QString timeWords(Instant instant)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant)), QLocale::ShortFormat);
}

} // namespace

ListDesk::ListDesk(WindowMemory &memory, QWidget *window) : QObject(window), m_memory(memory), m_window(window)
{
    connect(&m_list, &PastedList::changed, this, &ListDesk::takeCheck);
    connect(&m_list, &PastedList::reportSaved, this, [this](const QString &file, const QString &problem) {
        if (--m_writing == 0)
            emit idle();
        if (problem.isEmpty())
            emit said({QStringLiteral("ok"), {}, tr("The report was saved as %1.").arg(displayName(file.toUtf8()))});
        else
            emit said({QStringLiteral("warn"), {}, problem});
    });
}

void ListDesk::setSession(Session *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->listing().disconnect(this);
    }
    for (QDialog *dialog : {static_cast<QDialog *>(m_dialog), static_cast<QDialog *>(m_export)}) {
        if (dialog)
            dialog->close();
    }
    m_session = session;
    m_isChecking = false;
    m_checkedAt.reset();
    m_list.leaveUsers();
    if (!session)
        return;
    connect(&session->listing(), &UserListing::replaced, this, &ListDesk::takeList);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_dialog)
            m_dialog->refreshButtons();
        if (!m_isChecking || m_session->isRefreshing() || (!m_session->error() && !m_session->doubt()))
            return;
        m_isChecking = false;
        emit said({QStringLiteral("warn"),
                   {},
                   m_session->doubt() ? tr("Nothing was checked: decide about the server's list first.")
                                      : tr("Nothing was checked. %1").arg(m_session->error()->sentence())});
    });
}

void ListDesk::paste()
{
    if (!m_session || m_dialog)
        return;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QString file = data ? fileIn(data) : QString();
    const QString clip = file.isEmpty() && data ? data->text() : QString();
    if (!file.isEmpty()) // it may have been edited since
        readFile(file);
    else if (!clip.trimmed().isEmpty() && clip != m_lastClip)
        setNewList([&clip](PastedList &list) { list.setNewText(clip); });
    m_lastClip = clip;
    open();
}

bool ListDesk::canDrop(const QMimeData *data)
{
    return !fileIn(data).isEmpty() || data->hasText();
}

bool ListDesk::drop(const QMimeData *data)
{
    if (!m_session || m_session->loadState() != Session::LoadState::Loaded || !canDrop(data))
        return false;
    if (const QString file = fileIn(data); !file.isEmpty())
        readFile(file);
    else
        setNewList([data](PastedList &list) { list.setNewText(data->text()); });
    open();
    return true;
}

void ListDesk::open()
{
    m_list.setUsers(m_session->listing().table());
    if (m_dialog)
        return;
    forgetCheck();
    const Profile &profile = m_session->profile();
    m_dialog = new PasteListDialog(m_list,
                                   {{profile.name, m_session->address().host(), lookOf(profile.effectiveEnvironment()),
                                     profile.reasonRequired, profile.colour},
                                    [session = m_session] { return session ? session->writingRefusal() : QString(); },
                                    dateWords,
                                    [session = m_session](const QString &typed, const UserChooser::Found &found) {
                                        if (session)
                                            session->findUsers(typed, kMostOffered, found);
                                    }},
                                   m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &PasteListDialog::planWanted, this, &ListDesk::plan);
    connect(m_dialog, &PasteListDialog::selectWanted, this, &ListDesk::selectRows);
    connect(m_dialog, &PasteListDialog::checkWanted, this, &ListDesk::check);
    connect(m_dialog, &PasteListDialog::reportWanted, this, &ListDesk::saveReport);
    connect(m_dialog, &PasteListDialog::fileWanted, this, &ListDesk::askForList);
    connect(m_dialog, &PasteListDialog::fileGiven, this, &ListDesk::readFile);
    connect(m_dialog, &PasteListDialog::notFoundCopied, this, [this](qsizetype names) {
        emit said(
            {QStringLiteral("copy"),
             {},
             names == 1 ? tr("1 name was copied.") : tr("%Ln names were copied.", nullptr, static_cast<int>(names))});
    });
    connect(m_dialog, &QDialog::finished, this, &ListDesk::dialogClosed);
    m_dialog->open();
}

void ListDesk::askForList()
{
    auto *dialog = new QFileDialog(m_dialog, tr("Open a list"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Lists (*.csv *.txt *.tsv *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ListDesk::readFile);
    dialog->open();
}

void ListDesk::readFile(const QString &path)
{
    setNewList([&path](PastedList &list) { list.setFile(path); });
}

// What was checked was another list.
void ListDesk::setNewList(const std::function<void(PastedList &)> &set)
{
    forgetCheck();
    set(m_list);
}

void ListDesk::forgetCheck()
{
    m_isChecking = false;
    m_checkedAt.reset();
    if (m_dialog)
        m_dialog->setChecked({});
}

void ListDesk::takeList()
{
    if (!m_dialog)
        return;
    // Persons that are joined to the list of before are no new list.
    if (m_isChecking && m_session->listTakenAt() != m_listBefore) {
        m_isChecking = false;
        m_checkedAt = m_session->listTakenAt();
    }
    m_list.setUsers(m_session->listing().table());
}

// With a list that is as fresh as what the lines were compared with.
void ListDesk::takeCheck()
{
    if (m_checkedAt && m_dialog && !m_list.isWorking())
        m_dialog->setChecked(timeWords(*m_checkedAt));
}

void ListDesk::check()
{
    m_isChecking = true;
    m_listBefore = m_session->listTakenAt();
    m_session->refresh();
}

void ListDesk::plan(bool usesDates)
{
    if (!m_session)
        return;
    const QPointer<ListDesk> self(this);
    m_session->planList(m_list.matches(), m_list.act(), usesDates ? m_list.dates() : ListedDates(),
                        [self, asked = m_session](const OutlinedPlan &plan) {
                            if (!self || !asked || asked != self->m_session)
                                return;
                            if (self->m_dialog)
                                self->m_dialog->accept();
                            emit self->planned(plan);
                        });
}

void ListDesk::selectRows()
{
    if (!m_session)
        return;
    const StatusTable &table = m_session->listing().table();
    std::vector<Row> rows;
    for (const NameMatch &match : m_list.matches()) {
        const auto row = match.isTicked && match.user ? table.find(*match.user) : std::nullopt;
        if (row)
            rows.push_back(*row);
    }
    m_dialog->accept();
    emit selectionWanted(rows);
}

void ListDesk::saveReport()
{
    if (!m_session || !m_checkedAt || m_list.isWorking())
        return;
    const CheckFrame frame{*m_checkedAt, m_session->profile().name, m_session->key().address};
    SaveQuestion question;
    question.title = tr("Save the report");
    question.fileName =
        tr("check-%1.csv", "a file's name; %1 is a connection").arg(fileWord(m_session->profile().name));
    question.filter = tr("Table (*.csv)");
    question.suffix = QStringLiteral("csv");
    m_prompt(m_dialog, question, [self = QPointer(this), frame](const QString &file) {
        if (!self || file.isEmpty())
            return;
        ++self->m_writing;
        self->m_list.saveReport(frame, file);
    });
}

// The rows are taken now: a list that comes while the question is open gives everybody another row.
void ListDesk::exportUsers()
{
    if (!m_session || m_export || m_session->listing().table().count() == 0)
        return;
    const UserListing &listing = m_session->listing();
    const StatusTable &table = listing.table();
    struct Taken
    {
        ExportSource source;
        std::vector<Row> visible;
        std::vector<Row> selected;
    };
    auto taken = std::make_shared<Taken>();
    taken->source = ExportSource::of(table, {});
    taken->visible = listing.visible().rows();
    taken->selected = rowsOf(listing.selection(), taken->visible);
    ExportOffer offer;
    offer.visible = ExportSize::of(table, taken->visible);
    offer.selected = ExportSize::of(table, taken->selected);
    offer.all = ExportSize::ofAll(table);
    offer.choice = ExportChoice::fromText(m_memory.value(kExportKey).toString());
    offer.baseName = tr("users-%1", "a file's name; %1 is a connection").arg(fileWord(m_session->profile().name));
    m_export = new UserExportDialog(offer, m_window, m_prompt);
    m_export->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export, &UserExportDialog::exportWanted, this,
            [this, taken, all = allRowsOf(table)](const ExportChoice &choice, const QString &file) {
                ExportSource wanted = std::move(taken->source); // it is wanted once
                switch (choice.part) {
                case ExportPart::Visible:
                    wanted.rows = std::move(taken->visible);
                    break;
                case ExportPart::Selected:
                    wanted.rows = std::move(taken->selected);
                    break;
                case ExportPart::All:
                    wanted.rows = all;
                    break;
                }
                writeExport(std::move(wanted), choice, file);
            });
    connect(m_export, &QDialog::finished, this, &ListDesk::dialogClosed);
    m_export->open();
}

void ListDesk::writeExport(ExportSource source, const ExportChoice &choice, const QString &file)
{
    m_memory.keep(kExportKey, choice.toText());
    auto *writer = new ExportWriter(this);
    connect(writer, &ExportWriter::finished, this, [this, writer](const ExportEnd &end) {
        writer->deleteLater();
        emit said(
            {end.kind == ExportEnd::Kind::Saved ? QStringLiteral("ok") : QStringLiteral("warn"), {}, end.words()});
        if (--m_writing == 0)
            emit idle();
    });
    ++m_writing;
    writer->write(std::move(source), choice.style, file);
}

} // namespace gatehouse
