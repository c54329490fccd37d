//! What the words of a header mean, in the languages that lists come in.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;

/// What a column is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    /// The whole name; or half of it, when the other half has a column of its own.
    Name,
    /// A name to show, when there is no better one.
    Display,
    /// Given name.
    First,
    /// Names between.
    Middle,
    /// Family name.
    Last,
    /// What belongs before the name: "Dr.".
    Prefix,
    /// What belongs after it: "Jr.".
    Suffix,
    /// "Mr": never part of the name.
    Salutation,
    /// "Title": the job, unless another column is that.
    Title,
    /// The job.
    Job,
    /// Where they work.
    Company,
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// A profile or page.
    Link,
    /// Words of the list's own: labels, categories.
    Tags,
    /// Free text about them.
    Note,
    /// How their registration stands.
    Status,
    /// Whether or when it was cancelled.
    Void,
}

/// Whose column it is, when an order has a buyer and several guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// Of the one who paid.
    Buyer,
    /// Nothing is said.
    Plain,
    /// Of the one who comes.
    Holder,
}

/// What a header cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) whose: Whose,
    /// Only a word of a question said so: "What's your company?".
    pub(super) loose: bool,
    /// Written so that the family name comes first: 姓, 名.
    pub(super) family_first: bool,
}

/// Headers with accents, blanks and signs taken out, by role. Every row is one role in one or more languages.
const WORDS: &[(Role, &str)] = &[
    (
        Role::Name,
        "name fullname namefull personname yourname nameandsurname firstandlastname firstnamelastname namelastfirst lastnamefirstname lastfirst firstlast",
    ),
    (
        Role::Name,
        "vollername vollstandigername vorundnachname vornamenachname nachnamevorname nameund vorname_nachname nomcomplet nometprenom nomprenom prenometnom prenomnom nomeprenom",
    ),
    (
        Role::Name,
        "nombrecompleto nombreyapellidos nombreyapellido apellidosynombre nomecompleto nomecognome nomeecognome cognomenome nominativo nomeesobrenome volledigenaam naam",
    ),
    (
        Role::Name,
        "nom nombre nome imieinazwisko nazwiskoiimie namn navn fulltnavn fullstandigtnamn nimi jmeno jmenoaprijmeni nev teljesnev adsoyad adisoyadi isim nume",
    ),
    (Role::Name, "氏名 名前 お名前 姓名 全名 이름 성명 성함 имя фио полноеимя"),
    (
        Role::Display,
        "displayname fileas anzeigename badgename nameonbadge preferredname nomaffiche nombreparamostrar",
    ),
    (
        Role::First,
        "firstname givenname forename first fname vorname rufname prenom nombredepila primernombre primeironome nomedebattesimo voornaam imie fornamn fornavn etunimi krestnijmeno keresztnev ad adi prenume",
    ),
    (Role::First, "名 firstnames givennames christianname"),
    (
        Role::Middle,
        "middlename additionalname deuxiemeprenom weiterevornamen middleinitial middle zweitername segundonombre segundonome tussenvoegsel drugieimie отчество mellannamn mellemnavn",
    ),
    (
        Role::Last,
        "lastname surname familyname last lname secondname nachname familienname zuname nomdefamille apellido apellidos cognome sobrenome apelido achternaam nazwisko efternamn etternavn efternavn sukunimi prijmeni vezeteknev soyad soyadi numedefamilie фамилия 姓 성",
    ),
    (Role::Prefix, "nameprefix prefix honorificprefix namenszusatz"),
    (Role::Suffix, "namesuffix suffix honorificsuffix generation"),
    (
        Role::Salutation,
        "salutation anrede civilite tratamiento trattamento aanhef nametitle formofaddress courtesytitle",
    ),
    (Role::Title, "title titel titre titulo titolo tytul"),
    (
        Role::Job,
        "jobtitle job position role jobrole jobposition occupation profession worktitle designation arbeitstitel organizationtitle organisationtitle titleposition positiontitle function jobfunction headline",
    ),
    (
        Role::Job,
        "funktion beruf stelle jobtitel berufsbezeichnung tatigkeit rolle fonction poste intituledeposte profession metier puesto cargo ocupacion profesion puestodetrabajo ruolo posizione mansione qualifica professione",
    ),
    (
        Role::Job,
        "cargo funcao profissao functie functietitel beroep stanowisko zawod befattning stilling tehtava titteli pozice pracovnipozice beosztas unvan gorev 役職 職種 肩書き 肩書 职位 职务 職稱 직책 직함 직급 должность",
    ),
    (
        Role::Company,
        "company companyname organization organisation organizationname organisationname employer affiliation institution business businessname workplace companyorganization companyorganisation organizationcompany organisationcompany agency university firm",
    ),
    (
        Role::Company,
        "firma firmenname unternehmen organisation arbeitgeber institut einrichtung entreprise societe organisme employeur etablissement raisonsociale empresa compania organizacion institucion azienda societa ditta ente organizzazione",
    ),
    (
        Role::Company,
        "organizacao instituicao companhia bedrijf bedrijfsnaam organisatie werkgever organizacja instytucja foretag foretagsnamn arbetsgivare virksomhed virksomhet bedrift yritys organisaatio spolecnost organizace ceg cegnev szervezet sirket kurum companie",
    ),
    (
        Role::Company,
        "会社 会社名 所属 勤務先 団体名 企業名 组织 公司 公司名称 单位 公司名稱 회사 회사명 소속 компания организация фирма",
    ),
    (
        Role::Email,
        "email emailaddress mail mailaddress emailaddresses emails primaryemail secondaryemail emailhome emailwork emailother emailid electronicmail adresseemail adressemail adresseelectronique adressedemessagerie courriel emailadresse mailadresse emailadresse",
    ),
    (
        Role::Email,
        "correo correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail indirizzoemail postaelettronica indirizzodipostaelettronica enderecodeemail correioeletronico mailadres emailadres adresemail poczta epost epostadress epostadresse epostiosoite sahkoposti sahkopostiosoite",
    ),
    (
        Role::Email,
        "emailcim emailadresi eposta adresadeemail メール メールアドレス eメール 电子邮件 邮箱 电邮 電子郵件 電郵 이메일 메일 почта электроннаяпочта емейл",
    ),
    (
        Role::Phone,
        "phone phonenumber telephone telephonenumber mobile mobilenumber mobilephone cell cellphone cellnumber tel contactnumber primaryphone homephone workphone businessphone companymainphone carphone otherphone homemobile workmobile businessmobile phonenumbers mainphone whatsapp whatsappnumber handphone",
    ),
    (
        Role::Phone,
        "telefon telefonnummer handy handynummer mobil mobiltelefon mobilnummer festnetz rufnummer telefonprivat telefongeschaftlich telefonmobil telephoneportable portable numerodetelephone mobiletelephone telefono telefonomovil movil celular numerodetelefono telefonofijo cellulare numeroditelefono telefonocellulare",
    ),
    (
        Role::Phone,
        "telefone telemovel telefonecelular numerodetelefone telefoonnummer telefoon mobielnummer gsm numertelefonu telefonkomorkowy komorka telefonnumret puhelin puhelinnumero matkapuhelin mobilni telefonszam ceptelefonu 電話 電話番号 携帯 携帯電話 携帯番号 电话 手机 手机号 電話號碼 전화 전화번호 휴대폰 연락처 телефон мобильный",
    ),
    (
        Role::Link,
        "url linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl profile website websiteurl webpage web homepage personalwebpage twitter twitterhandle github githubname githubusername githuburl githubhandle mastodon bluesky xing blog urlofmemberprofile webseite siteweb sitioweb paginaweb sitoweb site witryna webbplats hjemmeside websitehomepage websitework websiteblog websiteprofile websiteother ホームページ",
    ),
    (
        Role::Tags,
        "tags tag labels categories category groupmembership keywords kategorien kategorie etiquetas categories etichette",
    ),
    (
        Role::Note,
        "notes note comment comments remarks bemerkung bemerkungen notiz notizen anmerkung anmerkungen kommentar commentaires commentaire remarque notas comentarios nota observaciones annotazioni opmerkingen uwagi notatki huomautus 備考 备注 비고",
    ),
    (
        Role::Status,
        "status attendeestatus ticketstatus registrationstatus approvalstatus orderstatus rsvp rsvpstatus attendance response bookingstatus reservationstatus participationstatus teilnahmestatus anmeldestatus buchungsstatus teilnahme statut etat estado stato situacao stan 参加状況 ステータス 状态 상태 статус",
    ),
    (
        Role::Void,
        "voidstatus void voided cancelled canceled cancelledat canceledat iscancelled iscanceled refunded refundedat refundstatus storniert annule annullato cancelado anulowane geannuleerd キャンセル",
    ),
];

