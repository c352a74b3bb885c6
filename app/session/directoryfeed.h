// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace gatehouse {

/// The persons of a connection, asked for beside the list; read-only. Nothing hangs on them: where they cannot be had,
/// or cannot be believed, nobody is called unknown. Lives on the client's thread.
class DirectoryFeed final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        NotAsked,
        Loaded,
        NotOffered, ///< by this server, or to this token
        Failed,
        Doubtful, ///< empty, or much shorter than before
    };

    /// The client must outlive it.
    explicit DirectoryFeed(PivotClient &client, QObject *parent = nullptr);
    ~DirectoryFeed() override;

    /// Asks, unless it is asking or the server does not offer it.
    void refresh();
    /// Asks again at the next refresh, also where it was not offered: the token is another one.
    void forgetRefusal();
    bool isAsking() const { return m_call != nullptr || m_comparison != nullptr; }
    State state() const { return m_state; }
    /// Why there is no directory: one sentence; empty while there is one, or none was asked for yet.
    QString reason() const;
    /// Null unless Loaded.
    std::shared_ptr<const Directory> directory() const { return m_directory; }

signals:
    /// state() or directory() has changed.
    void changed();

private:
    void take(const ApiResult<PeopleAnswer> &answer);
    bool isDoubtful(const Directory &directory) const;
    void believe(const std::shared_ptr<const Directory> &directory);
    void takeCompared(const std::shared_ptr<const Directory> &directory, bool isKnown);
    void takeNew(const std::shared_ptr<const Directory> &directory);

    PivotClient &m_client;
    PivotClient::Call m_call;
    std::unique_ptr<QFutureWatcher<bool>> m_comparison; ///< of the answer with what was known
    State m_state = State::NotAsked;
    std::shared_ptr<const Directory> m_directory;
    std::optional<ApiError> m_error;
    qint64 m_believed = 0;           ///< how many persons there were last
    std::optional<qint64> m_doubted; ///< how many a doubtful answer had: twice the same is believed
};

} // namespace gatehouse
