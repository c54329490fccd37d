//! Headers in the words of many languages and programs, over the same two people.

use super::check;

/// Given name, family name, e-mail, phone, company and role.
const PARTS: &[&str] = &[
    "Vorname;Nachname;E-Mail;Telefon;Firma;Position",
    "Vorname;Name;E-Mail-Adresse;Tel.;Firma/Institution;Funktion",
    "Vorname;Familienname;Mail;Handy;Unternehmen;Beruf",
    "Rufname;Nachname;E-Mail geschäftlich;Mobil;Organisation;Jobtitel",
    "Vorname (Pflichtfeld);Nachname (Pflichtfeld);E-Mail*;Telefonnummer;Arbeitgeber;Stellenbezeichnung",
    "Vornamen;Zuname;Emailadresse;Rufnummer;Betrieb;Tätigkeit",
    "Teilnehmer Vorname;Teilnehmer Nachname;Teilnehmer E-Mail;Teilnehmer Telefon;Teilnehmer Firma;Teilnehmer Position",
    "Prénom;Nom;E-mail;Téléphone;Société;Fonction",
    "Prénom;Nom de famille;Courriel;Portable;Entreprise;Poste",
    "Prénom;NOM;Adresse e-mail;Tél.;Organisation;Profession",
    "Prénom;Nom;Adresse mail;N° de téléphone;Structure;Métier",
    "Prénom;Nom;Adresse électronique;Tél. portable;Organisme;Titre du poste",
    "Prénom du participant;Nom du participant;Email du participant;Téléphone du participant;Société du participant;Fonction du participant",
    "Nombre;Apellidos;Correo electrónico;Teléfono;Empresa;Cargo",
    "Nombre;Apellido;Correo;Móvil;Compañía;Puesto",
    "Nombre;Primer apellido;E-mail;Celular;Organización;Profesión",
    "Nombre(s);Apellido(s);Dirección de correo electrónico;Teléfono móvil;Entidad;Puesto de trabajo",
    "Nombre;Apellidos;Email;Tfno.;Institución;Rol",
    "Nome;Sobrenome;E-mail;Telefone;Empresa;Cargo",
    "Nome;Apelido;Correio eletrónico;Telemóvel;Empresa;Função",
    "Primeiro nome;Último nome;Endereço de e-mail;Celular;Organização;Profissão",
    "Nome;Sobrenome;Email;WhatsApp;Instituição;Cargo/Função",
    "Nome;Cognome;E-mail;Telefono;Azienda;Ruolo",
    "Nome;Cognome;Indirizzo e-mail;Cellulare;Società;Posizione",
    "Nome;Cognome;Posta elettronica;Tel;Ditta;Qualifica",
    "Nome;Cognome;Mail;Numero di telefono;Organizzazione;Professione",
    "Nome;Cognome;Email;Cell.;Ente;Mansione",
    "Voornaam;Achternaam;E-mail;Telefoon;Bedrijf;Functie",
    "Voornaam;Achternaam;E-mailadres;Mobiel;Organisatie;Functietitel",
    "Roepnaam;Achternaam;Emailadres;Telefoonnummer;Bedrijfsnaam;Beroep",
    "Voornaam;Familienaam;Mail;GSM;Werkgever;Rol",
    "Imię;Nazwisko;E-mail;Telefon;Firma;Stanowisko",
    "Imię;Nazwisko;Adres e-mail;Numer telefonu;Nazwa firmy;Zawód",
    "Imię;Nazwisko;Adres email;Tel. komórkowy;Organizacja;Funkcja",
    "Förnamn;Efternamn;E-post;Telefon;Företag;Titel",
    "Förnamn;Efternamn;E-postadress;Mobil;Organisation;Befattning",
    "Förnamn;Efternamn;Mejl;Mobilnummer;Arbetsgivare;Roll",
    "Fornavn;Efternavn;E-mail;Telefon;Virksomhed;Stilling",
    "Fornavn;Efternavn;Mail;Mobil;Firma;Titel",
    "Fornavn;Etternavn;E-post;Telefon;Bedrift;Stilling",
    "Fornavn;Etternavn;E-postadresse;Mobil;Selskap;Tittel",
    "Etunimi;Sukunimi;Sähköposti;Puhelin;Yritys;Titteli",
    "Etunimi;Sukunimi;Sähköpostiosoite;Puhelinnumero;Organisaatio;Tehtävä",
    "Jméno;Příjmení;E-mail;Telefon;Firma;Pozice",
    "Jméno;Příjmení;Email;Mobil;Společnost;Funkce",
    "Keresztnév;Vezetéknév;E-mail;Telefon;Cég;Beosztás",
    "Keresztnév;Vezetéknév;E-mail cím;Telefonszám;Cégnév;Pozíció",
    "Prenume;Nume;E-mail;Telefon;Companie;Funcție",
    "Ad;Soyad;E-posta;Telefon;Şirket;Unvan",
    "Adı;Soyadı;E-posta Adresi;Cep Telefonu;Firma;Görev",
    "Имя;Фамилия;Электронная почта;Телефон;Компания;Должность",
    "Имя;Фамилия;E-mail;Мобильный телефон;Организация;Должность",
    "Имя;Фамилия;Эл. почта;Номер телефона;Место работы;Профессия",
    "Имя;Фамилия;Почта;Тел.;Название компании;Роль",
    "Ім'я;Прізвище;Електронна пошта;Телефон;Компанія;Посада",
    "Όνομα;Επώνυμο;Email;Τηλέφωνο;Εταιρεία;Θέση",
    "الاسم الأول;اسم العائلة;البريد الإلكتروني;الهاتف;الشركة;المسمى الوظيفي",
    "الاسم الأول;الاسم الأخير;البريد الالكتروني;رقم الهاتف;الشركة;الوظيفة",
    "الاسم الأول;اللقب;الإيميل;الجوال;جهة العمل;المنصب",
    "שם פרטי;שם משפחה;דוא\"ל;טלפון;חברה;תפקיד",
    "שם פרטי;שם משפחה;אימייל;נייד;ארגון;תפקיד",
    "First Name;Last Name;Email;Phone;Company;Job Title",
    "FIRST NAME;SURNAME;EMAIL ADDRESS;TEL NO.;ORGANISATION;POSITION",
    "first_name;last_name;email_address;phone_number;company_name;job_title",
    "Given Name;Family Name;E-Mail;Mobile No.;Employer;Occupation",
    "Forename;Surname;Contact Email;Contact Number;Business Name;Role",
    "Legal First Name;Legal Last Name;Work Email;Work Phone;Company / Organization;Title / Role",
    "Attendee First Name;Attendee Last Name;Attendee Email;Attendee Phone;Attendee Company;Attendee Job Title",
    "First;Last;Email 1;Cell #;Firm;Job",
];

