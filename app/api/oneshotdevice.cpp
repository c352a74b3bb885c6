// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oneshotdevice.h"

#include <algorithm>
#include <cstring>

namespace gatehouse {

OneShotDevice::OneShotDevice(QByteArray body, QObject *parent) : QIODevice(parent), m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotDevice::readData(char *data, qint64 maxSize)
{
    const qint64 left = m_body.size() - m_at;
    if (left == 0)
        return -1;
    const qint64 size = std::min(left, maxSize);
    std::memcpy(data, m_body.constData() + m_at, static_cast<std::size_t>(size));
    m_at += size;
    return size;
}

} // namespace gatehouse
