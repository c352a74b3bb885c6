// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace gatehouse {

class ColourRow;
class EnvironmentBox;
class ProfileSection;
class TextLabel;
class TokenField;

/// The fields of one connection, with what is wrong beneath each: one sentence when the field is left, or for all of
/// them on check(). Knows nothing of where profiles are kept.
class ProfileForm final : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileForm(QWidget *parent = nullptr);

    /// Shows the profile; `others` are the saved ones, whose names are taken. Whatever stood in the fields is gone.
    void setProfile(const Profile &profile, const QList<Profile> &others);
    void setOthers(const QList<Profile> &others) { m_others = others; }
    /// What stands in the fields was saved as this: it counts as shown, the fields stay, and so does the cursor.
    void markSaved(const Profile &saved) { m_shown = saved; }
    /// What stands in the fields, cleaned of white space around it; everything else as in the profile that was shown.
    Profile profile() const;
    /// The one that is shown, as it is saved.
    const Profile &shown() const { return m_shown; }
    /// Whether the fields say something else than the profile that was shown.
    bool isModified() const { return profile() != m_shown; }

    /// Shows every problem and moves the focus to the first. True when there is none. Connecting needs a token, while
    /// a profile whose token is kept elsewhere can be saved without.
    enum class Purpose { Save, Test, Connect };
    bool check(Purpose purpose);

    /// Trusts the certificate of this SHA-256, once it is saved.
    void trust(const QByteArray &sha256);

    void focusName();
    void focusToken();

signals:
    /// Something was typed or chosen.
    void edited();
    /// The address or the token are others now: what a test found does not hold any more.
    void serverEdited();

private:
    enum Field { Name, Address, Token, EnvironmentField, FieldCount };
    void addRow(QGridLayout *grid, const QString &label, QWidget *field, QWidget *beneath);
    void buildFields(QGridLayout *grid);
    void connectFields();
    bool isTokenElsewhere(const Profile &typed) const;
    void refreshPlaceholder();
    void addSections(QGridLayout *grid);
    std::optional<QString> problemOf(Field field, Purpose purpose) const;
    void showProblem(Field field, const std::optional<QString> &problem);
    void recheck(Field field);
    void left(Field field);
    void refreshPlainTextWarning();
    QWidget *widgetOf(Field field) const;

    Profile m_shown;
    QList<Profile> m_others;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    TokenField *m_token = nullptr;
    EnvironmentBox *m_environment = nullptr;
    ColourRow *m_colour = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QLineEdit *m_protected = nullptr;
    TextLabel *m_problems[FieldCount] = {};
    TextLabel *m_plainText = nullptr;
    QWidget *m_beneathAddress = nullptr;
    QList<ProfileSection *> m_sections;
};

} // namespace gatehouse
