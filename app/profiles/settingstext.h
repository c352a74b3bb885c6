// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QVariant>

#include <tl/expected.hpp>

namespace gatehouse {

/// All keys of a settings file ("connections/1/name") with their values.
using SettingsValues = QMap<QString, QVariant>;

/// Why a text gave no values, or values no text.
struct SettingsTextError
{
    enum class Kind {
        Damaged, ///< the text is not what QSettings writes: garbage, or its end is lost
        NoRoom,  ///< the scratch folder could not be used; says nothing about the text
    };
    Kind kind;
    QString detail; ///< the system's words, may be empty
};

/// The values in an INI text, exactly as QSettings reads it; an empty text has none.
///
/// QSettings reads files only, takes any garbage for an empty file, and remembers what it read under a file's name.
/// So the text goes through a file of its own, in a folder that only this user can enter and that is gone afterwards.
tl::expected<SettingsValues, SettingsTextError> parseSettings(const QByteArray &text);

/// The INI text with exactly these values, as QSettings writes it, in the order of `previous` where a key is in both.
/// The text has been read back and compared: it is whole.
tl::expected<QByteArray, SettingsTextError> renderSettings(const SettingsValues &values, const QByteArray &previous);

} // namespace gatehouse
