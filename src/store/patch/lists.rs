//! Lists of tables: notes, favours, attendees and the like, each told from the others.

use std::collections::HashSet;

use toml::{Table, Value};
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, TableLike};

use super::super::merge::pair;
use super::{insert, patch_table, words};

/// Makes the list `key` of `table`, which means `from`, mean `to`.
pub(super) fn patch(
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
