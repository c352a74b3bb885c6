// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pastedlist.h"

#include "lists/checkfile.h"
#include "lists/namereader.h"

#include <QFileInfo>
#include <QSet>
#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace gatehouse {

/// What a worker is given.
struct PastedList::Job
{
    QString text;
    QString path; ///< to be opened; else the bytes are there, or it is a text
    QByteArray bytes;
    bool isFile = false;
    ReadChoices choices;
    std::shared_ptr<const ListReading> reading; ///< null: to be read
    std::shared_ptr<const TableSnapshot> users;
    std::shared_ptr<const NameMatcher> matcher; ///< null: to be made
    std::shared_ptr<const Matches> found;       ///< null: to be looked for
    ListAct act = ListAct::Disable;
    Corrections corrections;
};

/// And what it brings.
struct PastedList::Work
{
    std::shared_ptr<const ListReading> reading;
    QString problem;
    QByteArray bytes; ///< of a file that was opened
    QList<EncodingPreview> encodings;
    std::shared_ptr<const NameMatcher> matcher;
    std::shared_ptr<const Matches> found;
    qint64 withoutNearest = 0;
    Matches matches;
    std::vector<qsizetype> places;
};

namespace {

constexpr int kPreviewLines = 3;
/// A new status for a slip of the pen would block nobody: there it is worth a while.
constexpr qint64 kMostLookedNear = 20'000;

std::vector<qsizetype> placesOf(const NameList &names)
{
    std::vector<qsizetype> places;
    places.reserve(static_cast<std::size_t>(names.lines.size()));
    qsizetype next = 0;
    for (const ListLine &line : names.lines)
        places.push_back(line.pile == LinePile::Name ? next++ : -1);
    return places;
}

/// Lets go of it where nobody waits: a hundred thousand lines take longer than a frame.
template<typename Gone>
void letGo(Gone gone)
{
    QThreadPool::globalInstance()->start([kept = std::make_shared<Gone>(std::move(gone))]() mutable { kept.reset(); });
}

} // namespace

void PastedList::read(const Job &job, Work &work, const std::atomic_bool *stop)
{
    work.bytes = job.bytes;
    if (!job.path.isEmpty()) {
        auto bytes = readListFile(job.path);
        if (!bytes) {
            work.problem = bytes.error();
            work.reading = std::make_shared<const ListReading>();
            return;
        }
        work.bytes = std::move(*bytes);
    }
    auto read = job.isFile ? readNames(work.bytes, job.choices, {}, stop) : readNames(job.text, job.choices, {}, stop);
    if (!read)
        work.problem = read.error();
    work.reading = std::make_shared<const ListReading>(read ? std::move(*read) : ListReading());
    const auto &encoding = work.reading->encoding;
    if (encoding && (!encoding->isCertain || job.choices.encoding))
        work.encodings = previewEncodings(work.bytes, kPreviewLines);
}

void PastedList::work(const Job &job, Work &work, const std::atomic_bool &stop)
{
    work.reading = job.reading;
    work.bytes = job.bytes;
    if (!work.reading)
        read(job, work, &stop);
    if (stop)
        return; // nobody takes it
    work.matcher = job.matcher ? job.matcher : std::make_shared<const NameMatcher>(*job.users);
    work.found = job.found;
    if (!work.found && !stop) {
        const qint64 most = job.act == ListAct::BlockAhead ? kMostLookedNear : NameMatcher::kMostWithNearest;
        ListMatches found = work.matcher->match(work.reading->names, most, &stop);
        work.withoutNearest = found.withoutNearest;
        work.found = std::make_shared<const Matches>(std::move(found.matches));
    }
    if (work.found && !stop)
        work.matches = withCorrections(*work.found, job.act, job.corrections, *job.users);
    work.places = placesOf(work.reading->names);
}

