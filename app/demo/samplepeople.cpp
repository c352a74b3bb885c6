// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/samplepeople.h"

#include "demo/samplenames.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <vector>

namespace gatehouse {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 dayMs = 24 * 60 * minuteMs;

/// SplitMix64: the same numbers on every platform and with every library, unlike the distributions of <random>.
class Dice final
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}

    quint64 roll()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// 0 to sides - 1.
    quint32 below(quint32 sides) { return quint32((roll() >> 32) * sides >> 32); }
    bool isOneIn(quint32 sides) { return below(sides) == 0; }
    /// 0 to 1, without 1.
    double fraction() { return double(roll() >> 11) * 0x1p-53; }

private:
    quint64 m_state;
};

/// One first or last name in its three forms.
struct NameForms
{
    QByteArray shown; ///< "Ní Chonaill", "Шевченко"
    QByteArray local; ///< as part of a user name in its own letters: "níchonaill"; Latin script only, else as `plain`
    QByteArray plain; ///< as part of a user name in ASCII: "nichonaill", "shevchenko"
};

QByteArray toPlain(const QString &lower)
{
    static const QHash<QChar, QByteArray> letters = {
        {QChar(u'ß'), "ss"}, {QChar(u'ø'), "o"},  {QChar(u'ł'), "l"}, {QChar(u'đ'), "d"}, {QChar(u'ð'), "d"},
        {QChar(u'þ'), "th"}, {QChar(u'æ'), "ae"}, {QChar(u'ı'), "i"}, {QChar(u'ħ'), "h"},
    };
    QByteArray plain;
    const QString decomposed = lower.normalized(QString::NormalizationForm_D);
    for (const QChar c : decomposed) {
        if (c.unicode() < 0x80)
            plain.append(char(c.unicode()));
        else
            plain.append(letters.value(c));
    }
    return plain;
}

std::vector<NameForms> formsOf(const char *words)
{
    std::vector<NameForms> forms;
    const QStringList list = QString::fromUtf8(words).split(u' ');
    for (const QString &word : list) {
        const auto equals = word.indexOf(u'=');
        QString shown = word.left(equals).replace(u'_', u' ');
        if (equals >= 0) {
            const QByteArray latin = word.mid(equals + 1).toLatin1();
            forms.push_back({shown.toUtf8(), latin, latin});
        } else {
            const QString lower = shown.toLower().remove(u' ');
            forms.push_back({shown.toUtf8(), lower.toUtf8(), toPlain(lower)});
        }
    }
    return forms;
}

/// A group's names made ready, and the order in which its combinations are used up.
struct Family
{
    std::vector<NameForms> firsts;
    std::vector<NameForms> lasts;
    QList<QByteArray> domains;
    std::vector<quint16> order; ///< every combination of domain, last and first name once, shuffled
    quint32 used = 0;
};

Family familyOf(const NameGroup &group, Dice &dice)
{
    Family family{formsOf(group.firstNames), formsOf(group.lastNames), QByteArray(group.domains).split(' '), {}, 0};
    family.order.resize(family.firsts.size() * family.lasts.size() * size_t(family.domains.size()));
    for (size_t i = 0; i < family.order.size(); ++i)
        family.order[i] = quint16(i);
    for (size_t i = family.order.size() - 1; i > 0; --i)
        std::swap(family.order[i], family.order[dice.below(quint32(i + 1))]);
    return family;
}

/// All families, and how often each is drawn.
struct Families
{
    std::vector<Family> all;
    std::vector<quint8> draw; ///< indexes into `all`, each as often as its weight
};

Families makeFamilies(Dice &dice)
{
    Families families;
    for (const NameGroup &group : nameGroups()) {
        families.draw.insert(families.draw.end(), size_t(group.weight), quint8(families.all.size()));
        families.all.push_back(familyOf(group, dice));
    }
    return families;
}

enum class Presence { PersonAndStatus, StatusOnly, PersonOnly };

/// Somebody who is always there; `minutesAgo` < 0: enabled.
struct Regular
{
    const char *name;
    const char *firstName;
    const char *lastName;
    const char *roles;
    Presence presence = Presence::PersonAndStatus;
    qint64 minutesAgo = -1;
    bool isLocked = false;
};

constexpr qint64 daysAgo(qint64 days)
{
    return days * 24 * 60 + 137;
}

constexpr qint64 analystDisabledMs = 1663786885872; // 2022-09-21T19:01:25.872Z, the date in Pivot's documentation

constexpr Regular regulars[] = {
    {"admin@example.com", "Admin", "", "super-admin"},
    {"analyst@example.com", "Ann", "Alyst", "analyst", Presence::PersonAndStatus, 0},
    {"ada.admin@example.com", "Ada", "Admin", "super-admin", Presence::PersonAndStatus, -1, true},
    {"ahmed.alfarsi@example.com", "أحمد", "الفارسي", "analyst editor"},
    {"åkerström.zoë@example.com", "Zoë", "Åkerström", "analyst", Presence::PersonAndStatus, daysAgo(6)},
    {"beatrix.kido@exmaple.com", "", "", "", Presence::StatusOnly, daysAgo(512)},
    {"arta.berisha@example.com", "Arta", "Berisha", "viewer", Presence::PersonOnly},
    {"dana.cohen@example.com", "דנה", "כהן", "super-admin", Presence::PersonAndStatus, -1, true},
    {"aylin.celik@example.com", "Aylin", "Çelik", "analyst designer", Presence::PersonAndStatus, 24 * 60 + 11},
    {"svc-dashboards", "", "", "viewer"},
    {"finance/reports@example.com", "Finance", "Reports", "viewer"},
    {"nora+oncall@example.com", "Nora", "Berg", "editor", Presence::PersonAndStatus, 42},
    {"chen.wei@example.com", "伟", "陈", "analyst", Presence::PersonAndStatus, daysAgo(71)},
    {"etl-nightly", "", "", "", Presence::StatusOnly},
};

