// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QThread>
#include <QUrl>

#include <tl/expected.hpp>

#include <map>
#include <optional>

namespace gatehouse {

/// The built-in Pivot: a real server on loopback in a thread of its own, with invented people. It shares no JSON or URL
/// code with the client, so that each checks the other. Answers the five calls with the documented texts, /users,
/// `?pretty=true`, and 401 without its token.
class DemoServer final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        int users = 500;
        quint32 seed = 7; ///< the same seed makes the same people
        std::optional<qint64>
            nowMs; ///< what "two years back" counts from, milliseconds since 1970; the clock if not set
    };

    explicit DemoServer(QObject *parent = nullptr);
    ~DemoServer() override; ///< stops the server, also while it makes its people, and joins its thread

    /// Listens on a free port of 127.0.0.1; the error is one translated sentence. Returns at once: the people are made
    /// in the server's thread, and what is asked before they are there is answered when they are.
    tl::expected<void, QString> start(const Options &options);
    QUrl url() const;
    /// Made at start, different every time.
    QByteArray token() const;

    /// What the server holds: name to the entry's JSON. For tests; any thread. Waits for the people to be made.
    std::map<QByteArray, QByteArray> entries() const;
    /// How many requests of a method arrived ("POST"). For tests; any thread. Waits like entries().
    int requests(const QByteArray &method) const;

private:
    class Work;
    QThread m_thread;
    Work *m_work = nullptr;
    QUrl m_url;
    QByteArray m_token;
};

} // namespace gatehouse
