// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <tl/expected.hpp>

#include <memory>

namespace gatehouse {

/// Why the database did not do what it was asked for.
struct DatabaseTrouble
{
    enum class Kind {
        Other,
        Damaged,  ///< the file is no database, or a broken one
        Full,     ///< no room on the disk
        Locked,   ///< somebody else was writing for longer than could be waited for
        NotTwice, ///< it stands there already
    };
    Kind kind = Kind::Other;
    QString words; ///< the driver's own, not translated
    /// What it means for a person, as the end of a sentence: "the disk is full".
    QString reason() const;
};

template<typename T>
using Stored = tl::expected<T, DatabaseTrouble>;

/// One connection to the journal's SQLite file. Belongs to the thread that opened it, and goes on that thread.
class JournalDatabase final
{
public:
    enum class Access { ReadWrite, ReadOnly };
    /// How much a commit survives: the end of this program (kill -9 too), or a power cut as well.
    enum class Durability { Program, PowerCut };

    /// Opens the file, which must exist. It may be empty.
    static Stored<std::unique_ptr<JournalDatabase>> open(const QString &file, Access access);
    ~JournalDatabase();
    JournalDatabase(const JournalDatabase &) = delete;
    JournalDatabase &operator=(const JournalDatabase &) = delete;

    /// Runs one statement with its values.
    Stored<QSqlQuery> run(const QString &statement, const QVariantList &values = {});
    /// A statement to be run many times, see runAgain().
    Stored<QSqlQuery> prepared(const QString &statement);
    static Stored<void> runAgain(QSqlQuery &query, const QVariantList &values);
    /// The first value of the first row, nothing where there is no row.
    Stored<QVariant> value(const QString &statement, const QVariantList &values = {});

    /// Calls the work in one transaction that is written at once; when it fails nothing of it stays.
    template<typename Work>
    Stored<void> transact(Durability durability, Work work)
    {
        if (auto begun = begin(durability); !begun)
            return begun;
        Stored<void> done = work();
        if (done)
            done = commit();
        if (!done)
            rollBack();
        return done;
    }

    /// Calls the work, which only reads, and shows it the file as it stands at one moment, whatever others write.
    template<typename Work>
    auto look(Work work) -> decltype(work())
    {
        if (auto begun = run(QStringLiteral("BEGIN")); !begun)
            return tl::unexpected(begun.error());
        auto done = work();
        rollBack(); // nothing was written
        return done;
    }

private:
    explicit JournalDatabase(QString name) : m_name(std::move(name)) {}
    QSqlDatabase database() const { return QSqlDatabase::database(m_name, false); }
    Stored<void> begin(Durability durability);
    Stored<void> commit();
    void rollBack();

    QString m_name;
};

} // namespace gatehouse
