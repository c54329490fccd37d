//! A link of a chain in words.

use super::{Broken, Brought, Link};
use crate::domain::{Book, Favour, FavourState, Side};

impl Link {
    /// What happened: "Tom Berg: sent a client", "to Grace Obi: the choir", "Ana Ruiz introduced Tom Berg".
    pub fn words(&self, book: &Book) -> String {
        let name = book.name_of(&self.person);
        match (self.favour(book), &self.introduced) {
            (Some(favour), _) => {
                let what = favour.what.trim();
                let what = if what.is_empty() { favour.kind.as_str() } else { what };
                if favour.side == Side::Give {
                    format!("to {name}: {what}")
                } else {
                    format!("{name}: {what}")
                }
            }
            (None, Some(whom)) => format!("{name} introduced {}", book.name_of(whom)),
            (None, None) => name.to_owned(),
        }
    }

    /// What came of it, piece by piece: "won", "1200 EUR", "thanks owed", and what is wrong with its reference.
    pub fn facts(&self, book: &Book) -> Vec<String> {
        let mut facts = Vec::new();
        if let Some(favour) = self.favour(book) {
            facts.extend(favour.outcome.as_ref().map(ToString::to_string));
            let value = favour.value.trim();
            let unread = if super::worth(favour).unread > 0 { " (no amount)" } else { "" };
            facts.extend((!value.is_empty()).then(|| format!("{value}{unread}")));
            facts.extend(state(favour));
        }
        facts.extend(self.broken.as_ref().map(|broken| match broken {
            Broken::Dangling(text) => format!("came through {text}, which is not there"),
            Broken::Loop => "came through itself, in a circle".to_owned(),
        }));
        facts
    }
}

fn state(favour: &Favour) -> Option<String> {
    match (&favour.side, &favour.state) {
        (Side::Receive, FavourState::Done) => Some("thanks owed".into()),
        (_, FavourState::Done) => None,
        (_, state) => Some(state.to_string()),
    }
}

impl Brought {
    /// In words: "won 1200 EUR, 300 EUR open, 900 GBP for others, 1 value is no amount"; empty when there is nothing.
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        if !self.won.is_empty() {
            parts.push(format!("won {}", self.won));
        }
        if !self.open.is_empty() {
            parts.push(format!("{} open", self.open));
        }
        if !self.for_others.is_empty() {
            parts.push(format!("{} for others", self.for_others));
        }
        match self.unread {
            0 => {}
            1 => parts.push("1 value is no amount".into()),
            many => parts.push(format!("{many} values are no amounts")),
        }
        parts.join(", ")
    }
}