/// Name, e-mail, phone, company and role.
const WHOLE: &[&str] = &[
    "Name;E-Mail;Telefon;Firma;Position",
    "Vor- und Nachname;E-Mail;Tel.-Nr.;Unternehmen;Rolle",
    "Vollständiger Name;Mailadresse;Mobilnummer;Arbeitgeber;Beruf",
    "Teilnehmer/in;E-Mail;Telefon;Firma;Funktion",
    "Teilnehmername;E-Mail;Telefon;Firma;Funktion",
    "Nom complet;E-mail;Téléphone;Entreprise;Fonction",
    "Nom et prénom;Mail;Tel;Société;Poste",
    "Prénom et nom;Courriel;Mobile;Organisation;Métier",
    "Participant;Email;Téléphone;Entreprise;Poste",
    "Nombre completo;Correo;Teléfono;Empresa;Cargo",
    "Nombre y apellidos;E-mail;Móvil;Organización;Puesto",
    "Asistente;Email;Teléfono;Empresa;Cargo",
    "Nome completo;E-mail;Telefone;Empresa;Cargo",
    "Nome e sobrenome;Email;Telemóvel;Organização;Função",
    "Participante;Email;Telefone;Empresa;Cargo",
    "Nome e cognome;E-mail;Telefono;Azienda;Ruolo",
    "Nominativo;Email;Cellulare;Società;Qualifica",
    "Partecipante;Email;Telefono;Azienda;Ruolo",
    "Naam;E-mail;Telefoon;Bedrijf;Functie",
    "Volledige naam;E-mailadres;Mobiel nummer;Organisatie;Rol",
    "Deelnemer;Email;Telefoon;Bedrijf;Functie",
    "Imię i nazwisko;E-mail;Telefon;Firma;Stanowisko",
    "Uczestnik;Email;Telefon;Firma;Stanowisko",
    "ФИО;Email;Телефон;Компания;Должность",
    "Имя и фамилия;Эл. адрес;Телефон;Организация;Должность",
    "Участник;Почта;Телефон;Компания;Должность",
    "Полное имя;Адрес электронной почты;Мобильный;Фирма;Позиция",
    "氏名;メールアドレス;電話番号;会社名;役職",
    "お名前;メール;携帯電話番号;ご所属;役職名",
    "名前;E-mail;TEL;所属;肩書",
    "参加者名;メールアドレス;電話;勤務先;職種",
    "姓名;邮箱;手机号;公司;职位",
    "姓名;电子邮件;手机号码;单位名称;职务",
    "姓名;電子郵件;電話;公司名稱;職稱",
    "名字;邮箱地址;联系电话;公司名称;职位",
    "参会者姓名;电子邮箱;手机;工作单位;职称",
    "이름;이메일;전화번호;회사;직책",
    "성명;이메일 주소;휴대폰 번호;소속;직위",
    "참가자명;메일;연락처;회사명;직함",
    "성함;E-mail;휴대전화;소속기관;직급",
    "الاسم;البريد الإلكتروني;الهاتف;الشركة;الوظيفة",
    "الاسم الكامل;الإيميل;رقم الجوال;المؤسسة;المنصب",
    "שם מלא;דואר אלקטרוני;טלפון;חברה;תפקיד",
    "שם;אימייל;טלפון נייד;ארגון;תפקיד",
    "Họ và tên;Email;Số điện thoại;Công ty;Chức vụ",
    "Nama;Email;No. HP;Perusahaan;Jabatan",
    "Nama Lengkap;Alamat Email;Nomor Telepon;Instansi;Jabatan",
    "नाम;ईमेल;फ़ोन;कंपनी;पद",
    "ชื่อ-นามสกุล;อีเมล;โทรศัพท์;บริษัท;ตำแหน่ง",
    "نام و نام خانوادگی;ایمیل;تلفن;شرکت;سمت",
    "Ad Soyad;E-posta;Telefon;Şirket;Unvan",
    "İsim Soyisim;Mail;GSM;Kurum;Pozisyon",
    "Name;Email;Phone;Company;Title",
    "Full Name;E-mail address;Telephone;Organization;Job title",
    "Attendee;Email;Phone;Organisation;Role",
    "Contact Name;Contact E-mail;Phone #;Account Name;Title",
    "Your name;Your email;Your phone number;Your company;Your role",
    "Name (as on badge);Email (work);Phone (mobile);Company/Organisation;Job Title/Role",
    "What's your name?;What's your email?;What's your phone number?;Where do you work?;What do you do?",
    "Participant Name;Participant Email;Mobile Number;Affiliation;Designation",
    "Guest Name;Email ID;Contact No;Institute;Designation",
    "name;mail;telephone;org;title",
    "Namn;E-post;Telefon;Företag;Titel",
    "Navn;E-post;Mobil;Firma;Stilling",
    "Nimi;Sähköposti;Puhelin;Yritys;Titteli",
    "Jméno a příjmení;E-mail;Telefon;Společnost;Pozice",
    "Név;E-mail;Telefon;Cég;Beosztás",
    "ПІБ;Ел. пошта;Телефон;Компанія;Посада",
    "Ονοματεπώνυμο;Email;Τηλέφωνο;Εταιρεία;Θέση",
    "Nom i cognoms;Correu electrònic;Telèfon;Empresa;Càrrec",
];