/// Words that say whose a column is, and no more.
const HOLDERS: &[&str] = &[
    "attendee",
    "attendees",
    "ticket",
    "ticketholder",
    "guest",
    "participant",
    "delegate",
    "visitor",
    "member",
    "maintainer",
    "speaker",
    "contact",
    "registrant",
    "invitee",
    "teilnehmer",
    "teilnehmerin",
    "teilnehmende",
    "gast",
    "besucher",
    "participante",
    "asistente",
    "invitado",
    "partecipante",
    "deelnemer",
    "uczestnik",
    "deltagare",
    "deltager",
    "osallistuja",
    "ucastnik",
    "resztvevo",
    "参加者",
    "участник",
    "参加者名",
];
/// Of these alone, with no other word, the cell below is a name.
const NAMED_BY: &[&str] = &[
    "attendee",
    "attendees",
    "guest",
    "participant",
    "participants",
    "delegate",
    "visitor",
    "member",
    "maintainer",
    "speaker",
    "person",
    "contact",
    "teilnehmer",
    "teilnehmerin",
    "teilnehmende",
    "gast",
    "besucher",
    "participante",
    "asistente",
    "invitado",
    "partecipante",
    "deelnemer",
    "uczestnik",
    "deltagare",
    "deltager",
    "osallistuja",
    "ucastnik",
    "resztvevo",
    "参加者",
    "参加者名",
    "участник",
];
const BUYERS: &[&str] = &[
    "order",
    "buyer",
    "invoice",
    "billing",
    "purchaser",
    "payer",
    "booker",
    "registration",
    "customer",
    "besteller",
    "kaufer",
    "rechnung",
    "rechnungs",
    "rechnungsadresse",
    "acheteur",
    "comprador",
    "acquirente",
    "koper",
];
/// Words that change nothing.
const FILLERS: &[&str] = &[
    "value",
    "required",
    "optional",
    "pflichtfeld",
    "pflicht",
    "obligatoire",
    "obligatorio",
    "your",
    "please",
    "enter",
    "the",
    "ihr",
    "ihre",
    "address1",
];
/// Words that say where an address or a number belongs.
const PLACES: &[&str] = &[
    "home",
    "work",
    "business",
    "primary",
    "secondary",
    "other",
    "personal",
    "private",
    "main",
    "office",
    "alternate",
    "alternative",
    "additional",
    "privat",
    "geschaftlich",
    "dienstlich",
    "professionnel",
    "personnel",
    "trabajo",
    "lavoro",
    "preferred",
    "contact",
    "direct",
    "bureau",
    "domicile",
    "mobile",
    "mobil",
    "nr",
    "de",
    "du",
    "del",
    "casa",
    "abitazione",
    "ufficio",
    "fixe",
];
/// With any of these, a phone is none, and a name is not theirs.
const OTHERS: &[&str] = &[
    "fax",
    "pager",
    "telex",
    "tty",
    "tdd",
    "isdn",
    "radio",
    "callback",
    "video",
    "phonetic",
    "yomi",
    "maiden",
    "nick",
    "nickname",
    "type",
    "label",
    "id",
    "kana",
    "event",
    "file",
    "user",
    "username",
    "photo",
    "code",
    "count",
    "date",
    "assistant",
    "assistants",
    "manager",
    "managers",
    "spouse",
    "emergency",
];

