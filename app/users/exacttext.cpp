// SPDX-License-Identifier: GPL-3.0-or-later
#include "users/exacttext.h"

namespace gatehouse {

QString exactText(std::string_view utf8)
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    QString marks;
    for (; utf8.starts_with(kMark); utf8.remove_prefix(kMark.size()))
        marks += QChar(QChar::ByteOrderMark);
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return marks.isEmpty() ? text : marks + text;
}

} // namespace gatehouse
