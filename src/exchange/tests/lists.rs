//! Lists as programs and people make them, in miniature.

use super::*;

#[test]
fn exporters_in_miniature() {
    // A network's connections: notes above the header, members who hide their profile.
    check(
        "Notes:\n\"Some addresses are missing, see https://example.com\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Nia,\"Obi, PMP\",https://example.com/nia,,Lagos Works,Engineer,08 Feb 2026\n,,,,,,07 Jun 2026\nSam (they/them),O’Dowd,https://example.com/sam,sam@x.example,Self,Writer 🚀,01 Aug 2021",
        &[
            "5 new Nia Obi, PMP|Lagos Works|Engineer",
            "6 skipped ",
            "7 new Sam (they/them) O’Dowd|Self|Writer 🚀|sam@x.example",
        ],
    );
    // Contacts of a mail service: values joined in one cell, groups that are no tags.
    check(
        "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n\
         Bo,E,Lind,Dr.,Jr.,Fjord,Head,* myContacts ::: Conf,* Work,bo@x.example ::: b@y.example,Mobile,+47 1 ::: +47 2\n",
        &["2 new Dr. Bo E Lind Jr.|Fjord|Head|bo@x.example b@y.example|+47 1 +47 2"],
    );
    // A ticket shop: one row a ticket, the buyer's address on each, tickets nobody filled in, statuses.
    check(
        "Order #,First Name,Last Name,Email,Attendee Status,Job Title,Company\n1,Imani,Okoro,i@x.example,Attending,CTO,Labs\n1,Guest of,Imani Okoro,i@x.example,Attending,,\n\
         2,Info Requested,Info Requested,Info Requested,Attending,,\n3,Pri,Rao,p@x.example,Not Attending,,\n4,Lu,Wei,l@x.example,Checked In,,\n5,Jo,Day,j@x.example,Refunded,,\n",
        &[
            "2 new Imani Okoro|Labs|CTO|i@x.example",
            "3 doubtful Guest of Imani Okoro|||i@x.example",
            "4 skipped ",
            "5 skipped Pri Rao|||p@x.example",
            "6 new Lu Wei|||l@x.example",
            "7 skipped Jo Day|||j@x.example",
        ],
    );
    // A shop where guest and buyer have columns of their own.
    check(
        "Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email,Ticket Company Name,Void Status,Order Name,Order Email\n\
         Std,Zoë Åström,Zoë,Åström,z@x.example,\"Ex, Ltd\",,Buyer,b@x.example\nStd,,,,,,,Buyer,b@x.example\nStd,Van Gone,Van,Gone,v@x.example,,true,Buyer,b@x.example\n",
        &["2 new Zoë Åström|Ex, Ltd||z@x.example", "3 skipped ", "4 skipped Van Gone|||v@x.example"],
    );
    // Doubled headers: the first is the guest's; the plain address is the buyer's.
    check(
        "Status,Email,Phone number,Attendee name,Attendee name: Given name,Attendee email,Company,Company,Invoice address name\n\
         paid,b@x.example,030 1,Jana Weiß,Jana,j@x.example,,Buyer GmbH,B\npaid,b@x.example,030 1,Tom Roth,Tom,,Roth KG,Buyer GmbH,B\ncanceled,b@x.example,030 1,Kim St,Kim,k@x.example,,,B\n",
        &["2 new Jana Weiß|||j@x.example", "3 new Tom Roth|Roth KG", "4 skipped Kim St|||k@x.example"],
    );
    // A check-in list: parts beside a whole name with a form of address; two guests on one address.
    check(
        "\"Attendee name\",\"Attendee name: Title\",\"Attendee name: First name\",\"Attendee name: Family name\",\"E-mail\"\r\n\"Mr Al Jones\",\"Mr\",\"Al\",\"Jones\",\"d@x.example\"\r\n\"Mrs Bea Zulu\",\"Mrs\",\"Bea\",\"Zulu\",\"d@x.example\"\r\n",
        &["2 new Al Jones|||d@x.example", "3 new Bea Zulu|||d@x.example"],
    );
    // Guests with answers to questions; names may be missing, some only asked.
    check(
        "\u{feff}api_id,name,first_name,last_name,email,phone_number,approval_status,ticket_name,What's your company?,What's your role?\n\
         g1,Yuki Mori,Yuki,Mori,y@x.example,,approved,Std,Mori,Designer\ng2,,,,an@x.example,,approved,Std,,\ng3,\"Dr. E Obi, PhD\",Dr. E,\"Obi, PhD\",E@X.example,+234,pending_approval,Std,Obi,\ng4,Ro,Ro,,r@x.example,,declined,Std,,\n",
        &[
            "2 new Yuki Mori|Mori|Designer|y@x.example",
            "3 doubtful |||an@x.example",
            "4 doubtful Dr. E Obi, PhD|Obi||E@X.example|+234",
            "5 skipped Ro|||r@x.example",
        ],
    );
    // Tab-separated, stray blanks, a quote that nobody doubled.
    check(
        "Name\tUser ID\tTitle\tLocation\nDana K.\tuser 1\tHost\tRome \nZoë \"Z\" Quinn\tuser 2\t\tOslo\n",
        &["2 new Dana K.", "3 new Zoë \"Z\" Quinn"],
    );
    // An address book: forms of address are no part of a name, faxes no phones.
    check(
        "\"Title\",\"First Name\",\"Last Name\",\"Company\",\"Job Title\",\"Business Fax\",\"Business Phone\",\"E-mail Address\",\"E-mail Type\",\"E-mail 2 Address\"\r\n\"Frau\",\"Ida\",\"Moor\",\"Öl AG\",\"Chefin\",\"9\",\"+49 1\",\"i@x.example\",\"SMTP\",\"j@x.example\"\r\n",
        &["2 new Ida Moor|Öl AG|Chefin|i@x.example j@x.example|+49 1"],
    );
}

