//! What a record means after both sides changed it: a three-way merge of tables.

use std::collections::{HashMap, HashSet, VecDeque};

use toml::{Table, Value};

/// The outcome of a merge.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// What the file is to mean.
    pub(super) table: Table,
    /// Values on disk that gave way to ours: the field and its value.
    pub(super) lost: Vec<(String, Value)>,
}

/// Merges what was changed from `base` to `ours` into what is on `disk`.
///
/// A value that only one side changed is taken; where both did, ours is newer and stays, and the other is given back as lost.
/// A thing that one side deleted and the other changed stays.
pub(super) fn merge(base: &Table, ours: &Table, disk: &Table) -> Merged {
    let mut lost = Vec::new();
    let table = merge_tables("", base, ours, disk, &mut lost);
    Merged { table, lost }
}

fn merge_tables(
    path: &str,
    base: &Table,
    ours: &Table,
    disk: &Table,
    lost: &mut Vec<(String, Value)>,
) -> Table {
    let mut out = disk.clone();
    let keys = base.keys().chain(ours.keys().filter(|key| !base.contains_key(*key)));
    for key in keys {
        let sides = [base, ours, disk].map(|table| table.get(key));
        let [was, mine, theirs] = sides;
        if was == mine || mine == theirs {
            continue;
        }
        let field = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let merged = if sides.iter().flatten().any(|value| is_list(key, value)) {
            let [was, mine, theirs] = sides.map(items);
            some_items(merge_lists(&field, key, was, mine, theirs, lost))
        } else if sides.iter().flatten().any(|value| value.is_table()) {
            let empty = Table::new();
            let [was, mine, theirs] = sides.map(|side| side.and_then(Value::as_table).unwrap_or(&empty));
            let table = merge_tables(&field, was, mine, theirs, lost);
            (!table.is_empty()).then_some(Value::Table(table))
        } else if sides.iter().flatten().any(|value| value.is_array()) {
            let [was, mine, theirs] = sides.map(items);
            some_items(merge_words(was, mine, theirs))
        } else {
            merge_values(field, sides, lost)
        };
        match merged {
            Some(value) => out.insert(key.clone(), value),
            None => out.remove(key),
        };
    }
    out
}

fn merge_values(
    field: String,
    [was, mine, theirs]: [Option<&Value>; 3],
    lost: &mut Vec<(String, Value)>,
) -> Option<Value> {
    match (mine, theirs) {
        // Deleted by us and changed by them: changed wins.
        (None, Some(_)) if theirs != was => theirs.cloned(),
        (Some(_), Some(value)) if theirs != was => {
            lost.push((field, value.clone()));
            mine.cloned()
        }
        _ => mine.cloned(),
    }
}

fn items(side: Option<&Value>) -> &[Value] {
    side.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn some_items(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::Array(items))
}

/// Whether a value is a list of tables, which are told apart by [`pair`].
pub(super) fn is_list(key: &str, value: &Value) -> bool {
    matches!(key, "note" | "favour" | "follow_up" | "attendee" | "talk" | "intents" | "conflict")
        && value.is_array()
}

/// Texts that we took out go, texts that we put in come; what the others did stays.
fn merge_words(base: &[Value], ours: &[Value], disk: &[Value]) -> Vec<Value> {
    if disk == base {
        return ours.to_vec();
    }
    let removed = |word: &&Value| !base.contains(word) || ours.contains(word);
    let mut out: Vec<Value> = disk.iter().filter(removed).cloned().collect();
    for word in ours.iter().filter(|word| !base.contains(word)) {
        if !out.contains(word) {
            out.push(word.clone());
        }
    }
    out
}

