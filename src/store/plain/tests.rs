//! What the quick reader takes, it takes as `toml` does; all else it leaves to that.

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::read;
use crate::domain::{Event, Group, Note, Person, Record};

use super::super::form::table_of;
use super::super::patch::patch;

const PERSON: &str = r#"# met at the fair
schema = 1
name = "Ana \"the oven\" Ruiz"   # as she says it
role = 'pastry "chef"'
tags = ["food", 'bread', ]
emails = []
needs = [
    "website", # soon
    "till",
]
shoe_size = 38
own = ["words", 2026-05-12, 1.5, true]
met = { event = "makers-breakfast-q7aa", on = 2026-05-12, why = "none" }

[[note]]
id = "n4k2"
at = 2026-05-12T08:42:10+01:00
kind = "song"
text = """
two
"lines", and more"""
line = '''a\b'''
also = ["tom-berg-x2m8"]
private = true

[[note]]
at = 2026-05-12T08:42:10.5Z
text = "ünd\tso\\"

# what she gave
[[favour]]
due = 2026-05-15
on = 2026-05-12
outcome = ""
[[favour]]
outcome = "won"
"#;

const CRLF: &str = "schema = 1\n# x\ntags = [\n  'a',\n]\n\n[[note]]\nid = 'a'\n[[note]]\n";

const EVENT: &str = r#"schema = 1
name = "Makers' Breakfast"
date = 2026-05-12
start = 07:30:00
end = 09:00:00
intents = [{ why = "supplier", count = 1 }, {why="expand",count=3}]
hours = 2.5
mood = 4
room_known = 1

[[attendee]]
name = "Tom Berg"
at = 2026-05-12T08:10:00+01:00

[[talk]]
title = "Pricing for bakers"
lessons = ["charge for the box"]
"#;

/// Where the quick reader has an answer, it is that of `toml`.
#[track_caller]
fn agree<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let Some(quick) = read::<T>(text) else { return };
    assert_eq!(Some(quick), toml::from_str(text).ok(), "{text}");
}

#[track_caller]
fn check_quick<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    assert!(read::<T>(text).is_some(), "left to toml: {text}");
    agree::<T>(text);
}

#[track_caller]
fn check_left(text: &str) {
    assert_eq!(read::<Person>(text), None, "{text}");
}

#[test]
fn what_mingle_and_most_people_write_is_read_quickly() {
    check_quick::<Person>(PERSON);
    check_quick::<Person>(&CRLF.replace('\n', "\r\n"));
    check_quick::<Person>("name = \"Ana\"");
    check_quick::<Person>("# nothing yet");
    check_quick::<Person>("name=''\r\n\r\n  role\t= \"x\"\t");
    check_quick::<Event>(EVENT);
    check_quick::<Group>("name = 'Guild'\nrenews = 2027-01-01\nrhythm = \"2 months\"\n");
}

#[test]
fn what_mingle_writes_itself_is_read_quickly() {
    let mut person: Person = read(PERSON).unwrap();
    let texts = [
        "plain",
        "a \"b\"",
        "it's",
        "it's \"b\"",
        "two\nlines",
        "a \"b\"\nit's",
        "a\\b",
        "tab\t",
        "  ",
        "é 阮",
    ];
    person.notes.extend(texts.map(|text| Note { text: text.into(), line: text.into(), ..Note::default() }));
    let event: Event = read(EVENT).unwrap();
    for record in [Record::from(person), Record::from(event)] {
        let text = patch("", &toml::Table::new(), &table_of(&record).unwrap()).unwrap();
        match record {
            Record::Event(_) => check_quick::<Event>(&text),
            _ => check_quick::<Person>(&text),
        }
    }
}

