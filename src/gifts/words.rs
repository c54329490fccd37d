//! Gifts in words.

use crate::domain::{Day, Favour, Note, Person};
use crate::ledger::{called, is_thing};
use crate::matching::{Giver, Meeting};
use crate::text::dates::day_words;

/// "Tom offers web design, Ana needs a website"; of my own offer "you offer web design, Ana needs a website".
pub(super) fn meeting(meeting: &Meeting, needs: &Person, offers: Option<&Person>) -> String {
    let who = match (&meeting.giver, offers) {
        (Giver::Person(_), Some(person)) => format!("{} offers", called(person)),
        _ => "you offer".into(),
    };
    format!("{who} {}, {} needs {}", meeting.offer.trim(), called(needs), meeting.need.trim())
}

/// "introduce Tom Berg".
pub(super) fn introduce(other: &Person) -> String {
    format!("introduce {}", other.name.trim())
}

/// "say thanks for the back room", "say thanks: lent me a van".
pub(super) fn thanks(favour: &Favour) -> String {
    match favour.what.trim() {
        "" => "say thanks".into(),
        what if is_thing(what) => format!("say thanks for {what}"),
        what => format!("say thanks: {what}"),
    }
}

/// "Ana gave it on 3 Nov, and no thanks were said".
pub(super) fn owed_thanks(favour: &Favour, person: &Person, today: Day) -> String {
    let when = favour.done.or(favour.on).map_or_else(String::new, |day| format!(" {}", on(day, today)));
    format!("{} gave it{when}, and no thanks were said", called(person))
}

/// What the reason of a promise begins with; a screen that says so already leaves it out.
pub const PROMISED: &str = "you promised it";

/// "you promised it, due Fri".
pub(super) fn promised(favour: &Favour, today: Day) -> String {
    match (favour.due, favour.on) {
        (Some(due), _) if due < today => format!("{PROMISED}, was due {}", day_words(due, today)),
        (Some(due), _) => format!("{PROMISED}, due {}", day_words(due, today)),
        (None, Some(on_day)) => format!("{PROMISED} {}", on(on_day, today)),
        (None, None) => PROMISED.into(),
    }
}

/// What telling somebody a note begins with in the ledger.
pub(super) const TELL: &str = "tell them: ";

/// "tell them: charge for the box".
pub(super) fn tell(note: &Note) -> String {
    format!("{TELL}{}", first_line(note.words()))
}

/// The first line of a text that says anything.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// "on 3 Nov", "yesterday".
pub(super) fn on(day: Day, today: Day) -> String {
    let words = day_words(day, today);
    if words.starts_with(|ch: char| ch.is_ascii_digit()) { format!("on {words}") } else { words }
}
