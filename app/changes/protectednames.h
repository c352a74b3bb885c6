// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace gatehouse {

/// Names that can neither be disabled nor deleted, by any way. Patterns with `*` and `?`, one a line or comma-separated,
/// compared without regard to case and to the whole name, so that a wrong case never unprotects. A value.
class ProtectedNames final
{
public:
    ProtectedNames() = default;
    explicit ProtectedNames(const QStringList &patterns);

    bool contains(QByteArrayView name) const;
    bool isEmpty() const { return m_patterns.isEmpty(); }

private:
    QList<QRegularExpression> m_patterns;
};

} // namespace gatehouse
