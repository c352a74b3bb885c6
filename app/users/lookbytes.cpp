// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/lookbytes.h"

#include <QByteArrayView>
#include <QCryptographicHash>
#include <QIODevice>
#include <QtEndian>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace gatehouse {

namespace {

constexpr std::string_view kLookMagic("GHLOOK\r\n");
constexpr quint32 kLookVersion = 1;
constexpr qsizetype kLookHeadSize = 8 + 4 + 4 + 4 + 4 + 8 + 8 + kLookOwnerSize;
constexpr qsizetype kLookSumSize = 32;

template<typename T>
void putNumber(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void putLength(QByteArray &bytes, std::size_t length)
{
    for (; length >= 0x80; length >>= 7)
        bytes.append(static_cast<char>(0x80 | (length & 0x7F)));
    bytes.append(static_cast<char>(length));
}

QByteArray sumOf(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    hash.addData(bytes);
    return hash.result();
}

/// Everything but the names, which are by far the most.
struct SmallColumns
{
    QByteArray lengths;
    QByteArray states;
    QByteArray dates;
    quint64 nameBytes = 0;

    explicit SmallColumns(const Lookback &look)
    {
        const qsizetype guess = qsizetype(look.names()->count());
        lengths.reserve(guess);
        states.reserve(guess);
        look.forEach([this](std::string_view name, const Standing &standing) {
            putLength(lengths, name.size());
            states.append(static_cast<char>(standing.state));
            if (standing.state == StatusState::Disabled)
                putNumber<qint64>(dates, toMilliseconds(standing.since));
            nameBytes += name.size();
        });
    }
    bool isTooLong() const
    {
        const qsizetype others = kLookHeadSize + lengths.size() + states.size() + dates.size() + kLookSumSize;
        return others > kMostLookBytes || nameBytes > static_cast<quint64>(kMostLookBytes - others);
    }
    QByteArray head(Instant at, const QByteArray &owner) const
    {
        QByteArray bytes(kLookMagic.data(), qsizetype(kLookMagic.size()));
        putNumber<quint32>(bytes, kLookVersion);
        putNumber<quint32>(bytes, static_cast<quint32>(states.size()));
        putNumber<quint32>(bytes, static_cast<quint32>(dates.size() / 8));
        putNumber<quint32>(bytes, static_cast<quint32>(lengths.size()));
        putNumber<quint64>(bytes, nameBytes);
        putNumber<qint64>(bytes, toMilliseconds(at));
        return bytes + owner;
    }
};

/// Gathers small pieces to larger ones, sums up what it passes on, and passes on no more once the device took less.
class SummingWriter final
{
public:
    explicit SummingWriter(QIODevice &device) : m_device(device) { m_piece.reserve(kPiece); }

    void put(QByteArrayView bytes)
    {
        if (m_piece.size() + bytes.size() > kPiece)
            passOn();
        if (bytes.size() > kPiece)
            passOn(bytes);
        else
            m_piece.append(bytes.data(), bytes.size());
    }
    /// Whether everything was taken, and the sum behind it.
    bool finish()
    {
        passOn();
        const QByteArray sum = m_sum.result();
        return m_isTaken && m_device.write(sum) == sum.size();
    }

private:
    void passOn()
    {
        passOn(m_piece);
        m_piece.resize(0); // keeps its room
    }
    void passOn(QByteArrayView bytes)
    {
        m_sum.addData(bytes);
        m_isTaken = m_isTaken && m_device.write(bytes.data(), bytes.size()) == bytes.size();
    }

    static constexpr qsizetype kPiece = 256 * 1024;
    QIODevice &m_device;
    QCryptographicHash m_sum{QCryptographicHash::Blake2b_256};
    QByteArray m_piece;
    bool m_isTaken = true;
};

/// Takes numbers from the front; nothing where there are not enough bytes.
class FrontReader final
{
public:
    explicit FrontReader(QByteArrayView bytes) : m_rest(bytes) {}

    QByteArrayView take(qsizetype size)
    {
        if (size > m_rest.size())
            return {};
        const QByteArrayView front = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return front;
    }
    template<typename T>
    T number()
    {
        const QByteArrayView front = take(sizeof(T));
        return front.isEmpty() ? T() : qFromLittleEndian<T>(front.data());
    }
    /// Nothing at the end, and for a length that no file can hold.
    std::optional<quint32> length()
    {
        quint32 value = 0;
        for (int shift = 0; shift < 35 && !m_rest.isEmpty(); shift += 7) {
            const auto byte = static_cast<quint8>(m_rest.front());
            m_rest = m_rest.sliced(1);
            const quint64 part = quint64(byte & 0x7FU) << shift;
            if (part > quint64(kMostLookBytes))
                return std::nullopt;
            value |= static_cast<quint32>(part);
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }
    bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
};

/// What stands before the columns.
struct LookHead
{
    quint32 users = 0;
    quint32 disabled = 0;
    quint32 lengthBytes = 0;
    quint64 nameBytes = 0;
    qint64 at = 0;

    /// Whether the columns of a file of that size are as long as is said; without an overflow.
    bool fits(qsizetype fileSize) const
    {
        const auto columns = static_cast<quint64>(fileSize - kLookHeadSize - kLookSumSize);
        if (nameBytes > columns || disabled > users)
            return false;
        return columns - nameBytes == quint64(lengthBytes) + users + quint64(disabled) * 8;
    }
};

LookHead readHead(FrontReader &reader)
{
    LookHead head;
    head.users = reader.number<quint32>();
    head.disabled = reader.number<quint32>();
    head.lengthBytes = reader.number<quint32>();
    head.nameBytes = reader.number<quint64>();
    head.at = reader.number<qint64>();
    return head;
}

/// The columns, which are known to be as long as the head says; nothing where they contradict each other.
std::shared_ptr<TableSnapshot> readColumns(const LookHead &head, FrontReader columns)
{
    FrontReader lengths(columns.take(head.lengthBytes));
    const QByteArrayView states = columns.take(head.users);
    FrontReader dates(columns.take(qsizetype(head.disabled) * 8));
    FrontReader texts(columns.take(static_cast<qsizetype>(head.nameBytes)));

    auto table = std::make_shared<TableSnapshot>();
    table->states.reserve(head.users);
    table->since.reserve(head.users);
    NameColumn::Builder names;
    names.reserve(head.users, head.nameBytes);
    for (quint32 user = 0; user < head.users; ++user) {
        const auto length = lengths.length();
        const auto state = static_cast<quint8>(states[user]);
        if (!length || state == quint8(StatusState::NoStatus) || state > quint8(StatusState::DisabledOdd))
            return nullptr;
        const QByteArrayView name = texts.take(*length);
        if (name.size() != qsizetype(*length))
            return nullptr;
        names.add({name.data(), static_cast<std::size_t>(name.size())});
        table->states.push_back(static_cast<StatusState>(state));
        const bool isDated = table->states.back() == StatusState::Disabled;
        if (isDated && dates.atEnd())
            return nullptr;
        table->since.push_back(isDated ? fromMilliseconds(dates.number<qint64>()) : Instant{});
    }
    if (!lengths.atEnd() || !dates.atEnd() || !texts.atEnd())
        return nullptr;
    table->names = std::move(names).build();
    return table->names->twins() == 0 ? table : nullptr;
}

} // namespace

LookWriting writeLook(const Lookback &look, const QByteArray &owner, QIODevice &device)
{
    Q_ASSERT(owner.size() == kLookOwnerSize);
    const SmallColumns columns(look);
    if (columns.isTooLong())
        return LookWriting::TooLong;
    SummingWriter writer(device);
    writer.put(columns.head(look.at(), owner));
    for (const QByteArray *column : {&columns.lengths, &columns.states, &columns.dates})
        writer.put(*column);
    look.forEach([&writer](std::string_view name, const Standing &) {
        writer.put({name.data(), static_cast<qsizetype>(name.size())});
    });
    return writer.finish() ? LookWriting::Done : LookWriting::NotTaken;
}

tl::expected<Lookback, LookFault> readLook(const QByteArray &bytes, const QByteArray &owner)
{
    FrontReader reader(bytes);
    const QByteArrayView magic = reader.take(qsizetype(kLookMagic.size()));
    if (magic.isEmpty() || std::string_view(magic.data(), kLookMagic.size()) != kLookMagic)
        return tl::make_unexpected(LookFault::Foreign);
    const auto version = reader.number<quint32>();
    if (version > kLookVersion)
        return tl::make_unexpected(LookFault::Newer);
    if (version != kLookVersion || bytes.size() < kLookHeadSize + kLookSumSize || bytes.size() > kMostLookBytes)
        return tl::make_unexpected(LookFault::Damaged);
    const LookHead head = readHead(reader);
    const QByteArrayView namedOwner = reader.take(kLookOwnerSize);
    const qsizetype summed = bytes.size() - kLookSumSize;
    if (!head.fits(bytes.size()) || sumOf(QByteArrayView(bytes).first(summed)) != QByteArrayView(bytes).sliced(summed))
        return tl::make_unexpected(LookFault::Damaged);
    if (namedOwner != owner)
        return tl::make_unexpected(LookFault::Foreign);
    const auto table = readColumns(head, FrontReader(QByteArrayView(bytes).sliced(kLookHeadSize)));
    if (!table)
        return tl::make_unexpected(LookFault::Damaged);
    return Lookback(table, fromMilliseconds(head.at));
}

} // namespace gatehouse
