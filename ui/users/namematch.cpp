// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/namematch.h"

#include "users/exacttext.h"
#include "users/namecolumn.h"
#include "users/userstatus.h"

#include <algorithm>
#include <vector>

namespace gatehouse {

namespace {

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

/// A name cut into pieces that fold alone: a character with the combining marks that follow it.
struct NamePieces
{
    QByteArray folded;
    std::vector<qsizetype> places; ///< for each byte of folded, where its piece begins in the shown text
    qsizetype shownLength = 0;

    explicit NamePieces(QByteArrayView name);
    void add(QStringView piece);
};

NamePieces::NamePieces(QByteArrayView name)
{
    const QString text = exactText(name);
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i + (text.at(i).isHighSurrogate() && i + 1 < text.size() ? 2 : 1);
        while (end < text.size() && text.at(end).isMark())
            ++end;
        add(QStringView(text).mid(i, end - i));
        i = end;
    }
}

void NamePieces::add(QStringView piece)
{
    const QByteArray utf8 = piece.toUtf8();
    const QByteArray fold = foldText(viewOf(utf8));
    folded += fold;
    places.insert(places.end(), static_cast<std::size_t>(fold.size()), shownLength);
    shownLength += displayName(utf8).size();
}

} // namespace

std::optional<TextSpan> findInName(QByteArrayView name, QByteArrayView foldedNeedle)
{
    if (foldedNeedle.isEmpty())
        return std::nullopt;
    const auto isAscii = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (std::all_of(name.begin(), name.end(), isAscii)) {
        const qsizetype at = foldText(viewOf(name)).indexOf(foldedNeedle);
        return at < 0 ? std::nullopt : std::optional<TextSpan>({at, foldedNeedle.size()});
    }
    const NamePieces pieces(name);
    const qsizetype at = pieces.folded.indexOf(foldedNeedle);
    if (at < 0)
        return std::nullopt;
    const auto begin = static_cast<std::size_t>(at);
    auto end = begin + static_cast<std::size_t>(foldedNeedle.size());
    const qsizetype from = pieces.places[begin];
    // A needle that ends inside a piece ("s" of "ß") marks the whole piece.
    const qsizetype lastPiece = pieces.places[end - 1];
    while (end < pieces.places.size() && pieces.places[end] == lastPiece)
        ++end;
    const qsizetype to = end < pieces.places.size() ? pieces.places[end] : pieces.shownLength;
    return TextSpan{from, to - from};
}

TextSpan spanInElided(TextSpan span, const QString &text, const QString &elided)
{
    if (text == elided)
        return span;
    const auto differs = std::mismatch(text.begin(), text.end(), elided.begin(), elided.end());
    const qsizetype head = differs.second - elided.begin(); // the ellipsis stands here
    const qsizetype tail = elided.size() - head - 1;
    if (span.from + span.length <= head)
        return span;
    if (span.from >= text.size() - tail)
        return {span.from - (text.size() - elided.size()), span.length};
    // From what is left of it in front to what is left of it behind, the ellipsis among it.
    const qsizetype from = std::min(span.from, head);
    const qsizetype behind = std::max<qsizetype>(0, span.from + span.length - (text.size() - tail));
    return {from, head + 1 + behind - from};
}

} // namespace gatehouse
