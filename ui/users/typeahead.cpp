// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/typeahead.h"

#include <QApplication>

#include <algorithm>

namespace gatehouse {

namespace {

QByteArray foldedLetters(const QString &letters)
{
    const QByteArray utf8 = letters.toUtf8();
    return foldText({utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

} // namespace

bool TypeAhead::isActive() const
{
    return !m_typed.isEmpty() && m_lastLetter.isValid() &&
           !m_lastLetter.hasExpired(QApplication::keyboardInputInterval());
}

std::optional<int> TypeAhead::type(const UserListing &listing, const QString &letters, int current)
{
    if (!isActive())
        m_typed.clear();
    m_typed += letters;
    m_lastLetter.start();
    const bool again =
        std::all_of(m_typed.cbegin(), m_typed.cend(), [this](QChar letter) { return letter == m_typed.front(); });
    // A longer beginning may still fit the row that was found already.
    if (const auto found = find(listing, foldedLetters(m_typed), m_typed.size() > 1 ? current : current + 1))
        return found;
    return again ? find(listing, foldedLetters(m_typed.left(1)), current + 1) : std::nullopt;
}

std::optional<int> TypeAhead::find(const UserListing &listing, QByteArrayView foldedPrefix, int from)
{
    const std::vector<Row> &rows = listing.visible().rows();
    const std::string_view prefix(foldedPrefix.data(), static_cast<std::size_t>(foldedPrefix.size()));
    const auto names = listing.table().names();
    const Row listed = names ? names->count() : 0;
    const auto begins = [&](Row row) {
        if (row < listed)
            return names->folded(row).starts_with(prefix);
        const QByteArray folded = foldText(listing.table().name(row));
        return folded.startsWith(foldedPrefix);
    };
    const std::size_t count = rows.size();
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t position = (static_cast<std::size_t>(std::max(from, 0)) + step) % count;
        if (begins(rows[position]))
            return static_cast<int>(position);
    }
    return std::nullopt;
}

} // namespace gatehouse