static TABLE: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let words =
        WORDS.iter().flat_map(|(role, words)| words.split(' ').map(move |word| (squash(word), *role)));
    // The first row of a word counts.
    words.fold(HashMap::new(), |mut table, (word, role)| {
        table.entry(word).or_insert(role);
        table
    })
});

/// What a header cell means; `None` when no word of it is known.
pub(super) fn meaning(header: &str) -> Option<Meaning> {
    if header.len() > 160 || header.trim().is_empty() || header.contains(['@', '=', '{', '[']) {
        return None;
    }
    let folded = fold(&spaced(header));
    let words: Vec<&str> =
        folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).collect();
    exact(header, &words).or_else(|| loose(header, &words))
}

fn exact(header: &str, words: &[&str]) -> Option<Meaning> {
    let family_first = matches!(header.trim(), "姓" | "名" | "성");
    let found = |role, whose| Some(Meaning { role, whose, loose: false, family_first });
    if let [word] = words
        && NAMED_BY.contains(word)
        && !header.contains(['#', '№'])
        && !header.contains(|ch: char| ch.is_ascii_digit())
    {
        return found(Role::Name, Whose::Holder);
    }
    let whole = words.concat();
    if let Some(role) = TABLE.get(&whole) {
        return found(*role, Whose::Plain);
    }
    if header.contains('#') || words.iter().any(|word| OTHERS.contains(word)) || whole == "ticketname" {
        return None;
    }
    // German joins them: "Teilnehmername".
    if let [word] = words {
        let mut joined =
            HOLDERS.iter().filter(|holder| holder.len() > 4).filter_map(|holder| word.strip_prefix(holder));
        if let Some(role) = joined.find_map(|rest| TABLE.get(rest)) {
            return found(*role, Whose::Holder);
        }
    }
    let rest = |drop: &[&str]| {
        let rest: Vec<&str> =
            words.iter().copied().filter(|word| !drop.contains(word) && !FILLERS.contains(word)).collect();
        known(&rest)
    };
    if let Some(role) = rest(&[]) {
        return found(role, Whose::Plain);
    }
    if words.iter().any(|word| BUYERS.contains(word)) {
        return rest(BUYERS).and_then(|role| found(role, Whose::Buyer));
    }
    rest(HOLDERS).and_then(|role| found(role, Whose::Holder))
}