PastedList::Matches PastedList::withCorrections(Matches matches, ListAct act, const Corrections &corrections,
                                                const TableSnapshot &users)
{
    setFirstTicks(matches, act);
    for (auto it = corrections.cbegin(); it != corrections.cend(); ++it) {
        if (it.key() >= matches.size() || !it->user)
            continue;
        const ListedUser user = listedUser(users, *it->user);
        if (user.status.state != StatusState::NoStatus || user.isPerson()) // else gone with the last list
            matches[it.key()] = chosen(std::move(matches[it.key()]), *it->user);
    }
    tickSameUsers(matches);
    QHash<QByteArray, bool> ticks; // of users
    for (auto it = corrections.cbegin(); it != corrections.cend(); ++it) {
        if (it.key() >= matches.size() || !it->isTicked)
            continue;
        NameMatch &match = matches[it.key()];
        if (match.user != it->tickedUser) // it was for somebody else
            continue;
        if (match.user)
            ticks.insert(*match.user, *it->isTicked);
        else if (isAbsent(match.verdict))
            match.isTicked = *it->isTicked;
    }
    for (NameMatch &match : matches) {
        if (match.user && !ticks.isEmpty())
            match.isTicked = ticks.value(*match.user, match.isTicked);
    }
    noteSameUsers(matches);
    return matches;
}

PastedList::PastedList(QObject *parent)
    : QObject(parent),
      m_users(std::make_shared<const TableSnapshot>(StatusTable().snapshot(StatusTable::Dates::Copied))),
      m_reading(std::make_shared<const ListReading>())
{
    connect(&m_worker, &QFutureWatcherBase::finished, this, &PastedList::take);
}

PastedList::~PastedList()
{
    if (m_stop)
        *m_stop = true;
}

void PastedList::beginAnew()
{
    ++m_number;
    m_choices = {};
    m_act = ListAct::Disable;
}

void PastedList::setNewText(const QString &text)
{
    if (text == m_text && m_path.isEmpty())
        return;
    beginAnew();
    setText(text);
}

void PastedList::setText(const QString &text)
{
    if (text == m_text && m_path.isEmpty())
        return;
    m_text = text;
    m_bytes.clear();
    m_path.clear();
    m_isToOpen = false;
    m_corrections.clear(); // other lines: what was said of them is of no use
    m_isReadAnew = true;
    start();
}

void PastedList::setFile(const QString &path)
{
    beginAnew();
    m_text.clear();
    m_bytes.clear();
    m_path = path;
    m_isToOpen = true;
    m_corrections.clear();
    m_isReadAnew = true;
    start();
}

QString PastedList::fileName() const
{
    return QFileInfo(m_path).fileName();
}

void PastedList::clear()
{
    setNewText({});
}

void PastedList::setChoices(const ReadChoices &choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    m_corrections.clear();
    m_isReadAnew = true;
    start();
}

void PastedList::setAct(ListAct act)
{
    if (act == m_act)
        return;
    m_act = act;
    m_corrections.removeIf([](Corrections::iterator correction) {
        correction->isTicked.reset(); // it was for the other act
        return !correction->user;
    });
    m_isLookedAnew = m_isLookedAnew || act == ListAct::BlockAhead;
    start();
}

void PastedList::setUsers(const StatusTable &table)
{
    m_users = std::make_shared<const TableSnapshot>(table.snapshot(StatusTable::Dates::Copied));
    m_isLookedAnew = true;
    start();
}

void PastedList::leaveUsers()
{
    m_users = std::make_shared<const TableSnapshot>(StatusTable().snapshot(StatusTable::Dates::Copied));
    m_corrections.clear();
    m_matcher.reset();
    letGo(std::exchange(m_found, {}));
    letGo(std::exchange(m_matches, {}));
    m_ticked = 0;
    m_isLookedAnew = true;
    if (m_stop)
        start(); // what it brings is of the connection before
    emit changed();
}

ListedDates PastedList::dates() const
{
    ListedDates dates;
    for (const ListLine &line : m_reading->names.lines) {
        if (line.pile == LinePile::Name && line.date)
            dates.insert(line.number, *line.date);
    }
    return dates;
}

std::shared_ptr<const Directory> PastedList::directory() const
{
    if (!m_users->persons)
        return {};
    return {m_users->persons, &m_users->persons->directory()};
}

