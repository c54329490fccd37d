//! Edits in place: the smallest change to a file's text that makes it mean something else.

mod lists;
mod words;

use toml::{Table, Value};
use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, TableLike};

use super::merge::is_list;
use crate::domain::FAVOUR_KEYS;

const BOM: &str = "\u{feff}";

/// The keys of each kind of table, in the order of the contract.
fn order(list: &str) -> &'static [&'static str] {
    match list {
        "note" => &["id", "at", "event", "kind", "text", "line", "also", "private", "used"],
        "favour" => FAVOUR_KEYS,
        "follow_up" => &["id", "due", "what", "done"],
        "attendee" => &["name", "company", "role", "email", "person", "status", "was", "why", "at"],
        "talk" => &["title", "speaker", "lessons"],
        "intents" => &["why", "count"],
        "met" => &["event", "on"],
        "calendar" => {
            &["uid", "occurrence", "first", "sequence", "at", "name", "date", "start", "end", "venue"]
        }
        "conflict" => &["field", "value", "where", "when"],
        // A person, an event, a group: no key of one stands in another's place.
        _ => &[
            "schema",
            "name",
            "date",
            "start",
            "end",
            "venue",
            "group",
            "intents",
            "cost",
            "hours",
            "mood",
            "room_known",
            "calendar",
            "chapter",
            "dues",
            "per",
            "renews",
            "rhythm",
            "company",
            "role",
            "industry",
            "circles",
            "tags",
            "emails",
            "phones",
            "links",
            "needs",
            "offers",
            "steer_clear",
            "knows",
            "via",
            "cadence",
            "face",
            "met",
            "goals",
            "imported",
            "note",
            "favour",
            "follow_up",
            "attendee",
            "talk",
            "conflict",
        ],
    }
}

/// The text that means `to`, made from `old`, which means `from`. Whatever is not named in either stays as it is.
///
/// `None` when the file's form does not allow it.
pub(super) fn patch(old: &str, from: &Table, to: &Table) -> Option<String> {
    let (bom, body) = old.strip_prefix(BOM).map_or(("", old), |body| (BOM, body));
    // toml_edit writes line feeds only; the file's own line ends are put back below.
    let crlf = body.contains("\r\n");
    let plain = if crlf { body.replace("\r\n", "\n") } else { body.to_owned() };
    let mut document: DocumentMut = plain.parse().ok()?;
    patch_table(document.as_table_mut(), "", from, to, crlf)?;
    let text = document.to_string();
    Some(format!("{bom}{}", if crlf { with_line_ends(body, &plain, &text) } else { text }))
}

/// Puts carriage returns back: where lines are as they were, as they were; in what is new, as most lines have it.
fn with_line_ends(body: &str, plain: &str, text: &str) -> String {
    let old: Vec<&str> = plain.split_inclusive('\n').collect();
    let new: Vec<&str> = text.split_inclusive('\n').collect();
    let ends: Vec<bool> = body.split_inclusive('\n').map(|line| line.ends_with("\r\n")).collect();
    let mostly = ends.iter().filter(|crlf| **crlf).count() * 2 >= ends.len();
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    let mut out = String::with_capacity(text.len() + new.len());
    for (at, line) in new.iter().enumerate() {
        let same = if at < head {
            Some(at)
        } else if at >= new.len() - tail {
            Some(old.len() - (new.len() - at))
        } else {
            None
        };
        let crlf = same.and_then(|at| ends.get(at).copied()).unwrap_or(mostly);
        match line.strip_suffix('\n') {
            Some(line) if crlf => {
                out.push_str(line);
                out.push_str("\r\n");
            }
            _ => out.push_str(line),
        }
    }
    out
}

fn patch_table(table: &mut dyn TableLike, list: &str, from: &Table, to: &Table, crlf: bool) -> Option<()> {
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        remove(table, key);
    }
    let order = order(list);
    let mut keys: Vec<&String> = to.keys().filter(|key| from.get(*key) != to.get(*key)).collect();
    keys.sort_by_key(|key| order.iter().position(|other| other == key).unwrap_or(usize::MAX));
    for key in keys {
        let value = to.get(key)?;
        let was = from.get(key);
        if is_list(key, value) {
            let was = was.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            lists::patch(table, list, key, was, value.as_array()?, crlf)?;
            continue;
        }
        match (value, table.get_mut(key)) {
            (Value::Table(value), Some(item)) => {
                let empty = Table::new();
                let was = was.and_then(Value::as_table).unwrap_or(&empty);
                patch_table(item.as_table_like_mut()?, key, was, value, crlf)?;
            }
            (Value::Array(value), Some(item)) => words::patch(item.as_array_mut()?, value, crlf)?,
            (_, Some(item)) => {
                let old = item.as_value_mut()?;
                let decor = old.decor().clone();
                *old = value_of(value, crlf)?;
                *old.decor_mut() = decor;
            }
            (_, None) => insert_value(table, list, key, value, crlf)?,
        }
    }
    Some(())
}