#[test]
fn what_is_wrong_or_rare_is_left_to_toml() {
    for wrong in [
        "name = \"Ana\"\nname = \"Tom\"",
        "own = 1\nown = 2",
        "own = 1\n[[own]]",
        "name = \"Ana",
        "name = \"A\u{1}\"",
        "name = 'A\u{7f}'",
        "# \u{1}",
        "name = \"a\" role = \"b\"",
        "name = Ana",
        "own = 2026-02-30",
        "own = 2026-5-1",
        "own = 1-1",
        "own = 01",
        "own = 1.",
        "own = .5",
        "name = 7",
        "schema = -1",
        "schema = 99999999999",
        "tags = [\"a\" \"b\"]",
        "tags = [,]",
        "tags = \"a\"",
        "[[note]]\nid = \"a\"\nid = \"b\"",
        "[[note]\n",
        "[[note]]]\n",
        "[[note]] x\n",
        "note = []\n[[note]]",
        "met = { on = 2026-05-12 on = 2026-05-12 }",
        "met = { own = 1, own = 2 }",
        "name = \"\"\"a\"\"\"\"\"\"",
        "name = '''''''''",
        "met = { on = 07:30:00 }",
        "met = []\n]",
        "name = \"a\rb\"",
        "=",
        "= 1",
        "name",
        "name =",
        "name = ",
        "[[note]]\n=",
    ] {
        check_left(wrong);
        assert!(toml::from_str::<Person>(wrong).is_err(), "toml takes {wrong:?}");
    }
    for rare in [
        "\u{feff}name = \"a\"",
        "\"name\" = \"Ana\"",
        "met.on = 2026-05-12",
        "[met]\non = 2026-05-12",
        "name = \"\\u00e9\"",
        "name = \"\"\"a\\\n  b\"\"\"",
        "schema = 0x1",
        "schema = +1",
        "own = 1_000",
        "own = inf",
        "own = { a = 1 }",
        "[[own]]\na = 1",
        "[[note]]\n[[favour]]\n[[note]]",
        "note = [{ met = 2026-05-12 08:00:00 }]",
    ] {
        check_left(rare);
        assert!(toml::from_str::<Person>(rare).is_ok(), "toml does not take {rare:?}");
    }
}

/// Pieces of TOML, right and wrong, that stand next to each other as chance has it.
const PIECES: &[&str] = &[
    "name",
    "role",
    "schema",
    "tags",
    "met",
    "note",
    "own",
    "a-b_1",
    "on",
    "at",
    "id",
    "text",
    "event",
    "private",
    " ",
    "\t",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "=",
    " = ",
    " = ",
    ",",
    ", ",
    ".",
    "#",
    "# x\n",
    "[",
    "]",
    "{",
    "}",
    "[[note]]\n",
    "[[favour]]\n",
    "[[own]]\n",
    "[met]\n",
    "[note.x]\n",
    "{ ",
    " }",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\"a\"",
    "'b'",
    "\"\"",
    "''",
    "\\",
    "\\n",
    "\\\"",
    "\\u00e9",
    "é",
    "\u{1}",
    "\u{7f}",
    "0",
    "1",
    "42",
    "-1",
    "+1",
    "1.5",
    "1.",
    "1e5",
    "1_0",
    "0x1",
    "007",
    "inf",
    "nan",
    "true",
    "false",
    "truefalse",
    "2026-05-12",
    "2026-02-30",
    "07:30:00",
    "07:30",
    "2026-05-12T08:42:10+01:00",
    "2026-05-12T08:42:10",
    "T",
    "Z",
    "t08:00:00z",
    "99999999999999999999",
    "name = \"Ana\"\n",
    "own = 1\n",
    "id = \"x\"\n",
    "at = 2026-05-12\n",
    "[\"a\", \"b\"]",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_pieces_mean_what_toml_says(text in pieces()) {
        agree::<Person>(&text);
        agree::<Event>(&text);
    }

    #[test]
    fn any_piece_anywhere_means_what_toml_says(at in 0.0..1.0, cut in 0usize..6, piece in pieces()) {
        for text in [PERSON, EVENT] {
            let mut chars: Vec<char> = text.chars().collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place")]
            let at = (at * chars.len() as f64) as usize;
            let end = chars.len().min(at + cut);
            chars.splice(at..end, piece.chars());
            let text: String = chars.into_iter().collect();
            agree::<Person>(&text);
            agree::<Event>(&text);
        }
    }

    #[test]
    fn any_value_means_what_toml_says(
        key in prop::sample::select(vec!["name", "schema", "tags", "met", "own", "hours", "mood", "date", "start", "private", "note"]),
        value in "[-+]?[0-9]{0,3}[-:.TZe_0-9+]{0,12}|\"[ -~é\\\\\"\n\t]{0,8}\"|'[ -~]{0,6}'|\"\"\"[ -~\n\\\\\"]{0,8}\"\"\"|\\[[ -~\n]{0,8}\\]|\\{[ -~]{0,8}\\}|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,10})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?",
        tail in prop::sample::select(vec!["", " ", "\n", " # x", "\r\n", "x", ","]),
    ) {
        for text in [format!("{key} = {value}{tail}"), format!("[[note]]\n{key} = {value}{tail}"), format!("own = [{value}{tail}]")] {
            agree::<Person>(&text);
            agree::<Event>(&text);
            agree::<Group>(&text);
        }
    }
}
