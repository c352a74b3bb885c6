// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/foldedtext.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstring>

namespace gatehouse {

namespace {

constexpr std::size_t kBytesAtOnce = sizeof(quint64);

bool hasCapitalOrHigh(const char *bytes)
{
    quint64 word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return capitalOrHigh(word) != 0;
}

/// Folds ASCII to where there is room for it; returns whether it was nothing but ASCII. Written without a branch, so
/// that the compiler makes many bytes at once of it.
bool foldAscii(std::string_view text, char *to)
{
    unsigned char seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        seen |= c;
        const auto fromA = static_cast<unsigned char>(c - 'A');
        to[i] = static_cast<char>(c | (fromA < 26 ? 0x20 : 0));
    }
    return seen < 0x80;
}

/// What folding means, for every text: decompose, drop the accents, fold the case, compose again. The ways beside it
/// are quicker and say the same.
QByteArray foldAny(std::string_view utf8)
{
    const QString text =
        QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).normalized(QString::NormalizationForm_D);
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        if (c < QChar(0x300) || c > QChar(0x36F))
            plain += c;
    }
    return plain.toCaseFolded().normalized(QString::NormalizationForm_C).toUtf8();
}

/// The folded form of each character below U+0800, which are two bytes at most: the names of most of Europe.
///
/// A text of such characters folds character by character, as long as none of them leaves a combining mark that the
/// others could move or join; those are marked as to be folded the long way.
class ShortFolds final
{
public:
    struct Fold
    {
        std::array<char, 6> bytes{};
        quint8 size = 0;
        bool standsAlone = false;
    };

    ShortFolds()
    {
        for (std::size_t c = 0; c < m_folds.size(); ++c) {
            const QString letter(QChar(static_cast<char16_t>(c)));
            const QByteArray folded = foldAny(letter.toUtf8().toStdString());
            const QString text = QString::fromUtf8(folded);
            Fold &fold = m_folds[c];
            if (folded.size() > static_cast<qsizetype>(fold.bytes.size()))
                continue;
            fold.standsAlone = std::none_of(text.begin(), text.end(), [](QChar part) { return part.isMark(); });
            fold.size = static_cast<quint8>(folded.size());
            std::copy(folded.begin(), folded.end(), fold.bytes.begin());
        }
    }

    const Fold &of(std::size_t character) const { return m_folds[character]; }

private:
    std::array<Fold, 0x800> m_folds;
};

/// Appends a text of one- and two-byte characters folded; false, with the arena half written, if it holds another.
bool appendShort(Arena &arena, std::string_view utf8)
{
    static const ShortFolds folds;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        std::size_t character = static_cast<unsigned char>(utf8[i]);
        if (character >= 0x80) {
            if (character < 0xC2 || character > 0xDF || i + 1 == utf8.size() || (utf8[i + 1] & 0xC0) != 0x80)
                return false;
            ++i;
            character = (character & 0x1FU) << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
        }
        const ShortFolds::Fold &fold = folds.of(character);
        if (!fold.standsAlone)
            return false;
        arena.append(fold.bytes.data(), fold.size);
    }
    return true;
}

} // namespace

bool isFolded(std::string_view utf8)
{
    std::size_t at = 0;
    for (; at + kBytesAtOnce <= utf8.size(); at += kBytesAtOnce) {
        if (hasCapitalOrHigh(utf8.data() + at))
            return false;
    }
    if (at == utf8.size())
        return true;
    if (utf8.size() >= kBytesAtOnce) // some bytes are looked at twice
        return !hasCapitalOrHigh(utf8.data() + utf8.size() - kBytesAtOnce);
    return std::all_of(utf8.begin(), utf8.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80 && (c < 'A' || c > 'Z'); });
}

void appendFolded(Arena &arena, std::string_view utf8)
{
    const std::size_t begin = arena.size();
    arena.append(utf8);
    if (foldAscii(utf8, arena.data() + begin))
        return;
    arena.resize(begin);
    if (appendShort(arena, utf8))
        return;
    const QByteArray folded = foldAny(utf8);
    arena.resize(begin);
    arena.append(folded.constData(), static_cast<std::size_t>(folded.size()));
}

QByteArray foldText(std::string_view utf8)
{
    Arena folded;
    appendFolded(folded, utf8);
    return QByteArray(folded.data(), static_cast<qsizetype>(folded.size()));
}

} // namespace gatehouse
