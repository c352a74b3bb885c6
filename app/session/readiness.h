// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/pivotclient.h"
#include "profiles/secrets.h"

#include <QObject>

namespace gatehouse {

/// Brings together what a connection needs before its first request: its secrets from where they are kept, its
/// certificate files and what the system says of a proxy, both found out on a worker. Lives on the window's thread;
/// nothing in it waits.
class Readiness final : public QObject
{
    Q_OBJECT
public:
    /// Without `fetch` the secrets are those of the profile.
    Readiness(ClientOptions base, FetchSecrets fetch, QObject *parent = nullptr);

    /// Ends in ready() or failed(), at once where nothing has to be waited for. Starting again forgets the one before.
    void start(const Profile &profile);
    bool isUnderWay() const { return m_isUnderWay; }

signals:
    /// The profile has its secrets.
    void ready(const gatehouse::Profile &profile, const gatehouse::ClientOptions &options);
    /// One sentence for the person. Nothing was sent.
    void failed(const QString &sentence);

private:
    void readFiles(const Profile &profile);
    void fail(const QString &sentence);

    ClientOptions m_base;
    FetchSecrets m_fetch;
    quint64 m_generation = 0;
    bool m_isUnderWay = false;
};

} // namespace gatehouse
