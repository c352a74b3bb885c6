// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/certificates.h"

#include <QDialog>

class QGridLayout;
class QVBoxLayout;

namespace gatehouse {

/// Shows a server's certificate that was not accepted, what is wrong with it, and asks whether to trust it all the
/// same: exactly this one, by its fingerprint. For open(), never exec(). Everything in it is plain text; the answer
/// that does nothing has the focus.
class TrustDialog final : public QDialog
{
    Q_OBJECT
public:
    /// What an answer that is not for always holds for.
    enum class ForNow { Session, Test };
    /// `server` is what the person calls it, "pivot.example.com:9095".
    TrustDialog(TlsTrouble trouble, const QString &server, QWidget *parent, ForNow now = ForNow::Session);

signals:
    void trustedForNow(const QByteArray &sha256);
    void trustedAlways(const QByteArray &sha256);

private:
    void addTitle(QVBoxLayout *column, const QString &server);
    void addFacts(QVBoxLayout *column);
    void addFact(QGridLayout *grid, const QString &label, const QString &words);
    void addProblems(QVBoxLayout *column);
    void addAnswers(QVBoxLayout *column, ForNow forNow);
    bool isChanged() const { return m_trouble.gravest() == TlsProblem::PinChanged; }

    TlsTrouble m_trouble;
};

} // namespace gatehouse
