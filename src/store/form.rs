//! Between bytes, records and tables: what a file means.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::domain::{
    Event, EventId, FavourId, FollowUpId, Group, GroupId, Key, NoteId, Person, PersonId, Record,
};

use super::{Problem, plain};

/// The newest form of a file that this version writes.
pub(super) const SCHEMA: u32 = 1;
/// Longer files are listed and not read.
const MAX_FILE: u64 = 4 * 1024 * 1024;
/// The same of events, whose lists of guests may be long: 100,000 of them with company, role and address take about 16 MB.
const MAX_EVENT_FILE: u64 = 32 * 1024 * 1024;

/// How long the file of a record may be, in bytes, by the folder it lies in (in the trash too).
pub(super) fn max_of(file: &Path) -> u64 {
    let folder = file.parent().and_then(Path::file_name);
    if folder.is_some_and(|folder| folder == "events") { MAX_EVENT_FILE } else { MAX_FILE }
}

/// Why bytes are no record: where (line and column from 1), and why with what to do.
#[derive(Debug, PartialEq)]
pub(super) struct Flaw {
    pub(super) at: Option<(usize, usize)>,
    pub(super) reason: String,
}

impl Flaw {
    fn new(reason: impl Into<String>) -> Self {
        Self { at: None, reason: reason.into() }
    }

    /// The same of the file at `path`, whose `bytes` are to be the record `key`.
    pub(super) fn of(self, path: PathBuf, key: &Key, bytes: &[u8]) -> Problem {
        Problem { path, at: self.at, reason: self.reason, name: super::broken::called(key, bytes) }
    }
}

/// The path of a record inside the data folder; `None` when its id is no id.
pub(super) fn path_of(key: &Key) -> Option<String> {
    match key {
        Key::Me => Some("me.toml".to_owned()),
        Key::Person(id) => id.is_valid().then(|| format!("people/{id}.toml")),
        Key::Event(id) => id.is_valid().then(|| format!("events/{id}.toml")),
        Key::Group(id) => id.is_valid().then(|| format!("groups/{id}.toml")),
    }
}

/// The record that a path inside the data folder is for.
pub(super) fn key_of(path: &str) -> Option<Key> {
    if path == "me.toml" {
        return Some(Key::Me);
    }
    let (folder, name) = path.split_once('/')?;
    let stem = name.strip_suffix(".toml")?;
    PersonId::new(stem).is_valid().then_some(())?;
    match folder {
        "people" => Some(Key::Person(PersonId::new(stem))),
        "events" => Some(Key::Event(EventId::new(stem))),
        "groups" => Some(Key::Group(GroupId::new(stem))),
        _ => None,
    }
}

/// The text of a file: without its byte order mark, checked for the ways in which others break files.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::new("is empty; see `mingle restore --at`"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let before = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
        Flaw {
            at: Some(line_and_column(before, before.len())),
            reason: format!("is not UTF-8: byte {} is 0x{byte:02X}; save it as UTF-8", at + 1),
        }
    })?;
    if let Some(at) = text.find('\0') {
        return Err(Flaw {
            at: Some(line_and_column(text, at)),
            reason: "holds NUL bytes, as after a crash; see `mingle restore --at`".to_owned(),
        });
    }
    if text.trim().is_empty() {
        return Err(Flaw::new("is empty; see `mingle restore --at`"));
    }
    Ok(text)
}

/// Reads bytes as the record of `key`.
pub(super) fn parse(key: &Key, bytes: &[u8]) -> Result<Record, Flaw> {
    let text = text_of(bytes)?;
    let read = match key {
        Key::Me => plain::or_toml(text).map(|mut person: Person| {
            name_parts(&mut person);
            Record::Me(person.into())
        }),
        Key::Person(id) => plain::or_toml(text).map(|mut person: Person| {
            person.id = id.clone();
            name_parts(&mut person);
            person.shrink_to_fit();
            Record::Person(person.into())
        }),
        Key::Event(id) => plain::or_toml(text).map(|mut event: Event| {
            event.id = id.clone();
            event.attendees.shrink_to_fit();
            Record::Event(event.into())
        }),
        Key::Group(id) => plain::or_toml(text).map(|mut group: Group| {
            group.id = id.clone();
            Record::Group(group.into())
        }),
    };
    read.map_err(|error| flaw_of(text, &error))
}

