//! The gate in words: a title and labelled lines, the same on the screen and on the command line.

use super::super::words::{is_thing, times};
use super::{Before, Given};
use crate::domain::{Day, Favour};
use crate::text::dates::{ago, day_words};

/// How many gifts, promises or asks are named.
const NAMED: usize = 3;

/// One line of the gate: "you gave", "two customers 3 Nov".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateLine {
    /// What the line is about.
    pub label: String,
    /// How it stands.
    pub text: String,
}

impl Before {
    /// "Before you ask Ana for an intro to her importer".
    pub fn title(&self) -> String {
        let asks: Vec<String> = self.asks.iter().map(|ask| asked_for(ask)).collect();
        format!("Before you ask {} {}", self.called, asks.join(" and "))
    }

    /// How things stand, what matters most first.
    pub fn lines(&self, today: Day) -> Vec<GateLine> {
        let mut lines = Vec::new();
        let mut say = |label: &str, text: String| lines.push(GateLine { label: label.to_owned(), text });
        let subject = self.called.as_str();
        say("you gave", self.given(subject, today));
        for promise in self.i_owe.iter().take(NAMED) {
            say("you owe", promised(promise, today));
        }
        if let Some(more) = self.i_owe.len().checked_sub(NAMED).filter(|more| *more > 0) {
            say("you owe", format!("{more} more"));
        }
        if let Some(gift) = self.thanks_owed.first() {
            say("you owe", thanks(gift, self.thanks_owed.len(), today));
        }
        if self.facts.asks > 0 {
            let text =
                format!("{}, no gift since: {}", in_a_row(self.facts.asks), listed(&self.asked, today));
            say("you asked", text);
        }
        if self.facts.pitches > 0 {
            say("you pitched", format!("{}, no gift since", in_a_row(self.facts.pitches)));
        }
        if !self.they_asked.is_empty() {
            say(&format!("{subject} asked"), format!("you for {}", listed(&self.they_asked, today)));
        }
        if !self.avoid.is_empty() {
            say("avoid", self.avoid.join(", "));
        }
        lines
    }

    /// "menu proofread 12 Nov (2 weeks ago), two customers 3 Nov · Ana gave once".
    fn given(&self, subject: &str, today: Day) -> String {
        let theirs = match self.facts.got {
            0 => format!("{subject} nothing yet"),
            got => format!("{subject} gave {}", times(got)),
        };
        if self.gave.is_empty() {
            return match self.facts.got {
                0 => format!("nothing yet, nor did {subject}"),
                _ => format!("nothing yet · {theirs}"),
            };
        }
        // "today" and "yesterday" say it themselves.
        let last = self.gave.iter().find_map(|gift| gift.on).filter(|_| self.facts.gave_days > Some(1));
        let last = last.map_or_else(String::new, |on| format!("; last {}", ago(on, today)));
        format!("{}{last} · {theirs}", listed(&self.gave, today))
    }
}

/// "for an intro to her importer", "to speak at our meetup", "about her importer".
fn asked_for(ask: &str) -> String {
    const JOINED: &[&str] = &["for", "to", "about", "if", "whether", "how", "who", "what", "when", "where"];
    let first = ask.split_whitespace().next().unwrap_or_default();
    if JOINED.iter().any(|word| word.eq_ignore_ascii_case(first)) {
        ask.to_owned()
    } else {
        format!("for {ask}")
    }
}

/// "menu proofread 12 Nov, two customers 3 Nov, and 2 more".
fn listed(all: &[Given], today: Day) -> String {
    let one = |given: &Given| {
        let what = if given.what.is_empty() { "something" } else { &given.what };
        given.on.map_or_else(|| what.to_owned(), |on| format!("{what} ({})", day_words(on, today)))
    };
    let mut named: Vec<String> = all.iter().take(NAMED).map(one).collect();
    if all.len() > NAMED {
        named.push(format!("and {} more", all.len() - NAMED));
    }
    named.join(", ")
}

/// "intro Tom Berg, due tomorrow", "the deck, was due 3 Nov".
fn promised(promise: &Favour, today: Day) -> String {
    let what = promise.what.trim();
    let what = if what.is_empty() { "a promise" } else { what };
    match promise.due {
        None => what.to_owned(),
        Some(due) if due < today => format!("{what}, was due {}", day_words(due, today)),
        Some(due) => format!("{what}, due {}", day_words(due, today)),
    }
}

/// "thanks for the back room (20 Oct)", "thanks: lent me a van".
fn thanks(gift: &Given, all: usize, today: Day) -> String {
    let when = gift.on.map_or_else(String::new, |on| format!(" ({})", day_words(on, today)));
    let more = if all > 1 { format!(", and {} more", all - 1) } else { String::new() };
    match gift.what.as_str() {
        "" => format!("thanks{when}{more}"),
        what if is_thing(what) => format!("thanks for {what}{when}{more}"),
        what => format!("thanks: {what}{when}{more}"),
    }
}

/// "once", "twice in a row".
fn in_a_row(count: u32) -> String {
    if count == 1 { times(count) } else { format!("{} in a row", times(count)) }
}
