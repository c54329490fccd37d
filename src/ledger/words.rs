//! A balance in plain words, as one would say it.

use std::fmt::Write as _;

use super::{Balance, favour};
use crate::domain::title::is_form_of_address;
use crate::domain::{Day, FavourId, Person};
use crate::text::dates::late;

impl Balance {
    /// In words: "you gave twice, Ana once; you still owe Ana the deck, 3 days late".
    pub fn words(&self, person: &Person, today: Day) -> String {
        let who = Who::of(person);
        let mut parts = vec![self.given(&who)];
        let late = |id: &FavourId| favour(person, id)?.due.and_then(|due| late(due, today));
        parts.extend(owed(person, &self.i_owe, &format!("you still owe {}", who.object), late));
        let owes = if who.plural { "owe" } else { "owes" };
        parts.extend(owed(person, &self.they_owe, &format!("{} still {owes} you", who.subject), late));
        parts.extend(thanks(person, &self.thanks_owed));
        parts.extend(asked(person, &self.asked_of_me, &format!("{} asked you", who.subject)));
        parts.extend(asked(person, &self.asked, &format!("you asked {}", who.object)));
        parts
            .extend((self.declined > 0).then(|| format!("{} said no {}", who.subject, times(self.declined))));
        parts.extend((self.i_declined > 0).then(|| format!("you said no {}", times(self.i_declined))));
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
pub(super) struct Who<'a> {
    pub(super) subject: &'a str,
    pub(super) object: &'a str,
    plural: bool,
}

impl<'a> Who<'a> {
    pub(super) fn of(person: &'a Person) -> Self {
        match spoken(person) {
            Some(name) => Self { subject: name, object: name, plural: false },
            None => Self { subject: "they", object: "them", plural: true },
        }
    }
}

/// What one calls somebody: the first name, with a title the whole name; `None` where the name is no real name ("tall
/// baker").
pub fn spoken(person: &Person) -> Option<&str> {
    let first = person.first_name();
    let bare = first.trim_end_matches('.');
    // Not a name by itself: "Dr Lee" and "St John" are spoken of whole.
    let is_title = bare.len() < first.len()
        || bare.eq_ignore_ascii_case("st")
        || is_form_of_address(&bare.to_ascii_lowercase());
    let name = if is_title { person.name.trim() } else { first };
    name.chars().next().is_some_and(|letter| !letter.is_lowercase()).then_some(name)
}

/// "once", "twice", "3 times".
pub fn times(count: u32) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        more => format!("{more} times"),
    }
}

/// "you still owe Ana the deck", "you still owe Ana: intro Tom Berg, 2 weeks late, and 2 more".
fn owed(
    person: &Person,
    ids: &[FavourId],
    lead: &str,
    late: impl Fn(&FavourId) -> Option<String>,
) -> Option<String> {
    let first = ids.first()?;
    let late = late(first).map_or_else(String::new, |late| format!(", {late}"));
    let what = what(person, first);
    let colon = if is_thing(what) { "" } else { ":" };
    Some(match (what, ids.len()) {
        ("", 1) => format!("{lead} a promise{late}"),
        ("", many) => format!("{lead} {many} promises{}", late.replace(", ", ", one ")),
        _ => and_more(format!("{lead}{colon} {what}{late}"), ids),
    })
}

/// "you asked Ana for the back room", "Ana asked you: intro Tom Berg, and 1 more".
fn asked(person: &Person, ids: &[FavourId], lead: &str) -> Option<String> {
    let what = what(person, ids.first()?);
    Some(match (what, ids.len()) {
        ("", 1) => format!("{lead} for something"),
        ("", many) => format!("{lead} for {many} things"),
        _ => and_more(format!("{lead}{} {what}", if is_thing(what) { " for" } else { ":" }), ids),
    })
}

/// "thanks owed for the back room", "thanks owed: lent me a van".
fn thanks(person: &Person, ids: &[FavourId]) -> Option<String> {
    let what = what(person, ids.first()?);
    Some(match (what, ids.len()) {
        ("", 1) => "thanks owed".into(),
        ("", many) => format!("thanks owed {}", times(u32::try_from(many).unwrap_or(u32::MAX))),
        _ => and_more(format!("thanks owed{} {what}", if is_thing(what) { " for" } else { ":" }), ids),
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

/// How a person is called in a sentence: by the first name, where that is a name by itself; "they" without any name.
pub fn called(person: &Person) -> &str {
    match person.name.trim() {
        "" => "they",
        name => spoken(person).unwrap_or(name),
    }
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
