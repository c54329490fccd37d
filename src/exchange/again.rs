//! Lists that come again: which rows were taken in before, and what a list said last, by the marks that they leave on a person.
//!
//! A row that left its mark says nothing new, whatever was changed in the record since. Of a row that did not, what it says
//! otherwise is new when that kind of list did not say it last: then it takes the place of a value that only came from there,
//! and is kept in a note beside one that somebody typed.

use super::draft::Draft;
use super::forward::{STAYS, is_otherwise};
use super::group::Key;
use crate::domain::fnv::Fnv;
use crate::domain::{Day, FIELDS, FieldKind, IdMaker, Note, Person, said_before, said_otherwise};

/// Before the mark of a row.
const ROW: &str = "row ";
/// How many hexadecimal digits follow it.
const DIGITS: usize = 12;

impl Otherwise {
    /// Whether the record stays as it is.
    pub(super) fn is_idle(&self) -> bool {
        self.changed.is_empty() && self.noted.is_empty()
    }

    /// What became of the record that also learnt what was `added`, in words.
    pub(super) fn words(&self, added: &[&str]) -> String {
        let mut words = self.changed.clone();
        if !added.is_empty() {
            words.push(format!("adds {}", added.join(", ")));
        }
        if !self.noted.is_empty() {
            words.push(format!("keeps in a note: {}", self.noted.join(", ")));
        }
        let stays =
            if self.kept.is_empty() { String::new() } else { format!("{STAYS}{}", self.kept.join(", ")) };
        format!("{}{stays}", words.join("; "))
    }
}

/// A kind of list, such as a network's connections: the lists of one header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List(u32);

/// What came of what a row says otherwise than the record.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Otherwise {
    /// "company now Berg & Son instead of Berg Web".
    pub(super) changed: Vec<String>,
    /// "company Berg & Son", each kept in a note.
    pub(super) noted: Vec<String>,
    /// The fields of which mine stay.
    pub(super) kept: Vec<&'static str>,
}

impl List {
    /// Of a table its signature tells, of cards and documents nothing does.
    pub(super) fn of(signature: &str) -> Self {
        let mut hash = Hash::default();
        hash.add(signature);
        Self(hash.low())
    }

    /// The mark of a row: the same for the same row of the same kind of list.
    pub(super) fn row(self, draft: &Draft) -> String {
        let mut hash = Hash::default();
        hash.add(&format!("{:08x}", self.0));
        for text in [&draft.name, &draft.company, &draft.role] {
            hash.add(text);
        }
        for list in [&draft.emails, &draft.phones, &draft.links, &draft.tags, &draft.notes] {
            for text in list {
                hash.add(text);
            }
            hash.end();
        }
        if let Some(more) = &draft.more {
            for field in FIELDS {
                match &field.kind {
                    FieldKind::Text(get, _) => hash.add(get(more)),
                    FieldKind::List(get, _) => get(more).iter().for_each(|text| hash.add(text)),
                }
                hash.end();
            }
            more.notes.iter().for_each(|note| hash.add(&note.text));
            more.favours.iter().for_each(|favour| hash.add(&favour.what));
            more.follow_ups.iter().for_each(|todo| hash.add(&todo.what));
        }
        format!("{ROW}{:012x}", hash.0.value() & 0xffff_ffff_ffff)
    }

    /// Before the mark of what such a list said last of a field.
    fn last(self, what: &str) -> String {
        format!("{what} {:08x} ", self.0)
    }

    /// The mark of what such a list says of a field.
    fn said(self, what: &str, value: &str) -> String {
        let mut hash = Hash::default();
        hash.add(value);
        format!("{}{:08x}", self.last(what), hash.low())
    }

    /// Remembers a row that was taken in, and what it says; but not as the list's what the record said `before` by itself. A
    /// row that says which record of mingle's it is of needs no mark.
    pub(super) fn remember(self, person: &mut Person, before: Option<&Person>, draft: &Draft) {
        self.mark(person, draft);
        let values = [("company", &draft.company), ("role", &draft.role)];
        for (what, value) in values.into_iter().filter(|(_, value)| !value.is_empty()) {
            let said = self.said(what, value);
            let mine = before.filter(|before| !before.imported.contains(&said));
            let typed = mine
                .map(|before| field(before, what))
                .is_some_and(|mine| !mine.is_empty() && !is_otherwise(what, mine, value));
            if !typed {
                let last = self.last(what);
                person.imported.retain(|mark| !mark.starts_with(&last));
                person.imported.push(said);
            }
        }
    }

