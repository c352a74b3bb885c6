// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultscript.h"

namespace gatehouse {

namespace {

const QByteArray AnyMethod = "*";

/// One step of SplitMix64, which is a good generator even where the states lie side by side.
quint64 scrambled(quint64 state)
{
    state += 0x9E3779B97F4A7C15U;
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9U;
    state = (state ^ (state >> 27)) * 0x94D049BB133111EBU;
    return state ^ (state >> 31);
}

quint64 mixedWith(quint64 state, const QByteArray &text)
{
    for (const char c : text)
        state = scrambled(state ^ static_cast<unsigned char>(c));
    return scrambled(state ^ static_cast<quint64>(text.size()));
}

/// A number from 0 to 1 that belongs to the request, not to the order in which requests came: that order is another one
/// in each run with several connections, and the run is to be the same.
double drawn(quint64 seed, const SeenRequest &request, int nthOfName)
{
    const quint64 state = mixedWith(mixedWith(seed, request.method()), request.name());
    return static_cast<double>(scrambled(state ^ static_cast<quint64>(nthOfName)) >> 11) * 0x1.0p-53;
}

} // namespace

void FaultScript::on(const QByteArray &method, int nth, Fault fault)
{
    m_parts[method].nth[nth] = std::move(fault);
}

void FaultScript::byName(const QByteArray &method, const QByteArray &name, Fault fault, int times)
{
    const int until = times == FaultServer::EveryTime ? times : count(method, name) + times;
    m_parts[method].named[name] = {std::move(fault), until};
}

void FaultScript::byRate(const QByteArray &method, double share, quint64 seed, Fault fault)
{
    Part &part = m_parts[method];
    // Two with one seed are still two.
    const quint64 own = mixedWith(scrambled(seed) ^ part.rated.size(), method);
    part.rated.push_back({share, own, std::move(fault)});
}

void FaultScript::always(const QByteArray &method, Fault fault)
{
    m_parts[method].always = std::move(fault);
}

void FaultScript::clear()
{
    for (auto &[method, part] : m_parts)
        part = Part{.seen = part.seen};
}

FaultScript::Turn FaultScript::take(const QByteArray &method)
{
    return {++m_parts[method].seen, ++m_parts[AnyMethod].seen};
}

void FaultScript::arrived(const SeenRequest &request)
{
    ++m_arrived[request.name()][request.method()];
}

std::optional<Fault> FaultScript::fate(const SeenRequest &request, Turn turn, bool isWhole) const
{
    const Parts parts{&part(request.method()), &part(AnyMethod)};
    const std::array<int, 2> turns{turn.ofMethod, turn.ofAll};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (const auto nth = parts[i]->nth.find(turns[i]); nth != parts[i]->nth.end())
            return nth->second;
    }
    const bool isNameOpen = !isWhole && request.isToAll();
    for (const Part *part : parts) {
        if (isNameOpen && !(part->named.empty() && part->rated.empty()))
            return {};
    }
    if (auto fault = named(parts, request))
        return fault;
    if (auto fault = rated(parts, request))
        return fault;
    return parts[0]->always ? *parts[0]->always : parts[1]->always.value_or(Fault{});
}

const FaultScript::Part &FaultScript::part(const QByteArray &method) const
{
    static const Part nothing;
    const auto found = m_parts.find(method);
    return found == m_parts.end() ? nothing : found->second;
}

std::optional<Fault> FaultScript::named(const Parts &parts, const SeenRequest &request) const
{
    const QByteArray name = request.name();
    const std::array<QByteArray, 2> methods{request.method(), AnyMethod};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto found = parts[i]->named.find(name);
        if (found != parts[i]->named.end() && count(methods[i], name) < found->second.times)
            return found->second.fault;
    }
    return {};
}

std::optional<Fault> FaultScript::rated(const Parts &parts, const SeenRequest &request) const
{
    const int nthOfName = count(request.method(), request.name()) + 1;
    for (const Part *part : parts) {
        for (const Rated &rate : part->rated) {
            if (drawn(rate.seed, request, nthOfName) < rate.share)
                return rate.fault;
        }
    }
    return {};
}

int FaultScript::count(const QByteArray &method) const
{
    return part(method).seen;
}

int FaultScript::count(const QByteArray &method, const QByteArray &name) const
{
    const auto found = m_arrived.find(name);
    if (found == m_arrived.end())
        return 0;
    int sum = 0;
    for (const auto &[of, arrived] : found->second) {
        if (method == of || method == AnyMethod)
            sum += arrived;
    }
    return sum;
}

} // namespace gatehouse