const BOTH: [&str; 2] = [
    "2 new Ida Ruiz|Forno|Baker|ida@forno.example|+34 600 111 222",
    "3 new Tom Berg|Berg GmbH|Owner|tom@berg.example|+49 170 1234567",
];

#[test]
fn headers_in_many_languages() {
    let whole = [
        "Ida Ruiz;ida@forno.example;+34 600 111 222;Forno;Baker",
        "Tom Berg;tom@berg.example;+49 170 1234567;Berg GmbH;Owner",
    ];
    let parts = whole.map(|row| row.replacen(' ', ";", 1));
    for (headers, rows) in [(PARTS, parts), (WHOLE, whole.map(str::to_owned))] {
        for (at, header) in headers.iter().enumerate() {
            let list = [*header, &rows[0], &rows[1], ""].join("\n");
            // Every other one with tabs, whatever its language.
            check(&if at % 2 == 0 { list } else { list.replace(';', "\t") }, &BOTH);
        }
    }
}

#[test]
fn address_books_in_many_languages() {
    // Form of address, names, place of work, two ways to call, a fax, an address with its kind and its showing, a second one.
    for (header, family_first) in [
        (
            "Anrede;Vorname;Weitere Vornamen;Nachname;Firma;Abteilung;Position;Fax geschäftlich;Telefon geschäftlich;Mobiltelefon;Name Assistent;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse",
            false,
        ),
        (
            "Titre;Prénom;Deuxième prénom;Nom;Société;Service;Titre professionnel;Télécopie (bureau);Téléphone (bureau);Tél. mobile;Nom de l'assistant(e);Adresse de messagerie;Type de messagerie;Nom complet de l'adresse de messagerie;Adresse de messagerie 2",
            false,
        ),
        (
            "Tratamiento;Nombre;Segundo nombre;Apellidos;Organización;Departamento;Puesto;Fax del trabajo;Teléfono del trabajo;Número de móvil;Nombre del ayudante;Dirección de correo electrónico;Tipo de correo electrónico;Nombre de pantalla de correo electrónico;Dirección del correo electrónico 2",
            false,
        ),
        (
            "Titolo;Nome;Secondo nome;Cognome;Società;Reparto;Posizione;Fax (uff.);Ufficio;Cellulare;Nome assistente;Indirizzo posta elettronica;Tipo posta elettronica;Nome visualizzato posta elettronica;Indirizzo posta elettronica 2",
            false,
        ),
        (
            "Titel;Voornaam;Middelste naam;Achternaam;Bedrijf;Afdeling;Functie;Fax op werk;Telefoon op werk;Mobiele telefoon;Naam assistent;E-mailadres;E-mailtype;E-mail, weergegeven naam;E-mailadres 2",
            false,
        ),
        (
            "Tytuł;Imię;Drugie imię;Nazwisko;Firma;Dział;Stanowisko;Faks służbowy;Telefon służbowy;Telefon komórkowy;Imię i nazwisko asystenta;Adres e-mail;Typ adresu e-mail;Nazwa wyświetlana e-mail;Adres e-mail 2",
            false,
        ),
        (
            "Обращение;Имя;Отчество;Фамилия;Организация;Отдел;Должность;Рабочий факс;Рабочий телефон;Телефон переносной;Имя помощника;Адрес эл. почты;Тип эл. почты;Краткое имя эл. почты;Адрес 2 эл. почты",
            false,
        ),
        (
            "肩書き;名;ミドル ネーム;姓;会社名;部署;役職;会社 FAX;会社電話;携帯電話;秘書の氏名;電子メール アドレス;電子メールの種類;電子メール表示名;電子メール 2 アドレス",
            true,
        ),
        (
            "称谓;名;中间名;姓;单位;部门;职务;商务传真;商务电话;移动电话;助理的姓名;电子邮件地址;电子邮件类型;电子邮件显示名称;电子邮件 2 地址",
            true,
        ),
        (
            "호칭;이름;중간 이름;성;회사;부서;직함;근무처 팩스;근무처 전화;휴대폰;비서 이름;전자 메일 주소;전자 메일 유형;전자 메일 표시 이름;전자 메일 2 주소",
            true,
        ),
    ] {
        let name = if family_first { "Ruiz Ida" } else { "Ida Ruiz" };
        check(
            &format!(
                "{header}\n;Ida;;Ruiz;Forno;Ovens;Baker;+34 9;+34 911 222 333;+34 600 111 222;Otto Help;a@x.example;SMTP;Ida (a@x.example);b@x.example\n"
            ),
            &[&format!("2 new {name}|Forno|Baker|a@x.example b@x.example|+34 911 222 333 +34 600 111 222")],
        );
    }
}