#[test]
fn spreadsheets_in_many_languages() {
    check(
        "Nachname;Vorname;Firma;Funktion;E-Mail;Telefon\r\nMüller;Jörg;Söhne;Verkauf;j@x.example;+49 30 1\r\n",
        &["2 new Jörg Müller|Söhne|Verkauf|j@x.example|+49 30 1"],
    );
    check("Name;Vorname;Firma\nMüller;Jörg;Söhne\n", &["2 new Jörg Müller|Söhne"]);
    check(
        "Nom;Prénom;Société;Courriel\nDurand;Léa;Atelier;l@x.example\n",
        &["2 new Léa Durand|Atelier||l@x.example"],
    );
    check(
        "Nombre,Apellidos,Empresa,Correo electrónico,Cargo\nLuz,Gil Mora,Sol,l@x.example,Jefa\n",
        &["2 new Luz Gil Mora|Sol|Jefa|l@x.example"],
    );
    check("Nome,Cognome,Azienda\nLia,Neri,Pane\n", &["2 new Lia Neri|Pane"]);
    check("Nome completo,E-mail,Empresa\nRui Sá,r@x.example,Mar\n", &["2 new Rui Sá|Mar||r@x.example"]);
    check("Voornaam,Achternaam,Bedrijf,Functie\nAn,de Wit,Brood,Bakker\n", &["2 new An de Wit|Brood|Bakker"]);
    check(
        "Imię i nazwisko;Firma;Stanowisko\nŁucja Żak;Chleb;Piekarka\n",
        &["2 new Łucja Żak|Chleb|Piekarka"],
    );
    check(
        "sep=;\r\nNamn;E-post;Mobil;Företag\r\nÅsa Berg;a@x.example;070 1;Bröd, AB\r\n",
        &["3 new Åsa Berg|Bröd, AB||a@x.example|070 1"],
    );
    let japanese = "氏名,会社名,役職,メールアドレス\r\n鈴木 一郎,株式会社能代,課長,i@x.example\r\n佐藤 美咲,表参道珈琲,代表,m@x.example\r\n";
    let rows =
        ["2 new 鈴木 一郎|株式会社能代|課長|i@x.example", "3 new 佐藤 美咲|表参道珈琲|代表|m@x.example"];
    check(japanese, &rows);
    check_bytes(&encoding_rs::SHIFT_JIS.encode(japanese).0, &rows);
    check("姓,名,会社\n鈴木,一郎,能代\n", &["2 new 鈴木 一郎|能代"]);
}

