// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tones.h"

#include <QWidget>

#include <optional>

namespace gatehouse {

/// Choosing a connection's own colour from a few that words can be read on, or none. The arrows go from one to the
/// next, and each is known by its word. A colour that is not among them, written by hand, has a place of its own at the
/// end.
class ColourRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ColourRow(QWidget *parent = nullptr);
    /// "#rrggbb" as it was set, or of the swatch that was chosen; empty for none.
    QString colour() const;
    void setColour(const QString &rgb);
    /// What stands for no own colour: the environment's tile, an empty box where there is none yet.
    void setEnvironment(std::optional<EnvironmentLook> look);

signals:
    /// A person chose.
    void chosen();

private:
    class Swatch;
    Swatch *addSwatch(const QString &rgb, const QString &word);

    QString m_set; ///< as it was written
    QList<Swatch *> m_swatches;
    Swatch *m_byHand = nullptr;
};

} // namespace gatehouse
