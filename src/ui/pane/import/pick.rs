//! Choosing from a list that typing narrows: what a column is, and how a file is read.

use crate::domain::Field;
use crate::exchange::{Column, Sample, Table, column_uses, encodings};
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::pane::chooser::Choices;
use crate::ui::shared::Shared;
use ratatui::layout::Rect;

use super::read_as::{AS_FOUND, DELIMITERS, ReadAs, Way, line_of};

/// From so many columns on there is room for what a row says of itself beside how the file reads then.
const ROOMY: u16 = 90;
/// The widest name of a row, and what it says of itself.
const NAME: u16 = 18;
const ABOUT: u16 = 40;

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// What the column at this place is.
    Use(usize, &'static str),
    /// `None` to look.
    Encoding(Option<&'static str>),
    Delimiter(Option<char>),
    Header(Option<usize>),
}

/// A row of the list.
#[derive(Debug)]
struct Entry {
    choice: Choice,
    name: String,
    /// What it is.
    about: String,
    /// How the file reads then.
    reads: String,
}

/// The rows, and those that fit what is typed.
#[derive(Debug)]
pub(super) struct Pick {
    title: String,
    above: String,
    entries: Vec<Entry>,
    fit: Vec<usize>,
}

/// What a column may be, in more words than the one it is called by.
fn meaning_of(word: &str) -> &str {
    match word {
        "name" => "the whole name",
        "first" => "given name",
        "middle" => "middle name",
        "last" => "family name",
        "prefix" => "what stands before a name: Dr, Prof",
        "suffix" => "what stands after a name: MBA, Jr",
        "salutation" => "form of address: Mr, Ms, Frau",
        "email" => "e-mail address",
        "phone" => "telephone number",
        "company" => "where they work",
        "role" => "what they do",
        "link" => "web page or profile",
        "tags" => "words of your own",
        "note" => "kept as a note about them",
        "status" => "who comes and who cancelled; who cancelled is skipped",
        "id" => "which of your records it is, from mingle's own export",
        "ignore" => "not used",
        own => Field::of(own).map_or("", |field| field.about),
    }
}

impl Pick {
    fn new(title: String, above: String, entries: Vec<Entry>) -> Self {
        Self { title, above, fit: (0..entries.len()).collect(), entries }
    }

    /// What the column at `at` may be.
    pub(super) fn uses(at: usize, column: &Column) -> Self {
        let name = if column.name.is_empty() {
            format!("column {}", at + 1)
        } else {
            format!("“{}”", column.name)
        };
        let entry = |word: &'static str| Entry {
            choice: Choice::Use(at, word),
            name: word.to_owned(),
            about: meaning_of(word).to_owned(),
            reads: String::new(),
        };
        let holds = column.samples.join(", ");
        let holds = if holds.is_empty() { "it is empty".to_owned() } else { format!("it holds {holds}") };
        Self::new(format!("What is {name}?"), holds, column_uses().map(entry).collect())
    }

    /// How the file may be read.
    pub(super) fn way(way: Way, read_as: &ReadAs, table: Option<&Table>, sample: &Sample) -> Self {
        match way {
            Way::Encoding => Self::encodings(read_as, table, sample),
            Way::Delimiter => Self::delimiters(read_as, table, sample),
            Way::Header => Self::headers(read_as, table, sample),
        }
    }

    fn encodings(read_as: &ReadAs, table: Option<&Table>, sample: &Sample) -> Self {
        let mut plain = true;
        // Which of them cannot be it stands last.
        let mut rows: Vec<(bool, Entry)> = encodings()
            .iter()
            .map(|known| {
                let words = sample.words(known.name);
                let broken = words.iter().flatten().any(|word| word.contains(char::REPLACEMENT_CHARACTER));
                plain &= words.as_ref().is_some_and(Vec::is_empty);
                let reads = words.map_or_else(|| "no text".to_owned(), |words| words.join(", "));
                let (choice, about) = (Choice::Encoding(Some(known.name)), known.what.to_owned());
                (broken || reads == "no text", Entry { choice, name: known.name.to_owned(), about, reads })
            })
            .collect();
        rows.sort_by_key(|(broken, _)| *broken);
        let looking = Entry {
            choice: Choice::Encoding(None),
            name: "by looking".to_owned(),
            about: looked(Way::Encoding, read_as, table),
            reads: String::new(),
        };
        let entries = std::iter::once(looking).chain(rows.into_iter().map(|(_, entry)| entry)).collect();
        let above = if plain {
            "Every letter of this file is plain: nearly all encodings read it alike."
        } else {
            "Take the one in which the words of the file read right. Type one as it should read, a language or a name."
        };
        Self::new("Which encoding?".to_owned(), above.to_owned(), entries)
    }

    fn delimiters(read_as: &ReadAs, table: Option<&Table>, sample: &Sample) -> Self {
        let entry = |(sign, name): &(char, &str)| {
            let cells = sample.cells(read_as.encoding, *sign);
            let count = if cells.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", cells.len()) };
            let (choice, name) = (Choice::Delimiter(Some(*sign)), (*name).to_owned());
            Entry { choice, name, about: count, reads: cells.join(" · ") }
        };
        let looking = Entry {
            choice: Choice::Delimiter(None),
            name: "by looking".to_owned(),
            about: looked(Way::Delimiter, read_as, table),
            reads: String::new(),
        };
        let entries = std::iter::once(looking).chain(DELIMITERS.iter().map(entry)).collect();
        Self::new("What stands between the cells?".to_owned(), String::new(), entries)
    }

    fn headers(read_as: &ReadAs, table: Option<&Table>, sample: &Sample) -> Self {
        let entry = |header: Option<usize>, about: String, reads: String| Entry {
            choice: Choice::Header(header),
            name: header.map_or_else(|| "by looking".to_owned(), line_of),
            about,
            reads,
        };
        let first = [
            entry(None, looked(Way::Header, read_as, table), String::new()),
            entry(Some(0), "the first line is somebody".to_owned(), String::new()),
        ];
        let lines = sample.lines(read_as.encoding);
        let lines = (1..).zip(lines).filter(|(_, text)| !text.trim().is_empty());
        let entries = first.into_iter().chain(lines.map(|(at, text)| entry(Some(at), String::new(), text)));
        Self::new("Which line is the header?".to_owned(), String::new(), entries.collect())
    }

    /// What the row at `at` says.
    pub(super) fn choice(&self, at: usize) -> Option<Choice> {
        Some(self.entry(at)?.choice)
    }

    /// Where `choice` stands before anything is typed.
    pub(super) fn place_of(&self, choice: Choice) -> usize {
        self.entries.iter().position(|entry| entry.choice == choice).unwrap_or(0)
    }

    fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(*self.fit.get(at)?)
    }
}

