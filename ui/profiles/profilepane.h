// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLineEdit;
class QToolButton;

namespace gatehouse {

class ProfileList;
class TextLabel;

/// The left side of the Connections dialog: the list, and beneath it what can be done with its entries. Only asks.
class ProfilePane final : public QWidget
{
    Q_OBJECT
public:
    explicit ProfilePane(QWidget *parent = nullptr);

    ProfileList *list() const { return m_list; }
    void setCanDuplicate(bool can);
    void setCanDelete(bool can);
    void setCanExport(bool can);
    /// After the list was filled: long ones can be searched.
    void refreshSearch();

signals:
    void addRequested();
    void duplicateRequested();
    void deleteRequested();
    void importRequested();
    void exportRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *makeMore();
    void search();

    QLineEdit *m_search = nullptr;
    TextLabel *m_nothing = nullptr;
    ProfileList *m_list = nullptr;
    QToolButton *m_duplicate = nullptr;
    QAction *m_export = nullptr;
    QToolButton *m_delete = nullptr;
};

} // namespace gatehouse