/// The role of words without those that say nothing.
fn known(words: &[&str]) -> Option<Role> {
    let look = |words: &[&str]| TABLE.get(&words.concat()).copied();
    if let Some(role) = look(words) {
        return Some(role);
    }
    // "Attendee name: Given name" says the second.
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && TABLE.get(*first) == Some(&Role::Name)
    {
        let role = match rest {
            ["title" | "titel" | "titre"] => Some(Role::Salutation),
            _ => look(rest),
        };
        if let Some(role) = role {
            return Some(role);
        }
    }
    let bare: Vec<&str> = words.iter().copied().filter(|word| !PLACES.contains(word)).collect();
    look(&bare).filter(|role| matches!(role, Role::Email | Role::Phone | Role::Link))
}

/// Words of a question and what it asks for.
const CLUES: &[(Role, &[&str])] = &[
    (Role::Link, &["linkedin", "github", "twitter", "website", "webseite"]),
    (Role::Email, &["email", "mail", "courriel", "correo"]),
    (Role::Phone, &["phone", "mobile", "telefon", "telephone", "telefono"]),
    (
        Role::Job,
        &[
            "role", "position", "jobtitle", "job", "title", "funktion", "beruf", "fonction", "cargo",
            "puesto", "ruolo",
        ],
    ),
    (
        Role::Company,
        &[
            "company",
            "organization",
            "organisation",
            "employer",
            "firma",
            "unternehmen",
            "entreprise",
            "empresa",
            "azienda",
            "bedrijf",
        ],
    ),
];
/// "Is your company hiring?" does not ask which.
const YES_OR_NO: &[&str] =
    &["how", "why", "when", "would", "do", "does", "did", "are", "is", "can", "wie", "wann", "ist", "hat"];
/// Nor does "The size of your company".
const ABOUT_IT: &[&str] =
    &["size", "many", "street", "city", "country", "zip", "industry", "sector", "address"];

/// A question of the organiser's: only a word of it says what the answer is.
fn loose(header: &str, words: &[&str]) -> Option<Meaning> {
    let asks = header.contains(['?', '？']) || words.len() >= 4;
    let other = |word: &&str| BUYERS.contains(word) || OTHERS.contains(word) || ABOUT_IT.contains(word);
    if !asks || words.iter().any(other) || words.first().is_some_and(|word| YES_OR_NO.contains(word)) {
        return None;
    }
    // "LinkedIn" is one word, whatever its capitals say.
    let as_written = fold(header);
    let said = |clue: &&str| words.contains(clue) || as_written.split(' ').any(|word| word == *clue);
    let (role, _) = CLUES.iter().find(|(_, clues)| clues.iter().any(said))?;
    Some(Meaning { role: *role, whose: Whose::Plain, loose: true, family_first: false })
}