/// The columns of a form's guest list before what its organiser asks.
const ASKED: &str = "name,email,phone_number,approval_status,ticket_name";

#[test]
fn questions_in_many_languages() {
    for (company, role) in [
        ("What company do you work for?", "What's your current role?"),
        ("Bei welchem Unternehmen arbeitest du?", "Was ist deine Rolle?"),
        ("Wo arbeitest du?", "Was machst du beruflich?"),
        ("Dans quelle entreprise travaillez-vous ?", "Quel est votre poste ?"),
        ("Où travaillez-vous ?", "Que faites-vous dans la vie ?"),
        ("¿En qué empresa trabajas?", "¿Cuál es tu cargo?"),
        ("¿Dónde trabajas?", "¿A qué te dedicas?"),
        ("Em qual empresa você trabalha?", "Qual é o seu cargo?"),
        ("Per quale azienda lavori?", "Qual è il tuo ruolo?"),
        ("Bij welk bedrijf werk je?", "Wat is je functie?"),
        ("W jakiej firmie pracujesz?", "Jakie jest Twoje stanowisko?"),
        ("会社名を教えてください", "役職を教えてください"),
        ("您的公司是？", "您的职位是？"),
        ("회사명을 알려주세요", "직책이 무엇인가요?"),
    ] {
        check(
            &format!(
                "{ASKED},{company},{role}\nIda Ruiz,ida@forno.example,+34 600 111 222,approved,Std,Forno,Baker\nTom Berg,tom@berg.example,+49 170 1234567,approved,Std,Berg GmbH,Owner\n"
            ),
            &BOTH,
        );
    }
    // How large it is does not say which.
    for question in [
        "Combien de salariés compte votre entreprise ?",
        "¿Cuántos empleados tiene tu empresa?",
        "Wie viele Mitarbeiter hat dein Unternehmen?",
        "Hoeveel medewerkers heeft je bedrijf?",
        "Ile osób pracuje w Twojej firmie?",
    ] {
        check(
            &format!("{ASKED},{question}\nIda Ruiz,ida@forno.example,,approved,Std,50\n"),
            &["2 new Ida Ruiz|||ida@forno.example"],
        );
    }
}

