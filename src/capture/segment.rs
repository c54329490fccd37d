//! A segment: which word it starts with, and what it becomes.

use super::contact;
use super::dates::{split_end, split_start};
use super::fold::is_apostrophe;
use super::resolve::Resolver;
use super::speech::{is_determiner, is_plain};
use super::split::{tidy, unescape};
use super::{Meaning, date};
use crate::domain::{Day, NoteKind, Side};

/// What the first word of a segment says it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    Needs,
    Offers,
    Can,
    Mine,
    Theirs,
    Promise,
    Gave,
    Got,
    Ask,
    Via,
    Knows,
    Avoid,
    Lesson,
    Opening,
    View,
    Pitch,
    Hello,
    Again,
    FollowUp,
    Contact,
}

/// Every word a segment can start with, in lower case with a straight apostrophe.
pub(super) const WORDS: &[(&str, Word)] = &[
    ("needs", Word::Needs),
    ("wants", Word::Needs),
    ("looking for", Word::Needs),
    ("offers", Word::Offers),
    ("can", Word::Can),
    ("i'll", Word::Mine),
    ("i will", Word::Mine),
    ("promise", Word::Promise),
    ("they'll", Word::Theirs),
    ("she'll", Word::Theirs),
    ("he'll", Word::Theirs),
    ("they will", Word::Theirs),
    ("she will", Word::Theirs),
    ("he will", Word::Theirs),
    ("gave", Word::Gave),
    ("got", Word::Got),
    ("ask", Word::Ask),
    ("via", Word::Via),
    ("knows", Word::Knows),
    ("avoid", Word::Avoid),
    ("lesson", Word::Lesson),
    ("opening", Word::Opening),
    ("view", Word::View),
    ("pitch", Word::Pitch),
    ("hello", Word::Hello),
    ("again", Word::Again),
    ("follow up", Word::FollowUp),
    ("follow-up", Word::FollowUp),
];

/// The word a segment starts with, what follows it, and whether a colon says that it is meant.
pub(super) fn first_word(text: &str) -> Option<(Word, &str, bool)> {
    if contact::labelled(text).is_some_and(|rest| contact::whole(rest).is_some()) {
        return Some((Word::Contact, contact::labelled(text)?, true));
    }
    WORDS.iter().find_map(|(spelling, word)| {
        let rest = after(text, spelling)?;
        let meant = rest.strip_prefix(':');
        Some((*word, meant.unwrap_or(rest).trim(), meant.is_some()))
    })
}

/// What follows `spelling` at the start of `text`, when that is the whole of its first word or words.
fn after<'a>(text: &'a str, spelling: &str) -> Option<&'a str> {
    let mut rest = text;
    for letter in spelling.chars() {
        if letter == ' ' {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        let first = rest.chars().next()?;
        let same = first.eq_ignore_ascii_case(&letter) || (letter == '\'' && is_apostrophe(first));
        rest = rest.get(first.len_utf8()..).filter(|_| same)?;
    }
    // A colon only as a mark ("needs: a till"), not inside something else ("ask:bid").
    let mark =
        rest.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    (rest.is_empty() || rest.starts_with(char::is_whitespace) || mark).then_some(rest)
}

/// A note of what was said.
pub(super) fn note(text: &str) -> Meaning {
    let text = text.strip_prefix(':').filter(|rest| is_mark(rest)).map_or(text, str::trim_start);
    Meaning::Note { kind: NoteKind::Talk, text: unescape(text) }
}

/// Whether the `:` before `rest` marks note text: ":)" is text itself.
fn is_mark(rest: &str) -> bool {
    rest.starts_with(|ch: char| {
        ch.is_whitespace() || ch.is_alphanumeric() || is_apostrophe(ch) || "\"#+@(".contains(ch)
    })
}

/// What a segment becomes. `as_note` is what the user said: note (`true`), what its first word says (`false`), or nothing.
pub(super) fn read(text: &str, as_note: Option<bool>, resolver: &Resolver<'_>) -> Meaning {
    if as_note == Some(true) {
        return note(text);
    }
    let forced = as_note == Some(false);
    let text_without_mark = text.trim_start_matches(':').trim_start();
    let said = if forced { text_without_mark } else { text };
    if text.starts_with(':') && !forced {
        return note(text);
    }
    if let Some(contact) = contact::whole(said) {
        return contact;
    }
    let Some((word, rest, meant)) = first_word(said) else { return note(text) };
    let sure = forced || meant;
    let today = resolver.today();
    if !sure && is_plain(word, rest, today) {
        return note(text);
    }
    field(word, rest, sure, resolver).unwrap_or_else(|| note(text))
}

