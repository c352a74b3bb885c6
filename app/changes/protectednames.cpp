// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes/protectednames.h"

#include "users/exacttext.h"

#include <QRegularExpression>

#include <algorithm>

namespace gatehouse {
namespace {

std::u32string lettersOf(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    std::u32string result;
    result.reserve(static_cast<std::size_t>(points.size()));
    for (const uint point : points)
        result.push_back(QChar::toCaseFolded(static_cast<char32_t>(point)));
    return result;
}

// A regular expression can give up on a long name and a pattern with many stars, and would then not protect. This
// remembers the last star alone and so never takes more than pattern × text steps.
bool matchesWildcard(std::u32string_view pattern, std::u32string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::u32string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == U'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == U'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::u32string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of(U'*', p) == std::u32string_view::npos;
}

} // namespace

ProtectedNames::Folded ProtectedNames::Folded::of(const QString &text)
{
    const QString composed = text.normalized(QString::NormalizationForm_C);
    return {lettersOf(composed), lettersOf(composed.toUpper())};
}

ProtectedNames::ProtectedNames(const QStringList &patterns)
{
    static const QRegularExpression separator(QStringLiteral("[,\\r\\n]"));
    for (const QString &line : patterns) {
        for (const QString &pattern : line.split(separator)) {
            if (const QString trimmed = pattern.trimmed(); !trimmed.isEmpty())
                m_patterns.append(Folded::of(trimmed));
        }
    }
}

bool ProtectedNames::contains(QByteArrayView name) const
{
    if (m_patterns.isEmpty())
        return false;
    const auto isProtected = [this](const QString &text) {
        const Folded folded = Folded::of(text);
        return std::any_of(m_patterns.cbegin(), m_patterns.cend(), [&folded](const Folded &pattern) {
            return matchesWildcard(pattern.letters, folded.letters) || matchesWildcard(pattern.written, folded.written);
        });
    };
    const QString text = exactText(name);
    // A mark that nobody sees is no way round a pattern.
    return isProtected(text) || (text.startsWith(QChar(QChar::ByteOrderMark)) && isProtected(QString::fromUtf8(name)));
}

} // namespace gatehouse