fn merge_lists(
    path: &str,
    key: &str,
    base: &[Value],
    ours: &[Value],
    disk: &[Value],
    lost: &mut Vec<(String, Value)>,
) -> Vec<Value> {
    if disk == base {
        return ours.to_vec();
    }
    let mut ours_base = pair(key, base, ours);
    let disk_base = pair(key, base, disk);
    let mut of_base: HashMap<usize, usize> = HashMap::new();
    for (index, base) in ours_base.iter().enumerate() {
        of_base.extend(base.map(|base| (base, index)));
    }
    // What both added may be the same thing.
    let fresh = |list: &[Option<usize>]| -> Vec<usize> {
        list.iter().enumerate().filter(|(_, base)| base.is_none()).map(|(index, _)| index).collect()
    };
    let (new_ours, new_disk) = (fresh(&ours_base), fresh(&disk_base));
    let pick =
        |list: &[Value], at: &[usize]| at.iter().filter_map(|at| list.get(*at)).cloned().collect::<Vec<_>>();
    let both = pair_alike(key, &pick(ours, &new_ours), &pick(disk, &new_disk));
    let added: HashMap<usize, usize> =
        new_disk.iter().zip(both).filter_map(|(disk, ours)| Some((*disk, *new_ours.get(ours?)?))).collect();

    let empty = Value::Table(Table::new());
    let mut out: Vec<(Value, Option<usize>)> = Vec::with_capacity(disk.len() + 1);
    for (index, (theirs, base_at)) in disk.iter().zip(&disk_base).enumerate() {
        let was = base_at.and_then(|at| base.get(at));
        let ours_at = base_at.map_or_else(|| added.get(&index), |at| of_base.get(&at)).copied();
        match (ours_at.and_then(|at| ours.get(at)), was) {
            (None, Some(was)) if was == theirs => {}
            (None, _) => out.push((theirs.clone(), None)),
            (Some(mine), was) => {
                let field = format!("{path}.{}", label(theirs, index));
                let [was, mine, theirs] = [was.unwrap_or(&empty), mine, theirs].map(Value::as_table);
                if let (Some(was), Some(mine), Some(theirs)) = (was, mine, theirs) {
                    out.push((Value::Table(merge_tables(&field, was, mine, theirs, lost)), ours_at));
                }
            }
        }
    }
    for (index, mine) in ours.iter().enumerate() {
        if out.iter().any(|(_, at)| *at == Some(index)) {
            continue;
        }
        let was = ours_base.get_mut(index).and_then(Option::take).and_then(|at| base.get(at));
        // Deleted by them: it comes back only if we changed it.
        if was == Some(mine) {
            continue;
        }
        let before = out.iter().rposition(|(_, at)| at.is_some_and(|at| at < index));
        let after = out.iter().position(|(_, at)| at.is_some_and(|at| at > index));
        let at = before.map(|at| at + 1).or(after).unwrap_or(out.len());
        let at = if index + 1 == ours.len() { out.len() } else { at };
        out.insert(at, (mine.clone(), Some(index)));
    }
    out.into_iter().map(|(value, _)| value).collect()
}

/// What to call an item in a conflict's field.
fn label(item: &Value, index: usize) -> String {
    let text = |key| item.get(key).and_then(Value::as_str);
    text("id")
        .or(text("person"))
        .or(text("name"))
        .or(text("title"))
        .map_or_else(|| index.to_string(), str::to_owned)
}

/// For each of `new`, which of `old` it is.
///
/// Notes, favours and follow-ups are told apart by id; attendees, talks and the like have none, and are taken for the same
/// when they are equal, else by person, e-mail, name and company, title or purpose, else by position.
pub(super) fn pair(key: &str, old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let mut pairs = pair_alike(key, old, new);
    if !has_ids(key) {
        let mut taken = vec![false; old.len()];
        for at in pairs.iter().flatten() {
            if let Some(slot) = taken.get_mut(*at) {
                *slot = true;
            }
        }
        for (at, slot) in pairs.iter_mut().enumerate() {
            if slot.is_none() && taken.get(at) == Some(&false) {
                *slot = Some(at);
            }
        }
    }
    pairs
}

/// Whether the items of a list carry ids.
pub(super) fn has_ids(key: &str) -> bool {
    matches!(key, "note" | "favour" | "follow_up")
}

type Mark = fn(&Value) -> Option<String>;

/// What tells the items of a list apart, the surest first.
fn marks(key: &str) -> &'static [Mark] {
    match key {
        "attendee" => &[whole, person, email, name_and_company],
        "talk" => &[whole, title],
        "intents" => &[whole, why],
        "conflict" => &[whole],
        _ => &[id],
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a mark like the others, some of which may be absent")]
fn whole(item: &Value) -> Option<String> {
    Some(item.to_string())
}

fn text(item: &Value, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn id(item: &Value) -> Option<String> {
    text(item, "id")
}

fn person(item: &Value) -> Option<String> {
    text(item, "person")
}

fn email(item: &Value) -> Option<String> {
    text(item, "email").map(|email| email.to_lowercase())
}

fn name_and_company(item: &Value) -> Option<String> {
    Some(format!("{}\n{}", text(item, "name")?, text(item, "company").unwrap_or_default()))
}

fn title(item: &Value) -> Option<String> {
    text(item, "title")
}

fn why(item: &Value) -> Option<String> {
    text(item, "why")
}

/// Pairs by what the items say; among those that say the same, first come, first served.
fn pair_alike(key: &str, old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    // Where nothing moved, which is nearly always, no text has to be made.
    let mut pairs: Vec<Option<usize>> =
        new.iter().enumerate().map(|(at, item)| (old.get(at) == Some(item)).then_some(at)).collect();
    for mark in marks(key) {
        let taken: HashSet<usize> = pairs.iter().flatten().copied().collect();
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, item) in old.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            if let Some(text) = mark(item) {
                free.entry(text).or_default().push_back(at);
            }
        }
        for (pair, item) in pairs.iter_mut().zip(new).filter(|(pair, _)| pair.is_none()) {
            *pair = mark(item).and_then(|text| free.get_mut(&text)).and_then(VecDeque::pop_front);
        }
    }
    pairs
}
