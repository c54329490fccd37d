//! A big store for benches, the same at each run.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench writes its own folder, and stops when it cannot"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[path = "names.rs"]
mod names;

use names::{FIRST, LAST};

const WORDS: &[&str] = &[
    "bread",
    "website",
    "catering",
    "venue",
    "printing",
    "garden",
    "ceramics",
    "insurance",
    "photography",
    "bookkeeping",
    "opening",
    "flood",
    "season",
    "wholesale",
    "market",
    "stall",
    "oven",
    "logo",
    "lease",
    "workshop",
    "harvest",
    "delivery",
];

/// Splitmix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 1).unwrap()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.roll() % words.len()).unwrap()
    }

    fn sentence(&mut self, words: usize) -> String {
        (0..words).map(|_| self.of(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// The id of the person with that number.
pub(crate) fn id_of(number: usize) -> String {
    format!("person-{number:05}-{:04}", number * 7919 % 10_000)
}

/// The text of one person: about 1.3 kB, with 5 notes and 3 favours.
pub(crate) fn person(number: usize) -> String {
    let dice = &mut Dice(number as u64);
    let (first, last) = (dice.of(FIRST), dice.of(LAST));
    let mut out =
        format!("schema = 1\nname = \"{first} {last}\"\ncompany = \"{} {}\"\n", last, dice.of(WORDS));
    let mut line = |text: String| writeln!(out, "{text}").unwrap();
    line(format!("role = \"{} maker\"\nindustry = \"{}\"", dice.of(WORDS), dice.of(WORDS)));
    line(format!("tags = [\"{}\", \"{}\"]", dice.of(WORDS), dice.of(WORDS)));
    line(format!("emails = [\"{}.{number}@{}.example\"]", first.to_lowercase(), dice.of(WORDS)));
    line(format!("needs = [\"{}\"]\noffers = [\"{}\"]", dice.sentence(2), dice.sentence(2)));
    line(format!(
        "met = {{ event = \"breakfast-q7aa\", on = 2025-{:02}-{:02} }}",
        1 + dice.roll() % 12,
        1 + dice.roll() % 28
    ));
    for note in 0..5 {
        line(format!(
            "\n[[note]]\nid = \"n{note:03}\"\nat = 2025-{:02}-{:02}T08:42:10+01:00",
            1 + dice.roll() % 12,
            1 + dice.roll() % 28
        ));
        line(format!("kind = \"talk\"\ntext = \"{}\"", dice.sentence(7)));
    }
    for favour in 0..3 {
        let (side, state) = (dice.of(&["give", "receive"]), dice.of(&["promised", "done", "thanked"]));
        line(format!(
            "\n[[favour]]\nid = \"f{favour:03}\"\nside = \"{side}\"\nstate = \"{state}\"\nkind = \"help\""
        ));
        line(format!(
            "size = \"quick\"\nwhat = \"{}\"\non = 2025-{:02}-11",
            dice.sentence(3),
            1 + dice.roll() % 12
        ));
    }
    out
}

/// Writes a store of so many people into `dir`. Answers their files.
pub(crate) fn generate(dir: &Path, people: usize) -> Vec<PathBuf> {
    for folder in ["people", "events", "groups", ".mingle"] {
        std::fs::create_dir_all(dir.join(folder)).unwrap();
    }
    let event = "schema = 1\nname = \"Breakfast\"\ndate = 2025-05-12\n";
    std::fs::write(dir.join("events/breakfast-q7aa.toml"), event).unwrap();
    let write = |number| {
        let path = dir.join("people").join(format!("{}.toml", id_of(number)));
        std::fs::write(&path, person(number)).unwrap();
        path
    };
    (0..people).map(write).collect()
}
