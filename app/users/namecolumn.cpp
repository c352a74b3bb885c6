// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/namecolumn.h"

#include <QString>

#include <algorithm>
#include <functional>

namespace gatehouse {

namespace {

constexpr char kEndOfName = static_cast<char>(0xFF);

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// The slow way, for names that are not ASCII: decompose, drop the accents, fold the case, compose again.
QByteArray foldUnicode(std::string_view utf8)
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

std::string_view slice(const std::string &arena, const std::vector<quint32> &ends, Row row, std::size_t gap)
{
    const std::size_t begin = row == 0 ? 0 : ends[row - 1] + gap;
    return std::string_view(arena).substr(begin, ends[row] - begin);
}

} // namespace

QByteArray foldText(std::string_view utf8)
{
    if (!isAscii(utf8))
        return foldUnicode(utf8);
    QByteArray folded(static_cast<qsizetype>(utf8.size()), Qt::Uninitialized);
    std::transform(utf8.begin(), utf8.end(), folded.begin(), lowerAscii);
    return folded;
}

std::string_view NameColumn::name(Row row) const
{
    return slice(m_names, m_ends, row, 0);
}

std::string_view NameColumn::folded(Row row) const
{
    return slice(m_folded, m_foldedEnds, row, 1);
}

std::size_t NameColumn::slotOf(std::string_view name) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(name)&mask;
    while (m_slots[slot] != 0 && this->name(m_slots[slot] - 1) != name)
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<Row> NameColumn::find(std::string_view name) const
{
    if (m_slots.empty())
        return std::nullopt;
    const quint32 value = m_slots[slotOf(name)];
    return value == 0 ? std::nullopt : std::optional<Row>(value - 1);
}

void NameColumn::buildIndex()
{
    std::size_t size = 16;
    while (size < m_ends.size() * 3 / 2)
        size *= 2;
    m_slots.assign(size, 0);
    for (Row row = 0; row < count(); ++row) {
        quint32 &slot = m_slots[slotOf(name(row))];
        if (slot == 0)
            slot = row + 1;
    }
}

std::size_t NameColumn::memory() const
{
    return m_names.capacity() + m_folded.capacity() +
           sizeof(quint32) * (m_ends.capacity() + m_foldedEnds.capacity() + m_slots.capacity());
}

NameColumn::Builder::Builder() : m_column(new NameColumn) {}
NameColumn::Builder::~Builder() = default;
NameColumn::Builder::Builder(Builder &&) noexcept = default;
NameColumn::Builder &NameColumn::Builder::operator=(Builder &&) noexcept = default;

void NameColumn::Builder::reserve(std::size_t names, std::size_t bytes)
{
    m_column->m_ends.reserve(names);
    m_column->m_foldedEnds.reserve(names);
    m_column->m_names.reserve(bytes);
    m_column->m_folded.reserve(bytes + names);
}

Row NameColumn::Builder::add(std::string_view name)
{
    m_column->m_names.append(name);
    m_column->m_ends.push_back(static_cast<quint32>(m_column->m_names.size()));
    std::string &folded = m_column->m_folded;
    if (isAscii(name)) {
        const std::size_t begin = folded.size();
        folded.append(name);
        std::transform(folded.begin() + static_cast<std::ptrdiff_t>(begin), folded.end(),
                       folded.begin() + static_cast<std::ptrdiff_t>(begin), lowerAscii);
    } else {
        const QByteArray slow = foldUnicode(name);
        folded.append(slow.constData(), static_cast<std::size_t>(slow.size()));
    }
    m_column->m_foldedEnds.push_back(static_cast<quint32>(folded.size()));
    folded.push_back(kEndOfName);
    return m_column->count() - 1;
}

std::shared_ptr<const NameColumn> NameColumn::Builder::build() &&
{
    m_column->buildIndex();
    return std::shared_ptr<const NameColumn>(std::move(m_column));
}

} // namespace gatehouse
