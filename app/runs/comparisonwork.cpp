// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/comparisonwork.h"

#include "runs/slices.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtConcurrent>

#include <utility>

namespace gatehouse {

namespace {

QString gapWords(const ListGaps &gaps)
{
    const QLocale locale;
    return QCoreApplication::translate("ChangeRunner",
                                       "The server's list lacks %1 of the %2 users that are to be changed, so it may "
                                       "not be the whole list. Nothing more was sent. When you resume, those who are "
                                       "not in the list are left alone.")
        .arg(locale.toString(gaps.missing), locale.toString(gaps.expected));
}

} // namespace

ComparisonWork::ComparisonWork(PivotClient &client, RequestPacer &pacer, const ChangeSet &set, std::vector<bool> ended,
                               QuestionsByPlace questions, Missing missing)
    : m_changes(set.changes),
      m_exactness(exactnessOf(set)),
      m_ended(std::move(ended)),
      m_questions(std::move(questions)),
      m_missing(missing),
      m_list(
          pacer, [&client](auto handler) { return client.list(std::move(handler)); },
          [this](ApiResult<ListAnswer> answer) { takeList(std::move(answer)); })
{
    connect(&m_worker, &QFutureWatcherBase::finished, this, &ComparisonWork::takeComparison);
}

ComparisonWork::~ComparisonWork() = default;

void ComparisonWork::start()
{
    m_list.start();
}

void ComparisonWork::takeList(ApiResult<ListAnswer> answer)
{
    if (!answer) {
        emit failed(QCoreApplication::translate("ChangeRunner",
                                                "The list could not be fetched, so nothing could be compared and "
                                                "nothing more was sent. %1")
                        .arg(answer.error().sentence()),
                    answer.error());
        return;
    }
    m_worker.setFuture(
        QtConcurrent::run([changes = m_changes, exactness = m_exactness, ended = m_ended, questions = m_questions,
                           list = std::make_shared<StatusList>(std::move(answer->list))] {
            return std::make_shared<ListComparison>(comparedWithList(changes, exactness, ended, questions, *list));
        }));
}

void ComparisonWork::takeComparison()
{
    const Compared compared = m_worker.result();
    if (compared->gaps.isDoubtful() && m_missing == Missing::Doubted) {
        emit doubted(gapWords(compared->gaps));
        return;
    }
    for (const qsizetype change : compared->notArrived) // few: those that were on their way
        emit notArrived(change);
    m_slices = std::make_unique<Slices>(
        static_cast<qsizetype>(compared->settled.size()),
        [this, compared](qsizetype place) {
            const auto &[change, outcome] = compared->settled[static_cast<std::size_t>(place)];
            emit settled(change, outcome);
        },
        [this] { emit ended(); });
}

} // namespace gatehouse
