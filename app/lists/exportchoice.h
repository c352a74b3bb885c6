// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

/// Which rows go into an export.
enum class ExportPart { Visible, Selected, All };

/// As what, see UserExport.
enum class ExportFormat { Csv, Json, Names };

/// What stands between the cells of a CSV.
enum class CsvSeparator : char { Comma = ',', Semicolon = ';', Tab = '\t' };

/// Whether a CSV begins with the three bytes by which Excel knows UTF-8.
enum class ExcelMark { LeftOut, Written };

/// How the text of an export looks; a value. Separator and mark are of the CSV alone.
struct ExportStyle
{
    ExportFormat format = ExportFormat::Csv;
    CsvSeparator separator = CsvSeparator::Comma;
    ExcelMark mark = ExcelMark::LeftOut;
    bool operator==(const ExportStyle &) const = default;
};

/// What a person chose to export; a value.
struct ExportChoice
{
    ExportPart part = ExportPart::Visible;
    ExportStyle style;
    bool operator==(const ExportChoice &) const = default;

    /// For remembering from one time to the next: "visible csv comma plain".
    QString toText() const;
    /// What no toText() wrote, in whole or in part, is as if it had not been chosen.
    static ExportChoice fromText(const QString &text);
};

/// "csv", "json", "txt": how a file of this format ends.
QString exportSuffix(ExportFormat format);

} // namespace gatehouse
