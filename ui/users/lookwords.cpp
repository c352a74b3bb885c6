// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/users/lookwords.h"

#include "users/userstatus.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr qsizetype kNamedGone = 5;

struct LookTexts
{
    Q_DECLARE_TR_FUNCTIONS(LastLook)
};

} // namespace

QString lookCountWords(const LookCounts &counts)
{
    QStringList parts;
    const auto add = [&parts](qint64 count, const QString &words) {
        if (count > 0)
            parts << words;
    };
    const auto number = [](qint64 count) { return static_cast<int>(count); };
    add(counts.disabled, LookTexts::tr("%Ln disabled", nullptr, number(counts.disabled)));
    add(counts.enabled, LookTexts::tr("%Ln enabled", nullptr, number(counts.enabled)));
    add(counts.fresh, LookTexts::tr("%Ln new", nullptr, number(counts.fresh)));
    add(counts.dateChanged, LookTexts::tr("%Ln with another date", nullptr, number(counts.dateChanged)));
    add(counts.gone, LookTexts::tr("%Ln gone", nullptr, number(counts.gone)));
    return QLocale().createSeparatedList(parts);
}

QString goneWords(const QList<GoneUser> &gone)
{
    if (gone.isEmpty())
        return {};
    QStringList names;
    for (qsizetype i = 0; i < std::min(gone.size(), kNamedGone); ++i)
        names << displayName(gone.at(i).name);
    const auto more = static_cast<int>(gone.size() - names.size());
    const QString listed = names.join(QStringLiteral(", "));
    return more == 0 ? LookTexts::tr("Gone: %1.").arg(listed)
                     : LookTexts::tr("Gone: %1 and %Ln more.", nullptr, more).arg(listed);
}

QString lookChangeWords(LookChange change)
{
    switch (change) {
    case LookChange::None:
        break;
    case LookChange::Disabled:
        return LookTexts::tr("Disabled by somebody else since you last looked.");
    case LookChange::Enabled:
        return LookTexts::tr("Enabled by somebody else since you last looked.");
    case LookChange::New:
        return LookTexts::tr("New since you last looked.");
    case LookChange::Gone:
        return LookTexts::tr("The status was deleted by somebody else since you last looked.");
    case LookChange::DateChanged:
        return LookTexts::tr("The date was changed by somebody else since you last looked.");
    }
    return {};
}

} // namespace gatehouse
