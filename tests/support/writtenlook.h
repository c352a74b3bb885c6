// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "users/lookbytes.h"

#include <QBuffer>

namespace gatehouse::test {

/// The bytes of its file; empty where there are too many.
inline QByteArray writtenLook(const Lookback &look, const QByteArray &owner)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    return writeLook(look, owner, buffer) == LookWriting::Done ? buffer.data() : QByteArray();
}

} // namespace gatehouse::test
