// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/runnerlock.h"

#include <QFile>
#include <QUuid>

namespace gatehouse {
namespace {

QString lockFileOf(const QString &journal, const QString &name)
{
    return QStringLiteral("%1.run-%2").arg(journal, name);
}

} // namespace

RunnerLock::RunnerLock(const QString &journal)
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_lock(std::make_unique<QLockFile>(lockFileOf(journal, m_name)))
{
    m_lock->setStaleLockTime(0); // a run may take days; only a process that is gone gives it free
    m_lock->tryLock(0);
}

RunnerLock::~RunnerLock() = default;

bool RunnerLock::isAlive(const QString &journal, const QString &name)
{
    const QString file = lockFileOf(journal, name);
    if (!QFile::exists(file))
        return false;
    QLockFile probe(file);
    probe.setStaleLockTime(0);
    return !probe.tryLock(0) && probe.error() == QLockFile::LockFailedError;
}

} // namespace gatehouse
