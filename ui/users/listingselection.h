// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/users/usermodel.h"

#include <QItemSelectionModel>

#include <vector>

namespace gatehouse {

/// A view's face of the listing's selection, which is the truth: what the view, the keyboard and assistive technology
/// select here goes to the listing by rows, and what the listing then holds is mirrored back as ranges.
///
/// While the selected rows make up few ranges, all of them are mirrored. Scattered ones are mirrored only around what
/// is on the screen, since Qt's own selection is quadratic in ranges. The current index is Qt's own.
class ListingSelection final : public QItemSelectionModel
{
    Q_OBJECT
public:
    /// Must be created after the model has connected itself to the listing, and go before both.
    ListingSelection(UserModel &model, UserListing &listing, QObject *parent = nullptr);

    /// The positions on the screen, first and last.
    void setScreen(int first, int last);
    /// Whether only what is on the screen is mirrored.
    bool isScattered() const { return m_scattered; }
    /// Takes the listing's selection over again.
    void mirror();

    void select(const QModelIndex &index, SelectionFlags command) override;
    void select(const QItemSelection &selection, SelectionFlags command) override;
    void clear() override;
    void reset() override;

private:
    struct Span
    {
        int first;
        int last;
    };
    using Spans = std::vector<Span>;
    static Spans spansOf(const QItemSelection &selection);
    /// The selected positions from first to last as ranges; stops at so many.
    Spans selectedSpans(int first, int last, std::size_t most) const;
    void apply(const Spans &wanted, SelectionFlags command);
    void takeOver(const std::vector<Row> &added, const std::vector<Row> &removed);
    /// From here on, an extended selection starts afresh.
    void settle();

    UserListing &m_listing;
    Spans m_last;  ///< what the last command covered, still open to be replaced by one with Current
    RowSet m_base; ///< the selection without it
    Span m_screen{0, 0};
    bool m_scattered = false;
    bool m_mirroring = false; ///< Qt's own selection is being written, nothing comes from a person
    bool m_applying = false;
};

} // namespace gatehouse
