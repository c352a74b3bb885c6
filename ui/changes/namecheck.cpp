// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/namecheck.h"

#include "users/exacttext.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse {
namespace {

struct NameTexts
{
    Q_DECLARE_TR_FUNCTIONS(NewStatusDialog)
};

// Shorter names are one letter off from too many others.
constexpr qsizetype shortestForLetters = 4;

bool isPlain(QByteArrayView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

char lowered(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

bool hasSpaceAround(QByteArrayView text)
{
    return !text.isEmpty() &&
           (static_cast<unsigned char>(text.front()) <= ' ' || static_cast<unsigned char>(text.back()) <= ' ');
}

template<typename View, typename Same>
bool isOneLetterOff(const View &a, const View &b, Same same)
{
    const qsizetype longer = std::max(a.size(), b.size());
    const qsizetype shorter = std::min(a.size(), b.size());
    if (longer - shorter > 1 || shorter < shortestForLetters)
        return false;
    qsizetype start = 0;
    while (start < shorter && same(a[start], b[start]))
        ++start;
    qsizetype end = 0;
    while (end < shorter - start && same(a[a.size() - 1 - end], b[b.size() - 1 - end]))
        ++end;
    const qsizetype between = longer - start - end;
    if (between <= 1)
        return true;
    // Two neighbours that changed places.
    return longer == shorter && between == 2 && same(a[start], b[start + 1]) && same(a[start + 1], b[start]);
}

std::optional<NameLikeness> plainLikeness(QByteArrayView a, QByteArrayView b)
{
    const auto same = [](char x, char y) { return lowered(x) == lowered(y); };
    const QByteArrayView innerA = a.trimmed();
    const QByteArrayView innerB = b.trimmed();
    if (std::equal(innerA.cbegin(), innerA.cend(), innerB.cbegin(), innerB.cend(), same)) {
        return innerA.size() == a.size() && innerB.size() == b.size() ? NameLikeness::SameButCase
                                                                      : NameLikeness::SameButWhiteSpace;
    }
    if (isOneLetterOff(innerA, innerB, same))
        return NameLikeness::OneLetterOff;
    return std::nullopt;
}

std::optional<NameLikeness> foldedLikeness(const QString &a, const QString &b)
{
    const QString innerA = a.trimmed();
    const QString innerB = b.trimmed();
    if (innerA == innerB)
        return a == innerA && b == innerB ? NameLikeness::SameButCase : NameLikeness::SameButWhiteSpace;
    if (isOneLetterOff(innerA, innerB, [](QChar x, QChar y) { return x == y; }))
        return NameLikeness::OneLetterOff;
    return std::nullopt;
}

QString folded(QByteArrayView name)
{
    return exactText(name).normalized(QString::NormalizationForm_C).toCaseFolded();
}

} // namespace

std::optional<NameLikeness> likeness(QByteArrayView a, QByteArrayView b)
{
    return isPlain(a) && isPlain(b) ? plainLikeness(a, b) : foldedLikeness(folded(a), folded(b));
}

NameCheck checkName(const StatusTable &table, const QByteArray &name)
{
    if (const auto row = table.find(name); row && table.state(*row) != StatusState::NoStatus)
        return {NameCheck::Kind::Exists, name};
    if (name.trimmed().isEmpty())
        return {};
    std::optional<NameLikeness> best;
    NameCheck check;
    const bool isNamePlain = isPlain(name);
    const bool isPadded = hasSpaceAround(name);
    for (Row row = 0; row < table.count(); ++row) {
        const std::string_view each = table.name(row);
        const QByteArrayView other(each.data(), static_cast<qsizetype>(each.size()));
        // White space apart, names that are alike are of nearly the same length: a letter of another script has up to
        // three bytes more.
        if (isNamePlain && std::abs(other.size() - name.size()) > 4 && !isPadded && !hasSpaceAround(other))
            continue;
        if (table.state(row) == StatusState::NoStatus)
            continue;
        const auto found = likeness(name, other);
        if (found && (!best || *found < *best)) {
            best = found;
            check = {NameCheck::Kind::Similar, other.toByteArray()};
            if (*best == NameLikeness::SameButCase)
                break;
        }
    }
    return check;
}

std::optional<QString> nameProblem(const QByteArray &name)
{
    if (!name.isEmpty() && !isAddressable(name)) {
        return NameTexts::tr("No web address can carry the name “%1”, so the server cannot be asked for it.")
            .arg(visibleName(name));
    }
    return std::nullopt;
}

QStringList unseenWarnings(const QByteArray &name)
{
    QStringList warnings;
    const QString text = exactText(name);
    const bool isPadded = text != text.trimmed();
    const bool isInvisible = displayName(name) != text;
    if (isPadded)
        warnings.append(NameTexts::tr("There is white space around the name: “%1”. It would be part of the name.")
                            .arg(visibleName(name)));
    else if (isInvisible)
        warnings.append(
            NameTexts::tr("There are characters in the name that cannot be seen: “%1”.").arg(visibleName(name)));
    return warnings;
}

QString visibleName(const QByteArray &name)
{
    QString shown = displayName(name);
    const QChar openBox(0x2423);
    for (qsizetype at = 0; at < shown.size() && shown.at(at).isSpace(); ++at)
        shown[at] = openBox;
    for (qsizetype at = shown.size() - 1; at >= 0 && shown.at(at).isSpace(); --at)
        shown[at] = openBox;
    return shown;
}

} // namespace gatehouse