#[test]
fn address_books_of_a_mail_program() {
    // Given, family and shown name, a nickname, two addresses, work and home, a fax, the mobile, job, part, company.
    for header in [
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Home Phone,Fax Number,Mobile Number,Job Title,Department,Organization,",
        "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Fax-Nummer,Mobil-Tel.-Nr.,Arbeitstitel,Abteilung,Organisation,",
        "Prénom,Nom de famille,Nom à afficher,Surnom,Première adresse électronique,Adresse électronique secondaire,Tél. professionnel,Tél. personnel,Fax,Portable,Profession,Service,Société,",
        "Nombre,Apellidos,Nombre a mostrar,Apodo,Correo electrónico principal,Correo electrónico secundario,Teléfono del trabajo,Teléfono de casa,Número de fax,Número de móvil,Puesto,Departamento,Organización,",
        "Nome,Cognome,Visualizza nome,Soprannome,Email primaria,Email secondaria,Tel. ufficio,Tel. casa,Fax,Cellulare,Qualifica,Reparto,Organizzazione,",
        "Nome,Sobrenome,Nome de exibição,Apelido,Email principal,Email secundário,Telefone comercial,Telefone residencial,Fax,Celular,Cargo,Departamento,Organização,",
        "Voornaam,Achternaam,Weergavenaam,Bijnaam,Primair e-mailadres,Secundair e-mailadres,Telefoon werk,Telefoon thuis,Faxnummer,Mobiel nummer,Functie,Afdeling,Organisatie,",
        "Imię,Nazwisko,Wyświetlana nazwa,Pseudonim,Podstawowy adres e-mail,Dodatkowy adres e-mail,Telefon służbowy,Telefon domowy,Numer faksu,Numer telefonu komórkowego,Stanowisko,Dział,Organizacja,",
        "ファーストネーム,苗字,表示名,ニックネーム,メールアドレス,別のメールアドレス,勤務先電話番号,自宅電話番号,FAX 番号,携帯電話番号,役職,部門,組織,",
    ] {
        check(
            &format!(
                "{header}\nIda,Ruiz,Ida Ruiz,Idy,a@x.example,b@x.example,+34 911 222 333,+34 922 222 333,+34 9,+34 600 111 222,Baker,Ovens,Forno,\nTom,Berg,,,t@x.example,,,,,,,,,\n"
            ),
            &[
                "2 new Ida Ruiz|Forno|Baker|a@x.example b@x.example|+34 911 222 333 +34 922 222 333 +34 600 111 222",
                "3 new Tom Berg|||t@x.example",
            ],
        );
    }
}

