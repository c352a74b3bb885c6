// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runprogress.h"

#include <algorithm>

namespace gatehouse {
namespace {

using namespace std::chrono_literals;

constexpr auto kWindow = 5s;
/// Marks closer together than this are one, so that a quick run costs no more than a slow one.
constexpr auto kStep = 100ms;
/// Less is too little to say anything.
constexpr auto kLeast = 500ms;

} // namespace

int RunProgress::percent() const
{
    if (total == 0 || isOver())
        return 100;
    return static_cast<int>(std::min<qsizetype>(99, ended() * 100 / total));
}

void RunRate::note(Instant at, qsizetype ended)
{
    if (!m_marks.empty() && at < m_marks.back().at) // the clock was set back
        m_marks.clear();
    if (m_marks.size() >= 2 && at - m_marks[m_marks.size() - 2].at < kStep)
        m_marks.back() = {at, ended};
    else
        m_marks.push_back({at, ended});
    const auto young =
        std::find_if(m_marks.begin(), m_marks.end(), [at](const Mark &m) { return at - m.at <= kWindow; });
    m_marks.erase(m_marks.begin(), young);
}

double RunRate::perSecond() const
{
    if (m_marks.size() < 2)
        return 0;
    const auto span = m_marks.back().at - m_marks.front().at;
    if (span < kLeast)
        return 0;
    return static_cast<double>(m_marks.back().ended - m_marks.front().ended) /
           std::chrono::duration<double>(span).count();
}

} // namespace gatehouse
