// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/exportchoice.h"

#include <QStringList>

#include <array>
#include <utility>

namespace gatehouse {

namespace {

template<typename Value>
using Word = std::pair<Value, const char *>;

constexpr std::array kPartWords{Word<ExportPart>{ExportPart::Visible, "visible"},
                                Word<ExportPart>{ExportPart::Selected, "selected"},
                                Word<ExportPart>{ExportPart::All, "all"}};
constexpr std::array kFormatWords{Word<ExportFormat>{ExportFormat::Csv, "csv"},
                                  Word<ExportFormat>{ExportFormat::Json, "json"},
                                  Word<ExportFormat>{ExportFormat::Names, "names"}};
constexpr std::array kSeparatorWords{Word<CsvSeparator>{CsvSeparator::Comma, "comma"},
                                     Word<CsvSeparator>{CsvSeparator::Semicolon, "semicolon"},
                                     Word<CsvSeparator>{CsvSeparator::Tab, "tab"}};
constexpr std::array kMarkWords{Word<ExcelMark>{ExcelMark::LeftOut, "plain"},
                                Word<ExcelMark>{ExcelMark::Written, "mark"}};

template<typename Value, std::size_t N>
QString wordOf(Value wanted, const std::array<Word<Value>, N> &words)
{
    for (const auto &[value, word] : words) {
        if (value == wanted)
            return QString::fromLatin1(word);
    }
    return {};
}

template<typename Value, std::size_t N>
void takeWord(Value &into, const QStringList &written, const std::array<Word<Value>, N> &words)
{
    for (const auto &[value, word] : words) {
        if (written.contains(QLatin1String(word)))
            into = value;
    }
}

} // namespace

QString ExportChoice::toText() const
{
    return QStringList{wordOf(part, kPartWords), wordOf(style.format, kFormatWords),
                       wordOf(style.separator, kSeparatorWords), wordOf(style.mark, kMarkWords)}
        .join(QLatin1Char(' '));
}

ExportChoice ExportChoice::fromText(const QString &text)
{
    const QStringList written = text.split(QLatin1Char(' '));
    ExportChoice choice;
    takeWord(choice.part, written, kPartWords);
    takeWord(choice.style.format, written, kFormatWords);
    takeWord(choice.style.separator, written, kSeparatorWords);
    takeWord(choice.style.mark, written, kMarkWords);
    return choice;
}

QString exportSuffix(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return QStringLiteral("csv");
    case ExportFormat::Json:
        return QStringLiteral("json");
    case ExportFormat::Names:
        return QStringLiteral("txt");
    }
    return {};
}

} // namespace gatehouse
