//! What a verb answers that changed something: lines for people, or with `--json` one document, the same for all of them.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::{document, record};
use crate::domain::{Key, Record};

/// The option of every verb that changes something and has no document of its own.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Answer {
    /// As one JSON document: whether anything was kept, what was said, and the records as they are now.
    #[arg(long)]
    json: bool,
}

/// Records that a verb changed, as they are now; `None` for one that is gone.
#[derive(Debug, Default)]
pub(super) struct Became(Vec<(Key, Option<Record>)>);

impl Became {
    /// A record was kept, or is gone; what was known of it before is out of date.
    pub(super) fn push(&mut self, key: Key, record: Option<Record>) {
        self.0.push((key, record));
    }

    /// What each became in the end, in the order in which that was told.
    fn last(&self) -> Vec<(&Key, Option<&Record>)> {
        let mut seen = HashSet::new();
        let news = self.0.iter().rev().filter(|(key, _)| seen.insert(key));
        let mut last: Vec<_> = news.map(|(key, now)| (key, now.as_ref())).collect();
        last.reverse();
        last
    }

    fn document(&self, kept: bool, said: &[String]) -> Value {
        let last = self.last();
        let records: Vec<Value> = last.iter().filter_map(|(_, now)| now.map(record)).collect();
        let gone: Vec<Value> =
            last.iter().filter(|(_, now)| now.is_none()).map(|(key, _)| named(key)).collect();
        document(json!({
            "kept": kept || !self.0.is_empty(),
            "said": said,
            "records": records,
            "deleted": gone,
        }))
    }
}

/// A record by its id and the word for what it is.
fn named(key: &Key) -> Value {
    let (word, id) = match key {
        Key::Me => ("me", "me"),
        Key::Person(id) => ("person", id.as_str()),
        Key::Event(id) => ("event", id.as_str()),
        Key::Group(id) => ("group", id.as_str()),
    };
    json!({ "record": word, "id": id })
}

impl Answer {
    pub(super) fn is_json(self) -> bool {
        self.json
    }

    /// From here on what is said goes into the document, if one was asked for.
    pub(super) fn begin(self, cx: &mut Context) {
        if self.json {
            cx.out.collect();
        }
    }
}

/// Prints the document, if one was asked for. `kept` is for what changes something other than records.
pub(super) fn end(kept: bool, cx: &mut Context) -> Result<(), Fail> {
    match cx.out.collected() {
        Some(said) => {
            let document = cx.became().document(kept, &said);
            cx.out.json(&document)
        }
        None => Ok(()),
    }
}
