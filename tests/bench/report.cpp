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
        return QStringLiteral("TOO SLOW");
    return result.reachesGoal() ? QStringLiteral("goal reached") : QStringLiteral("holds");
}

QString times(double factor)
{
    return QString::number(factor, 'f', factor < 100 ? 1 : 0) + QStringLiteral(" x");
}

} // namespace

QString asTable(const std::vector<Result> &results)
{
    const auto line = [](const QString &name, const QString &size, const QString &ours, const QString &rival,
                         const QString &ratio, const QString &required, const QString &goal, const QString &verdict) {
        return QStringLiteral("%1 %2 %3 %4 %5 %6 %7  %8\n")
            .arg(name, -14)
            .arg(size, 9)
            .arg(ours, 11)
            .arg(rival, 12)
            .arg(ratio, 9)
            .arg(required, 9)
            .arg(goal, 8)
            .arg(verdict);
    };
    QString table =
        line(QStringLiteral("what"), QStringLiteral("users"), QStringLiteral("ours ms"), QStringLiteral("rival ms"),
             QStringLiteral("ratio"), QStringLiteral("required"), QStringLiteral("goal"), QStringLiteral("verdict"));
    for (const Result &result : results)
        table += line(QString::fromStdString(result.name), QString::number(result.size),
                      QString::number(result.ours.count(), 'f', 2), QString::number(result.rival.count(), 'f', 2),
                      times(result.ratio()), times(result.required), times(result.goal), verdictOf(result));
    return table;
}

QString writeJson(const std::vector<Result> &results, int rounds, const QString &path)
{
    QJsonArray rows;
    for (const Result &result : results)
        rows.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(result.name)},
                                {QStringLiteral("size"), static_cast<qint64>(result.size)},
                                {QStringLiteral("ours"), result.ours.count()},
                                {QStringLiteral("rival"), result.rival.count()},
                                {QStringLiteral("ratio"), result.ratio()},
                                {QStringLiteral("required"), result.required},
                                {QStringLiteral("goal"), result.goal},
                                {QStringLiteral("holds"), result.holds()}});
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("unit"), QStringLiteral("ms")},
                                                      {QStringLiteral("rounds"), rounds},
                                                      {QStringLiteral("rows"), rows}})
                                .toJson();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace gatehouse::bench
