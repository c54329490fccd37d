//! The push guard: a quiet word when I pitch or ask again and again.

use std::sync::Arc;

use super::gate::{Limits, asks_since, last_gift};
use super::words::{called, times};
use crate::domain::{
    Book, Change, Day, Edit, Favour, FavourId, FavourState, Note, NoteId, NoteKind, Person, PersonId, Record,
    Side, Stamp,
};
use crate::text::dates::{ago, day_words};

/// Something worth a quiet word, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// What it is about, the same for as long as the row lasts: a word that was said of it is not said again.
    pub about: String,
    /// The word.
    pub text: String,
}

impl Push {
    /// Under what a word about the asks in a row that began with `first` is remembered.
    pub fn about_asks(person: &PersonId, first: &FavourId) -> String {
        format!("asks/{person}/{first}")
    }
}

/// Whether a change could give cause for a quiet word: it adds a pitch or an ask.
pub fn may_push(change: &Change) -> bool {
    change.edits.iter().any(|edit| {
        let Some(Record::Person(after)) = &edit.after else { return false };
        let before = before_of(edit);
        !new_pitches(before, after).is_empty() || has_new_ask(before, after)
    })
}

fn before_of(edit: &Edit) -> Option<&Person> {
    match &edit.before {
        Some(Record::Person(before)) => Some(before),
        _ => None,
    }
}

/// The quiet words that a change gives cause for, once it is in `book`: the last two contacts with somebody were
/// pitches, or it is the third ask of somebody and no gift came between.
///
/// Only what the change adds gives cause: to tag somebody whom I pitched to twice a year ago does not.
pub fn pushes(book: &Book, change: &Change, today: Day, limits: Limits) -> Vec<Push> {
    let mut pushes = Vec::new();
    for edit in &change.edits {
        let Some(Record::Person(after)) = &edit.after else { continue };
        let before = before_of(edit);
        let told = new_pitches(before, after).into_iter().flat_map(|note| &note.also);
        if !new_pitches(before, after).is_empty() {
            let heard = std::iter::once(&after.id).chain(told).filter_map(|id| book.person(id));
            pushes.extend(heard.filter_map(|person| pitched_twice(book, person, today)));
        }
        if has_new_ask(before, after) {
            pushes.extend(asked_again(book, after, today, limits));
        }
    }
    pushes.sort_by(|a, b| a.about.cmp(&b.about));
    pushes.dedup();
    pushes
}

fn new_pitches<'a>(before: Option<&Person>, after: &'a Person) -> Vec<&'a Note> {
    let is_pitch = |note: &&Note| note.kind == NoteKind::Pitch;
    let was = |id: &NoteId| {
        before.is_some_and(|before| before.notes.iter().filter(is_pitch).any(|note| note.id == *id))
    };
    after.notes.iter().filter(is_pitch).filter(|note| !was(&note.id)).collect()
}

fn has_new_ask(before: Option<&Person>, after: &Person) -> bool {
    let is_ask = |favour: &&Favour| favour.side == Side::Receive && favour.state == FavourState::Asked;
    let was = |id: &FavourId| {
        before.is_some_and(|before| before.favours.iter().filter(is_ask).any(|favour| favour.id == *id))
    };
    after.favours.iter().filter(is_ask).any(|favour| !was(&favour.id))
}

/// The last two contacts were nothing but pitches. Notes of one moment are one contact.
fn pitched_twice(book: &Book, person: &Person, today: Day) -> Option<Push> {
    let is_theirs =
        |(owner, note): &(&Arc<Person>, &Note)| owner.id == person.id || note.also.contains(&person.id);
    let mut notes: Vec<&Note> = book.notes().filter(is_theirs).map(|(_, note)| note).collect();
    // Stable: notes of one moment stay as they stand in the file.
    notes.sort_by_key(|note| note.at);
    let contacts: Vec<&[&Note]> = notes.chunk_by(|a, b| a.at.is_some() && a.at == b.at).collect();
    let is_pitch = |contact: &&&[&Note]| contact.iter().all(|note| note.kind == NoteKind::Pitch);
    let row: Vec<_> = contacts.iter().rev().take_while(is_pitch).collect();
    let first = row.last().and_then(|contact| contact.first())?;
    let who = called(person);
    let days = row.iter().filter_map(|contact| contact.first()?.at.map(Stamp::day));
    let since = days.min().map_or_else(String::new, |day| format!(" since {}", day_words(day, today)));
    (row.len() >= 2).then(|| Push {
        about: format!("pitches/{}/{}", person.id, first.id),
        text: format!("{} pitches in a row to {who}{since}, and nothing else between", row.len()),
    })
}

