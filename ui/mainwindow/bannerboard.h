// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace gatehouse {

class Banner;
class Session;

/// Decides what the one banner says: the most serious of what is wrong with the session, then what else a person should
/// know. A notice that was closed does not come back; what is wrong stays until it is mended.
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

signals:
    /// "Enter new token…"
    void tokenWanted();

private:
    void update();
    bool showDoubt();
    bool showError();
    bool showWarning();
    void dismissed();

    Banner &m_banner;
    Session *m_session = nullptr;
    QStringList m_notices;
    QStringList m_closed; ///< warnings of this session that were closed
};

} // namespace gatehouse
