// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/serverwords.h"

#include "users/userstatus.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace gatehouse {

namespace {

constexpr qsizetype LongestWords = 200;
/// An error's words are looked for in this much of a body.
constexpr qsizetype LongestErrorBody = 64 * 1024;

QString textOfMember(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return value.toObject().value(QLatin1String("message")).toString();
    return {};
}

QString wordsOfObject(const QJsonObject &object)
{
    const QString error = textOfMember(object.value(QLatin1String("error")));
    return error.isEmpty() ? textOfMember(object.value(QLatin1String("message"))) : error;
}

QByteArrayView start(QByteArrayView body)
{
    return body.first(std::min(body.size(), LongestErrorBody));
}

QJsonDocument parsed(QByteArrayView body)
{
    const QByteArrayView text = start(body);
    return QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()));
}

bool isMarkup(const QString &text)
{
    return text.trimmed().startsWith(u'<');
}

QString withoutEntities(QString text)
{
    constexpr std::array<std::pair<const char *, char16_t>, 6> entities{
        {{"&nbsp;", u' '}, {"&lt;", u'<'}, {"&gt;", u'>'}, {"&quot;", u'"'}, {"&#39;", u'\''}, {"&amp;", u'&'}}};
    for (const auto &[entity, character] : entities)
        text.replace(QLatin1String(entity), QString(QChar(character)));
    return text;
}

QString wordsOfMarkup(const QString &page)
{
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]*)<"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QString titleText = title.match(page).captured(1).simplified();
    if (!titleText.isEmpty())
        return withoutEntities(titleText);
    static const QRegularExpression unseen(QStringLiteral("<(script|style)\\b.*?(</\\1\\s*>|$)|<!--.*?(-->|$)"),
                                           QRegularExpression::CaseInsensitiveOption |
                                               QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(QStringLiteral("<[^>]*(>|$)"));
    return withoutEntities(QString(page).remove(unseen).replace(tag, QStringLiteral(" ")));
}

QString withoutToken(QString text, QByteArrayView token)
{
    if (token.isEmpty())
        return text;
    const QString ellipsis(QChar(u'…'));
    const QByteArray bytes = token.toByteArray();
    for (const QByteArray &spelling : {bytes, bytes.toPercentEncoding(), bytes.toBase64()})
        text.replace(QString::fromUtf8(spelling), ellipsis, Qt::CaseInsensitive);
    return text;
}

/// As displayName(), which takes UTF-8.
QString withoutTricks(const QString &text)
{
    return displayName(text.toUtf8());
}

QString cut(const QString &text)
{
    if (text.size() <= LongestWords)
        return text;
    qsizetype end = LongestWords - 1;
    if (text.at(end - 1).isHighSurrogate())
        --end;
    return text.first(end) + QChar(u'…');
}

} // namespace

QString plainWords(const QString &text, QByteArrayView token)
{
    // The token first and last: spelling characters out must neither hide it nor bring it back.
    const QString line = withoutToken(text, token).simplified();
    return cut(withoutToken(withoutTricks(line), token));
}

QString wordsOfJson(QByteArrayView body)
{
    return wordsOfObject(parsed(body).object());
}

QString serverWords(QByteArrayView body, QByteArrayView token)
{
    const QJsonDocument document = parsed(body);
    QString words = document.isNull() ? QString::fromUtf8(start(body)) : wordsOfObject(document.object());
    if (isMarkup(words))
        words = wordsOfMarkup(words);
    return plainWords(words, token);
}

} // namespace gatehouse
