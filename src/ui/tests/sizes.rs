//! Every screen at every size, whatever is typed: no panic, and the cursor inside.

use proptest::prelude::*;

use super::*;

/// Ways into every pane, from the list of people.
const PANES: &[&str] = &[
    "",
    "2",
    "3",
    "2e",
    "2a",
    "<enter>",
    "e",
    "i",
    "iAna; needs a web",
    "f",
    "fg",
    "/",
    "/ana",
    "/zzyzx",
    "?",
    ":",
    "n",
    "t",
    ":messages<enter>",
    ":problems<enter>",
    ":drafts<enter>",
    ":my-card<enter>",
    "gk",
    "gke",
    "3e",
    "3e<down><down><down><down><down><down><tab>",
    "gl",
    "glo",
    "gloo",
    "glw",
    "gt",
    "z",
    "ge",
    "gee",
    "gb",
    "gbo",
    "gv",
    "gvss",
    "w",
    "b",
    "jjj",
    "iAna; ask for a stall<enter>",
    "gh",
    "iAna + Tom; ask for an intro to whoever prints the programme; ask a loan<enter>G",
    "gf",
    "gfo",
    "/ana<enter>3p",
    "/ana<enter>3G<enter>",
    "go",
    "goa",
    "ga",
    "gar",
    "gaG",
    "gd",
    "gd<enter>",
    "gc",
    "gc<tab>",
    "gc<tab><tab>",
    "gc<tab><tab><tab><tab>jj",
    "gn",
    "gno",
    "gns",
    "gs",
    "gs<enter>",
    "gnszz",
    "gi",
    "gilist.csv<enter>",
    "gilist.csv<enter><space>",
    "gx",
    "gxlj<right>jlj",
    "gxe",
    "jj<space>gx<enter>",
];

#[test]
fn every_pane_at_every_size() {
    for pane in PANES {
        let mut driver = Driver::breakfast(100, 30).matched();
        driver.keys(pane);
        for (width, height) in [
            (1, 1),
            (2, 1),
            (1, 9),
            (3, 2),
            (9, 3),
            (17, 5),
            (40, 20),
            (59, 11),
            (60, 24),
            (99, 24),
            (100, 40),
            (200, 60),
        ] {
            driver.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            driver.tell(Msg::Resize);
            driver.draw();
            driver.draw();
        }
    }
}

#[test]
fn the_real_cursor_is_always_somewhere_on_the_selection() {
    for pane in PANES {
        let mut driver = Driver::breakfast(100, 30).matched();
        driver.keys(pane);
        assert!(driver.app.shared().viewport.cursor.is_some(), "no cursor after {pane:?}");
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    use crossterm::event::KeyCode as C;
    let codes = prop_oneof![
        8 => any::<char>().prop_map(C::Char),
        24 => (32_u8..127).prop_map(|byte| C::Char(char::from(byte))),
        8 => prop::sample::select(vec![C::Enter, C::Esc, C::Tab, C::BackTab, C::Up, C::Down, C::Left, C::Right, C::Home, C::End, C::PageUp, C::PageDown, C::Delete, C::Backspace, C::F(1)]),
    ];
    (codes, prop::bool::weighted(0.1), prop::bool::weighted(0.05)).prop_map(|(code, ctrl, alt)| Key {
        code,
        ctrl,
        alt,
    })
}

fn any_msg() -> impl Strategy<Value = Msg> {
    prop_oneof![
        20 => any_key().prop_map(Msg::Key),
        1 => any::<String>().prop_map(Msg::Paste),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(column, row)| Msg::Click { column: column.into(), row: row.into() }),
        1 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(column, row, down)| Msg::Wheel { column: column.into(), row: row.into(), down }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_panic_and_no_change_is_lost(msgs in prop::collection::vec(any_msg(), 1..60), width in 1_u16..130, height in 1_u16..45) {
        let mut driver = Driver::breakfast(width, height);
        let mut book = driver.app.shared().book.clone();
        for msg in msgs {
            driver.tell(msg);
            driver.draw();
        }
        // What is on the screen is what was handed over to be saved, change for change.
        for effect in &driver.effects {
            if let Effect::Save { change, .. } = effect {
                book.apply(change);
            }
        }
        prop_assert_eq!(&book, &driver.app.shared().book);
    }
}