fn flaw_of(text: &str, error: &toml::de::Error) -> Flaw {
    // Git's markers make the file no TOML; they are looked for only now, so that a note may hold such a line.
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") {
            let reason = "holds git's conflict markers; keep one side of each and delete the markers";
            return Flaw { at: Some(line_and_column(text, at)), reason: reason.to_owned() };
        }
        at += line.len();
    }
    let at = error.span().map(|span| line_and_column(text, span.start));
    Flaw { at, reason: format!("{}; correct it in an editor", without_values(error.message())) }
}

/// serde quotes the value it could not take; values may be notes, so they stay out of messages.
fn without_values(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    match (message.split_once('"'), message.rsplit_once('"')) {
        (Some((head, _)), Some((_, tail))) if message.starts_with("invalid ") => {
            format!("{head}{}", tail.trim_start()).replace(" ,", ",")
        }
        _ => message,
    }
}

/// Line and column, from 1, of a byte; columns count characters.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Gives an id to each note, favour and follow-up that has none, or one that was there before it in the file.
fn name_parts(person: &mut Person) {
    name_all(&mut person.notes, |note| note.id.as_str(), |note, id| note.id = NoteId::new(id));
    name_all(&mut person.favours, |favour| favour.id.as_str(), |favour, id| favour.id = FavourId::new(id));
    name_all(&mut person.follow_ups, |todo| todo.id.as_str(), |todo, id| todo.id = FollowUpId::new(id));
}

/// The id comes from the content, so that it is the same at each load; a number is added for the second of two equals.
fn name_all<T: Serialize>(items: &mut [T], id: impl Fn(&T) -> &str, set: impl Fn(&mut T, &str)) {
    // Nearly always each has its own; for a handful that is seen sooner without a set.
    let is_double = |(at, item): (usize, &T)| items.iter().take(at).any(|other| id(other) == id(item));
    let few = items.len() <= 16;
    if few && !items.iter().any(|item| id(item).is_empty()) && !items.iter().enumerate().any(is_double) {
        return;
    }
    let mut taken = HashSet::with_capacity(items.len());
    let nameless: Vec<bool> =
        items.iter().map(|item| id(item).is_empty() || !taken.insert(id(item))).collect();
    if !nameless.contains(&true) {
        return;
    }
    let mut taken: HashSet<String> = taken.into_iter().map(str::to_owned).collect();
    for (item, _) in items.iter_mut().zip(nameless).filter(|(_, nameless)| *nameless) {
        set(item, "");
        let content = toml::to_string(item).unwrap_or_default();
        let name = format!("h{}", hex(Sha256::digest(content.as_bytes()).get(..5).unwrap_or_default()));
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
        let free = free.unwrap_or(name);
        set(item, &free);
        taken.insert(free);
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// SHA-256 of bytes, in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The schema that a record was written with.
pub(super) fn schema_of(record: &Record) -> u32 {
    match record {
        Record::Me(person) | Record::Person(person) => person.schema,
        Record::Event(event) => event.schema,
        Record::Group(group) => group.schema,
    }
}

/// A record as a table in which absent and empty mean the same; `None` when it holds what TOML cannot say.
pub(super) fn table_of(record: &Record) -> Option<Table> {
    let mut table = match record {
        Record::Me(person) | Record::Person(person) => Table::try_from(person.as_ref()),
        Record::Event(event) => Table::try_from(event.as_ref()),
        Record::Group(group) => Table::try_from(group.as_ref()),
    }
    .ok()?;
    if schema_of(record) == 0 {
        table.remove("schema");
    }
    prune(&mut table);
    Some(table)
}

/// The one key of the table that `toml` makes of a moment when a struct becomes a `Table`; only its text form knows dates.
pub(super) const MOMENT: &str = "$__toml_private_datetime";

fn moment_of(value: &Value) -> Option<Value> {
    value.as_table()?.get(MOMENT)?.as_str()?.parse().ok().map(Value::Datetime)
}

fn prune(table: &mut Table) {
    table.iter_mut().for_each(|(_, value)| prune_value(value));
    table.retain(|key, value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Table(inner) => !inner.is_empty(),
        // Of ours only one says yes or no; what is a user's own is not ours to judge.
        Value::Boolean(yes) => *yes || key != "private",
        // Not a number is not even equal to itself: it stays in the file, unseen.
        Value::Float(number) => !number.is_nan(),
        Value::Integer(_) | Value::Datetime(_) => true,
    });
}

fn prune_value(value: &mut Value) {
    if let Some(moment) = moment_of(value) {
        *value = moment;
        return;
    }
    match value {
        Value::Table(inner) => prune(inner),
        Value::Array(items) => items.iter_mut().for_each(prune_value),
        _ => {}
    }
}
