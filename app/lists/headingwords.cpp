// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/headingwords.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace gatehouse {

namespace {

/// Letters and digits alone, without case and width.
QString plainHeading(QStringView cell)
{
    QString plain;
    const QString folded = cell.toString().normalized(QString::NormalizationForm_KC).toCaseFolded();
    for (const QChar c : folded) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate())
            plain += c;
    }
    return plain;
}

struct HeadingWords
{
    HeadingKind kind;
    const char *words; ///< UTF-8, with commas between them
};

// By language in about this order: English, German, French, Spanish, Portuguese, Italian, Dutch, the Nordic ones,
// Polish, Czech, Russian, Japanese, Chinese, Korean.
constexpr HeadingWords kHeadingWords[] = {
    {HeadingKind::User,
     "user,users,username,user name,userid,user id,login,login name,login id,logon,logon name,account,account name,"
     "accounts,samaccountname,userprincipalname,user principal name,upn,uid,principal,"
     "Benutzer,Benutzername,Benutzerkennung,Anmeldename,Kennung,Konto,Kontoname,Nutzer,Nutzername,"
     "utilisateur,utilisateurs,nom d'utilisateur,identifiant,compte,usuario,usuarios,nombre de usuario,cuenta,"
     "usuário,nome de usuário,utilizador,utente,nome utente,gebruiker,gebruikersnaam,användare,användarnamn,bruker,"
     "brukernavn,bruger,brugernavn,käyttäjä,käyttäjätunnus,użytkownik,nazwa użytkownika,uživatel,uživatelské jméno,"
     "пользователь,логин,ユーザー,ユーザ,ユーザー名,ユーザ名,ユーザーID,ユーザID,ログイン,ログイン名,ログインID,"
     "アカウント,アカウント名,利用者,利用者ID,用户,用户名,帐号,账号,帳號,使用者,사용자,사용자 이름,아이디,계정"},
    {HeadingKind::Mail,
     "email,emails,e-mail,e-mails,mail,email address,e-mail address,email addresses,mail address,primary smtp address,"
     "primary email,work email,smtp,E-Mail-Adresse,Mailadresse,Mail-Adresse,Emailadresse,courriel,adresse e-mail,"
     "adresse mail,adresse email,adresse électronique,correo,correo electrónico,e-mail de trabajo,correio eletrônico,"
     "posta elettronica,indirizzo e-mail,indirizzo email,e-mailadres,emailadres,e-post,e-postadress,epostadresse,"
     "sähköposti,sähköpostiosoite,adres e-mail,e-mailová adresa,почта,электронная почта,эл. почта,адрес почты,"
     "メール,メールアドレス,Eメール,電子メール,邮箱,电子邮件,电子邮箱,郵箱,電子郵件,이메일,메일"},
    {HeadingKind::Name, "name,names,nom,nombre,nome,naam,namn,navn,nimi,nazwisko,jméno,имя,名前,氏名,姓名,이름,성명"},
    {HeadingKind::FullName,
     "full name,display name,employee,employee name,Anzeigename,vollständiger Name,Mitarbeiter,"
     "nom complet,nombre completo,nome completo,volledige naam,fullständigt namn,фио,表示名,全名"},
    {HeadingKind::FirstName, "first name,firstname,given name,forename,first,Vorname,prénom,primer nombre,prenome,"
                             "voornaam,förnamn,fornavn,etunimi,imię,křestní jméno,名"},
    {HeadingKind::LastName,
     "last name,lastname,surname,family name,last,sn,Nachname,Zuname,Familienname,nom de famille,"
     "apellido,apellidos,sobrenome,cognome,achternaam,efternamn,etternavn,efternavn,sukunimi,"
     "příjmení,фамилия,姓"},
    {HeadingKind::LeaveDate,
     "end date,enddate,end,last day,last working day,leaving date,leave date,leaver date,exit date,termination date,"
     "termination,disabled,disabled at,disabled since,disable on,deactivated,valid until,expires,expiry date,Austritt,"
     "Austrittsdatum,letzter Tag,letzter Arbeitstag,Enddatum,gesperrt ab,gültig bis,date de départ,date de fin,"
     "date de sortie,fecha de baja,fecha de salida,data di uscita,datum uit dienst,slutdatum,退職日,退社日,最終日,"
     "最終出社日,离职日期,퇴사일"},
    {HeadingKind::Date, "date,day,Datum,Tag,fecha,data,dato,päivämäärä,дата,日付,日期,날짜"},
    {HeadingKind::OtherDate,
     "birthday,birth date,date of birth,dob,start date,startdate,start,hire date,hired,joined,entry date,created,"
     "created at,last login,last sign-in,last logon,Geburtstag,Geburtsdatum,Eintritt,Eintrittsdatum,erstellt,"
     "letzte Anmeldung,date de naissance,date d'entrée,fecha de nacimiento,fecha de alta,入社日,生年月日,入职日期"},
    {HeadingKind::Status, "status,state,enabled,active,Zustand,aktiv,statut,estado,stato,状態,ステータス,状态"},
    {HeadingKind::Other,
     "department,dept,team,title,job title,role,roles,manager,manager email,manager e-mail,supervisor,company,office,"
     "location,phone,comment,comments,note,notes,reason,id,no,number,personnel number,employee id,group,groups,"
     "Abteilung,Vorgesetzter,Vorgesetzte,Firma,Standort,Telefon,Bemerkung,Grund,Nummer,Personalnummer,Rolle,Rollen,"
     "service,société,téléphone,commentaire,部署,部門,役職,社員番号,備考,電話,上司,部门"},
};

QHash<QString, HeadingKind> headingsByWord()
{
    QHash<QString, HeadingKind> kinds;
    for (const HeadingWords &group : kHeadingWords) {
        const QStringList words = QString::fromUtf8(group.words).split(QLatin1Char(','));
        for (const QString &word : words)
            kinds.insert(plainHeading(word), group.kind);
    }
    return kinds;
}

bool holdsOneOf(const QString &plain, const char *words)
{
    const QStringList parts = QString::fromUtf8(words).split(QLatin1Char(','));
    return std::any_of(parts.cbegin(), parts.cend(), [&plain](const QString &part) { return plain.contains(part); });
}

} // namespace

HeadingKind exactHeading(QStringView cell)
{
    static const QHash<QString, HeadingKind> kKinds = headingsByWord();
    constexpr qsizetype kLongest = 60;
    return cell.size() > kLongest ? HeadingKind::Unknown : kKinds.value(plainHeading(cell), HeadingKind::Unknown);
}

HeadingKind looseHeading(QStringView cell)
{
    if (const HeadingKind exact = exactHeading(cell); exact != HeadingKind::Unknown)
        return exact;
    const QString plain = plainHeading(cell);
    if (holdsOneOf(plain,
                   "manager,supervisor,vorgesetzt,boss,approver,sponsor,private,privat,personal,secondary,backup,"
                   "上司,承認"))
        return HeadingKind::Other;
    if (holdsOneOf(plain, "email,mailadress,courriel,メール,邮箱,邮件"))
        return HeadingKind::Mail;
    if (holdsOneOf(plain, "username,loginname,logonname,benutzername,anmeldename,ユーザー名,ログイン"))
        return HeadingKind::User;
    if (holdsOneOf(plain, "birth,geburt,start,hire,eintritt,created,lastlogin,入社,生年"))
        return HeadingKind::OtherDate;
    if (holdsOneOf(plain, "enddate,lastday,leaving,exit,terminat,disabled,austritt,退職,离职"))
        return HeadingKind::LeaveDate;
    return HeadingKind::Unknown;
}

} // namespace gatehouse
