// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/keychain.h"

#include <QCoreApplication>
#include <QMap>

namespace gatehouse {

/// A keychain in memory that fails as told; the entries outlive it, as those of the system's do.
class FakeKeychain final : public Keychain
{
public:
    enum class Mood { Works, Refuses, ForgetsAtOnce };
    struct State
    {
        QMap<QString, QByteArray> entries;
        Mood mood = Mood::Works;
    };

    explicit FakeKeychain(std::shared_ptr<State> state) : m_state(std::move(state)) {}

    void read(const QString &key, Found answer) override
    {
        later([state = m_state, key, answer] {
            if (state->mood == Mood::Refuses)
                answer(tl::unexpected(refusal()));
            else if (state->entries.contains(key))
                answer(std::optional(state->entries.value(key)));
            else
                answer(std::optional<QByteArray>());
        });
    }
    void write(const QString &key, const QByteArray &secret, Done answer) override
    {
        later([state = m_state, key, secret, answer] {
            if (state->mood != Mood::Works) {
                answer(tl::unexpected(refusal()));
                return;
            }
            state->entries.insert(key, secret);
            answer({});
        });
    }
    void remove(const QString &key, Done answer) override
    {
        later([state = m_state, key, answer] {
            if (state->mood == Mood::Refuses) {
                answer(tl::unexpected(refusal()));
                return;
            }
            state->entries.remove(key);
            answer({});
        });
    }
    static QString refusal() { return QStringLiteral("The keychain is locked."); }

private:
    void later(const std::function<void()> &work) { QMetaObject::invokeMethod(&m_context, work, Qt::QueuedConnection); }
    std::shared_ptr<State> m_state;
    QObject m_context;
};

} // namespace gatehouse