/// Takes a key out. Its comments stay: where there are some, the key is left with nothing in it, which means the same.
fn remove(table: &mut dyn TableLike, key: &str) {
    let has_comment = |decor: &Decor| {
        let text = |raw: Option<&toml_edit::RawString>| {
            raw.and_then(|raw| raw.as_str()).unwrap_or_default().contains('#')
        };
        text(decor.prefix()) || text(decor.suffix())
    };
    let commented = table.key(key).is_some_and(|key| has_comment(key.leaf_decor()));
    if let Some(value) = table.get_mut(key).and_then(Item::as_value_mut)
        && (commented || has_comment(value.decor()))
    {
        let nothing: Option<toml_edit::Value> = match value {
            toml_edit::Value::String(_) => Some("".into()),
            toml_edit::Value::Array(_) => Some(Array::new().into()),
            toml_edit::Value::InlineTable(_) => Some(InlineTable::new().into()),
            toml_edit::Value::Boolean(_) => Some(false.into()),
            _ => None,
        };
        if let Some(mut nothing) = nothing {
            *nothing.decor_mut() = value.decor().clone();
            *value = nothing;
            return;
        }
    }
    // `{ a = 1, b = 2 }`: the blank before the brace belongs to the last value.
    let blank =
        |item: &Item| item.as_value().and_then(|value| value.decor().suffix()?.as_str().map(str::to_owned));
    let is_last = table.iter().last().is_some_and(|(last, _)| last == key);
    let suffix = table.get(key).filter(|_| is_last).and_then(blank).filter(|blank| !blank.is_empty());
    table.remove(key);
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    if let (Some(suffix), Some(last)) = (suffix, last.and_then(|last| table.get_mut(&last)?.as_value_mut())) {
        last.decor_mut().set_suffix(suffix);
    }
}

fn insert_value(table: &mut dyn TableLike, list: &str, key: &str, value: &Value, crlf: bool) -> Option<()> {
    let mut new = match value {
        Value::Table(inner) => {
            let mut inline = InlineTable::new();
            patch_table(&mut inline, key, &Table::new(), inner, crlf)?;
            inline.into()
        }
        _ => value_of(value, crlf)?,
    };
    // `{ a = 1 }`: the blank before the brace belongs to the last value.
    let mut blank = None;
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    if let Some(old) = last.and_then(|last| table.get_mut(&last)).and_then(Item::as_value_mut)
        && let Some(suffix) = old.decor().suffix().and_then(|raw| raw.as_str()).map(str::to_owned)
        && !suffix.is_empty()
        && !suffix.contains(['#', '\n'])
    {
        old.decor_mut().set_suffix("");
        new.decor_mut().set_prefix(" ");
        blank = Some(suffix);
    }
    insert(table, list, key, new);
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    if let (Some(blank), Some(last)) = (blank, last.and_then(|last| table.get_mut(&last)?.as_value_mut())) {
        last.decor_mut().set_suffix(blank);
    }
    Some(())
}

/// Puts a new value in after the nearest one that the contract has before it, else last.
fn insert(table: &mut dyn TableLike, list: &str, key: &str, value: toml_edit::Value) {
    let order = order(list);
    let rank = |key: &str| order.iter().position(|other| *other == key);
    let is_line = |item: &Item| item.is_value() || item.as_table().is_some_and(toml_edit::Table::is_dotted);
    let keys: Vec<String> =
        table.iter().filter(|(_, item)| is_line(item)).map(|(key, _)| key.to_owned()).collect();
    let earlier =
        keys.iter().enumerate().filter(|(_, other)| rank(other).is_some() && rank(other) < rank(key));
    let after = earlier.max_by_key(|(_, other)| rank(other)).map(|(at, _)| at);
    let followers = after.map(|at| at + 1..keys.len()).and_then(|range| keys.get(range)).unwrap_or_default();
    let mut moved: Vec<(toml_edit::Key, Item)> = Vec::with_capacity(followers.len());
    for follower in followers {
        if let (Some(key), Some(item)) = (table.key(follower).cloned(), table.remove(follower)) {
            moved.push((key, item));
        }
    }
    table.insert(key, Item::Value(value));
    for (key, item) in moved {
        table.entry_format(&key).or_insert(item);
    }
}

/// A value as it is written anew.
fn value_of(value: &Value, crlf: bool) -> Option<toml_edit::Value> {
    Some(match value {
        // In a file with CRLF a text over several lines would take up its line ends; so it is written in one.
        Value::String(text) if crlf && text.contains('\n') => one_line(text)?,
        Value::String(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(yes) => (*yes).into(),
        Value::Datetime(at) => (*at).into(),
        Value::Array(items) => {
            toml_edit::Value::Array(items.iter().map(|item| value_of(item, crlf)).collect::<Option<Array>>()?)
        }
        Value::Table(table) => {
            let mut inline = InlineTable::new();
            for (key, value) in table {
                inline.insert(key, value_of(value, crlf)?);
            }
            inline.into()
        }
    })
}

fn one_line(text: &str) -> Option<toml_edit::Value> {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ch if ch.is_control() => write!(out, "\\u{:04X}", u32::from(ch)).ok()?,
            ch => out.push(ch),
        }
    }
    out.push('"');
    out.parse().ok()
}
