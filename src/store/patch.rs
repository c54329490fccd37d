//! Edits in place: the smallest change to a file's text that makes it mean something else.

mod words;

use std::collections::HashSet;

use toml::{Table, Value};
use toml_edit::{Array, ArrayOfTables, Decor, DocumentMut, InlineTable, Item, TableLike};

use super::merge::{is_list, pair};

const BOM: &str = "\u{feff}";

/// The keys of each kind of table, in the order of the contract.
fn order(list: &str) -> &'static [&'static str] {
    match list {
        "note" => &["id", "at", "event", "kind", "text", "line", "also", "private"],
        "favour" => &[
            "id", "side", "state", "kind", "size", "what", "people", "due", "on", "done", "thanked",
            "closed", "event", "through", "outcome", "value",
        ],
        "follow_up" => &["id", "due", "what", "done"],
        "attendee" => &["name", "company", "role", "email", "person", "status", "why", "at"],
        "talk" => &["title", "speaker", "lessons"],
        "intents" => &["why", "count"],
        "met" => &["event", "on"],
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
    keys.sort_by_key(|key| order.iter().position(|other| other == key));
    for key in keys {
        let value = to.get(key)?;
        let was = from.get(key);
        if is_list(key, value) {
            let was = was.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            patch_list(table, list, key, was, value.as_array()?, crlf)?;
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
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    if let Some(old) = last.and_then(|last| table.get_mut(&last)).and_then(Item::as_value_mut)
        && let Some(suffix) = old.decor().suffix().and_then(|raw| raw.as_str()).map(str::to_owned)
        && !suffix.is_empty()
        && !suffix.contains(['#', '\n'])
    {
        old.decor_mut().set_suffix("");
        new.decor_mut().set_suffix(suffix);
        new.decor_mut().set_prefix(" ");
    }
    insert(table, list, key, new);
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

fn patch_list(
    table: &mut dyn TableLike,
    outer: &str,
    key: &str,
    from: &[Value],
    to: &[Value],
    crlf: bool,
) -> Option<()> {
    let pairs = pair(key, from, to);
    match table.get_mut(key) {
        Some(Item::ArrayOfTables(list)) => return patch_tables(list, key, from, to, &pairs, crlf),
        Some(Item::Value(toml_edit::Value::Array(list))) if !list.is_empty() || key == "intents" => {
            return patch_inline(list, key, from, to, &pairs, crlf);
        }
        Some(_) => drop(table.remove(key)),
        None => {}
    }
    if key == "intents" {
        let mut list = Array::new();
        patch_inline(&mut list, key, &[], to, &vec![None; to.len()], crlf)?;
        insert(table, outer, key, list.into());
    } else {
        let mut list = ArrayOfTables::new();
        patch_tables(&mut list, key, &[], to, &vec![None; to.len()], crlf)?;
        table.insert(key, Item::ArrayOfTables(list));
    }
    Some(())
}

/// `[[note]]` and the like. `from` has an item for each table, in the same order.
fn patch_tables(
    list: &mut ArrayOfTables,
    key: &str,
    from: &[Value],
    to: &[Value],
    pairs: &[Option<usize>],
    crlf: bool,
) -> Option<()> {
    let unsettled = unsettled(from, to, pairs);
    let mut old: Vec<Option<toml_edit::Table>> = std::mem::take(list).into_iter().map(Some).collect();
    let in_order = pairs.iter().flatten().is_sorted();
    for (value, pair) in to.iter().zip(pairs) {
        let value = value.as_table()?;
        let mut table = if let Some(at) = *pair {
            let mut table = old.get_mut(at)?.take()?;
            let was = from.get(at)?.as_table()?;
            if was != value || has_unsettled_number(&table, value, &unsettled) {
                patch_table(&mut table, key, was, value, crlf)?;
                write_id(&mut table, value);
            }
            table
        } else {
            let mut table = toml_edit::Table::new();
            patch_table(&mut table, key, &Table::new(), value, crlf)?;
            table.decor_mut().set_prefix("\n");
            table
        };
        if !in_order {
            // The text's order is that of positions; without one a table follows the one before it.
            forget_positions(&mut table);
        }
        list.push(table);
    }
    Some(())
}

fn forget_positions(table: &mut toml_edit::Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => forget_positions(inner),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(forget_positions),
            Item::None | Item::Value(_) => {}
        }
    }
}

/// A note without an id of its own is known by one made of its content; when it changes, it gets that one for good.
fn write_id(table: &mut dyn TableLike, value: &Table) {
    let Some(id) = value.get("id").and_then(Value::as_str) else { return };
    if table.get("id").and_then(Item::as_str) == Some(id) {
        return;
    }
    match table.get_mut("id").and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = id.into();
            *old.decor_mut() = decor;
        }
        None => insert_first(table, id),
    }
}

/// The id leads its table.
fn insert_first(table: &mut dyn TableLike, id: &str) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    table.insert("id", Item::Value(id.into()));
    for key in keys {
        if let (Some(key), Some(item)) = (table.key(&key).cloned(), table.remove(&key)) {
            table.entry_format(&key).or_insert(item);
        }
    }
}

/// The made-up ids among `from` that will not be made up again, because their note changes or goes.
fn unsettled<'a>(from: &'a [Value], to: &[Value], pairs: &[Option<usize>]) -> HashSet<&'a str> {
    let stays: HashSet<usize> = (to.iter().zip(pairs))
        .filter_map(|(value, at)| at.filter(|at| from.get(*at) == Some(value)))
        .collect();
    let goes = from.iter().enumerate().filter(|(at, _)| !stays.contains(at));
    goes.filter_map(|(_, value)| value.get("id")?.as_str()).map(base_of).collect()
}

/// The second of two equal notes has a number after the id that is made of their content.
fn base_of(id: &str) -> &str {
    id.split_once('-').map_or(id, |(base, _)| base)
}

/// The number depends on the notes before it: it is written down before one of those changes.
fn has_unsettled_number(table: &dyn TableLike, value: &Table, unsettled: &HashSet<&str>) -> bool {
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    unsettled.contains(base_of(id)) && table.get("id").and_then(Item::as_str) != Some(id)
}

/// `intents = [{ .. }, { .. }]`, or notes that somebody wrote like that.
fn patch_inline(
    list: &mut Array,
    key: &str,
    from: &[Value],
    to: &[Value],
    pairs: &[Option<usize>],
    crlf: bool,
) -> Option<()> {
    let unsettled = unsettled(from, to, pairs);
    let mut kept = Vec::with_capacity(to.len());
    for (value, pair) in to.iter().zip(pairs) {
        let value = value.as_table()?;
        kept.push(if let Some(at) = *pair {
            let mut item = list.get(at)?.clone();
            let was = from.get(at)?.as_table()?;
            let table = item.as_inline_table_mut()?;
            if was != value || has_unsettled_number(table, value, &unsettled) {
                patch_table(table, key, was, value, crlf)?;
                write_id(table, value);
            }
            (Some(at), item)
        } else {
            let mut table = InlineTable::new();
            patch_table(&mut table, key, &Table::new(), value, crlf)?;
            (None, table.into())
        });
    }
    words::replace(list, &kept);
    Some(())
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
