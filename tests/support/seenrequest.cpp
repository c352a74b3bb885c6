// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/seenrequest.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse {

QByteArray SeenRequest::header(const QByteArray &name) const
{
    for (const QByteArray &headerLine : head.split('\n')) {
        const qsizetype colon = headerLine.indexOf(':');
        if (colon > 0 && headerLine.left(colon).trimmed().toLower() == name.toLower())
            return headerLine.mid(colon + 1).trimmed();
    }
    return {};
}

QByteArray SeenRequest::name() const
{
    if (!isToAll()) {
        const QByteArray path = target();
        return QByteArray::fromPercentEncoding(path.mid(path.lastIndexOf('/') + 1));
    }
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    return object.value(QLatin1String("userStatus")).toObject().value(QLatin1String("name")).toString().toUtf8();
}

} // namespace gatehouse
