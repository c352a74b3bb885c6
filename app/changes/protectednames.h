// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <string>

namespace gatehouse {

/// Names that can neither be disabled nor deleted, by any way. Patterns with `*` and `?`, one a line or
/// comma-separated, compared without regard to case and to the whole name, so that a wrong case never unprotects. A
/// value.
///
/// Matching takes at most pattern × name steps, whatever the pattern; every doubt protects: "STRASSE" stands for
/// "straße", and a composed letter for its decomposed twin.
class ProtectedNames final
{
public:
    ProtectedNames() = default;
    explicit ProtectedNames(const QStringList &patterns);

    bool contains(QByteArrayView name) const;
    bool isEmpty() const { return m_patterns.isEmpty(); }

private:
    /// A text without regard to case: letter for letter, and with letters that become two ("ß") written out.
    struct Folded
    {
        static Folded of(const QString &text);
        std::u32string letters;
        std::u32string written;
    };

    QList<Folded> m_patterns;
};

} // namespace gatehouse
