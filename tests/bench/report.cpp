// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace gatehouse::bench {

namespace {

QString verdictOf(const Result &result)
{
    if (!result.sameFound)
        return QStringLiteral("the two found different things");
    if (!result.holds())
        return result.isLimit ? QStringLiteral("TOO MUCH") : QStringLiteral("TOO SLOW");
    if (result.required == 0 && result.goal == 0)
        return {};
    return result.reachesGoal() ? QStringLiteral("goal reached") : QStringLiteral("holds");
}

QString times(double factor)
{
    return QString::number(factor, 'f', factor < 2 ? 2 : factor < 100 ? 1 : 0) + QStringLiteral(" x");
}

QString bound(const Result &result, double value)
{
    if (value == 0)
        return {};
    return result.isLimit ? QStringLiteral("<= %1").arg(value) : times(value);
}

QString nameOf(const Result &result)
{
    const QString name = QString::fromStdString(result.name);
    return result.against.empty() ? name : name + QStringLiteral(" : ") + QString::fromStdString(result.against);
}

} // namespace

QString asTable(const std::vector<Result> &results)
{
    const auto line = [](const QString &name, const QString &size, const QString &ours, const QString &rival,
                         const QString &ratio, const QString &required, const QString &goal, const QString &verdict) {
        return QStringLiteral("%1 %2 %3 %4 %5 %6 %7  %8\n")
            .arg(name, -44)
            .arg(size, 9)
            .arg(ours, 15)
            .arg(rival, 12)
            .arg(ratio, 9)
            .arg(required, 9)
            .arg(goal, 8)
            .arg(verdict);
    };
    QString table =
        line(QStringLiteral("what"), QStringLiteral("users"), QStringLiteral("ours"), QStringLiteral("rival"),
             QStringLiteral("ratio"), QStringLiteral("required"), QStringLiteral("goal"), QStringLiteral("verdict"));
    for (const Result &result : results)
        table += line(nameOf(result), QString::number(result.size),
                      QString::number(result.ours.count(), 'f', 2) + u' ' + QString::fromStdString(result.unit),
                      result.isLimit ? QString() : QString::number(result.rival.count(), 'f', 2),
                      result.isLimit ? QString() : times(result.ratio()), bound(result, result.required),
                      bound(result, result.goal), verdictOf(result));
    for (const Growth &growth : growthOf(results))
        table += QStringLiteral("growth of %1 from %2 to %3 users: %4 x\n")
                     .arg(QString::fromStdString(growth.name))
                     .arg(growth.from)
                     .arg(growth.to)
                     .arg(growth.factor, 0, 'f', 1);
    return table;
}

QString writeJson(const std::vector<Result> &results, int rounds, const QString &path)
{
    QJsonArray rows;
    for (const Result &result : results)
        rows.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(result.name)},
                                {QStringLiteral("size"), static_cast<qint64>(result.size)},
                                {QStringLiteral("unit"), QString::fromStdString(result.unit)},
                                {QStringLiteral("against"), QString::fromStdString(result.against)},
                                {QStringLiteral("isLimit"), result.isLimit},
                                {QStringLiteral("ours"), result.ours.count()},
                                {QStringLiteral("rival"), result.rival.count()},
                                {QStringLiteral("ratio"), result.ratio()},
                                {QStringLiteral("required"), result.required},
                                {QStringLiteral("goal"), result.goal},
                                {QStringLiteral("holds"), result.holds()}});
    QJsonArray growths;
    for (const Growth &growth : growthOf(results))
        growths.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(growth.name)},
                                   {QStringLiteral("from"), static_cast<qint64>(growth.from)},
                                   {QStringLiteral("to"), static_cast<qint64>(growth.to)},
                                   {QStringLiteral("factor"), growth.factor}});
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("rounds"), rounds},
                                                      {QStringLiteral("rows"), rows},
                                                      {QStringLiteral("growth"), growths}})
                                .toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace gatehouse::bench
