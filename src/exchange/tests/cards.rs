//! vCards as phones and programs write them.

use proptest::prelude::*;

use super::*;

/// One line a card: `line verdict name | company | role | e-mails | phones`, and importing again is idle.
#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) -> Import {
    let mut book = Book::default();
    let bring = |book: &Book| people(bytes, book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    let import = bring(&book);
    let rows: Vec<String> = import
        .rows()
        .map(|row| {
            let cells = [&row.name, &row.company, &row.role, &row.emails.join(" "), &row.phones.join(" ")];
            let cells = cells.map(String::as_str).join("|");
            format!("{} {} {}", row.row, row.verdict.as_str(), cells.trim_end_matches('|'))
        })
        .collect();
    assert_eq!(rows, expected, "{:?} {:?}", import.said, import.problems);
    book.apply(&import.change(&book));
    let again = bring(&book);
    assert!(again.is_idle(), "{:#?}", listed(&again));
    import
}

fn card(lines: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n", lines.trim().replace('\n', "\r\n"))
        .into_bytes()
}

#[test]
fn three_versions() {
    check(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.;=\r\n\r\nORG:Beans;Roasting\r\nTEL;CELL;VOICE:+49 30 1\r\nEMAIL;PREF;INTERNET:jm@beans.example\r\nEND:VCARD\r\n",
        &["1 new Dr. J\u{f6}rg M\u{fc}ller|Beans||jm@beans.example|+49 30 1"],
    );
    check(
        &card(
            "N:Ruiz;Ana;;;\nFN:Ana Ruiz\nORG:Forno Nero;\nTITLE:Baker\nitem1.EMAIL;type=INTERNET;type=pref:ana@forno.example\nitem1.X-ABLabel:_$!<Work>!$_\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB",
        ),
        &["1 new Ana Ruiz|Forno Nero|Baker|ana@forno.example"],
    );
    check(
        b"BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN;PREF=1:Ana Ruiz\nFN:Anita\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+34-1\nEMAIL:mailto:ana@forno.example\nEND:VCARD\n",
        &["1 new Ana Ruiz|||ana@forno.example|+34-1"],
    );
}

#[test]
fn files_put_together_lose_nobody() {
    let two = [card("FN:Ana Ruiz"), card("FN:Tom Berg")];
    let ends = |bytes: &[u8]| bytes.strip_suffix(b"\r\n").unwrap_or(bytes).to_vec();
    check(&[ends(&two[0]), two[1].clone()].concat(), &["1 new Ana Ruiz", "4 new Tom Berg"]);
    check(
        &two.map(|card| [b"\xef\xbb\xbf".to_vec(), card].concat()).concat(),
        &["1 new Ana Ruiz", "5 new Tom Berg"],
    );
    let import = check(
        &[b"BEGIN:VCARD VERSION:3.0 FN:Ana END:VCARD\n".to_vec(), card("FN:Tom Berg")].concat(),
        &["2 new Tom Berg"],
    );
    assert!(import.problems[0].starts_with("line 1: what begins as a card"), "{:?}", import.problems);
}

#[test]
fn signs_are_no_names_and_brackets_no_addresses() {
    check(
        &card("FN: , \nN:-;;;;\nEMAIL:\"Ruiz\\, Ana\" <ana@x.example>"),
        &["1 doubtful ana@x.example|||ana@x.example"],
    );
    check(&card("FN:.\nN:Ruiz;Ana"), &["1 new Ana Ruiz"]);
    check(&card("FN:?"), &["1 doubtful ?"]);
    check(&card("FN:🚀\nTEL:1"), &["1 new 🚀||||1"]);
}

#[test]
fn whoever_has_no_name() {
    check(
        &[
            card("ORG:Bike Shop\nTEL:1"),
            card("NICKNAME:Zed\nEMAIL:z@x.example"),
            card("EMAIL:q@x.example"),
            card("TEL:+1 2"),
            card("FN:\nADR:;;Street"),
        ]
        .concat(),
        &[
            "1 doubtful Bike Shop|Bike Shop|||1",
            "6 doubtful Zed|||z@x.example",
            "11 doubtful q@x.example|||q@x.example",
            "15 doubtful +1 2||||+1 2",
            "19 skipped ",
        ],
    );
}

#[test]
fn whatever_is_no_person() {
    let import = check(
        &[
            card("KIND:group\nFN:Bakers\nMEMBER:x"),
            card("KIND:org\nFN:Forno Nero\nORG:Forno Nero"),
            card("KIND:location\nFN:Hall 3"),
        ]
        .concat(),
        &["1 skipped Bakers", "7 doubtful Forno Nero|Forno Nero", "13 skipped Hall 3"],
    );
    assert_eq!(listed(&import)[0].reason, "a group of contacts, nobody");
    assert!(import.said.contains(&"not used: MEMBER".to_owned()), "{:?}", import.said);
}

#[test]
fn broken_cards_keep_what_is_good() {
    let import = check(
        b"BEGIN:VCARD\nFN:Ana\nTEL:1\nBEGIN:VCARD\nFN:Tom\nno colon here\nX BAD:1\nEND:VCARD\nBEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Kim=\n",
        &["1 doubtful Ana||||1", "4 new Tom", "9 doubtful Kim"],
    );
    assert_eq!(import.problems.len(), 2, "{:?}", import.problems);
    assert!(import.problems[0].starts_with("line 1: the card that begins here never ends"));
    // An agent's card is his, and nobody's end but his own.
    check(
        b"BEGIN:VCARD\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Agent\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD\n",
        &["1 new Ana||||1"],
    );
    let none = people(b"BEGIN:VCAR\nFN:Ana\n", &Book::default(), &Options::default(), &mut IdMaker::new(1));
    assert!(none.unwrap_err().0.contains("no vCard begins"));
}

