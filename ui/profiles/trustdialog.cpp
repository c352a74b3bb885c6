// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profiles/trustdialog.h"

#include "ui/look/glyphview.h"
#include "ui/look/widgets.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace gatehouse {

namespace {

constexpr int kMargin = 24;
constexpr int kGlyph = 16;
constexpr int kGap = 8;
/// Words that wrap have no height of their own before they have a width.
constexpr int kTextWidth = 512;

/// In two lines, so that two of them can be compared by eye.
QString twoLines(const QByteArray &sha256)
{
    const QString words = fingerprintWords(sha256);
    return words.left(words.size() / 2) + QLatin1Char('\n') + words.mid(words.size() / 2 + 1);
}

QString days(const PeerCertificate &certificate)
{
    const QLocale locale;
    return TrustDialog::tr("%1 to %2", "two dates")
        .arg(locale.toString(certificate.from.toLocalTime().date(), QLocale::LongFormat),
             locale.toString(certificate.until.toLocalTime().date(), QLocale::LongFormat));
}

} // namespace

TrustDialog::TrustDialog(TlsTrouble trouble, const QString &server, QWidget *parent, ForNow now)
    : QDialog(parent), m_trouble(std::move(trouble))
{
    const QString title = isChanged() ? tr("The certificate has changed") : tr("Trust this certificate?");
    setWindowTitle(title);
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(12);
    addTitle(column, server);
    addProblems(column);
    addFacts(column);
    addAnswers(column, now);
    column->setSizeConstraint(QLayout::SetMinimumSize);
}

void TrustDialog::addTitle(QVBoxLayout *column, const QString &server)
{
    auto *title = (new TextLabel(windowTitle(), this))->scaled(1.15)->bold()->wrapped();
    title->setMinimumWidth(kTextWidth);
    column->addWidget(title);
    const QString words =
        isChanged()
            ? tr("%1 does not show the certificate that was trusted. Somebody could stand between this computer and "
                 "the server and read the token. Trust it only after who runs the server told you that it was renewed, "
                 "and with which fingerprint.")
            : tr("%1 shows a certificate that this computer does not accept. When you trust it, exactly this "
                 "certificate is accepted for this connection and no other. Compare its fingerprint with the one that "
                 "who runs the server tells you.");
    auto *text = (new TextLabel(words.arg(server), this))->toned(isChanged() ? TextTone::Danger : TextTone::Secondary);
    text->wrapped()->setMinimumWidth(kTextWidth);
    column->addWidget(text);
    setAccessibleDescription(text->text());
}

void TrustDialog::addProblems(QVBoxLayout *column)
{
    for (const TlsProblem problem : std::as_const(m_trouble.problems)) {
        if (problem == TlsProblem::PinChanged) // the title says it
            continue;
        auto *row = new QHBoxLayout;
        row->setSpacing(kGap);
        auto *glyph = new GlyphView(kGlyph, this);
        glyph->setGlyph(QStringLiteral("warn"), GlyphTone::Warn);
        row->addWidget(glyph, 0, Qt::AlignTop);
        auto *words = (new TextLabel(problemWords(problem, m_trouble.certificate), this))->wrapped();
        words->setMinimumWidth(kTextWidth - kGlyph - kGap);
        row->addWidget(words, 1);
        column->addLayout(row);
    }
}

void TrustDialog::addFact(QGridLayout *grid, const QString &label, const QString &words)
{
    const int row = grid->rowCount();
    auto *name = (new TextLabel(label, this))->toned(TextTone::Secondary);
    auto *value = (new TextLabel(words, this))->wrapped();
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setFocusPolicy(Qt::ClickFocus);
    value->setAccessibleName(label);
    value->setAccessibleDescription(words);
    grid->addWidget(name, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
}

void TrustDialog::addFacts(QVBoxLayout *column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    const PeerCertificate &shown = m_trouble.certificate;
    addFact(grid, tr("Issued to"), shown.subject);
    addFact(grid, tr("For the hosts"), shown.names.join(QStringLiteral(", ")));
    addFact(grid, tr("Issued by"), shown.isSelfSigned ? tr("itself") : shown.issuer);
    addFact(grid, tr("Valid"), days(shown));
    addFact(grid, tr("Fingerprint (SHA-256)"), twoLines(shown.sha256));
    if (!m_trouble.pin.isEmpty())
        addFact(grid, tr("Trusted until now"), twoLines(m_trouble.pin));
    column->addLayout(grid);
}

void TrustDialog::addAnswers(QVBoxLayout *column, ForNow forNow)
{
    column->addSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(kGap);
    QPushButton *cancel = makeButton(tr("Cancel"), ButtonRank::Plain, this);
    QPushButton *now = makeButton(forNow == ForNow::Session ? tr("Trust for this session") : tr("Trust for this test"),
                                  ButtonRank::Plain, this);
    QPushButton *always = makeButton(tr("Trust always"), isChanged() ? ButtonRank::Danger : ButtonRank::Primary, this);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(now);
    row->addWidget(always);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(now, &QPushButton::clicked, this, [this] {
        emit trustedForNow(m_trouble.certificate.sha256);
        accept();
    });
    connect(always, &QPushButton::clicked, this, [this] {
        emit trustedAlways(m_trouble.certificate.sha256);
        accept();
    });
    cancel->setFocus();
}

} // namespace gatehouse
