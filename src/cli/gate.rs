//! The gate on the command line: the same words as on the screen, and the quiet word after a push.

use std::cell::OnceCell;

use serde_json::{Map, Value, json};

use super::config;
use super::context::{Context, Opened};
use super::fail::Fail;
use super::gifts::json_gift;
use super::json::part;
use crate::domain::{Book, Change, Day, PersonId};
use crate::gifts::{Gift, at_hand, heading};
use crate::ledger::gate::{Before, Given, Limits, before_asking};
use crate::ledger::{Push, may_push, pushes};
use crate::matching::{Matcher, Offers};
use crate::settings::Settings;
use crate::text::width;

/// How many gifts are shown.
const SHOWN: usize = 3;
/// How far the lines stand in from their title.
const INDENT: &str = "  ";

/// Looks at what a verb is about to keep, with settings that are read only when there is something to look at.
#[derive(Default)]
pub(super) struct Gate {
    settings: OnceCell<Settings>,
}

/// What is shown instead of keeping an ask: one for each person who is asked.
pub(super) struct Stopped {
    all: Vec<(Before, Vec<Gift>)>,
    /// The records without the ask, which the gifts are of.
    book: Book,
    limits: Limits,
    today: Day,
}

impl Gate {
    fn settings(&self, cx: &Context) -> &Settings {
        self.settings.get_or_init(|| cx.settings())
    }

    /// What is to be shown before `people` are asked for `asks`; `None` when nothing is asked or the gate is open.
    ///
    /// `book` is as it will be without the ask.
    pub(super) fn stops(
        &self,
        book: Book,
        people: &[PersonId],
        asks: &[String],
        cx: &Context,
    ) -> Option<Stopped> {
        if asks.is_empty() {
            return None;
        }
        let (settings, today) = (self.settings(cx), cx.now.today());
        let before = |id: &PersonId| before_asking(&book, id, asks, today, settings.gate);
        let all: Vec<Before> = people.iter().filter_map(before).collect();
        if all.is_empty() {
            return None;
        }
        let (thesaurus, _) = config::thesaurus(&cx.places.config);
        let matcher = Matcher::new(thesaurus);
        let offers = Offers::build(&matcher, &book);
        let gifts = |before: Before| {
            let found = at_hand(&book, &matcher, &offers, &before.person, today, &settings.points);
            (before, found.before_asking(SHOWN))
        };
        let all = all.into_iter().map(gifts).collect();
        Some(Stopped { all, book, limits: settings.gate, today })
    }

    /// The quiet words that a change on disk gives cause for; each is said once.
    pub(super) fn words(&self, opened: &Opened, change: &Change, cx: &Context) -> Vec<String> {
        if !may_push(change) {
            return Vec::new();
        }
        let today = cx.now.today();
        let seen = opened.store.seen();
        let said = pushes(&opened.book, change, today, self.settings(cx).gate);
        let new: Vec<Push> = said.into_iter().filter(|push| !seen.contains_key(&push.about)).collect();
        new.into_iter()
            .map(|push| {
                // Not kept, it is said once more: nothing to trouble anybody with.
                drop(opened.store.see(&push.about, &today.to_string()));
                push.text
            })
            .collect()
    }
}

impl Stopped {
    /// Prints how things stand.
    pub(super) fn print(&self, cx: &mut Context) -> Result<(), Fail> {
        for (at, (before, gifts)) in self.all.iter().enumerate() {
            if at > 0 {
                cx.out.line("")?;
            }
            cx.out.heading(&before.title())?;
            let lines = before.lines(self.today);
            let cells = lines.iter().map(|line| width(&line.label)).max().unwrap_or(0) + INDENT.len();
            for line in lines {
                cx.out.labelled(&format!("{INDENT}{}", line.label), cells, &line.text)?;
            }
            cx.out.line(&format!("{INDENT}{}", heading(gifts.len(), &before.called)))?;
            for gift in gifts {
                cx.out.line(&format!("{INDENT}{INDENT}{}", gift.words()))?;
            }
        }
        Ok(())
    }

    /// Keeps that the gate has said how often somebody was asked, so that no quiet word says it again.
    pub(super) fn see(&self, opened: &Opened) {
        for about in self.all.iter().filter_map(|(before, _)| before.about(self.limits)) {
            drop(opened.store.see(&about, &self.today.to_string()));
        }
    }

    /// As data: the first of those who are asked, with the others under `also`.
    pub(super) fn json(&self, known: &Book) -> Value {
        let mut all = self.all.iter().map(|(before, gifts)| self.json_of(before, gifts, known));
        let mut first = all.next().unwrap_or_default();
        let others: Vec<Value> = all.map(Value::Object).collect();
        if !others.is_empty() {
            first.insert("also".into(), Value::Array(others));
        }
        Value::Object(first)
    }

    fn json_of(&self, before: &Before, gifts: &[Gift], known: &Book) -> Map<String, Value> {
        let given = |all: &[Given]| -> Vec<Value> {
            let on = |given: &Given| given.on.map(|on| on.to_string());
            all.iter().map(|given| json!({ "what": given.what, "on": on(given) })).collect()
        };
        let lines: Vec<Value> = before
            .lines(self.today)
            .iter()
            .map(|line| json!({ "label": line.label, "text": line.text }))
            .collect();
        let value = json!({
            // Somebody new has no id until something is kept.
            "person": known.person(&before.person).map(|person| person.id.as_str()),
            "name": before.name,
            "title": before.title(),
            "why": before.why.as_str(),
            "ask": before.asks,
            "gave": given(&before.gave),
            "gave_days": before.facts.gave_days,
            "got": given(&before.got),
            "i_owe": before.i_owe.iter().map(part).collect::<Vec<_>>(),
            "thanks_owed": given(&before.thanks_owed),
            "they_asked": given(&before.they_asked),
            "asked": given(&before.asked),
            "asks_in_a_row": before.facts.asks,
            "pitches_in_a_row": before.facts.pitches,
            "steer_clear": before.avoid,
            "lines": lines,
            "gifts": gifts.iter().map(|gift| json_gift(gift, &self.book)).collect::<Vec<_>>(),
        });
        if let Value::Object(map) = value { map } else { Map::new() }
    }
}

/// Nothing was kept, and what to do next.
pub(super) fn give_first() -> Fail {
    Fail::gate("give first? nothing is kept; the same again with --yes asks anyway")
}