#[test]
fn encodings_of_cards() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\u{eb} \u{17b}ak\r\nEND:VCARD\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), wide, format!("\u{feff}{text}").into_bytes()] {
        check(&bytes, &["1 new Zo\u{eb} \u{17b}ak"]);
    }
    let import = check(
        b"BEGIN:VCARD\nFN:J\xfcrgen Gr\xfcn\nORG:B\xe4ckerei S\xfc\xdf\nEND:VCARD\n",
        &["1 new J\u{fc}rgen Gr\u{fc}n|B\u{e4}ckerei S\u{fc}\u{df}"],
    );
    assert!(import.problems[0].starts_with("line 2: letters are in an encoding"), "{:?}", import.problems);
    check(
        b"BEGIN:VCARD\nLABEL;CHARSET=windows-1253:x\nFN:\xc2\xe1\xe3\nEND:VCARD\n",
        &["1 new \u{392}\u{3b1}\u{3b3}"],
    );
}

#[test]
fn fields_of_our_own_come_back() {
    let mut book = Book::default();
    let bytes = card(
        "FN:Ana Ruiz\nX-MINGLE-NEEDS:website\nX-MINGLE-NEEDS:a till\\; or two\nX-MINGLE-STEER-CLEAR:the flood\nCATEGORIES:bread,a\\,b\nNOTE:two\\nlines",
    );
    let import = people(&bytes, &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    book.apply(&import.change(&book));
    let ana = book.people().next().unwrap();
    assert_eq!(
        (&ana.needs[..], &ana.steer_clear[..]),
        (&["website".into(), "a till; or two".into()][..], &["the flood".into()][..])
    );
    assert_eq!(
        (&ana.tags[..], ana.notes[0].text.as_str()),
        (&["bread".into(), "a,b".into()][..], "two\nlines")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn well_formed_cards_read_as_calcard_reads_them(
        cards in prop::collection::vec(("[A-Za-zéß ]{0,12}", "[A-Za-z]{1,6}", prop::collection::vec("[a-z,;:\\\\é \n]{0,80}", 0..3)), 1..4),
        fold in 20..75_usize,
    ) {
        use calcard::vcard::VCardProperty;
        let escaped = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n");
        let mut text = String::new();
        for (name, word, notes) in &cards {
            let mut put = |line: String| {
                let mut length = 0;
                for ch in line.chars() {
                    if length >= fold && ch != ' ' {
                        text.push_str("\r\n ");
                        length = 0;
                    }
                    length += 1;
                    text.push(ch);
                }
                text.push_str("\r\n");
            };
            put("BEGIN:VCARD".into());
            put("VERSION:4.0".into());
            put(format!("FN:{word} {}", escaped(name.trim())));
            put(format!("EMAIL:{word}@x.example"));
            for note in notes {
                put(format!("NOTE:{}", escaped(note)));
            }
            put("END:VCARD".into());
        }
        let mut peer = calcard::Parser::new(&text);
        let ours = super::super::vcard::read(text.clone().into_bytes(), &Options::default()).unwrap();
        for at in 0..cards.len() {
            let calcard::Entry::VCard(card) = peer.entry() else { panic!("{text}") };
            let of = |name: VCardProperty| -> Vec<String> {
                let values = card.entries.iter().filter(|entry| entry.name == name).flat_map(|entry| &entry.values);
                let mut values: Vec<String> = values.filter_map(|value| value.as_text()).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
                values.dedup();
                values
            };
            let draft = ours.draft(at);
            let name: Vec<String> = of(VCardProperty::Fn).iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            prop_assert_eq!(vec![draft.name.clone()], name, "{}", text);
            prop_assert_eq!(&draft.emails, &of(VCardProperty::Email), "{}", text);
            let mut notes = draft.notes.clone();
            notes.dedup();
            let mut theirs = of(VCardProperty::Note);
            theirs.dedup();
            prop_assert_eq!(notes.len() <= theirs.len(), true, "{}", text);
            for note in &notes {
                prop_assert!(theirs.contains(note), "{:?} {:?}", note, theirs);
            }
        }
    }

    #[test]
    fn cards_twice_change_nothing(names in prop::collection::vec(("(Ana|Tom|)", "(a@x\\.example|b@x\\.example|)", "(1|2|)", "(Forno|)"), 1..8)) {
        let bytes: Vec<u8> = names
            .iter()
            .flat_map(|(name, email, phone, company)| card(&format!("FN:{name}\nEMAIL:{email}\nTEL:{phone}\nORG:{company}\nX-MINGLE-NEEDS:{phone}")))
            .collect();
        let mut book = Book::default();
        let import = people(&bytes, &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
        prop_assert_eq!(import.len(), names.len());
        book.apply(&import.change(&book));
        let again = people(&bytes, &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
        prop_assert!(again.is_idle(), "{:#?}{:#?}", listed(&import), listed(&again));
    }
}

#[test]
fn a_fax_is_told_from_the_other_numbers() {
    let card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL;TYPE=WORK,FAX:+44 20 7946 0001\nTEL;FAX;VOICE:+44 20 7946 0002\nTEL;TYPE=CELL:+44 20 7946 0003\nEND:VCARD\n";
    let import = check(card, &["1 new Ana Ruiz||||+44 20 7946 0001 +44 20 7946 0002 +44 20 7946 0003"]);
    let person = import.change(&Book::default()).edits.iter().find_map(|edit| edit.after.clone()).unwrap();
    let Record::Person(person) = person else { panic!("{person:?}") };
    assert_eq!(
        person.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(),
        ["fax: +44 20 7946 0001"]
    );
}
