//! The same list in many encodings: those of the web, and those of machines before it.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_5, KOI8_R, MACINTOSH,
    SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255,
    WINDOWS_1256,
};

use super::{attendees, book, check, check_bytes, event, listed};
use crate::domain::IdMaker;
use crate::exchange::charset::Charset;
use crate::exchange::{Import, Options};

fn as_said(bytes: &[u8], encoding: Option<&str>) -> Import {
    let options = Options { encoding: encoding.map(str::to_owned), ..Options::default() };
    attendees(bytes, &event(), &book(), &options, &mut IdMaker::new(1)).unwrap()
}

/// Text in a code page of one byte a letter, by turning its letters round.
fn in_page(text: &str, page: &str) -> Vec<u8> {
    let page = Charset::named(page).unwrap();
    let byte = |ch: char| {
        (0..=u8::MAX)
            .find(|byte| page.decode(&[*byte]).0.chars().eq([ch]))
            .unwrap_or_else(|| panic!("{ch:?}"))
    };
    text.chars().map(byte).collect()
}

#[test]
fn lists_of_old_machines() {
    let german = "Name;Ort;E-Mail\r\nJürgen Weiß;Köln;j@x.example\r\nGünther Bär;Zürich;g@x.example\r\n";
    let french =
        "Nom;Ville;E-mail\r\nHélène Lefèvre;Orléans;h@x.example\r\nFrançois Gérôme;Nîmes;f@x.example\r\n";
    let spanish =
        "Nombre;Ciudad;E-mail\r\nÁlvaro Muñoz;León;a@x.example\r\nMaría Ibáñez;Málaga;m@x.example\r\n";
    let danish = "Navn;By;E-mail\r\nSøren Ågård;Aarhus;s@x.example\r\nKåre Bjørnsen;Tromsø;k@x.example\r\n";
    let polish = "Imię i nazwisko;Miasto;E-mail\r\nŁucja Żak;Kraków;l@x.example\r\nGrażyna Źdźbło;Gdańsk;g@x.example\r\n";
    let czech = "Jméno;Město;E-mail\r\nJiří Dvořák;Plzeň;j@x.example\r\nŽofie Němcová;Děčín;z@x.example\r\n";
    let turkish =
        "Ad Soyad;Şehir;E-posta\r\nAyşe Yılmaz;Eskişehir;a@x.example\r\nÇağrı Öztürk;Muğla;c@x.example\r\n";
    let greek =
        "Ονοματεπώνυμο;Πόλη;Email\r\nΝίκος Παππάς;Αθήνα;n@x.example\r\nΕλένη Βλάχου;Πάτρα;e@x.example\r\n";
    let russian = "ФИО;Город;Почта\r\nИван Петров;Тверь;i@x.example\r\nАнна Смирнова;Псков;a@x.example\r\n";
    let lithuanian = "Vardas;Miestas;E-mail\r\nRūta Žukauskienė;Šiauliai;r@x.example\r\nJūratė Čepaitė;Mažeikiai;j@x.example\r\n";
    for (list, pages) in [
        (german, ["cp850", "cp437", "macintosh"].as_slice()),
        (french, &["cp850", "cp437", "macintosh"]),
        (spanish, &["cp850", "macintosh"]),
        (danish, &["cp850", "cp865", "macintosh"]),
        (polish, &["cp852"]),
        (czech, &["cp852"]),
        (turkish, &["cp857"]),
        (greek, &["cp737"]),
        (russian, &["cp866", "x-mac-cyrillic"]),
        (lithuanian, &["cp775"]),
    ] {
        let rows = list.lines().skip(1).zip(2..).map(|(line, at)| {
            let cells: Vec<&str> = line.split(';').collect();
            format!("{at} new {}|||{}", cells[0], cells[2])
        });
        let rows: Vec<String> = rows.collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        for page in pages {
            let bytes = in_page(list, page);
            check_bytes(&bytes, &rows);
            let import = as_said(&bytes, None);
            let said = import.said.iter().find(|said| said.contains("found by letters")).unwrap();
            assert!(said.contains("name another encoding"), "{said}");
            let named = as_said(&bytes, Some(page));
            assert_eq!(listed(&named), listed(&import));
            assert!(!named.said.iter().any(|said| said.contains("found by letters")), "{:?}", named.said);
        }
    }
}

#[test]
fn one_list_in_many_encodings() {
    let japanese =
        "氏名,会社名,メールアドレス\n鈴木 一郎,株式会社能代,i@x.example\n佐藤 美咲,表参道珈琲,m@x.example\n";
    let korean = "이름,회사,이메일\n김민수,서울상사,k@x.example\n이영희,부산제과,l@x.example\n";
    let chinese = "姓名,公司,邮箱\n王小明,北京面包房有限公司,w@x.example\n李娜,上海书店,l@x.example\n";
    let taiwan = "姓名,公司名稱,電子郵件\n王小明,台北麵包店,w@x.example\n陳美玲,高雄書局,c@x.example\n";
    let russian = "ФИО;Компания;Почта\nИван Петров;Пекарня;i@x.example\nАнна Смирнова;Книги;a@x.example\n";
    let polish = "Imię i nazwisko;Firma;E-mail\nŁucja Żak;Piekarnia Śląska;l@x.example\nGrażyna Źdźbło;Księgarnia;g@x.example\n";
    let german =
        "Name;Firma;E-Mail\nJürgen Weiß;Bäckerei Süß;j@x.example\nZoë Åström;Café Noël;z@x.example\n";
    let greek =
        "Ονοματεπώνυμο;Εταιρεία;Email\nΝίκος Παππάς;Φούρνος;n@x.example\nΕλένη Βλάχου;Βιβλία;e@x.example\n";
    let turkish =
        "Ad Soyad;Şirket;E-posta\nAyşe Yılmaz;Fırın Güneş;a@x.example\nÇağrı Öztürk;Kitapçı;c@x.example\n";
    let hebrew = "שם מלא,חברה,אימייל\nדנה לוי,מאפיית הים,d@x.example\nיוסי כהן,ספרים,y@x.example\n";
    let arabic =
        "الاسم,الشركة,البريد الإلكتروني\nليلى حداد,مخبز النور,l@x.example\nعمر خليل,مكتبة البحر,o@x.example\n";
    for (list, encodings) in [
        (japanese, [SHIFT_JIS, EUC_JP, ISO_2022_JP].as_slice()),
        (korean, &[EUC_KR]),
        (chinese, &[GBK, GB18030]),
        (taiwan, &[BIG5]),
        (russian, &[WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5]),
        (polish, &[WINDOWS_1250, ISO_8859_2]),
        (german, &[WINDOWS_1252, MACINTOSH]),
        (greek, &[WINDOWS_1253]),
        (turkish, &[WINDOWS_1254]),
        (hebrew, &[WINDOWS_1255]),
        (arabic, &[WINDOWS_1256]),
    ] {
        let cells = |line: &str| line.split([',', ';']).map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<String> = list
            .lines()
            .skip(1)
            .enumerate()
            .map(|(at, line)| {
                let cells = cells(line);
                format!("{} new {}|{}||{}", at + 2, cells[0], cells[1], cells[2])
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        check(list, &rows);
        for encoding in encodings {
            check_bytes(&encoding.encode(list).0, &rows);
        }
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{list}");
            let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check_bytes(&little, &rows);
            check_bytes(&big, &rows);
        }
    }
}