void PastedList::start()
{
    if (m_stop)
        *m_stop = true; // it is started anew when that one ends
    else
        launch();
}

void PastedList::launch()
{
    const bool isAnew = m_isReadAnew || m_isLookedAnew;
    Job job{m_text,
            m_isToOpen ? m_path : QString(),
            m_bytes,
            !m_path.isEmpty(),
            m_choices,
            m_isReadAnew ? nullptr : m_reading,
            m_users,
            m_isLookedAnew ? nullptr : m_matcher,
            isAnew ? nullptr : m_found,
            m_act,
            m_corrections};
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_worker.setFuture(QtConcurrent::run([job = std::move(job), stop = m_stop] {
        auto done = std::make_shared<Work>();
        work(job, *done, *stop);
        return done;
    }));
}

void PastedList::take()
{
    const bool wasStopped = *std::exchange(m_stop, nullptr);
    if (wasStopped) {
        launch();
        return;
    }
    const std::shared_ptr<Work> done = m_worker.result();
    const bool isAnew = m_isReadAnew || m_isLookedAnew;
    if (m_isReadAnew) {
        m_problem = done->problem;
        m_encodings = done->encodings;
        m_isToOpen = m_isToOpen && !m_problem.isEmpty(); // it is tried again
        m_bytes = done->bytes;
    }
    if (isAnew)
        m_withoutNearest = done->withoutNearest;
    m_isReadAnew = m_isLookedAnew = false;
    std::swap(m_reading, done->reading);
    std::swap(m_matcher, done->matcher);
    std::swap(m_found, done->found);
    std::swap(m_matches, done->matches);
    std::swap(m_places, done->places);
    letGo(std::exchange(*done, {})); // the watcher keeps the rest for as long as it likes
    countTicked();
    if (isAnew)
        emit changed();
    else
        emit corrected();
}

void PastedList::countTicked()
{
    m_ticked = std::count_if(m_matches.cbegin(), m_matches.cend(),
                             [](const NameMatch &match) { return match.isTicked && match.sameUserAs == 0; });
}

void PastedList::saveReport(const CheckFrame &frame, const QString &file)
{
    auto *worker = new QFutureWatcher<QString>(this);
    connect(worker, &QFutureWatcherBase::finished, this, [this, worker, file] {
        worker->deleteLater();
        emit reportSaved(file, worker->result());
    });
    worker->setFuture(QtConcurrent::run([reading = m_reading, matches = m_matches, users = m_users, frame, file] {
        const UserLookup lookup = [&users](const QByteArray &name) { return listedUser(*users, name); };
        return writeCheckReport(CheckReport(reading->names, matches, lookup, users->persons, frame), file);
    }));
}

void PastedList::setTicked(const QList<qsizetype> &matches, bool isTicked)
{
    if (m_isReadAnew)
        return;
    QSet<QByteArray> users;
    for (const qsizetype place : matches) {
        NameMatch &match = m_matches[place];
        Correction &correction = m_corrections[place];
        correction.isTicked = isTicked;
        correction.tickedUser = match.user;
        if (match.user)
            users.insert(*match.user);
        else
            match.isTicked = isTicked;
    }
    // The last word counts, whichever line of a user it was said of.
    for (qsizetype place = 0; place < m_matches.size() && !users.isEmpty(); ++place) {
        NameMatch &match = m_matches[place];
        if (!match.user || !users.contains(*match.user))
            continue;
        match.isTicked = isTicked;
        if (const auto said = m_corrections.find(place); said != m_corrections.end() && said->isTicked)
            said->isTicked = isTicked;
    }
    countTicked();
    emit corrected();
}

void PastedList::choose(qsizetype match, const QByteArray &user)
{
    if (m_isReadAnew)
        return;
    m_corrections[match] = {user, true, user};
    start();
}

NameMatch PastedList::withNearest(qsizetype match) const
{
    const NameMatch &asked = m_matches.at(match);
    return asked.isNearestKnown || !m_matcher ? asked : m_matcher->withNearest(asked);
}

} // namespace gatehouse