    /// Remembers a row.
    pub(super) fn mark(self, person: &mut Person, draft: &Draft) {
        let row = self.row(draft);
        if !person.imported.contains(&row) {
            person.imported.push(row);
        }
    }

    /// Takes in what a row says otherwise than `before`, the record as it was before the whole list.
    pub(super) fn take(
        self,
        after: &mut Person,
        before: &Person,
        draft: &Draft,
        ids: &mut IdMaker,
        today: Option<Day>,
    ) -> Otherwise {
        let mut otherwise = Otherwise::default();
        let (mut gave_way, mut said) = (Vec::new(), Vec::new());
        let known = |what: &str, value: &str, person: &Person| {
            let said =
                person.formers().map(|former| if what == "company" { former.company } else { former.role });
            said.filter(|said| !said.is_empty()).any(|said| !is_otherwise(what, said, value))
        };
        for (what, theirs) in [("company", &draft.company), ("role", &draft.role)] {
            let (mine, was) = (field(after, what).to_owned(), field(before, what));
            if !is_otherwise(what, &mine, theirs) {
                continue;
            }
            let has = |value: &str| before.imported.contains(&self.said(what, value));
            // What gave way once is no news.
            let is_news = !has(theirs) && !known(what, theirs, after);
            if is_news && has(was) && mine == was {
                otherwise.changed.push(format!("{what} now {theirs} instead of {mine}"));
                if !known(what, &mine, after) {
                    gave_way.push(line(what, &mine));
                }
                let field = if what == "company" { &mut after.company } else { &mut after.role };
                theirs.clone_into(field);
                continue;
            }
            otherwise.kept.push(what);
            if is_news {
                otherwise.noted.push(format!("{what} {theirs}"));
                said.push(line(what, theirs));
            }
        }
        for (lines, text) in [(&gave_way, said_before as fn(_, &_) -> _), (&said, said_otherwise)] {
            if !lines.is_empty() {
                let id = ids.note(after.notes.iter().map(|note| &note.id));
                after.notes.push(Note { id, text: text(today, lines), private: true, ..Note::default() });
            }
        }
        otherwise
    }
}

fn field<'p>(person: &'p Person, what: &str) -> &'p str {
    if what == "company" { &person.company } else { &person.role }
}

/// A field as the note says it, on one line.
fn line(what: &str, value: &str) -> String {
    format!("{what}: {}", value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The number in the mark of a row, in two halves; `None` for any other mark.
pub(super) fn row_of(mark: &str) -> Option<Key> {
    let digits = mark.strip_prefix(ROW).filter(|digits| digits.len() == DIGITS)?;
    let (high, low) = digits.split_at_checked(DIGITS - 8)?;
    let half = |digits: &str| {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        digits.bytes().all(is_digit).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    };
    Some([half(high)?, half(low)?])
}

/// What a mark is made of; how blanks stand does not count. It stands in files, so it never changes.
#[derive(Default)]
struct Hash(Fnv);

impl Hash {
    fn add(&mut self, text: &str) {
        self.0.add_words(text);
        self.0.add([0]);
    }

    /// Ends a list of texts.
    fn end(&mut self) {
        self.0.add([1]);
    }

    fn low(&self) -> u32 {
        let hash = self.0.value();
        u32::try_from((hash ^ (hash >> 32)) & u64::from(u32::MAX)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_files_and_stay_what_they_are() {
        let kind = List::of("columns-1");
        let mut person = Person::default();
        let draft = Draft { name: "Ana  Ruiz".into(), company: "Forno".into(), ..Draft::default() };
        kind.remember(&mut person, None, &draft);
        kind.remember(&mut person, None, &Draft { name: "Ana Ruiz".into(), line: 9, ..draft.clone() });
        assert_eq!(person.imported, MARKS);
        kind.remember(&mut person, None, &Draft { company: "Pane".into(), ..draft.clone() });
        assert_eq!(person.imported.len(), 3, "of a field only what was said last");
        assert_ne!(kind.row(&draft), List::of("").row(&draft));
        let (one, two) = (vec!["a".to_owned(), "b".to_owned()], vec!["b".to_owned()]);
        let apart = Draft { emails: one, ..draft.clone() };
        assert_ne!(kind.row(&apart), kind.row(&Draft { emails: vec!["a".into()], phones: two, ..draft }));
    }

    const MARKS: [&str; 2] = ["row 18aaf1c2ba9b", "company 8588f134 af0707a9"];
}