#[test]
fn plain_spreadsheets() {
    check(
        "\"Summit – list\",,,\nExported 14/03/2026,,,\n,,,\n#,Full Name,Organisation,E-mail address\n1,Amira Had,Cedar,a@x.example\n2,,TBC,\n,,,\nTotal,3,,\n",
        &["5 new Amira Had|Cedar||a@x.example", "6 skipped ", "8 skipped "],
    );
    check(
        "Attendee,Affiliation,Email\n\"Doe, Jane\",Uni,j@x.example\n\"Smith, John, Jr.\",,s@x.example\nPrince,,p@x.example\n",
        &[
            "2 new Jane Doe|Uni||j@x.example",
            "3 new John Smith, Jr.|||s@x.example",
            "4 new Prince|||p@x.example",
        ],
    );
    check(
        "Rafael Costa,r@x.example,Costa Foods\nJun Park,j@x.example,\n\"Ng, Siew\",n@x.example,\"Ng, Tan\"\n",
        &[
            "1 new Rafael Costa|Costa Foods||r@x.example",
            "2 new Jun Park|||j@x.example",
            "3 new Ng, Siew|Ng, Tan||n@x.example",
        ],
    );
    check(
        "Name,Email,Company\nKal Kry,k@x.example\n\nLisa Lo,l@x.example,Lo AB,EXTRA,CELLS\n   \n,,\nName,Email,Company\n",
        &["2 new Kal Kry|||k@x.example", "4 new Lisa Lo|Lo AB||l@x.example", "7 skipped "],
    );
    check(
        "Name,Company\n'=1+1,'@SUM(A1)\n'tis Ann,\"+1\"\n",
        &["2 doubtful =1+1|@SUM(A1)", "3 new 'tis Ann|+1"],
    );
    check("id,first_name,last_name\n0,Bo,Hew,,,1960-05-10,,b@x.example", &["2 new Bo Hew|||b@x.example"]);
    check("Name,Email\n", &[]);
    check("Primary Email\na@x.example\n", &["2 doubtful |||a@x.example"]);
    check(
        "Vārds un uzvārds,Adrese,Darbs\nJa Be,j@x.example,Be SIA\nKa Te,k@x.example,Te SIA\n",
        &["2 new Ja Be|Be SIA||j@x.example", "3 new Ka Te|Te SIA||k@x.example"],
    );
    check(
        "Name,E-mail\nAl,\"Al B <al@x.example>\"\nBo,mailto:b@x.example\nCy,c@x.example; d@x.example\nDi,n/a\n",
        &[
            "2 new Al|||al@x.example",
            "3 new Bo|||b@x.example",
            "4 new Cy|||c@x.example d@x.example",
            "5 new Di",
        ],
    );
}

