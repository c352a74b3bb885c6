// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/settingstext.h"

#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QStringDecoder>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace gatehouse {

namespace {

SettingsTextError noRoom(const QString &detail)
{
    return {SettingsTextError::Kind::NoRoom, detail};
}

/// A file of its own for one reading or writing; it holds tokens, so memory (the run-time folder) before disk.
class ScratchFile final
{
public:
    ScratchFile()
    {
        const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
        if (!runtime.isEmpty())
            m_folder = std::make_unique<QTemporaryDir>(runtime + QStringLiteral("/gatehouse-XXXXXX"));
        if (!m_folder || !m_folder->isValid())
            m_folder = std::make_unique<QTemporaryDir>();
    }

    tl::expected<QString, SettingsTextError> fill(const QByteArray &text) const
    {
        if (!m_folder->isValid())
            return tl::make_unexpected(noRoom(m_folder->errorString()));
        QFile file(m_folder->filePath(QStringLiteral("scratch.ini")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(text) != text.size())
            return tl::make_unexpected(noRoom(file.errorString()));
        return file.fileName();
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

bool isUtf8Text(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    return !decoder.hasError() && !decoded.contains(QChar(u'\0'));
}

/// The text without what people and editors put in and QSettings calls malformed: a byte order mark, comments with `#`.
/// Nothing when it ends inside quotes: such a file was cut, and QSettings would take what is there for the value.
std::optional<QByteArray> tidied(QByteArray text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    bool isQuoted = false;
    bool isComment = false;
    bool isLineStart = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isLineStart && !isQuoted) {
            if (text.at(i) == '#')
                text[i] = ';';
            isComment = text.at(i) == ';';
        }
        const char c = text.at(i);
        isLineStart = c == '\n';
        if (isComment)
            continue;
        if (c == '\\')
            ++i;
        else if (c == '"')
            isQuoted = !isQuoted;
    }
    if (isQuoted)
        return std::nullopt;
    return text;
}

/// Nothing when QSettings calls the file malformed. It finds out only while the keys are asked for.
std::optional<SettingsValues> readAll(const QString &file)
{
    const QSettings settings(file, QSettings::IniFormat);
    SettingsValues values;
    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        if (key.isEmpty() || key.endsWith(u'/'))
            return std::nullopt;
        values.insert(key, settings.value(key));
    }
    if (settings.status() != QSettings::NoError)
        return std::nullopt;
    return values;
}

/// Whether a value that was written came back; QSettings knows only texts and lists of them in many cases.
bool isSame(const QVariant &written, const QVariant &read)
{
    if (written == read)
        return true;
    if (written.canConvert<QStringList>() && read.canConvert<QStringList>())
        return written.toStringList() == read.toStringList();
    return written.canConvert<QString>() && read.canConvert<QString>() && written.toString() == read.toString();
}

bool isSame(const SettingsValues &written, const SettingsValues &read)
{
    if (written.size() != read.size())
        return false;
    for (auto it = written.cbegin(); it != written.cend(); ++it) {
        if (!read.contains(it.key()) || !isSame(it.value(), read.value(it.key())))
            return false;
    }
    return true;
}

} // namespace

tl::expected<SettingsValues, SettingsTextError> parseSettings(const QByteArray &text)
{
    const SettingsTextError damaged{SettingsTextError::Kind::Damaged, {}};
    if (text.trimmed().isEmpty() && !text.contains('\0'))
        return SettingsValues();
    const auto tidy = tidied(text);
    if (!isUtf8Text(text) || !tidy)
        return tl::make_unexpected(damaged);
    const ScratchFile scratch;
    const auto file = scratch.fill(*tidy);
    if (!file)
        return tl::make_unexpected(file.error());
    auto values = readAll(*file);
    if (!values)
        return tl::make_unexpected(damaged);
    return *std::move(values);
}

tl::expected<QByteArray, SettingsTextError> renderSettings(const SettingsValues &values, const QByteArray &previous)
{
    const ScratchFile scratch;
    const auto file = scratch.fill(tidied(previous).value_or(QByteArray()));
    if (!file)
        return tl::make_unexpected(file.error());
    {
        QSettings settings(*file, QSettings::IniFormat);
        const QStringList before = settings.allKeys();
        for (const QString &key : before) {
            if (!values.contains(key))
                settings.remove(key);
        }
        for (auto it = values.cbegin(); it != values.cend(); ++it) {
            if (!settings.contains(it.key()) || settings.value(it.key()) != it.value())
                settings.setValue(it.key(), it.value());
        }
        settings.sync();
        if (settings.status() != QSettings::NoError)
            return tl::make_unexpected(noRoom({}));
    }
    QFile written(*file);
    if (!written.open(QIODevice::ReadOnly))
        return tl::make_unexpected(noRoom(written.errorString()));
    QByteArray text = written.readAll();
    // QSettings says nothing of a file that it could write only in part.
    const auto readBack = parseSettings(text);
    if (!readBack || !isSame(values, *readBack))
        return tl::make_unexpected(noRoom({}));
    return text;
}

} // namespace gatehouse
