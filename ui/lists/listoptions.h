// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/pastedlist.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace gatehouse {

class TextLabel;

/// How a list was read, for a person to put right: which column holds the names, what stands between the columns,
/// whether there is a heading, how the file is encoded, and its dates. Only what there is to choose is shown. The list
/// must outlive it.
class ListOptions final : public QWidget
{
    Q_OBJECT
public:
    explicit ListOptions(PastedList &list, QWidget *parent = nullptr);

    /// Whether the dates of the list are to be those since when its users are disabled.
    bool usesDates() const;

signals:
    /// usesDates() has changed.
    void datesChosen();

private:
    QComboBox *addBox(const QString &label, const QString &accessibleName);
    void refresh();
    void refreshColumns();
    void refreshSeparator();
    void refreshEncoding();
    void refreshDates();
    void show(QComboBox *box, bool isShown);
    void choose(const std::function<void(ReadChoices &)> &change);

    PastedList &m_list;
    QComboBox *m_column;
    QComboBox *m_separator;
    QComboBox *m_encoding;
    QComboBox *m_dateColumn;
    QComboBox *m_dates;
    QCheckBox *m_heading;
    quint64 m_datesOf = 0; ///< the number of the list that the word about the dates was given for
    bool m_isRefreshing = false;
};

} // namespace gatehouse
