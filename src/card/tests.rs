//! What is in a card, what fits, and whether a reader that is not ours reads the code.

use super::*;

fn ana() -> Person {
    Person {
        name: "Ana Ruiz".into(),
        company: "Forno Nero".into(),
        role: "pastry chef".into(),
        phones: vec!["+44 20 7946 0000".into(), "(020) 555-01".into()],
        emails: vec!["ana@forno.example".into()],
        links: vec!["https://forno.example".into()],
        needs: vec!["secret need".into()],
        offers: vec!["secret offer".into()],
        steer_clear: vec!["secret flood".into()],
        goals: vec!["secret goal".into()],
        face: "secret glasses".into(),
        ..Person::default()
    }
}

/// What a reader makes of the code, drawn with so many pixels a module.
fn read(symbol: &Symbol, quiet: usize, pixels: usize) -> String {
    let rows = symbol.rows(quiet);
    let side = rows.len() * pixels;
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| rows[y / pixels][x / pixels]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_card_holds_what_strangers_may_have() {
    let coded = whole(&ana()).unwrap();
    let expect = "BEGIN:VCARD\nVERSION:3.0\nN:Ruiz;Ana\nFN:Ana Ruiz\nORG:Forno Nero\nTITLE:pastry chef\n\
                  TEL:+442079460000\nTEL:02055501\nEMAIL:ana@forno.example\nURL:https://forno.example\nEND:VCARD\n";
    assert_eq!(coded.vcard, expect);
    assert_eq!(read(&coded.symbol, QUIET, 3), expect);
    assert_eq!(coded.left_out, [""; 0]);
    assert!(!vcard(&ana()).contains("secret") && !coded.symbol.svg().contains("secret"));
}

#[test]
fn values_are_escaped_and_long_lines_folded() {
    #[track_caller]
    fn check(name: &str, company: &str, lines: &str) {
        let me = Person { name: name.into(), company: company.into(), ..Person::default() };
        let coded = whole(&me).unwrap();
        assert_eq!(coded.vcard, format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n"));
        assert_eq!(read(&coded.symbol, LEAST_QUIET, 4), coded.vcard);
        assert!(vcard(&me).replace("\r\n ", "").replace("\r\n", "\n") == coded.vcard);
        assert!(vcard(&me).split("\r\n").all(|line| line.len() <= 75));
    }
    check("Ana", "", "N:;Ana\nFN:Ana");
    check(" Zoë de la Müller ", "", "N:Müller;Zoë de la\nFN:Zoë de la Müller");
    check(
        "Smith; Sons, Ltd\\",
        "A\r\nB\u{1b}[31m",
        "N:Ltd\\\\;Smith\\; Sons\\,\nFN:Smith\\; Sons\\, Ltd\\\\\nORG:A\\nB[31m",
    );
    check("王小明", "株式会社テスト", "N:;王小明\nFN:王小明\nORG:株式会社テスト");
    let long = "Ä".repeat(100);
    check("Ana", &long, &format!("N:;Ana\nFN:Ana\nORG:{long}"));
}

#[test]
fn numbers_are_dialled_and_words_beside_them_stay() {
    let me = Person { phones: vec!["+44 (0)20/79-46".into(), "12 ext. 3".into()], ..ana() };
    let text = vcard(&me);
    assert!(text.contains("TEL:+440207946\r\n") && text.contains("TEL:12 ext. 3\r\n"), "{text}");
}

#[test]
fn what_does_not_fit_is_left_out_and_said() {
    #[track_caller]
    fn check(room: usize, size: usize, left_out: &[&str]) {
        let coded = within(&ana(), room).unwrap();
        assert_eq!(
            (coded.symbol.size(), coded.left_out.as_slice()),
            (size, left_out.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>().as_slice())
        );
        assert!(size + 2 * coded.symbol.quiet_in(room) <= room);
        assert_eq!(read(&coded.symbol, coded.symbol.quiet_in(room), 2), coded.vcard);
    }
    check(usize::MAX, 49, &[]);
    check(53, 49, &[]);
    check(46, 41, &["web address", "another phone"]);
    check(44, 37, &["company", "role", "web address"]);
    check(38, 33, &["e-mail", "company", "role", "web address", "another phone"]);
    assert_eq!(within(&ana(), 36).map(|coded| coded.vcard), Err(Misfit::NoRoom(37)));
    assert_eq!(within(&ana(), 0), Err(Misfit::NoRoom(37)));
    let long = Person { name: "Anastasia Ruiz".into(), ..ana() };
    let short = "BEGIN:VCARD\nVERSION:4.0\nFN:Anastasia Ruiz\nTEL:+442079460000\nTEL:02055501\nEND:VCARD\n";
    assert_eq!(within(&long, 38).unwrap().vcard, short, "the name once, rather than nothing");
    assert_eq!(within(&Person { name: "  ".into(), ..ana() }, 99), Err(Misfit::Nameless));
    // Nothing but a name is a card too.
    let bare = Person { name: "Ana".into(), company: "Forno".into(), ..Person::default() };
    assert_eq!(within(&bare, 37).unwrap().left_out, ["company"; 0]);
    let endless = Person { name: "x".repeat(5000), ..Person::default() };
    assert_eq!(whole(&endless), Err(Misfit::NoRoom(symbol::LARGEST + 4)));
}

#[test]
fn the_quiet_zone_takes_what_room_there_is() {
    let symbol = whole(&ana()).unwrap().symbol;
    assert_eq!([0, 53, 54, 55, 57, 60, usize::MAX].map(|room| symbol.quiet_in(room)), [2, 2, 2, 3, 4, 4, 4]);
    let halves = symbol.halves(2);
    assert_eq!((halves.len(), halves[0].len()), (27, 53));
    assert!(halves[26].iter().all(|(_, lower)| !lower), "half a row that is not there is light");
}

#[test]
fn the_drawing_is_the_code() {
    let symbol = whole(&ana()).unwrap().symbol;
    let svg = symbol.svg();
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 57 57\""), "{svg}");
    let mut drawn = vec![vec![false; 57]; 57];
    let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
    for run in path.split('M').skip(1) {
        let (at, length) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = length.split('v').next().unwrap().parse().unwrap();
        drawn[y][x..x + length].fill(true);
    }
    assert_eq!(drawn, symbol.rows(QUIET));
}
