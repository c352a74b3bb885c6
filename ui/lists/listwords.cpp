// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/listwords.h"

#include <QCoreApplication>

namespace gatehouse {
namespace {

struct ListTexts
{
    Q_DECLARE_TR_FUNCTIONS(PasteListDialog)
public:
    static QString group(LineGroup group, Absence absence);
    static QString run(ListAct act, int count);
};

QString ListTexts::group(LineGroup group, Absence absence)
{
    switch (group) {
    case LineGroup::Found:
        return tr("Found");
    case LineGroup::Ambiguous:
        return tr("Ambiguous");
    case LineGroup::NotFound:
        return absence == Absence::Known ? tr("Not found") : tr("No status: cannot tell");
    case LineGroup::Again:
        return tr("Said again");
    case LineGroup::LeftOut:
        return tr("Left out");
    case LineGroup::Count:
        break;
    }
    return {};
}

QString ListTexts::run(ListAct act, int count)
{
    switch (act) {
    case ListAct::Disable:
        return count == 0 ? tr("Disable…") : tr("Disable %Ln…", nullptr, count);
    case ListAct::Enable:
        return count == 0 ? tr("Enable…") : tr("Enable %Ln…", nullptr, count);
    case ListAct::Delete:
        return count == 0 ? tr("Delete…") : tr("Delete %Ln…", nullptr, count);
    case ListAct::BlockAhead:
        return count == 0 ? tr("Block…") : tr("Block %Ln…", nullptr, count);
    }
    return {};
}

} // namespace

QString groupWords(LineGroup group, Absence absence)
{
    return ListTexts::group(group, absence);
}

QString listRunWords(ListAct act, qsizetype count)
{
    return ListTexts::run(act, static_cast<int>(count));
}

QString groupGlyph(LineGroup group)
{
    switch (group) {
    case LineGroup::Found:
        return QStringLiteral("check");
    case LineGroup::Ambiguous:
    case LineGroup::NotFound:
        return QStringLiteral("unknown");
    case LineGroup::Again:
        return QStringLiteral("copy");
    case LineGroup::LeftOut:
    case LineGroup::Count:
        break;
    }
    return QStringLiteral("skip");
}

} // namespace gatehouse
