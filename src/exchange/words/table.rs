//! The words that stand in headers, by language and by what they say. Only data; how it is looked up stands in `words`.

use super::Role;

/// Headers with accents, blanks and signs taken out, by role. Every row is one role in one or more languages.
pub(super) const WORDS: &[(Role, &str)] = &[
    (
        Role::Name,
        "name whatisyourname whatsyourname contactperson ansprechpartner ansprechpartnerin kontaktperson contactpersoon personnedecontact personadecontacto referente cognomeenome fullname namefull personname yourname nameandsurname firstandlastname firstnamelastname namelastfirst lastnamefirstname lastfirst firstlast",
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
        "jobtitle whatdoyoudo job position role jobrole jobposition occupation profession worktitle designation arbeitstitel organizationtitle organisationtitle titleposition positiontitle function jobfunction headline",
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
        "company wheredoyouwork nazwafirmy nomdelentreprise nomdelasociete nombredelaempresa nomedaempresa nomedellazienda companyname organization organisation organizationname organisationname employer affiliation institution business businessname workplace companyorganization companyorganisation organizationcompany organisationcompany agency university firm",
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
        "phone phones phonenumber telephone telephonenumber mobile mobilenumber mobilephone cell cellphone cellnumber tel contactnumber primaryphone homephone workphone businessphone companymainphone carphone otherphone homemobile workmobile businessmobile phonenumbers mainphone whatsapp whatsappnumber handphone",
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
        "links url linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl profile website websiteurl webpage web homepage personalwebpage twitter twitterhandle github githubname githubusername githuburl githubhandle mastodon bluesky xing blog urlofmemberprofile webseite siteweb sitioweb paginaweb sitoweb site witryna webbplats hjemmeside websitehomepage websitework websiteblog websiteprofile websiteother ホームページ",
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
        "status attending willyoucome willyouattend areyoucoming attendeestatus ticketstatus registrationstatus approvalstatus orderstatus rsvp rsvpstatus attendance response bookingstatus reservationstatus participationstatus teilnahmestatus anmeldestatus buchungsstatus teilnahme statut etat estado stato situacao stan 参加状況 ステータス 状态 상태 статус",
    ),
    (
        Role::Void,
        "voidstatus void voided cancelled canceled cancelledat canceledat iscancelled iscanceled refunded refundedat refundstatus storniert annule annullato cancelado anulowane geannuleerd キャンセル",
    ),
];

/// Words that say whose a column is, and no more.
pub(super) const HOLDERS: &str = "attendee|attendees|ticket|ticketholder|guest|participant|delegate|visitor|member|maintainer|\
    speaker|contact|registrant|invitee|teilnehmer|teilnehmerin|teilnehmende|gast|besucher|\
    participante|asistente|invitado|partecipante|deelnemer|uczestnik|deltagare|deltager|osallistuja|\
    ucastnik|resztvevo|参加者|участник|参加者名";
/// Of these alone, with no other word, the cell below is a name.
pub(super) const NAMED_BY: &str = "attendee|attendees|guest|participant|participants|delegate|visitor|member|maintainer|speaker|\
    person|contact|teilnehmer|teilnehmerin|teilnehmende|gast|besucher|participante|asistente|\
    invitado|partecipante|deelnemer|uczestnik|deltagare|deltager|osallistuja|ucastnik|resztvevo|参加者|\
    参加者名|участник";
/// Words that say a column is the buyer's.
pub(super) const BUYERS: &str = "order|buyer|invoice|billing|purchaser|payer|booker|registration|customer|besteller|kaufer|\
    rechnung|rechnungs|rechnungsadresse|acheteur|comprador|acquirente|koper";
/// Words that change nothing.
pub(super) const FILLERS: &str = "value|required|optional|pflichtfeld|pflicht|obligatoire|obligatorio|your|please|enter|the|ihr|\
    ihre|address1|of|de|del|della|do|da|di|du|des|der";
/// Words that say where an address or a number belongs.
pub(super) const PLACES: &str = "home|work|business|primary|secondary|other|personal|private|main|office|alternate|alternative|\
    additional|privat|geschaftlich|dienstlich|professionnel|personnel|trabajo|lavoro|preferred|\
    contact|direct|bureau|domicile|mobile|mobil|nr|de|du|del|casa|abitazione|ufficio|fixe";
/// With any of these, a phone is none, and a name is not theirs.
pub(super) const OTHERS: &str = "fax|pager|telex|tty|tdd|isdn|radio|callback|video|phonetic|yomi|maiden|nick|nickname|type|label|\
    id|kana|event|file|user|username|photo|code|count|date|assistant|assistants|manager|managers|\
    spouse|emergency";

/// Words of a question and what it asks for.
pub(super) const CLUES: &[(Role, &str)] = &[
    (Role::Link, "linkedin|github|twitter|website|webseite"),
    (Role::Email, "email|mail|courriel|correo"),
    (Role::Phone, "phone|mobile|telefon|telephone|telefono"),
    (Role::Job, "role|position|jobtitle|job|title|funktion|beruf|fonction|cargo|puesto|ruolo"),
    (
        Role::Company,
        "company|organization|organisation|employer|firma|unternehmen|entreprise|empresa|azienda|bedrijf",
    ),
];
/// "Is your company hiring?" does not ask which.
pub(super) const YES_OR_NO: &str = "how|why|when|would|do|does|did|are|is|can|wie|wann|ist|hat";
/// Nor does "The size of your company".
pub(super) const ABOUT_IT: &str = "size|many|street|city|country|zip|industry|sector|address";
