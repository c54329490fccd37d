//! A balance in plain words, as one would say it.

use std::fmt::Write as _;

use super::{Balance, favour};
use crate::domain::{FavourId, Person};

impl Balance {
    /// In words: "you gave twice, Ana once; you still owe Ana the deck".
    pub fn words(&self, person: &Person) -> String {
        let who = Who::of(person);
        let mut parts = vec![self.given(&who)];
        parts.extend(owed(person, &self.i_owe, &format!("you still owe {}", who.object)));
        let owes = if who.plural { "owe" } else { "owes" };
        parts.extend(owed(person, &self.they_owe, &format!("{} still {owes} you", who.subject)));
        parts.extend(thanks(person, &self.thanks_owed));
        if self.let_them_help() {
            parts.push("let them help".into());
        }
        parts.join("; ")
    }

    /// How often each side gave.
    fn given(&self, who: &Who<'_>) -> String {
        let them = who.subject;
        match (self.gave, self.got) {
            (0, 0) => "nothing given yet, either way".into(),
            (gave, 0) => format!("you gave {}, {them} nothing yet", times(gave)),
            (0, got) => format!("{them} gave {}, you nothing yet", times(got)),
            (gave, got) => format!("you gave {}, {them} {}", times(gave), times(got)),
        }
    }
}

/// How a person is spoken of. No pronoun is known, so it is the first name, or "they" where the name is no real name
/// ("tall baker").
struct Who<'a> {
    subject: &'a str,
    object: &'a str,
    plural: bool,
}

impl<'a> Who<'a> {
    fn of(person: &'a Person) -> Self {
        match spoken(person) {
            Some(name) => Self { subject: name, object: name, plural: false },
            None => Self { subject: "they", object: "them", plural: true },
        }
    }
}

/// What one calls somebody: the first name, with a title the whole name; `None` where the name is no real name ("tall
/// baker").
pub fn spoken(person: &Person) -> Option<&str> {
    /// Not a name by itself: "Dr Lee" is spoken of whole.
    const TITLES: &[&str] = &["dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "st"];
    let first = person.first_name();
    let bare = first.trim_end_matches('.');
    let is_title = bare.len() < first.len() || TITLES.iter().any(|title| title.eq_ignore_ascii_case(bare));
    let name = if is_title { person.name.trim() } else { first };
    name.chars().next().is_some_and(|letter| !letter.is_lowercase()).then_some(name)
}

/// "once", "twice", "3 times".
pub(super) fn times(count: u32) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        more => format!("{more} times"),
    }
}

/// "you still owe Ana the deck", "you still owe Ana: intro Tom Berg, and 2 more".
fn owed(person: &Person, ids: &[FavourId], lead: &str) -> Option<String> {
    let what = what(person, ids.first()?);
    let colon = if is_thing(what) { "" } else { ":" };
    Some(if what.is_empty() {
        format!(
            "{lead} {}",
            if ids.len() == 1 { "a promise".into() } else { format!("{} promises", ids.len()) }
        )
    } else {
        and_more(format!("{lead}{colon} {what}"), ids)
    })
}

/// "thanks owed for the back room", "thanks owed: lent me a van".
fn thanks(person: &Person, ids: &[FavourId]) -> Option<String> {
    let what = what(person, ids.first()?);
    Some(if what.is_empty() {
        "thanks owed".into()
    } else {
        and_more(format!("thanks owed{} {what}", if is_thing(what) { " for" } else { ":" }), ids)
    })
}

fn what<'a>(person: &'a Person, id: &FavourId) -> &'a str {
    favour(person, id).map_or("", |favour| favour.what.trim())
}

fn and_more(mut said: String, ids: &[FavourId]) -> String {
    if ids.len() > 1 {
        // Writing to a string cannot fail.
        let _ = write!(said, ", and {} more", ids.len() - 1);
    }
    said
}

/// How a person is called in a sentence: by the first name, where that is a name by itself.
pub fn called(person: &Person) -> &str {
    spoken(person).unwrap_or(person.name.trim())
}

/// Whether `what` reads as a thing that can be owed ("the deck") rather than as something to do ("intro Tom Berg").
pub fn is_thing(what: &str) -> bool {
    const BEFORE_THINGS: &[&str] = &[
        "the", "a", "an", "my", "our", "his", "her", "their", "some", "two", "three", "four", "five", "six",
        "that", "those",
    ];
    what.split_whitespace()
        .next()
        .is_some_and(|word| BEFORE_THINGS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}