/// As many asks in a row as are worth a word, and no gift between.
fn asked_again(book: &Book, person: &Person, today: Day, limits: Limits) -> Option<Push> {
    let last = last_gift(book, person);
    let mut asks = asks_since(person, last);
    asks.sort_by_key(|favour| favour.on);
    let count = u32::try_from(asks.len()).unwrap_or(u32::MAX);
    let first = asks.first()?;
    let who = called(person);
    let since = last.map_or_else(
        || "no gift of yours yet".to_owned(),
        |day| format!("your last gift was {}", ago(day.min(today), today)),
    );
    (count >= limits.asks_in_a_row).then(|| Push {
        about: Push::about_asks(&person.id, &first.id),
        text: format!("asked {who} {} in a row; {since}", times(count)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    /// Two people, of whom the first gets the records `added` on top of those `there`; the quiet words.
    fn words(there: &str, added: &str) -> Vec<String> {
        let person = |text: &str| {
            let mut person: Person = toml::from_str(&format!("name = 'Ana Ruiz'\n{text}")).unwrap();
            person.id = PersonId::new("p-1");
            person
        };
        let mut book = Book::default();
        book.put(Person::named(PersonId::new("p-2"), "Tom Berg").into());
        book.put(person(there).into());
        let edit = Edit::replace(person(there).into(), person(&format!("{there}{added}")));
        let change = Change::new("jotted").with(edit);
        book.apply(&change);
        let today = Day("2026-11-25".parse().unwrap());
        pushes(&book, &change, today, Limits::default())
            .into_iter()
            .map(|push| format!("{} {}", push.about, push.text))
            .collect()
    }

    fn note(id: &str, kind: &str, day: &str) -> String {
        format!("[[note]]\nid='{id}'\nkind='{kind}'\nat={day}T10:00:00Z\ntext='my cakes'\n")
    }

    fn ask(id: &str, day: &str) -> String {
        format!("[[favour]]\nid='{id}'\nside='receive'\nstate='asked'\nwhat='a talk'\non={day}\n")
    }

    #[test]
    fn two_pitches_in_a_row_are_worth_a_word() {
        let first = note("a", "pitch", "2026-11-01");
        let second = note("b", "pitch", "2026-11-25");
        assert_eq!(words("", &first), [""; 0]);
        assert_eq!(
            words(&first, &second),
            ["pitches/p-1/a 2 pitches in a row to Ana since 1 Nov, and nothing else between"]
        );
        let third = note("c", "pitch", "2026-11-26");
        assert!(words(&format!("{first}{second}"), &third)[0].starts_with("pitches/p-1/a 3 pitches"));
        let hello = note("h", "hello", "2026-11-10");
        assert_eq!(words(&format!("{first}{hello}"), &second), [""; 0], "a hello lies between");
        let talk = note("t", "talk", "2026-11-25");
        assert_eq!(words(&first, &format!("{second}{talk}")), [""; 0], "a pitch in a talk is no mere pitch");
        assert_eq!(words(&format!("{first}{second}"), &hello.replace("11-10", "11-26")), [""; 0]);
        assert_eq!(words(&format!("{first}{second}"), &ask("f", "2026-11-26")), [""; 0], "only what is new");
    }

    #[test]
    fn whoever_heard_both_pitches_is_named() {
        let both = |id: &str, day: &str| note(id, "pitch", day) + "also=['p-2']\n";
        assert_eq!(words(&both("a", "2026-11-01"), &both("b", "2026-11-25")).len(), 2, "Ana and Tom");
        assert_eq!(words(&note("a", "pitch", "2026-11-01"), &both("b", "2026-11-25")).len(), 1, "Ana alone");
    }

    #[test]
    fn the_third_ask_is_worth_a_word_unless_a_gift_lies_between() {
        let two = ask("a", "2026-11-01") + &ask("b", "2026-11-02");
        let third = ask("c", "2026-11-25");
        assert_eq!(words(&ask("a", "2026-11-01"), &ask("b", "2026-11-02")), [""; 0]);
        assert_eq!(words(&two, &third), ["asks/p-1/a asked Ana 3 times in a row; no gift of yours yet"]);
        let gift = |day: &str| format!("[[favour]]\nid='g'\nstate='done'\ndone={day}\n");
        assert_eq!(
            words(&format!("{}{two}", gift("2026-10-31")), &third),
            ["asks/p-1/a asked Ana 3 times in a row; your last gift was 3 weeks ago"]
        );
        assert_eq!(words(&format!("{}{two}", gift("2026-11-02")), &third), [""; 0]);
        assert_eq!(words(&format!("{two}{third}"), &gift("2026-11-25")), [""; 0], "no ask is new");
    }
}
