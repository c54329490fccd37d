//! Whatever a file holds: no row is lost, nothing panics, and the second time nothing changes.

use proptest::prelude::*;

use super::*;

fn lists() -> impl Strategy<Value = String> {
    let cell = || {
        prop::sample::select(vec!["", "Ana", "Ana Ruiz", "Tom Berg", "tom berg", "Bo", "Forno Nero", "Web"])
    };
    let email = || {
        prop::sample::select(vec!["", "", "a@x.example", "A@x.example", "b@x.example", "ana@forno.example"])
    };
    let status = prop::sample::select(vec!["", "", "", "refunded", "pending"]);
    let link = prop::sample::select(vec!["", "", "", "in/a", "in/b"]);
    let row = (cell(), cell(), cell(), email(), status, link)
        .prop_map(|row| [row.0, row.1, row.2, row.3, row.4, row.5].join(","));
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        // Somebody is named, else it is no list.
        format!("Name,Company,Role,Email,Status,LinkedIn\nIda Moor,,,,,\n{}\n", rows.join("\n"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        drop(attendees(&bytes, &event(), &book(), &Options::default(), &mut IdMaker::new(1)));
        drop(people(&bytes, &book(), &Options::default(), &mut IdMaker::new(1)));
    }

    #[test]
    fn any_text_below_a_header_is_read_and_no_row_is_lost(text in "[a-c@.,;\"'=\\n\\r\\té表 ]{0,200}") {
        let text = format!("Name,Email\nAna,\n{text}");
        let read = attendees(text.as_bytes(), &event(), &book(), &Options { delimiter: Some(','), ..Options::default() }, &mut IdMaker::new(1)).unwrap();
        let records = cells::split(&text, b',');
        let blank = |row: &usize| records.cells(*row).all(|cell| draft::clean(cell).is_empty());
        let filled = (1..records.len()).filter(|row| !blank(row)).count();
        prop_assert_eq!(read.len(), filled);
    }

    #[test]
    fn the_same_list_again_changes_nothing(first in lists(), second in lists()) {
        let mut book = book();
        for text in [&first, &second] {
            let import = import(text.as_bytes(), &book);
            book.apply(&import.change(&book));
            let again = super::tests::import(text.as_bytes(), &book);
            prop_assert!(again.is_idle(), "{first}{second}{:#?}{:#?}", listed(&import), listed(&again));
        }
    }

    #[test]
    fn the_same_contacts_again_change_nothing(first in lists(), second in lists()) {
        let mut book = book();
        for text in [&first, &second] {
            let import = people(text.as_bytes(), &book, &Options::default(), &mut IdMaker::new(3)).unwrap();
            book.apply(&import.change(&book));
            let again = people(text.as_bytes(), &book, &Options::default(), &mut IdMaker::new(3)).unwrap();
            prop_assert!(again.is_idle(), "{first}{second}{:#?}{:#?}", listed(&import), listed(&again));
        }
    }
}