class Company final
{
public:
    Company(quint32 seed, qint64 nowMs) : m_dice(seed), m_nowMs(nowMs), m_families(makeFamilies(m_dice)) {}

    SamplePerson regular(const Regular &regular) const;
    SamplePerson next();
    SamplePerson nextWithoutStatus();
    bool isTimeForOneWithoutStatus() { return m_dice.isOneIn(120); }

private:
    QByteArray nameFrom(Family &family, SamplePerson &person);
    QList<QByteArrayView> rollRoles();

    Dice m_dice;
    qint64 m_nowMs;
    Families m_families;
};

SamplePerson Company::regular(const Regular &regular) const
{
    SamplePerson person;
    person.name = regular.name;
    person.isPerson = regular.presence != Presence::StatusOnly;
    person.hasStatus = regular.presence != Presence::PersonOnly;
    if (person.isPerson && person.name.contains('@'))
        person.email = person.name;
    person.firstName = QByteArrayView(regular.firstName);
    person.lastName = QByteArrayView(regular.lastName);
    for (QByteArrayView rest(regular.roles); !rest.isEmpty();) {
        const auto space = rest.indexOf(' ');
        person.roles.append(space < 0 ? rest : rest.first(space));
        rest = space < 0 ? QByteArrayView() : rest.sliced(space + 1);
    }
    person.isLocked = regular.isLocked;
    if (regular.minutesAgo == 0)
        person.disabledMs = analystDisabledMs;
    else if (regular.minutesAgo > 0)
        person.disabledMs = m_nowMs - regular.minutesAgo * minuteMs;
    return person;
}

SamplePerson Company::next()
{
    SamplePerson person;
    Family &family = m_families.all[m_families.draw[m_dice.below(quint32(m_families.draw.size()))]];
    person.name = nameFrom(family, person);
    if (m_dice.below(100) < 15) {
        // The square draws them together towards now: many in the last weeks, some in the last hours.
        const double lot = m_dice.fraction();
        person.disabledMs = m_nowMs - minuteMs - qint64(lot * lot * double(2 * 365 * dayMs - 2 * minuteMs));
    }
    if (m_dice.isOneIn(150)) {
        person.isPerson = false;
        person.firstName = person.lastName = {};
        // Half of them left the company, half are a slip of the fingers: example.com, exmaple.com.
        if (m_dice.isOneIn(2)) {
            const auto domain = person.name.lastIndexOf('@') + 1;
            std::swap(person.name[domain + 2], person.name[domain + 3]);
        }
        return person;
    }
    person.email = person.name;
    person.roles = rollRoles();
    return person;
}

SamplePerson Company::nextWithoutStatus()
{
    SamplePerson person;
    person.name = nameFrom(m_families.all[m_families.draw[m_dice.below(quint32(m_families.draw.size()))]], person);
    person.email = person.name;
    person.roles = rollRoles();
    person.hasStatus = false;
    return person;
}

QByteArray Company::nameFrom(Family &family, SamplePerson &person)
{
    // Every combination once, then every one with a 2, and so on: unique without looking back.
    const quint32 round = family.used / quint32(family.order.size());
    size_t index = family.order[family.used % family.order.size()];
    ++family.used;
    const NameForms &first = family.firsts[index % family.firsts.size()];
    index /= family.firsts.size();
    const NameForms &last = family.lasts[index % family.lasts.size()];
    const QByteArray &domain = family.domains.at(qsizetype(index / family.lasts.size()));
    person.firstName = first.shown;
    person.lastName = last.shown;

    const quint32 form = m_dice.below(100);
    QByteArray name;
    name.reserve(first.local.size() + last.local.size() + domain.size() + 8);
    if (form < 12)
        name.append(first.local).append('.').append(last.local);
    else
        name.append(first.plain).append(form < 20 ? '_' : '.').append(last.plain);
    if (round > 0)
        name.append(QByteArray::number(round + 1));
    return name.append('@').append(domain);
}

QList<QByteArrayView> Company::rollRoles()
{
    const quint32 lot = m_dice.below(100);
    if (lot < 46)
        return {"viewer"};
    if (lot < 74)
        return {"analyst"};
    if (lot < 84)
        return {"editor"};
    if (lot < 89)
        return {"designer"};
    if (lot < 94)
        return {"analyst", "editor"};
    if (lot < 97)
        return {"designer", "viewer"};
    if (lot < 99)
        return {"analyst", "designer", "editor"};
    return {};
}

} // namespace

void SamplePeople::forEach(const std::function<void(const SamplePerson &)> &visit, const std::stop_token &stop) const
{
    Company company(m_seed, m_nowMs);
    int statuses = 0;
    for (const Regular &regular : regulars) {
        const SamplePerson person = company.regular(regular);
        if (statuses == m_statuses)
            return;
        statuses += person.hasStatus ? 1 : 0;
        visit(person);
    }
    while (statuses < m_statuses && !stop.stop_requested()) {
        if (company.isTimeForOneWithoutStatus())
            visit(company.nextWithoutStatus());
        visit(company.next());
        ++statuses;
    }
}

} // namespace gatehouse