#[test]
fn buyers_and_guests_in_many_languages() {
    // State, the buyer's address, whoever comes, their address, their company, the buyer's company and name.
    for header in [
        "Status;Email;Attendee name;Attendee email;Company;Company;Invoice address name",
        "Status;E-Mail;Teilnehmername;Teilnehmer-E-Mail-Adresse;Firma;Firma;Rechnungsadresse: Name",
        "Statut;E-mail;Nom du participant;E-mail du participant;Entreprise;Entreprise;Nom de l’adresse de facturation",
        "Estado;Correo electrónico;Nombre del asistente;Correo electrónico del asistente;Empresa;Empresa;Nombre de facturación",
        "Status;E-mail;Nome do participante;E-mail do participante;Empresa;Empresa;Nome do comprador",
        "Stato;Email;Nome del partecipante;Email del partecipante;Azienda;Azienda;Nome dell’acquirente",
        "Status;E-mail;Naam van deelnemer;E-mailadres van deelnemer;Bedrijf;Bedrijf;Naam van koper",
        "Status;E-mail;Imię i nazwisko uczestnika;E-mail uczestnika;Firma;Firma;Kupujący",
        "ステータス;メールアドレス;参加者名;参加者のメールアドレス;会社;会社;購入者名",
    ] {
        check(
            &format!(
                "{header}\npaid;pay@x.example;Ida Ruiz;ida@forno.example;Forno;Payer KG;Paul Payer\npaid;pay@x.example;Tom Berg;;;Payer KG;Paul Payer\n"
            ),
            &["2 new Ida Ruiz|Forno||ida@forno.example", "3 new Tom Berg"],
        );
    }
}

#[test]
fn connections_of_a_network_in_many_languages() {
    for (note, header) in [
        ("Notes", "First Name,Last Name,URL,Email Address,Company,Position,Connected On"),
        ("Hinweise", "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt am"),
        ("Remarques ", "Prénom,Nom de famille,URL,Adresse e-mail,Entreprise,Poste,En relation depuis"),
        ("Notas", "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el"),
        ("Observações", "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em"),
        ("Note", "Nome,Cognome,URL,Indirizzo email,Azienda,Posizione lavorativa,Data collegamento"),
        ("Opmerkingen", "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Connectie sinds"),
        ("Uwagi", "Imię,Nazwisko,URL,Adres e-mail,Firma,Stanowisko,Data kontaktu"),
    ] {
        let preamble =
            format!("{note}:\n\"Some addresses are missing, as their owners wish.\"\n\n{header}\n");
        check(
            &format!(
                "{preamble}Ida,Ruiz,https://x.example/ida,ida@forno.example,Forno,Baker,08 Feb 2026\n,,,,,,07 Jun 2026\nTom,Berg,https://x.example/tom,,Berg GmbH,Owner,01 Aug 2021"
            ),
            &["5 new Ida Ruiz|Forno|Baker|ida@forno.example", "6 skipped ", "7 new Tom Berg|Berg GmbH|Owner"],
        );
    }
}