#[test]
fn lists_that_nobody_made_for_us() {
    // Lines out of a mail program, and a list as somebody typed it.
    check(
        "Nia Obi <ana@x.example>\nTom Berg <tom@x.example>\n\"Moor, Ida\" <ida@x.example>\n",
        &[
            "1 new Nia Obi|||ana@x.example",
            "2 new Tom Berg|||tom@x.example",
            "3 new Ida Moor|||ida@x.example",
        ],
    );
    check(
        "1. Nia Obi\n2. Tom Berg\n3. 5π Works\n",
        &["1 new Nia Obi", "2 new Tom Berg", "3 doubtful 5π Works"],
    );
    check("ana@x.example\ntom@x.example\n", &["1 doubtful |||ana@x.example", "2 doubtful |||tom@x.example"]);
    // A mark, a separator line, line ends of an old Mac.
    check("\u{feff}sep=;\r\nName;Firma\r\nNia Obi;Web\r\n", &["3 new Nia Obi|Web"]);
    check("Name,Company\rNia Obi,Forno\rTom Berg,Web\r", &["2 new Nia Obi|Forno", "3 new Tom Berg|Web"]);
    // Two lines of headers, and one that says what the columns hold.
    check(
        "Person,,Work,\nFirst name,Last name,Company,Email\nNia,Obi,Forno,a@x.example\n",
        &["3 new Nia Obi|Forno||a@x.example"],
    );
    check("Name,Fee\n(text),(EUR)\nNia Obi,15\n", &["2 skipped ", "3 new Nia Obi"]);
    // Programs, and labels one below the other.
    for text in [
        "//! Name, email\nuse std::fmt;\nfn main() {\n    println!(\"{name}, {}\", 1);\n}\n",
        "import os, sys\n\ndef name(first, last):\n    return first, last\n\nfor name, email in []:\n    print(name, email)\n",
        "body { color: #333 }\n.name, .email { margin: 0 }\n",
        "Name:\tmingle\nUmask:\t0022\nState:\tR (running)\nTgid:\t17\nPid:\t17\n",
    ] {
        let import = people(text.as_bytes(), &book(), &Options::default(), &mut IdMaker::new(1)).unwrap();
        assert!(listed(&import).iter().all(|row| row.verdict == Verdict::Skipped), "{text}");
    }
    // A meeting's report: sections with headers of their own. A calling list: "Guest" is a question.
    check(
        "1. Summary\nMeeting title,Mixer\n\n2. Participants\nName,Joined,Email,Role\nNia Obi,8:00,a@x.example,Organiser\n\n3. Activities\nName,Left,Email,Role\nNia Obi,9:00,a@x.example,Organiser\n",
        &["6 new Nia Obi|||a@x.example", "8 skipped ", "9 skipped ", "10 same Nia Obi|||a@x.example"],
    );
    check(
        "Name (Original Name),User Email,Guest\nNia Obi,a@x.example,Yes\n",
        &["2 new Nia Obi|||a@x.example"],
    );
    // Questions of a form; the one who comes is not the one who pays; the person at a company.
    check(
        "Timestamp,Email Address,What is your name?,Where do you work?,Will you come?\n1,a@x.example,Nia Obi,Forno,Yes\n2,t@x.example,Tom Berg,Web,No\n",
        &["2 new Nia Obi|Forno||a@x.example", "3 skipped Tom Berg|Web||t@x.example"],
    );
    check(
        "Pedido;Nombre del asistente;Apellidos del asistente;Correo electrónico del comprador;Estado\n1;Luz;Gil;b@x.example;Confirmado\n2;Ana;Mora;b@x.example;Cancelado\n",
        &["2 new Luz Gil", "3 skipped Ana Mora"],
    );
    check(
        "Nome do participante,E-mail do participante\nRui Sá,r@x.example\n",
        &["2 new Rui Sá|||r@x.example"],
    );
    check(
        "Company,Contact person,Contact e-mail,Tel\nForno,Nia Obi,a@x.example,020\n",
        &["2 new Nia Obi|Forno||a@x.example|020"],
    );
    check("Imię,Nazwisko,Nazwa firmy\nŁucja,Żak,Chleb\n", &["2 new Łucja Żak|Chleb"]);
}

#[test]
fn lines_between_the_people_are_nobody() {
    check(
        "| Name | Email |\n|---|---|\n| Ida Moor | a@x.example |\n",
        &["2 skipped ", "3 new Ida Moor|||a@x.example"],
    );
    check(
        "Speakers,,\nName,Email,Company\nAna,a@x.example,F\n,,\nAttendees,,\nTom,t@x.example,W\n",
        &["3 new Ana|F||a@x.example", "5 skipped ", "6 new Tom|W||t@x.example"],
    );
}

#[test]
fn rows_that_take_each_other_back_change_nothing() {
    let mut book = book();
    for rows in [
        "Ida Moor,,\n,ana@forno.example,\n",
        "Ida Moor,,\nAna Ruiz,ana@forno.example,\n,ana@forno.example,refunded\nTom Berg,ana@forno.example,\n",
    ] {
        let text = format!("Name,Email,Status\n{rows}");
        let first = import(text.as_bytes(), &book);
        book.apply(&first.change(&book));
        assert!(import(text.as_bytes(), &book).is_idle(), "{rows}");
    }
}