/// The field that a segment word and its rest make; `None` when they make none.
fn field(word: Word, rest: &str, sure: bool, resolver: &Resolver<'_>) -> Option<Meaning> {
    let today = resolver.today();
    let what = tidy(rest);
    if what.is_empty() && word != Word::Hello {
        return None;
    }
    let kept =
        |kind| Some(Meaning::Note { kind, text: unescape(if rest.is_empty() { "hello" } else { rest }) });
    match word {
        Word::Needs => Some(Meaning::Need(without_to(what))),
        Word::Offers => Some(Meaning::Offer(without_to(what))),
        Word::Can => Some(Meaning::Offer(what)),
        Word::Mine | Word::Promise => promise(Side::Give, rest, resolver),
        Word::Theirs => promise(Side::Receive, rest, resolver),
        Word::Gave => {
            let (side, what) = match first_pronoun(&what) {
                Some(("me" | "us", given)) => (Side::Receive, given.to_owned()),
                Some((_, given)) if starts_with_thing(given) => (Side::Give, given.to_owned()),
                _ => (Side::Give, what),
            };
            Some(Meaning::Done { side, people: resolver.introduced(&what), what })
        }
        Word::Got => {
            let what = match first_pronoun(&what) {
                Some(("me" | "us", got)) => got.to_owned(),
                _ => what,
            };
            Some(Meaning::Done { side: Side::Receive, people: resolver.introduced(&what), what })
        }
        Word::Ask => {
            let asked = match first_pronoun(&what) {
                Some(("her" | "him" | "them", rest)) if rest.starts_with("for ") => rest,
                _ => &what,
            };
            Some(Meaning::Ask(asked.strip_prefix("for ").unwrap_or(asked).to_owned()))
        }
        Word::Via => resolver.introducer(&what, sure).map(Meaning::Via),
        Word::Knows => resolver.acquaintances(&what, sure).map(Meaning::Knows),
        Word::Avoid => Some(Meaning::Avoid(what)),
        Word::Lesson => kept(NoteKind::Lesson),
        Word::Opening => kept(NoteKind::Opening),
        Word::View => kept(NoteKind::View),
        Word::Pitch => kept(NoteKind::Pitch),
        Word::Hello => kept(NoteKind::Hello),
        Word::Again => {
            Some(Meaning::FollowUp { what: "talk again".to_owned(), due: bare_date(rest, today)? })
        }
        Word::FollowUp => follow_up(rest, today),
        Word::Contact => contact::whole(rest),
    }
}

/// "to hire an accountant" is looked for as "hire an accountant".
fn without_to(what: String) -> String {
    match what.get(..3) {
        Some(to) if to.eq_ignore_ascii_case("to ") => what.get(3..).unwrap_or_default().to_owned(),
        _ => what,
    }
}

fn promise(side: Side, rest: &str, resolver: &Resolver<'_>) -> Option<Meaning> {
    let (what, due) = split_end(rest, resolver.today());
    let what = without_to(what);
    let people = resolver.introduced(&what);
    (!what.is_empty()).then_some(Meaning::Promise { side, what, due, people })
}

/// The pronoun a text starts with, in lower case, and what follows.
fn first_pronoun(text: &str) -> Option<(&'static str, &str)> {
    let (first, rest) = text.split_once(' ')?;
    let known =
        ["me", "us", "her", "him", "them"].into_iter().find(|known| known.eq_ignore_ascii_case(first))?;
    Some((known, rest))
}

/// "her two customers" names a thing after the pronoun, "her card" does not.
fn starts_with_thing(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_determiner)
}

/// A date where nothing but a date can stand: figures without a year too.
fn bare_date(text: &str, today: Day) -> Option<Day> {
    date(text, today).or_else(|| date(&format!("on {text}"), today))
}

/// `[on X] DATE` or `DATE [on X]`.
fn follow_up(rest: &str, today: Day) -> Option<Meaning> {
    let (what, due) = match split_end(rest, today) {
        (what, Some(due)) => (what, due),
        (_, None) => split_start(rest, today)
            .map(|(due, what)| (tidy(what), due))
            .or_else(|| Some((String::new(), bare_date(rest, today)?)))?,
    };
    let lower = what.to_ascii_lowercase();
    let cut =
        ["on ", "about "].iter().find(|small| lower.starts_with(**small)).map_or(0, |small| small.len());
    let what = what.get(cut..).unwrap_or_default();
    let what = if what.is_empty() { "follow up" } else { what };
    Some(Meaning::FollowUp { what: what.to_owned(), due })
}

/// Names in a list: `Tom Berg, June Hale and Mira`.
pub(super) fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', '&', '+'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().trim_end_matches('.'))
        .filter(|name| !name.is_empty())
}

/// Who is introduced in a text: "intro Tom Berg", "introduce her to Tom Berg", "an intro to Jo".
pub(super) fn introduced(what: &str) -> impl Iterator<Item = &str> {
    const STOPS: [&str; 12] = [
        " about ",
        " for ",
        " at ",
        " from ",
        " who ",
        " on ",
        " of ",
        " in ",
        " because ",
        " when ",
        " (",
        " with ",
    ];
    const SMALL: [&str; 7] = ["to", "her", "him", "them", "me", "us", "with"];
    let is_intro = |word: &str| {
        matches!(word.to_ascii_lowercase().as_str(), "intro" | "introduce" | "introduction" | "introduced")
    };
    let after = super::split::words(what)
        .find(|(_, word)| is_intro(word))
        .and_then(|(at, word)| what.get(at + word.len()..));
    let mut after = after.unwrap_or_default().trim_start();
    while let Some((_, rest)) = after.split_once(' ').filter(|(first, _)| SMALL.contains(first)) {
        after = rest.trim_start();
    }
    let end = STOPS.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
    after.get(..end).unwrap_or_default().split(" to ").flat_map(names)
}