#[test]
fn more_programs_in_miniature() {
    // Owners and states of a sales book are nobody's name and no answer to an invitation.
    check(
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Associated Company,Job Title\n51,Ida,Ruiz,ida@forno.example,+34 600 111 222,Otto Own (otto@x.example),New,Forno,Baker\n52,Tom,Berg,tom@berg.example,+49 170 1234567,Otto Own (otto@x.example),Unqualified,Berg GmbH,Owner\n",
        &BOTH,
    );
    // A form asks for the name although the program has a column for it, which stays empty.
    check(
        "ID,Start time,Email,Name,Your full name,Company\n1,1/2/26 10:00,anonymous,,Ida Ruiz,Forno\n2,1/2/26 10:00,anonymous,,Tom Berg,Berg GmbH\n",
        &["2 new Ida Ruiz|Forno", "3 new Tom Berg|Berg GmbH"],
    );
    // A meeting's report: a small table about the meeting above that of the people.
    check(
        "Meeting ID,Topic,User Email,Participants\n99,Bakers,host@x.example,2\n\nName (Original Name),User Email,Join Time\nIda Ruiz,ida@forno.example,10:00\nTom Berg,,10:00\n",
        &["5 new Ida Ruiz|||ida@forno.example", "6 new Tom Berg"],
    );
    // Whoever paid is not whoever comes.
    check(
        "Numéro de billet;Nom;Prénom;Nom payeur;Prénom payeur;Email payeur;Société\n1;Ruiz;Ida;Payeur;Paul;paul@x.example;Forno\n",
        &["2 new Ida Ruiz|Forno"],
    );
    check(
        "参加者氏名,会社名,購入者氏名,購入者メールアドレス\n山田 花子,青空商店,田中 一郎,t@x.example\n",
        &["2 new 山田 花子|青空商店"],
    );
    // Notes above a header in words that nobody taught us.
    check(
        "Bakers 2026;;;\nGedruckt am 1.1.;;;\n\nWer;Erreichbar unter;Bei;Treibt\nIda Ruiz;ida@forno.example;Forno Süd;Bäckerin\nTom Berg;tom@berg.example;Berg GmbH;Inhaber\n",
        &["5 new Ida Ruiz|Forno Süd||ida@forno.example", "6 new Tom Berg|Berg GmbH||tom@berg.example"],
    );
    // Two family names; names in one column with a comma in its header.
    check(
        "Nombre;Primer apellido;Segundo apellido;Correo\nLuz;Gil;Mora;l@x.example\n",
        &["2 new Luz Gil Mora|||l@x.example"],
    );
    check(
        "Name, Vorname;E-Mail\nRuiz, Ida;a@x.example\nBerg, Tom;t@x.example\n",
        &["2 new Ida Ruiz|||a@x.example", "3 new Tom Berg|||t@x.example"],
    );
}

#[test]
fn numbers_as_spreadsheets_leave_them() {
    check(
        "Name,Phone,Company\nIda,\"=\"\"+34600111222\"\"\",Forno\nTom,=\"0049170\",'=x\nBo,'0049170,\nZed,\"+34 600 111 222\n+34 600 111 333\",\nLi,+1 555 111 2222; +1 555 111 3333,\nMo,+1 (555) 123-4567 ext. 89; Sales,\n",
        &[
            "2 new Ida|Forno|||+34600111222",
            "3 new Tom|=x|||0049170",
            "4 new Bo||||0049170",
            "5 new Zed||||+34 600 111 222 +34 600 111 333",
            "7 new Li||||+1 555 111 2222 +1 555 111 3333",
            "8 new Mo||||+1 (555) 123-4567 ext. 89; Sales",
        ],
    );
    check("Name,Phone\nIda,3.46E+10\n", &["2 new Ida"]);
    // A number under a header that nobody knows; a fax under one that says so.
    check(
        "Name,Fax 1,Liên lạc nhanh\nIda Ruiz,+34 911 222 333,+34 600 111 222\n",
        &["2 new Ida Ruiz||||+34 600 111 222"],
    );
    check(
        "Name, Company, City\nIda Ruiz, \"Forno, SL\", Rome\nTom Berg, \"Berg\" & Sons, Ulm\n",
        &["2 new Ida Ruiz|Forno, SL", "3 new Tom Berg|\"Berg\" & Sons"],
    );
}
