// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lists/checkreport.h"
#include "lists/listplanner.h"
#include "lists/listreading.h"
#include "lists/namematcher.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>

#include <memory>

namespace gatehouse {

/// A list that somebody sent, on its way to a plan: it is read, its names are looked for among the users of a
/// connection, and a person corrects what was found. Stays while connections are switched: its names are then looked
/// for anew, and what was chosen for the other connection is forgotten.
///
/// Lives on the window's thread; reading and looking are a worker's. Until isWorking() is over, reading() and matches()
/// are those of before. changed() comes through the event loop after whatever was asked for.
class PastedList final : public QObject
{
    Q_OBJECT
public:
    explicit PastedList(QObject *parent = nullptr);
    ~PastedList() override;

    /// Another list, out of the clipboard, say: nothing that was said of the one before holds for it.
    void setNewText(const QString &text);
    /// What is being typed: how it is to be read stays as it was said.
    void setText(const QString &text);
    /// A file, which a worker reads.
    void setFile(const QString &path);
    void clear();
    QString text() const { return m_text; }
    /// Empty unless it is a file.
    QString fileName() const;
    /// Counts the lists: another number, another list.
    quint64 number() const { return m_number; }
    /// Of a file whose encoding is not certain: its first lines in each that it may be.
    const QList<EncodingPreview> &encodings() const { return m_encodings; }
    bool isEmpty() const { return m_text.isEmpty() && m_path.isEmpty(); }

    void setChoices(const ReadChoices &choices);
    const ReadChoices &choices() const { return m_choices; }
    /// What is to be done with them: decides which lines are ticked at first.
    void setAct(ListAct act);
    ListAct act() const { return m_act; }

    /// Whose names are looked for; copied now. Corrections stay where they still can be.
    void setUsers(const StatusTable &table);
    /// The connection is left: nobody is known until setUsers(), and corrections are forgotten.
    void leaveUsers();

    bool isWorking() const { return m_stop != nullptr; }
    /// Why it could not be read, one sentence; empty if it could.
    QString problem() const { return m_problem; }
    const ListReading &reading() const { return *m_reading; }
    const QList<NameMatch> &matches() const { return m_matches; }
    /// The place among matches() of a line of reading(), by its place there; -1 for lines without one.
    qsizetype matchOf(qsizetype line) const
    {
        const auto place = static_cast<std::size_t>(line);
        return place < m_places.size() ? m_places[place] : -1;
    }
    /// Names that nobody has, and for which nobody has looked for the nearest ones: there are so many.
    qint64 withoutNearest() const { return m_withoutNearest; }
    /// How many users are ticked.
    qsizetype ticked() const { return m_ticked; }
    /// Whether the names were looked for among users.
    bool isMatched() const { return m_matcher != nullptr; }
    /// Since when the list says that its users are disabled.
    ListedDates dates() const;
    std::shared_ptr<const Directory> directory() const;
    /// How a user stands, as last seen by the list; without raw JSON.
    ListedUser listed(const QByteArray &name) const { return listedUser(*m_users, name); }

    // What a person says, by a place among matches(); of no effect while other lines are being read.
    /// A tick is a user's: all lines that mean the same one get it.
    void setTicked(const QList<qsizetype> &matches, bool isTicked);
    void setTicked(qsizetype match, bool isTicked) { setTicked(QList<qsizetype>{match}, isTicked); }
    /// Whom it means; the name must be a user's. Takes effect with corrected().
    void choose(qsizetype match, const QByteArray &user);
    /// The same match with its nearest names, where nobody has looked for them yet: a millisecond or two.
    NameMatch withNearest(qsizetype match) const;

    /// Writes what is known of every line into a file, on a worker; reportSaved() comes once.
    void saveReport(const CheckFrame &frame, const QString &file);

signals:
    /// A report is there; or it is not, and why in one sentence.
    void reportSaved(const QString &file, const QString &problem);
    /// Everything may be another.
    void changed();
    /// One or several matches were corrected.
    void corrected();

private:
    struct Correction
    {
        std::optional<QByteArray> user{}; ///< whom a person chose
        std::optional<bool> isTicked{};
        std::optional<QByteArray> tickedUser{}; ///< whom the line meant when it was ticked or unticked
    };
    using Corrections = QHash<qsizetype, Correction>; ///< by place among the matches
    using Matches = QList<NameMatch>;
    struct Job;
    struct Work;
    static void work(const Job &job, Work &work, const std::atomic_bool &stop);
    static Matches withCorrections(Matches matches, ListAct act, const Corrections &corrections,
                                   const TableSnapshot &users);
    void beginAnew();
    static void read(const Job &job, Work &work, const std::atomic_bool *stop);
    void start();
    void launch();
    void take();
    void countTicked();

    QString m_text;
    QByteArray m_bytes;
    QString m_path; ///< of a file; m_bytes are its content when it has been read
    bool m_isToOpen = false;
    ReadChoices m_choices;
    ListAct m_act = ListAct::Disable;
    std::shared_ptr<const TableSnapshot> m_users;

    std::shared_ptr<const ListReading> m_reading;
    std::shared_ptr<const NameMatcher> m_matcher;
    QString m_problem;
    std::shared_ptr<const Matches> m_found; ///< as the matcher says
    Matches m_matches;                      ///< with what a person said
    std::vector<qsizetype> m_places;        ///< of each line
    QList<EncodingPreview> m_encodings;
    qint64 m_withoutNearest = 0;
    qsizetype m_ticked = 0;
    Corrections m_corrections;
    quint64 m_number = 0;

    bool m_isReadAnew = false; ///< by the next work
    bool m_isLookedAnew = false;
    std::shared_ptr<std::atomic_bool> m_stop; ///< of the worker that is at work
    QFutureWatcher<std::shared_ptr<Work>> m_worker;
};

} // namespace gatehouse
