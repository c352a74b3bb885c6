// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QString>

#include <algorithm>
#include <vector>

namespace gatehouse {

/// A paint device that remembers the pieces of text that were drawn, and where. A line is one piece as long as it runs
/// in one direction, so that words which a line of the other direction turned round can be seen.
class PaintedText final : public QPaintDevice
{
public:
    QPaintEngine *paintEngine() const override { return &m_engine; }

    /// The pieces from the top down, each line from left to right as it is seen; lines by `\n`, pieces by `|`.
    QString seen() const
    {
        std::vector<Piece> pieces = m_engine.pieces;
        std::stable_sort(pieces.begin(), pieces.end(), [](const Piece &a, const Piece &b) {
            return a.at.y() != b.at.y() ? a.at.y() < b.at.y() : a.at.x() < b.at.x();
        });
        QString text;
        for (size_t i = 0; i < pieces.size(); ++i) {
            if (i > 0)
                text += pieces[i].at.y() != pieces[i - 1].at.y() ? u'\n' : u'|';
            text += pieces[i].text;
        }
        return text;
    }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
        case PdmHeight:
            return 4000;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    struct Piece
    {
        QPointF at;
        QString text;
    };
    class Engine final : public QPaintEngine
    {
    public:
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override {}
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
        void drawPath(const QPainterPath &) override {}
        void drawTextItem(const QPointF &at, const QTextItem &item) override
        {
            // The marks that keep a direction are a piece of their own, and nothing is seen of them.
            const QString text = item.text().remove(QChar(0x2068)).remove(QChar(0x2069));
            if (!text.isEmpty())
                pieces.push_back({painter()->transform().map(at), text});
        }
        Type type() const override { return User; }

        std::vector<Piece> pieces;
    };
    mutable Engine m_engine;
};

} // namespace gatehouse
