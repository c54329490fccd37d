//! `mingle restore` and `mingle purge`: the trash.

use serde_json::{Value, json};

use super::answer::Answer;
use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::pairs::day;
use super::{pick, table};
use crate::domain::{EventId, GroupId, Key, PersonId};
use crate::store::{Loaded, Store, Trashed};

#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// What was deleted: an id, a name or a part of it; without it, the trash is listed.
    id: Option<String>,
    /// Put everything back as it was in the backup of this day, `2026-05-12`; what was made since stays.
    #[arg(long, value_name = "DAY", conflicts_with = "id")]
    at: Option<String>,
    /// With `--at`: say what would be put back, and do nothing.
    #[arg(long, requires = "at")]
    dry_run: bool,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct Purge {
    /// What was deleted; without it, all that is in the trash.
    id: Option<String>,
    /// Really: it cannot be undone.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn restore(args: &Restore, cx: &mut Context) -> Result<(), Fail> {
    if args.answer.is_json() && args.id.is_none() && args.at.is_none() {
        return list_json(&cx.store()?.trash()?, cx);
    }
    args.answer.begin(cx);
    let store = cx.store()?;
    if let Some(at) = &args.at {
        return restore_at(&store, at, args.dry_run, cx);
    }
    let trash = store.trash()?;
    let Some(query) = &args.id else { return list(&trash, cx) };
    let trashed = find(&trash, query)?;
    let loaded = store.restore(&id(&trashed.key), &cx.now)?;
    let name = name(&loaded).unwrap_or_else(|| trashed.name.clone());
    cx.has_become(&[loaded]);
    cx.out.line(&format!("restored: {name}"))
}

fn restore_at(store: &Store, at: &str, dry_run: bool, cx: &mut Context) -> Result<(), Fail> {
    let wanted = day(at)?;
    let days = store.backups();
    if !days.contains(&wanted) {
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        let days = if days.is_empty() { "none yet".into() } else { days.join(", ") };
        return Err(Fail::nothing(format!("there is no backup of {wanted}; there are: {days}")));
    }
    let loaded = store.restore_at(wanted, dry_run, &cx.now)?;
    if !dry_run {
        cx.has_become(&loaded);
    }
    for one in &loaded {
        cx.out.line(&name(one).unwrap_or_else(|| "a file that is no record".into()))?;
    }
    let said = if dry_run { "would be restored" } else { "restored" };
    cx.out.line(&format!("{} {said} as of {wanted}", loaded.len()))
}

fn list(trash: &[Trashed], cx: &mut Context) -> Result<(), Fail> {
    if trash.is_empty() {
        return Err(Fail::nothing("the trash is empty"));
    }
    let rows: Vec<Vec<String>> =
        trash.iter().map(|one| vec![one.name.clone(), id(&one.key), one.path.clone()]).collect();
    table::print(&mut cx.out, &["name", "id", "file"], &rows)
}

fn list_json(trash: &[Trashed], cx: &mut Context) -> Result<(), Fail> {
    let row = |one: &Trashed| json!({ "id": id(&one.key), "name": one.name, "file": one.path });
    let rows: Vec<Value> = trash.iter().map(row).collect();
    cx.out.json(&document(json!({ "trash": rows })))
}

pub(super) fn purge(args: &Purge, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let store = cx.store()?;
    let trash = store.trash()?;
    let (key, what) = match &args.id {
        Some(query) => {
            let trashed = find(&trash, query)?;
            (Some(trashed.key.clone()), trashed.name.clone())
        }
        None if trash.is_empty() => return Err(Fail::nothing("the trash is empty")),
        None => (None, format!("all {} in the trash", trash.len())),
    };
    if !args.yes {
        return Err(Fail::wrong(format!(
            "{what} would be gone for good, from the undo journal and the backups as well; say --yes if that is meant"
        )));
    }
    let gone = store.purge(key.as_ref(), &cx.now)?;
    cx.out.line(&format!(
        "{gone} gone for good; the history of git or of a sync program is not mingle's to erase"
    ))?;
    super::answer::end(gone > 0, cx)
}

/// The youngest file in the trash that `query` means.
fn find<'a>(trash: &'a [Trashed], query: &str) -> Result<&'a Trashed, Fail> {
    let ids: Vec<String> = trash.iter().map(|one| id(&one.key)).collect();
    let mut rows: Vec<(&str, &str, &Trashed)> =
        ids.iter().zip(trash).map(|(id, one)| (id.as_str(), one.name.as_str(), one)).collect();
    // Deleted twice is one record still.
    rows.dedup_by(|a, b| a.0 == b.0);
    pick::named(&rows, "deleted record", "`mingle restore` lists the trash", query)
}

fn id(key: &Key) -> String {
    match key {
        Key::Me => "me".into(),
        Key::Person(id) => PersonId::to_string(id),
        Key::Event(id) => EventId::to_string(id),
        Key::Group(id) => GroupId::to_string(id),
    }
}

fn name(loaded: &Loaded) -> Option<String> {
    match loaded {
        Loaded::Record(record) => Some(record.name().to_owned()),
        Loaded::Gone(_) | Loaded::Problem(_) => None,
    }
}