/// What looking finds, where nothing else is said.
fn looked(way: Way, read_as: &ReadAs, table: Option<&Table>) -> String {
    match read_as.answer(way, table) {
        (found, AS_FOUND) => format!("finds {found}"),
        _ => "whatever is found".to_owned(),
    }
}

impl Choices for Pick {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn sign(&self) -> &'static str {
        "type to filter: "
    }

    fn narrow(&mut self, _: &Shared, typed: &str) {
        let typed = typed.to_lowercase();
        let fits = |entry: &Entry| {
            [&entry.name, &entry.about, &entry.reads].iter().any(|text| text.to_lowercase().contains(&typed))
        };
        self.fit = (0..).zip(&self.entries).filter(|(_, entry)| fits(entry)).map(|(at, _)| at).collect();
    }

    fn len(&self) -> usize {
        self.fit.len()
    }

    fn view_row(&self, _: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let Some(entry) = self.entry(at) else { return };
        let rest = |x: u16| area.right().saturating_sub(x);
        let name = NAME.min(area.width / 2);
        canvas.put(area.x, area.y, name.saturating_sub(1), &entry.name, Meaning::Accent);
        let mut x = area.x + name;
        if entry.reads.is_empty() || area.width >= ROOMY {
            let about = if entry.reads.is_empty() { rest(x) } else { ABOUT.min(rest(x)) };
            canvas.put(x, area.y, about.saturating_sub(1), &entry.about, Meaning::Dim);
            x += about;
        }
        canvas.put(x, area.y, rest(x), &entry.reads, Meaning::Text);
    }

    fn whole(&self, at: usize, width: u16) -> Option<String> {
        let Entry { name, about, reads, .. } = self.entry(at)?;
        let hidden = width < ROOMY && !about.is_empty() && !reads.is_empty();
        let cut = about.chars().count() + usize::from(NAME) > usize::from(width);
        (hidden || cut).then(|| format!("{name}: {about}"))
    }

    fn above(&self) -> Vec<(String, Meaning)> {
        if self.above.is_empty() { Vec::new() } else { vec![(self.above.clone(), Meaning::Dim)] }
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        "nothing fits what is typed".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_use_says_what_it_is() {
        for word in column_uses() {
            assert!(!meaning_of(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn what_cannot_be_the_encoding_stands_last() {
        let sample = Sample::of(&b"J\x81rgen\n".to_vec().into());
        let pick = Pick::encodings(&ReadAs::default(), None, &sample);
        let place = |name: &'static str| pick.place_of(Choice::Encoding(Some(name)));
        assert_eq!((pick.choice(0), pick.len()), (Some(Choice::Encoding(None)), encodings().len() + 1));
        assert!(place("cp850") < place("iso-8859-15") && place("cp850") < place("utf-16le"));
        assert!(pick.above.contains("read right"), "{}", pick.above);
        let plain = Pick::encodings(&ReadAs::default(), None, &Sample::of(&b"Jo\n".to_vec().into()));
        assert!(plain.above.contains("alike"), "{}", plain.above);
    }
}
