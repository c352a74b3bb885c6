// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QToolButton;

namespace gatehouse {

class TextLabel;

/// A part of a connection's form that most connections need not touch: folded away under its title, beside which a few
/// words tell what stands in it. Knows nothing of where profiles are kept.
class ProfileSection : public QWidget
{
    Q_OBJECT
public:
    /// Shows the profile; whatever stood in the fields is gone. Folded afterwards.
    void setProfile(const Profile &profile);
    /// Puts what stands in the fields into it; what was not touched stays to the letter.
    virtual void putInto(Profile &profile) const = 0;
    /// Shows what is wrong, unfolded, with the focus on the field if `isFirst`. True when nothing is.
    bool check(bool isFirst);
    void unfold();

signals:
    /// Something was typed or chosen.
    void edited();
    /// What a test found does not hold any more.
    void serverEdited();

protected:
    ProfileSection(const QString &title, QWidget *parent);

    virtual void fill(const Profile &profile) = 0;
    /// What stands in the fields in a few words; empty where it is what most connections have.
    virtual QString summary() const = 0;
    struct Problem
    {
        QString sentence;
        QWidget *field;
    };
    virtual std::optional<Problem> problem() const { return std::nullopt; }
    /// A labelled field, with a sentence beneath where there is one. The field's accessible name is the label's text.
    void addRow(const QString &label, QWidget *field, const QString &hint = {});
    /// To be called by every field when its content changes.
    void changed();

private:
    void setOpen(bool isOpen);
    void refresh();

    QToolButton *m_title;
    TextLabel *m_summary;
    QWidget *m_content;
    QGridLayout *m_grid;
    TextLabel *m_problem;
    bool m_isFilling = false;
};

/// All of them, in their order.
QList<ProfileSection *> makeProfileSections(QWidget *parent);

} // namespace gatehouse
