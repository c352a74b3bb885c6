// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace gatehouse {

/// Asks whom a line of a list means: letters are typed, and the users that have them are shown. For open(), never
/// exec().
class UserChooser final : public QDialog
{
    Q_OBJECT
public:
    using Found = std::function<void(const QList<QByteArray> &users)>;
    /// Finds the first users whose name, person or e-mail holds the text; names to the letter, not too many. The
    /// answer may come later, and out of turn.
    using Find = std::function<void(const QString &typed, const Found &found)>;

    UserChooser(const QString &written, Find find, QWidget *parent);

signals:
    void chosen(const QByteArray &user);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void show(const QList<QByteArray> &users);
    void take();

    Find m_find;
    quint64 m_asked = 0; ///< counts; only the newest answer is shown
    QLineEdit *m_text;
    QListWidget *m_users;
    QPushButton *m_choose;
};

} // namespace gatehouse
