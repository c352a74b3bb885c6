// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <chrono>
#include <optional>

namespace gatehouse {

class Banner;
class Session;

/// Decides what the one banner says: the most serious of what is wrong with the session, then what else a person should
/// know. A notice that was closed does not come back, and a warning only when it got considerably worse; what is wrong
/// stays until it is mended.
class BannerBoard final : public QObject
{
    Q_OBJECT
public:
    /// The banner must outlive the board.
    explicit BannerBoard(Banner &banner, QObject *parent = nullptr);

    /// Follows this session; null: notices only. The session may go after a call with null.
    void setSession(Session *session);
    /// Something to tell once, until it is closed.
    void addNotice(const QString &sentence);
    /// How many there are to choose from: a notice beside which no connection is open leads to them.
    void setSavedConnections(int connections);

signals:
    /// "Enter new token…"
    void tokenWanted();
    /// "Trust this certificate…"
    void trustWanted();
    /// "Connections…"
    void connectionsWanted();

private:
    void update();
    bool showDoubt();
    bool showError();
    void showNotice();
    bool showClockWarning();
    bool showDuplicatesWarning();
    void dismissed();

    Banner &m_banner;
    Session *m_session = nullptr;
    QStringList m_notices;
    int m_savedConnections = 0;
    enum class Closable { Nothing, Notice, Clock, Duplicates };
    Closable m_shown = Closable::Nothing;
    // Warnings of this session that were closed, and how bad it was then
    std::optional<std::chrono::milliseconds> m_closedClock;
    std::size_t m_closedDuplicates = 0;
};

} // namespace gatehouse