/// Headers join and split words at will: `firstName`, "E-Mail". Only what separates words for sure becomes a space.
fn spaced(header: &str) -> String {
    let mut out = String::with_capacity(header.len() + 4);
    let mut lower = false;
    for ch in header.chars() {
        if lower && ch.is_ascii_uppercase() {
            out.push(' ');
        }
        lower = ch.is_ascii_lowercase();
        out.push(ch);
    }
    // "E-mail" and "e mail" are one word, so that what stands around it can be told from it.
    let folded = fold(&out);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut joined = String::with_capacity(folded.len());
    for (at, word) in words.iter().enumerate() {
        let glued = at.checked_sub(1).and_then(|before| words.get(before)) == Some(&"e")
            && (word.starts_with("mail") || word.starts_with("post"));
        if at > 0 && !glued {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

fn squash(word: &str) -> String {
    fold(word).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Option<(Role, Whose)>) {
        assert_eq!(meaning(header).map(|meaning| (meaning.role, meaning.whose)), expected, "{header}");
    }

    #[test]
    fn headers_of_programs_and_people() {
        use Whose::{Buyer, Holder, Plain};
        for (headers, role, whose) in [
            (
                "Name|name|Full Name *|Imię i nazwisko|氏名|Nombre y apellidos|Vor- und Nachname|Naam",
                Role::Name,
                Plain,
            ),
            (
                "Attendee|Teilnehmer|Teilnehmername|Attendee name|Guest Name|Ticket Full Name",
                Role::Name,
                Holder,
            ),
            (
                "First Name|first_name|firstName|Given Name|Vorname|Prénom|Voornaam|Imię|Förnamn",
                Role::First,
                Plain,
            ),
            ("Attendee name: Given name|Ticket First Name", Role::First, Holder),
            (
                "Last Name|Surname|Nachname|Apellidos|Cognome|Sobrenome|Achternaam|Nazwisko|姓",
                Role::Last,
                Plain,
            ),
            ("Attendee name: Title", Role::Salutation, Holder),
            ("Anrede|Salutation", Role::Salutation, Plain),
            (
                "Email|E-mail|E-Mail-Adresse|E-mail 1 - Value|E-mail 2 Address|Email Work|Correo electrónico|E-post|メールアドレス|Adres e-mail|email (required)",
                Role::Email,
                Plain,
            ),
            ("Attendee email|Ticket Email", Role::Email, Holder),
            ("Order Email|Buyer E-Mail|Registration Email", Role::Email, Buyer),
            (
                "Phone 1 - Value|Home Phone 2|Mobile Number|Telefon|Tel.|phone_number|Company Main Phone|Car Phone|Home Mobile|Tél. bureau|Mobil-Tel.-Nr.|電話番号",
                Role::Phone,
                Plain,
            ),
            (
                "Company|Organisation|Organization 1 - Name|Firma|Société|Affiliation|会社名|Företag|Company Name|What's your company?",
                Role::Company,
                Plain,
            ),
            (
                "Job Title|Position|Organization 1 - Title|Funktion|役職|What's your role?|What is your job title?",
                Role::Job,
                Plain,
            ),
            ("URL|LinkedIn|Github Name|Web Page 1|What's your LinkedIn?", Role::Link, Plain),
            ("Attendee Status|approval_status|RSVP", Role::Status, Plain),
            ("Void Status|Cancelled", Role::Void, Plain),
        ] {
            for header in headers.split('|') {
                check(header, Some((role, whose)));
            }
        }
    }

    #[test]
    fn headers_that_say_nothing_of_use() {
        for header in [
            "",
            "Ticket",
            "ticket_name",
            "Event Name",
            "Home Fax",
            "Pager Number",
            "Assistant's Phone ID",
            "E-mail 1 - Label",
            "E-mail Display Name",
            "How did you hear about this event?",
            "Phonetic First Name",
            "Attendee #",
            "User ID",
            "username",
            "Home Address 1",
            "Price",
            "#",
            "How many people work at your company?",
            "Company size",
            "Guests",
            "Department",
            "ana@forno.example",
            "city",
        ] {
            check(header, None);
        }
    }
}
